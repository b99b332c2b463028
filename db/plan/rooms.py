"""What the calendar can be narrowed to: the places of the Casa, and the activities that meet."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db.connection import rows
from db.rules import By, ask


def places(db: Database, *, by: By) -> list[dict]:
    """The places in use (id, name), by name. Asks `calendar.browse`."""
    ask(by, "calendar.browse")
    return rows(db, "select id, name from place where archived_at is null order by name")


def meeting_between(db: Database, first: date, last: date, *, by: By) -> list[dict]:
    """The activities (id, title) that meet from `first` to `last`, by title. Asks `calendar.browse`."""
    ask(by, "calendar.browse")
    return rows(
        db,
        """
        select id, title from activity
        where exists (select 1 from session where activity_id = activity.id and on_date between :first and :last)
        order by title, id
        """,
        first=first.isoformat(),
        last=last.isoformat(),
    )
