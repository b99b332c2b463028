"""A school year at a glance: a column a week, a row a weekday; holidays and closures behind, sessions in front.

Two halves side by side, one under the other on a phone. The picture is one image to a screen reader, told in a sentence.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from pathlib import Path

import streamlit as st

from pages.ui.texts import N_, _, day, ngettext

STYLE = Path(__file__).parent / "year_picture.css"
NEW, THERE, SKIPPED, CLASHING = "new", "there", "skipped", "clashing"
WORDS = {NEW: N_("to be planned"), THERE: N_("planned already"), SKIPPED: N_("skipped: closed"),
         CLASHING: N_("something is in the way"), "closed": N_("holiday or closure")}


def show(first: date, last: date, marks: dict[str, str], closures: list[dict], today: date) -> None:
    """Draws the days from `first` to `last`. `marks`: ISO day -> new, there, skipped or clashing; `closures` as
    `calendar.closures` gives them."""
    middle = date(last.year, 3, 1)
    halves = "".join(_half(start, end, marks, closures, today) for start, end in (
        (first, middle - timedelta(days=1)), (middle, last)))
    used = [kind for kind in (NEW, THERE, SKIPPED, CLASHING) if kind in marks.values()]
    legend = "".join(f'<span class="year-key"><i class="{kind}"></i>{escape(_(WORDS[kind]))}</span>' for kind in [*used, "closed"])
    st.html(STYLE)
    st.html(f'<div class="year"><div class="year-picture" role="img" aria-label="{escape(told(marks, closures))}">{halves}</div>'
            f'<div class="year-legend" aria-hidden="true">{legend}</div></div>')


def told(marks: dict[str, str], closures: list[dict]) -> str:
    """The picture in words: how many sessions in each month, what is skipped and what is in the way."""
    months: dict[str, int] = {}
    for iso, kind in sorted(marks.items()):
        if kind in (NEW, THERE, CLASHING):
            months[iso[:7]] = months.get(iso[:7], 0) + 1
    said = [_("Sessions, month by month: {months}.", months=", ".join(
        f"{day(f'{month}-01', 'month')} {many}" for month, many in months.items()) or "0")]
    kinds = list(marks.values())
    if many := kinds.count(SKIPPED):
        said.append(ngettext("{n} day is skipped because it is closed.", "{n} days are skipped because they are closed.", many))
    if many := kinds.count(CLASHING):
        said.append(ngettext("On {n} day something is in the way.", "On {n} days something is in the way.", many))
    if closures:
        said.append(_("Closed: {labels}.", labels=", ".join(dict.fromkeys(closure["label"] for closure in closures))))
    return " ".join(said)


def _half(first: date, last: date, marks: dict[str, str], closures: list[dict], today: date) -> str:
    monday = first - timedelta(days=first.weekday())
    weeks = ((last - monday).days // 7) + 1
    cells = []
    for week in range(weeks):
        for weekday in range(7):
            cells.append(_cell(monday + timedelta(weeks=week, days=weekday), first, last, marks, closures, today))
    names = "".join(f"<b>{escape(day(date(2024, 1, 1 + n), 'weekday')[:1].upper()) if n % 2 == 0 else ''}</b>" for n in range(7))
    return (f'<div class="year-half"><div class="year-months">{_months(monday, weeks, first, last)}</div>'
            f'<div class="year-days">{names}</div><div class="year-cells">{"".join(cells)}</div></div>')


def _cell(each: date, first: date, last: date, marks: dict[str, str], closures: list[dict], today: date) -> str:
    if not first <= each <= last:
        return "<i class='none'></i>"
    iso = each.isoformat()
    closed = ", ".join(closure["label"] for closure in closures if closure["first_on"] <= iso <= closure["last_on"])
    kind = marks.get(iso, "")
    classes = " ".join(filter(None, [kind, "closed" if closed else "", "today" if each == today else "",
                                     "weekend" if each.weekday() > 4 else ""]))
    said = " · ".join(filter(None, [day(each), closed, _(WORDS[kind]) if kind else ""]))
    return f'<i class="{classes}" title="{escape(said)}"></i>'


def _months(monday: date, weeks: int, first: date, last: date) -> str:
    """The name of each month over the week in which it begins."""
    found = []
    for week in range(weeks):
        begins = monday + timedelta(weeks=week)
        named = next((each for each in (begins + timedelta(days=n) for n in range(7)) if each.day == 1), None)
        if (named := named or (first if week == 0 else None)) and named <= last:
            found.append(f'<span style="grid-column: {week + 1}">{escape(day(named, "short").split(" ")[-1].rstrip("."))}</span>')
    return "".join(found)
