"""Minutes are drafted from the meeting, mended by hand, and corrected once approved."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one
from db.plan.table.minutes import parts, shown, whole, writable
from db.plan.table.minutes_facts import gathered
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import optional, required

LONGEST = 20_000


def draft(db: Database, meeting_id: int, *, by: By) -> int:
    """Writes the minutes from the meeting, or writes them again: what was written by hand stays. Returns the id.

    Asks `minutes.write` ('own': of a meeting one facilitates or drafts); raises RuleBroken: `not_found`, `not_allowed`,
    `meeting_not_open` before it begins, `minutes_are_approved`.
    """
    ask(by, "minutes.write")
    with changing(db):
        meeting = found(db, meeting_id)
        ask_for(by, "minutes.write", meeting)
        if meeting["state"] not in ("running", "held"):
            raise RuleBroken("meeting_not_open")
        facts = gathered(db, meeting_id, by=by)
        last = one(db, "select id, state from minutes where meeting_id = :id order by version desc limit 1", id=meeting_id)
        if not last:
            new = _insert(db, meeting_id, 1, {"facts": facts, "texts": {}}, by)
            audit.note(db, by, "minutes.draft", f"meeting:{meeting_id}", minutes=new)
            return new
        if last["state"] == "approved":
            raise RuleBroken("minutes_are_approved")
        now = whole(db, last["id"])
        if now["facts"] != facts:
            _keep(db, now, {"facts": facts, "texts": now["texts"]})
            audit.note(db, by, "minutes.draft", f"meeting:{meeting_id}", minutes=last["id"])
        return last["id"]


def write(db: Database, minutes_id: int, part: str, text: str, *, revision: int, by: By) -> None:
    """Writes one part by hand: 'opening', 'closing', or 'item:<id>' over the summary of an item; nothing takes the hand-written
    text away again. `revision` is the one on the page; only another's change of the same part is in the way.

    Raises RuleBroken: `not_found`, `not_allowed`, `minutes_are_approved`, `too_long`, `stale` with both texts.
    """
    with changing(db):
        now = writable(db, minutes_id, by)
        texts, standing = now["texts"], shown(now, part)
        if part not in parts(now["facts"]):
            raise RuleBroken("not_found")
        text = optional(text, "summary", LONGEST, lines=True)
        if text == standing:
            return
        if part in texts and texts[part]["revision"] > revision:
            raise RuleBroken("stale", mine={"summary": text}, theirs={"summary": standing})
        original = next((item["summary"] for item in now["facts"]["items"] if part == f"item:{item['id']}"), "")
        if text == original:
            texts.pop(part, None)
        else:
            texts[part] = {"text": text, "revision": now["revision"] + 1}
        _keep(db, now, {"facts": now["facts"], "texts": texts})
        audit.note(db, by, "minutes.write", f"meeting:{now['meeting_id']}", minutes=minutes_id, part=part, length=len(text))


def correct(db: Database, minutes_id: int, why: str, *, by: By) -> int:
    """A new version that begins as the approved one and says why it is there; returns its id.

    Asks `minutes.write`; raises RuleBroken: `not_found`, `not_allowed`, `missing`, `too_long`, `minutes_not_approved` (mend them as
    they are), `correction_exists`.
    """
    ask(by, "minutes.write")
    with changing(db):
        now = whole(db, minutes_id)
        ask_for(by, "minutes.write", found(db, now["meeting_id"]))
        why = required(why, "why", 1000, lines=True)
        if now["state"] != "approved":
            raise RuleBroken("minutes_not_approved")
        if one(db, "select 1 from minutes where meeting_id = :id and version > :version", id=now["meeting_id"],
               version=now["version"]):
            raise RuleBroken("correction_exists")
        content = {"facts": now["facts"], "texts": {part: {**each, "revision": 1} for part, each in now["texts"].items()}}
        new = _insert(db, now["meeting_id"], now["version"] + 1, content, by, correction_of=minutes_id, why=why)
        audit.note(db, by, "minutes.correct", f"meeting:{now['meeting_id']}", minutes=new, version=now["version"] + 1)
        return new


def _insert(db: Database, meeting_id: int, version: int, content: dict, by: By, correction_of: int | None = None,
            why: str = "") -> int:
    return insert(
        db,
        """
        insert into minutes (meeting_id, version, content, correction_of, why, written_by, written_at)
        values (:meeting, :version, :content, :correction_of, :why, :by, :now)
        """,
        meeting=meeting_id, version=version, content=json.dumps(content, ensure_ascii=False), correction_of=correction_of, why=why,
        by=by.id, now=audit.utc_now(),
    )


def _keep(db: Database, now: dict, content: dict) -> None:
    db.conn.execute("update minutes set content = :content, revision = revision + 1 where id = :id",
                    {"content": json.dumps(content, ensure_ascii=False), "id": now["id"]})
