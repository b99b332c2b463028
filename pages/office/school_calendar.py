"""The school calendar: lessons, holidays and the days the Casa is closed, year by year."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar
from db.rules import RuleBroken
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked
from pages.ui.texts import _, day

KINDS = ["casa", "school", "national", "patron"]


def show(here: Here) -> None:
    years = {row["school_year"]: row for row in calendar.years(here.db, by=here.me)}
    title, choice = st.columns([3, 1], vertical_alignment="center")
    title.title(_("School calendar"), anchor=False)
    current = calendar.school_year_of(here.today)
    if years:
        asked_for = asked("year") if asked("year") in years else current if current in years else next(iter(years))
        chosen = choice.selectbox(_("School year"), list(years), index=list(years).index(asked_for), key="school_calendar.year",
                                  placeholder=_("School year"), label_visibility="collapsed")
        _lessons(here, years[chosen])
        _closures(here, chosen)
    _open(here, current, years)


def _lessons(here: Here, year: dict) -> None:
    first, last = calendar.bounds(year["school_year"])
    key = f"school_calendar.from.{year['school_year']}"
    begun = _begun("school_calendar.lessons", key, {"id": year["school_year"], "version": year["version"]})
    with st.form(f"school_calendar.lessons.{year['school_year']}", border=True):
        st.header(_("Lessons"), anchor=False)
        one, two, three = st.columns([2, 2, 1], vertical_alignment="bottom")
        kept = {"min_value": first, "max_value": last, "format": "DD/MM/YYYY"}
        lessons_from = one.date_input(_("Lessons from"), date.fromisoformat(year["lessons_from"]), key=key, **kept)
        lessons_to = two.date_input(_("Lessons to"), date.fromisoformat(year["lessons_to"]),
                                    key=f"school_calendar.to.{year['school_year']}", **kept)
        if three.form_submit_button(_("Save"), key="school_calendar.save_lessons", width="stretch"):
            _do(lambda: calendar.set_lessons(here.db, year["school_year"], lessons_from, lessons_to, version=begun, by=here.me),
                "school_calendar.lessons", {"id": year["school_year"], "version": year["version"]})


def _closures(here: Here, school_year: str) -> None:
    first, last = calendar.bounds(school_year)
    st.header(_("Days without sessions"), anchor=False)
    st.caption(_("When a series is planned it skips these days. What is planned already stays: the calendar shows it."))
    _add(here, first, last, school_year)
    for closure in calendar.closures(here.db, first, last, by=here.me):
        _row(here, closure)


def _add(here: Here, first: date, last: date, school_year: str) -> None:
    with st.expander(_("Close more days"), icon=":material/event_busy:", key=f"school_calendar.add_box.{school_year}"), \
            st.form("school_calendar.add", border=False, clear_on_submit=False):
        start = min(max(here.today, first), last)
        typed = _fields("new", start, start, "", "casa", first, last)
        if st.form_submit_button(_("Close these days"), type="primary", key="school_calendar.add"):
            _do(lambda: calendar.add_closure(here.db, typed[0], typed[1], typed[2], kind=typed[3], by=here.me))


def _row(here: Here, closure: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"school_calendar.row.{closure['id']}"):
        st.markdown(f"**{messages.plain(_days(closure))}** · {messages.plain(closure['label'])} · "
                    f"{_(labels.CLOSURE_KINDS[closure['kind']])}", width="stretch")
        with st.popover(_("Change"), icon=":material/edit:", key=f"school_calendar.change.{closure['id']}"):
            _change(here, closure)


def _change(here: Here, closure: dict) -> None:
    form = f"school_calendar.closure.{closure['id']}"
    begun = _begun(form, f"school_calendar.first_on.{closure['id']}", closure)
    with st.form(form, border=False):
        typed = _fields(str(closure["id"]), date.fromisoformat(closure["first_on"]), date.fromisoformat(closure["last_on"]),
                        closure["label"], closure["kind"], None, None)
        save, remove = st.columns(2)
        if save.form_submit_button(_("Save"), type="primary", width="stretch", key=f"school_calendar.save.{closure['id']}"):
            _do(lambda: calendar.revise_closure(here.db, closure["id"], typed[0], typed[1], typed[2], kind=typed[3],
                                                version=begun, by=here.me), form, closure)
        if remove.form_submit_button(_("Open again"), width="stretch", key=f"school_calendar.remove.{closure['id']}"):
            _do(lambda: calendar.remove_closure(here.db, closure["id"], by=here.me), form)


def _begun(form: str, field: str, now: dict) -> int:
    """The version this page showed when it was opened: Streamlit drops a field's value when its page is left."""
    if field not in st.session_state:
        editing.done(form)
    return editing.begun(form, now)


def _fields(name: str, first_on: date, last_on: date, label: str, kind: str, first: date | None, last: date | None) -> tuple:
    one, two = st.columns(2)
    kinds = {each: _(labels.CLOSURE_KINDS[each]) for each in KINDS}
    bounds = {"min_value": first or date(2000, 1, 1), "max_value": last or date(2099, 12, 31), "format": "DD/MM/YYYY"}
    return (
        one.date_input(_("First day"), first_on, key=f"school_calendar.first_on.{name}", **bounds),
        two.date_input(_("Last day"), last_on, key=f"school_calendar.last_on.{name}", **bounds),
        st.text_input(_("What for"), label, key=f"school_calendar.label.{name}"),
        st.selectbox(_("Kind"), KINDS, index=KINDS.index(kind), format_func=kinds.get, placeholder=_("Kind"),
                     key=f"school_calendar.kind.{name}"),
    )


def _open(here: Here, current: str, years: dict) -> None:
    wanted = [year for year in (current, calendar.following(current)) if year not in years]
    if wanted and here.may("calendar.change"):
        if not years:
            st.info(_("No school year is open yet."), icon=":material/school:")
        if st.button(_("Open the school year {year}", year=wanted[0]), icon=":material/add:", key="school_calendar.open",
                     help=_("With lessons, holidays and the patron's day already in it; change them as you need.")):
            _do(lambda: calendar.open_year(here.db, wanted[0], by=here.me))


def _days(closure: dict) -> str:
    if closure["first_on"] == closure["last_on"]:
        return day(closure["first_on"], "long")
    return f"{day(closure['first_on'], 'medium')} – {day(closure['last_on'], 'medium')}"


def _do(verb, form: str = "school_calendar", now: dict | None = None) -> None:
    try:
        verb()
    except RuleBroken as refusal:
        editing.refuse(form, refusal, now or {})
    else:
        editing.done(form)
        messages.saved()
        st.rerun()
