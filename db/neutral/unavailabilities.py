"""Spazio Neutro's one word to the Casa: this place is not available then. No label, no recurrence, no one's name.

Nothing here is kept longer than the Casa needs it: who reads the calendar learns the place and the hours, and no more.
"""

from __future__ import annotations

import re
from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import By, RuleBroken, ask


def reserve(db: Database, place_id: int, *, on_date: date, starts_at: str, ends_at: str, by: By, today: date) -> int:
    """Takes the place for these hours of a day; returns the id with which it is freed.

    Asks `places.reserve`; raises RuleBroken: `unknown_choice`, `bad_time`, `ends_before_it_starts`, `out_of_range` (a day
    gone by or more than two years ahead), `place_taken` (by whom or what is not said).
    """
    ask(by, "places.reserve")
    with changing(db):
        kept = _checked(db, place_id, on_date, starts_at, ends_at, today)
        if _taken(db, kept):
            raise RuleBroken("place_taken")
        new = insert(
            db,
            """
            insert into unavailability (place_id, on_date, starts_at, ends_at)
            values (:place_id, :on_date, :starts_at, :ends_at)
            """,
            **kept,
        )
        audit.note(db, by, "places.reserve", f"unavailability:{new}")
        return new


def free(db: Database, unavailability_id: int, *, by: By) -> None:
    """Gives the place back to the Casa. Asks `places.reserve`; raises RuleBroken `not_found`."""
    ask(by, "places.reserve")
    with changing(db):
        gone = db.conn.execute("delete from unavailability where id = :id", {"id": unavailability_id}).rowcount
        if not gone:
            raise RuleBroken("not_found")
        audit.note(db, by, "places.free", f"unavailability:{unavailability_id}")


def coming(db: Database, *, by: By, today: date) -> list[dict]:
    """What Spazio Neutro keeps from today on (id, place, on_date, starts_at, ends_at). Asks `places.reserve`."""
    ask(by, "places.reserve")
    return rows(
        db,
        """
        select u.id, place.name as place, on_date, starts_at, ends_at
        from unavailability u join place on place.id = place_id
        where on_date >= :today order by on_date, starts_at, place.name
        """,
        today=today.isoformat(),
    )


def places(db: Database, *, by: By) -> list[dict]:
    """The places that can be kept (id, name), by name. Asks `places.reserve`."""
    ask(by, "places.reserve")
    return rows(db, "select id, name from place where archived_at is null order by name")


def between(db: Database, first: date, last: date, *, by: By, today: date, place_id: int | None = None) -> list[dict]:
    """What everybody sees: place_id, place, on_date, starts_at, ends_at, and nothing to take hold of it by.

    Asks `calendar.read`; whoever may see only today gets today's.
    """
    if ask(by, "calendar.read") == "today":
        first, last = max(first, today), min(last, today)
    return rows(
        db,
        """
        select place_id, place.name as place, on_date, starts_at, ends_at
        from unavailability join place on place.id = place_id
        where on_date between :first and :last and (:place is null or place_id = :place)
        order by on_date, starts_at, place.name
        """,
        first=first.isoformat(),
        last=last.isoformat(),
        place=place_id,
    )


def _checked(db: Database, place_id: int, on_date: date, starts_at: str, ends_at: str, today: date) -> dict:
    if not one(db, "select 1 from place where id = :id and archived_at is null", id=place_id):
        raise RuleBroken("unknown_choice", field="place")
    for field, value in (("starts_at", starts_at), ("ends_at", ends_at)):
        if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            raise RuleBroken("bad_time", field=field)
    if ends_at <= starts_at:
        raise RuleBroken("ends_before_it_starts")
    furthest = date(today.year + 2, 12, 31)
    if not today <= on_date <= furthest:
        raise RuleBroken("out_of_range", field="on_date", lowest=today.isoformat(), highest=furthest.isoformat())
    return {"place_id": place_id, "on_date": on_date.isoformat(), "starts_at": starts_at, "ends_at": ends_at}


def _taken(db: Database, kept: dict) -> bool:
    return bool(one(
        db,
        """
        select 1 from session where on_date = :on_date and place_id = :place_id and state = 'planned'
          and starts_at < :ends_at and :starts_at < ends_at
        union all
        select 1 from unavailability where on_date = :on_date and place_id = :place_id
          and starts_at < :ends_at and :starts_at < ends_at
        """,
        **kept,
    ))
