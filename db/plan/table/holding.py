"""A meeting happens: it is opened, and closed. Both are instants in UTC, whatever the clock on the wall does that night."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, one
from db.plan.table import floor
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask


def open_meeting(db: Database, meeting_id: int, *, by: By) -> None:
    """The meeting begins. Nothing happens when it is under way already.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over`, `another_meeting_runs`.
    """
    ask(by, "table.hold")
    with changing(db):
        now = found(db, meeting_id)
        ask_for(by, "table.hold", now)
        if now["state"] == "running":
            return
        if now["state"] != "planned":
            raise RuleBroken("meeting_is_over")
        if other := one(db, "select number from meeting where state = 'running'"):
            raise RuleBroken("another_meeting_runs", number=other["number"])
        db.conn.execute(
            "update meeting set state = 'running', opened_at = :now, version = version + 1, changed_at = :now where id = :id",
            {"now": audit.utc_now(), "id": meeting_id},
        )
        audit.note(db, by, "table.open", f"meeting:{meeting_id}")


def close_meeting(db: Database, meeting_id: int, *, by: By) -> None:
    """The meeting is over: its clock stops, an open vote closes, what was left waits for the next one.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`.
    """
    ask(by, "table.hold")
    with changing(db):
        now = found(db, meeting_id)
        ask_for(by, "table.hold", now)
        if now["state"] != "running":
            raise RuleBroken("meeting_not_open")
        if item := floor.on(db, meeting_id):
            floor.stop(db, item["id"], "done")
        db.conn.execute("update question set state = 'closed' where meeting_id = :id and state = 'open'", {"id": meeting_id})
        db.conn.execute(
            "update meeting set state = 'held', closed_at = :now, version = version + 1, changed_at = :now where id = :id",
            {"now": audit.utc_now(), "id": meeting_id},
        )
        audit.note(db, by, "table.close", f"meeting:{meeting_id}")
