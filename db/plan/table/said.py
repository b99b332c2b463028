"""What is said is kept as it is said: each line is on disk before the next one is spoken."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing
from db.plan.table.reading import ask_for, found, item_found
from db.rules import By, RuleBroken, ask
from db.texts import optional


def note_summary(db: Database, item_id: int, text: str, version: int, *, by: By) -> int:
    """Keeps the summary of an item (up to 20,000 characters); returns its version from now on. The same text again changes
    nothing, whatever version it was written on.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`, `too_long`, `stale` with both texts.
    """
    ask(by, "table.hold")
    with changing(db):
        now = item_found(db, item_id)
        meeting = found(db, now["meeting_id"])
        ask_for(by, "table.hold", meeting)
        if meeting["state"] not in ("running", "held"):
            raise RuleBroken("meeting_not_open")
        text = optional(text, "summary", 20_000, lines=True)
        if text == now["summary"]:
            return now["version"]
        if now["version"] != version:
            raise RuleBroken("stale", mine={"summary": text}, theirs={"summary": now["summary"]},
                             version=now["version"])
        db.conn.execute("update agenda_item set summary = :text, version = version + 1 where id = :id",
                        {"text": text, "id": item_id})
        audit.note(db, by, "table.note", f"meeting:{now['meeting_id']}", item=item_id, version=version + 1, length=len(text))
        return version + 1
