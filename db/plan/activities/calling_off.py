"""The sessions an activity leaves behind when it is dropped or closed: nobody is to wait before a closed door."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import rows
from db.rules import By, ask


def standing(db: Database, activity_id: int, *, by: By, today: date) -> list[int]:
    """The sessions that dropping or closing it would cancel, in order: planned, from `today` on, nobody counted yet. Asks
    `activities.steer`."""
    ask(by, "activities.steer")
    found = rows(
        db,
        """
        select id from session s
        where activity_id = :id and state = 'planned' and on_date >= :today
          and not exists (select 1 from attendance where session_id = s.id and present = 1)
          and not exists (select 1 from head_count where session_id = s.id and number > 0)
        order by on_date, starts_at, id
        """,
        id=activity_id, today=today.isoformat(),
    )
    return [row["id"] for row in found]


def call_off(db: Database, activity_id: int, reason: str, *, by: By, today: date) -> list[int]:
    """Cancels them with this reason, which phones will read, and returns their ids; call it inside `changing`."""
    ids = standing(db, activity_id, by=by, today=today)
    db.conn.executemany(
        "update session set state = 'cancelled', reason = :reason, sequence = sequence + 1, changed_at = :now where id = :id",
        [{"reason": reason, "now": audit.utc_now(), "id": id} for id in ids],
    )
    return ids
