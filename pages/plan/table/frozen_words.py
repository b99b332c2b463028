"""What a frozen chart says in words: its period, what narrows it, and how then differs from now."""

from __future__ import annotations

from db.look import participation
from db.look.filters import Filter
from pages.ui import figures
from pages.ui.here import Here
from pages.ui.texts import _, day, number, percent


def period(view: Filter) -> str:
    """'September 2026 – November 2026 (until 23 November 2026)'."""
    months = view.months or [f"{view.first:%Y-%m}"]
    first, last = (day(f"{month}-01", "month") for month in (months[0], months[-1]))
    said = first if first == last else f"{first} – {last}"
    return _("{period} (until {day})", period=said, day=day(view.today, "date")) if months[-1] == f"{view.today:%Y-%m}" else said


def narrowed(here: Here, view: Filter) -> str:
    """The activity and the organisation a view is about; empty when it is about the whole Casa."""
    known = participation.choices(here.db, by=here.me)
    titles = {each["id"]: each["title"] for each in known["activities"]}
    names = {each["id"]: each["name"] for each in known["organisations"]}
    return " · ".join(of[id] for of, id in ((titles, view.activity_id), (names, view.organisation_id)) if id and id in of)


def differences(then: dict[str, dict], now: dict[str, dict]) -> list[tuple[str, str]]:
    """A line a headline figure: its name, then what it was, what it is and the difference; where one of the two may not be
    shown there is no difference to tell."""
    return [(_(label), _compared(then[key], now[key], share=key == "returning")) for key, label in figures.HEADLINE.items()]


def _compared(then: dict, now: dict, *, share: bool) -> str:
    said = figures.share if share else figures.said
    both = _("{then} then, {now} now", then=said(then), now=said(now))
    if then["hidden"] or now["hidden"]:
        return f"{both}. {_('Too few people to be told: no difference is said.')}"
    if then["value"] is None or now["value"] is None:
        return f"{both}. {_('Without a register there is nothing to compare.')}"
    return f"{both}: {_difference(now['value'] - then['value'], then['value'], share, then['rounded'] or now['rounded'])}"


def _difference(difference: float, then: float, share: bool, rounded: bool) -> str:
    size = _("{n} points", n=number(abs(difference) * 100)) if share else number(abs(difference))
    if (round(difference * 100) if share else difference) == 0:
        return _("as many") if not share else _("the same share")
    if rounded:
        size = _("about {n}", n=size)
    said = _("{n} more", n=size) if difference > 0 else _("{n} fewer", n=size)
    return f"{said} ({percent(abs(difference) / then)})" if then and not share else said
