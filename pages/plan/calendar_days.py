"""Days as the calendar paints them: a month of weeks, or a week of places."""

from __future__ import annotations

from datetime import date, timedelta

from db import calendar
from db.neutral import unavailabilities
from db.plan import sessions
from pages.ui.here import Here
from pages.ui.texts import _, day, hours, ngettext

HUES = (210, 28, 150, 285, 350, 190, 52, 320, 100, 250)


def span(view: str, on: date) -> tuple[date, date]:
    """First and last day of the view that shows `on`: whole weeks, Monday to Sunday."""
    first, last = (on, on) if view == "week" else (on.replace(day=1), _next_month(on) - timedelta(days=1))
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def step(view: str, on: date, by: int) -> date:
    """The same view one week or one month later (`by` 1) or earlier (-1)."""
    if view == "week":
        return on + timedelta(weeks=by)
    first = on.replace(day=1)
    return _next_month(first) if by > 0 else (first - timedelta(days=1)).replace(day=1)


def month(here: Here, on: date, *, place_id: int | None, activity_id: int | None) -> dict:
    """Rows of seven days."""
    days = _days(here, "month", on, place_id, activity_id)
    return {**_common("month", on, days), "columns": [{"label": day(each["date"], "weekday")} for each in days[:7]],
            "rows": [{"days": days[start:start + 7]} for start in range(0, len(days), 7)]}


def week(here: Here, on: date, places: list[dict], *, place_id: int | None, activity_id: int | None) -> dict:
    """A row for each place, seven days across; what has no place comes last."""
    days = _days(here, "week", on, place_id, activity_id)
    rows = [_row(place["name"], days, place["id"]) for place in places if place_id in (None, place["id"])]
    known = {place["id"] for place in places}
    elsewhere = [item for each in days for item in each["items"] if item["place_id"] not in known]
    if elsewhere or not rows:
        rows.append(_row(_("elsewhere"), days, {item["place_id"] for item in elsewhere}))
    columns = [{**each, "label": day(each["date"], "weekday_short")} for each in days]
    return {**_common("week", on, days), "columns": columns, "rows": rows}


def _row(label: str, days: list[dict], place: int | set) -> dict:
    def here(item: dict) -> bool:
        return item["place_id"] in place if isinstance(place, set) else item["place_id"] == place

    return {"label": label,
            "days": [{**each, "items": [{**item, "place": item["place"] if isinstance(place, set) else ""}
                                        for item in each["items"] if here(item)]} for each in days]}


def _common(view: str, on: date, days: list[dict]) -> dict:
    return {"view": view, "caption": title(view, on), "days": days,
            "words": {"cancelled": _("Cancelled"), "unavailable": _("not available"), "nothing": _("Nothing today."),
                      "earlier": _("Earlier days")}}


def title(view: str, on: date) -> str:
    """"November 2026", "23–29 November 2026"."""
    if view == "month":
        return day(on, "month")
    first, last = span("week", on)
    if first.month == last.month:
        return f"{first.day}–{last.day} {day(last, 'month')}"
    return f"{day(first, 'short')} – {day(last, 'medium')}"


def _days(here: Here, view: str, on: date, place_id: int | None, activity_id: int | None) -> list[dict]:
    first, last = span(view, on)
    items: dict[str, list[dict]] = {}
    for session in sessions.between(here.db, first, last, by=here.me, today=here.today, place_id=place_id, activity_id=activity_id):
        items.setdefault(session["on_date"], []).append(_session(session))
    if activity_id is None:
        for kept in unavailabilities.between(here.db, first, last, by=here.me, today=here.today, place_id=place_id):
            items.setdefault(kept["on_date"], []).append(_unavailable(kept))
    closures = calendar.closures(here.db, first, last, by=here.me)
    return [_day(first + timedelta(days=n), on, view, here.today, items, closures) for n in range((last - first).days + 1)]


def _day(each: date, on: date, view: str, today: date, items: dict, closures: list[dict]) -> dict:
    iso = each.isoformat()
    closed = ", ".join(closure["label"] for closure in closures if closure["first_on"] <= iso <= closure["last_on"])
    return {"date": iso, "number": str(each.day), "label": day(each, "long"), "today": each == today, "gone": each < today,
            "outside": view == "month" and each.month != on.month, "closed": closed, "holiday": bool(closed),
            "items": sorted(items.get(iso, []), key=lambda item: (item["when"], item["title"]))}


def _session(session: dict) -> dict:
    return {"id": session["id"], "href": f"incontro?id={session['id']}", "start": session["starts_at"],
            "when": hours(session["starts_at"], session["ends_at"]),
            "title": session["title"], "place": session["place"] or "", "place_id": session["place_id"],
            "cancelled": session["state"] == "cancelled", "reason": session["reason"],
            "missing": _missing(session["missing"]),
            "hue": HUES[session["activity_id"] % len(HUES)]}


def _missing(many: int) -> str:
    return ngettext("{n} volunteer missing", "{n} volunteers missing", many) if many else ""


def _unavailable(kept: dict) -> dict:
    return {"id": 0, "when": hours(kept["starts_at"], kept["ends_at"]), "title": "", "place": kept["place"],
            "place_id": kept["place_id"]}


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)
