"""A series: from what two organisations signed to a year of sessions, all of them or none."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit, calendar
from db.connection import changing, rows
from db.plan import clashes, sessions, slots
from db.plan.recurrence import days as days_of
from db.rules import By, RuleBroken, ask


def plan_series(db: Database, activity_id: int, *, first_on: date, starts_at: str, ends_at: str,
                recurrence: str | None, place_id: int | None, leader_id: int | None, by: By, today: date) -> dict:
    """Writes every session of the rule that falls neither on a closure nor before today and is not there already, and plans
    again what was cancelled at that hour: `sessions` (their ids) and `skipped` (on_date, label, kind: that of the closure, or
    'past', or 'planned').

    Asks `sessions.plan`. Raises RuleBroken, and writes nothing, on one clash (`clashes.refuse`), on more than 200 days
    (`too_many_sessions`), when none is left (`no_day_left`), and as `preview_series`.
    """
    slot = {"starts_at": starts_at, "ends_at": ends_at, "place_id": place_id, "leader_id": leader_id}
    with changing(db):
        seen = preview_series(db, activity_id, first_on=first_on, recurrence=recurrence, **slot, by=by, today=today)
        clashes.refuse(seen["clashes"])
        if not seen["dates"]:
            raise RuleBroken("no_day_left")
        gone = _cancelled(db, activity_id, starts_at)
        made = [_put(db, activity_id, {**slot, "on_date": day}, gone.get(day)) for day in seen["dates"]]
        audit.note(db, by, "sessions.plan", f"activity:{activity_id}", sessions=len(made), first=seen["dates"][0],
                   last=seen["dates"][-1], recurrence=recurrence)
        return {"sessions": made, "skipped": seen["skipped"]}


def preview_series(db: Database, activity_id: int, *, first_on: date, starts_at: str, ends_at: str, recurrence: str | None,
                   place_id: int | None, leader_id: int | None, by: By, today: date) -> dict:
    """What `plan_series` would do, nothing written: `dates` (ISO), `skipped`, `clashes` (as `clashes.found`).

    Raises RuleBroken: `not_found`, `not_signed_yet`, `too_many_sessions`, what `slots.checked` and `recurrence.days` refuse.
    """
    ask(by, "sessions.plan")
    activity = sessions.plannable(db, activity_id, by)
    slot = slots.checked(db, activity, on_date=first_on, starts_at=starts_at, ends_at=ends_at, place_id=place_id,
                         leader_id=leader_id)
    days = days_of(first_on, recurrence)
    if days:
        slots.within_year(activity, days[-1])
    there = _there(db, activity_id, starts_at)
    skipped = {day: why for day in days if (why := _why_not(db, day, today, there))}
    dates = [day.isoformat() for day in days if day not in skipped]
    hours = {field: slot[field] for field in ("starts_at", "ends_at", "place_id", "leader_id")}
    return {"dates": dates, "skipped": [{"on_date": day.isoformat(), **why} for day, why in skipped.items()],
            "clashes": clashes.found(db, dates, **hours, activity_id=activity_id)}


def _put(db: Database, activity_id: int, slot: dict, cancelled_id: int | None) -> int:
    """A new session, or the one that was cancelled on that day at that hour: phones take the line off it, and who helped is
    asked anew, since a yes of then is none of now."""
    if cancelled_id is None:
        return sessions.write(db, activity_id, slot)
    db.conn.execute("delete from session_helper where session_id = :id", {"id": cancelled_id})
    db.conn.execute(
        """
        update session set ends_at = :ends_at, place_id = :place_id, leader_id = :leader_id, state = 'planned', reason = '',
               helpers_wanted = (select helpers_wanted from activity where id = session.activity_id),
               sequence = sequence + 1, changed_at = :now
        where id = :id
        """,
        {**slot, "now": audit.utc_now(), "id": cancelled_id},
    )
    return cancelled_id


def _there(db: Database, activity_id: int, starts_at: str) -> set[str]:
    """Days on which the activity meets at this hour already; a cancelled session is none."""
    found = rows(db, "select on_date from session where activity_id = :id and starts_at = :at and state = 'planned'",
                 id=activity_id, at=starts_at)
    return {row["on_date"] for row in found}


def _cancelled(db: Database, activity_id: int, starts_at: str) -> dict[str, int]:
    """The day and the id of what was cancelled at this hour, the last of each day."""
    found = rows(
        db,
        "select on_date, id from session where activity_id = :id and starts_at = :at and state = 'cancelled' order by id",
        id=activity_id, at=starts_at,
    )
    return {row["on_date"]: row["id"] for row in found}


def _why_not(db: Database, day: date, today: date, there: set[str]) -> dict | None:
    if day.isoformat() in there:
        return {"kind": "planned", "label": ""}
    if day < today:
        return {"kind": "past", "label": ""}
    closure = calendar.closed_on(db, day)
    return closure and {"kind": closure["kind"], "label": closure["label"]}
