"""The money's keys in the words of the glossary."""

from __future__ import annotations

from pages.ui import labels
from pages.ui.texts import N_, _, day, money, ngettext, number

CATEGORIES = {
    "staff": N_("staff"),
    "consultants": N_("consultants"),
    "materials": N_("materials"),
    "services": N_("services"),
    "overheads": N_("overheads"),
    "volunteer_time": N_("volunteer time"),
}
SOURCES = {
    "municipality": N_("the municipality's own"),
    "foundation": N_("foundation"),
    "partner": N_("the partner's own"),
    "other": N_("other"),
}
GIVEN = {"volunteer_hours": N_("volunteer hours"), "room": N_("a room"), "other": N_("something else")}
PROMISES = {"euros": N_("euros"), "hours": N_("volunteer hours"), "rooms": N_("rooms"), "people": N_("people")}
SEASONS = {"autumn": N_("autumn"), "winter": N_("winter"), "spring": N_("spring"), "summer": N_("summer")}
CHOICES = {"category": CATEGORIES, "source": SOURCES, "kind": PROMISES}


def line(category: str, fund: str) -> str:
    """A budget line's name."""
    return f"{_(CATEGORIES[category]).capitalize()} · {fund}"


def lines(kept: list[dict]) -> str:
    """Budget lines, or shares of funds, on one line."""
    return "; ".join(f"{line(each['category'], each['fund']) if 'category' in each else each['fund']}: {money(each['cents'])}"
                     for each in kept) or "—"


def period(first_on: str, last_on: str) -> str:
    """'1 set 2026 – 31 ago 2027'."""
    return f"{day(first_on, 'medium')} – {day(last_on, 'medium')}"


def hours(minutes: int) -> str:
    """Minutes as hours: '12,5 hours'."""
    return _("{n} hours", n=_of_an_hour(minutes))


def _of_an_hour(minutes: int) -> str:
    return number(minutes / 60, 0 if minutes % 60 == 0 else 1 if minutes % 6 == 0 else 2)


def against(row: dict) -> str:
    """What came of a commitment, and what was promised: '39,5 of 200 hours'."""
    promised = amount(row["kind"], row["promised"])
    if row["came"] is None:
        return _("{promised}; how many came is not written yet", promised=promised)
    came = money(row["came"]) if row["kind"] == "euros" else (
        _of_an_hour(row["came"]) if row["kind"] == "hours" else number(row["came"]))
    return _("{came} of {promised}", came=came, promised=promised)


def amount(kind: str, quantity: int) -> str:
    """What was promised or came: euros, hours, times a room was given, people."""
    if kind == "euros":
        return money(quantity)
    if kind == "hours":
        return hours(quantity)
    if kind == "rooms":
        return ngettext("{n} time", "{n} times", quantity)
    return ngettext("{n} person", "{n} people", quantity)


def given(row: dict) -> str:
    """How much was given in kind."""
    return hours(row["quantity"]) if row["kind"] == "volunteer_hours" else ngettext("{n} time", "{n} times", row["quantity"])


def cost(figure: dict) -> str:
    """The cost of a presence or a household: euros, 'not shown', or a dash."""
    if figure["hidden"]:
        return _("not shown")
    return "—" if figure["cents"] is None else money(figure["cents"])


def said(field: str, value: object) -> str:
    """A field's value as a person reads it; what people typed is never taken for a key."""
    if value is None or value == "" or value == []:
        return "—"
    if field.endswith("_cents"):
        return money(value)
    if field in ("budget_lines", "shares"):
        return lines(value)
    if field in CHOICES and value in CHOICES[field]:
        return _(CHOICES[field][value])
    if field.endswith("_on"):
        return labels.shown(value)
    return str(value)
