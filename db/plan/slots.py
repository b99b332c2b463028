"""When, where and with whom an activity meets once: checked before anything is written."""

from __future__ import annotations

import re
from datetime import date

from sqlite_utils import Database

from db import calendar
from db.connection import one
from db.rules import RuleBroken


def checked(db: Database, activity: dict, *, on_date: date, starts_at: str, ends_at: str, place_id: int | None,
            leader_id: int | None, before: dict | None = None) -> dict:
    """The slot as it is kept: on_date, starts_at, ends_at, place_id, leader_id. A place that is archived, or a leader whose
    account is closed, may stay where it stood `before`.

    Raises RuleBroken: `bad_time`, `ends_before_it_starts`, `outside_school_year`, `unknown_choice`.
    """
    for field, value in (("starts_at", starts_at), ("ends_at", ends_at)):
        if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            raise RuleBroken("bad_time", field=field)
    if ends_at <= starts_at:
        raise RuleBroken("ends_before_it_starts")
    within_year(activity, on_date)
    was = before or {}
    if place_id is not None and place_id != was.get("place_id"):
        _known(db, "select 1 from place where id = :id and archived_at is null", place_id, "place")
    if leader_id is not None and leader_id != was.get("leader_id"):
        _known(db, "select 1 from account where id = :id and active and role in ('coordinator', 'educator', 'volunteer')",
               leader_id, "leader")
    return {"on_date": on_date.isoformat(), "starts_at": starts_at, "ends_at": ends_at, "place_id": place_id,
            "leader_id": leader_id}


def within_year(activity: dict, day: date) -> None:
    """Raises RuleBroken `outside_school_year` for a day before or after the activity's own school year."""
    first, last = calendar.bounds(activity["school_year"])
    if not first <= day <= last:
        raise RuleBroken("outside_school_year", field="on_date", school_year=activity["school_year"])


def _known(db: Database, sql: str, value: object, field: str) -> None:
    if not isinstance(value, int) or abs(value) >= 2**63 or not one(db, sql, id=value):
        raise RuleBroken("unknown_choice", field=field)
