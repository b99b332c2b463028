"""Whose turn it is at the table, and how long each item has taken.

The clock is in the row (`started_at`, UTC, and the seconds used before), never in memory: a server that dies in the middle
of a meeting loses no second. Whoever taps says which item they saw; a tap that comes after somebody else's is refused.
"""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, scalar
from db.plan.table.reading import ask_for, found, item_found
from db.rules import By, RuleBroken, ask


def start(db: Database, item_id: int, *, seen: int | None, by: By) -> None:
    """It is this item's turn; the one that was on waits, with the time it has used. `seen` is the id of the item that was on
    when the page was read, or None.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`, `table_has_moved`.
    """
    ask(by, "table.hold")
    with changing(db):
        item = item_found(db, item_id)
        now = _floor(db, item["meeting_id"], seen, by)
        if now:
            if now["id"] == item_id:
                return
            stop(db, now["id"], "waiting")
        _run(db, item_id)
        audit.note(db, by, "table.start", f"meeting:{item['meeting_id']}", item=item_id)


def go_on(db: Database, meeting_id: int, *, seen: int | None, by: By) -> int | None:
    """The item that is on is done, and the next that waits begins; returns its id, None when none is left. Raises as `start`."""
    return _leave(db, meeting_id, "done", seen, by)


def park(db: Database, meeting_id: int, *, seen: int | None, by: By) -> int | None:
    """The item that is on is put aside for another time, and the next begins; returns its id or None. Raises as `start`."""
    return _leave(db, meeting_id, "parked", seen, by)


def finish(db: Database, meeting_id: int, *, seen: int | None, by: By) -> None:
    """The item that is on is done; none begins. Raises as `start`."""
    ask(by, "table.hold")
    with changing(db):
        if now := _floor(db, meeting_id, seen, by):
            stop(db, now["id"], "done")
            audit.note(db, by, "table.finish", f"meeting:{meeting_id}", item=now["id"])


def on(db: Database, meeting_id: int) -> dict | None:
    """The item whose turn it is (id, title), or None."""
    return one(db, "select id, title from agenda_item where meeting_id = :meeting and state = 'on'", meeting=meeting_id)


def stop(db: Database, item_id: int, state: str) -> None:
    """Stops an item's clock; call it inside `changing`."""
    db.conn.execute(
        """
        update agenda_item set state = :state, started_at = null,
               seconds_used = seconds_used + max(0, unixepoch(:now) - unixepoch(started_at))
        where id = :id and state = 'on'
        """,
        {"state": state, "now": audit.utc_now(), "id": item_id},
    )


def _leave(db: Database, meeting_id: int, state: str, seen: int | None, by: By) -> int | None:
    ask(by, "table.hold")
    with changing(db):
        now = _floor(db, meeting_id, seen, by)
        if now:
            stop(db, now["id"], state)
        following = scalar(
            db,
            """
            select id from agenda_item where meeting_id = :meeting and state = 'waiting'
            order by position < coalesce((select position from agenda_item where id = :after), 0), position, id limit 1
            """,
            meeting=meeting_id, after=now and now["id"],
        )
        if following:
            _run(db, following)
        audit.note(db, by, "table.go_on" if state == "done" else "table.park", f"meeting:{meeting_id}", item=now and now["id"],
                   following=following)
        return following


def _floor(db: Database, meeting_id: int, seen: int | None, by: By) -> dict | None:
    meeting = found(db, meeting_id)
    ask_for(by, "table.hold", meeting)
    if meeting["state"] != "running":
        raise RuleBroken("meeting_not_open")
    now = on(db, meeting_id)
    if (now and now["id"]) != seen:
        raise RuleBroken("table_has_moved", title=now["title"] if now else "—")
    return now


def _run(db: Database, item_id: int) -> None:
    db.conn.execute("update agenda_item set state = 'on', started_at = :now where id = :id",
                    {"now": audit.utc_now(), "id": item_id})
