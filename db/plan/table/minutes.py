"""Minutes of a meeting, as they stand: what the meeting left by itself (`facts`) and what was written by hand (`texts`).

`version` counts documents, `revision` the edits within one. An approval stands on a revision: an edit afterwards opens both
again. What both have approved changes no more (the tables say so too); a correction is a new version that says why.
"""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import one, rows, scalar
from db.plan.table.minutes_facts import gathered
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask, may


def of_meeting(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """The versions of a meeting's minutes that `by` may read, the newest first. Asks `minutes.read`: 'own' reads what is
    approved."""
    scope = ask(by, "minutes.read")
    return [row for row in _rows(db, by, meeting=meeting_id) if scope == "all" or row["state"] == "approved"]


def minutes(db: Database, minutes_id: int, *, by: By) -> dict:
    """One version: id, meeting_id, version, revision, state, facts (`minutes_facts.gathered`), texts (part -> {text, revision},
    what was written by hand), correction_of, why, written_at, approved_at, approvals (side -> {who, at}, of this revision), latest.

    Asks `minutes.read`; raises RuleBroken `not_found`, also for who may read only what is approved.
    """
    scope = ask(by, "minutes.read")
    for row in _rows(db, by, id=minutes_id):
        if scope == "all" or row["state"] == "approved":
            return row
    raise RuleBroken("not_found")


def moved(db: Database, kept: dict, *, by: By) -> bool:
    """Whether the meeting says something else by now than these minutes do."""
    return kept["state"] != "approved" and gathered(db, kept["meeting_id"], by=by) != whole(db, kept["id"])["facts"]


def parts(facts: dict) -> list[str]:
    """The parts that can be written by hand."""
    return ["opening", *(f"item:{item['id']}" for item in facts["items"]), "closing"]


def shown(kept: dict, part: str) -> str:
    """The text of a part: what was written by hand, else what was said at the table."""
    if part in kept["texts"]:
        return kept["texts"][part]["text"]
    return next((item["summary"] for item in kept["facts"]["items"] if part == f"item:{item['id']}"), "")


def writes(meeting: dict, *, by: By) -> bool:
    """Whether to offer `by` to write the minutes of this meeting; the verbs ask again."""
    scope = may(by, "minutes.write")
    return scope == "all" or (scope == "own" and by.id in (meeting["facilitator_id"], meeting["drafter_id"]))


def writable(db: Database, minutes_id: int, by: By) -> dict:
    """The minutes as they are kept, for a verb that changes them. Asks `minutes.write`; raises RuleBroken: `not_found`,
    `not_allowed`, `minutes_are_approved`."""
    ask(by, "minutes.write")
    now = whole(db, minutes_id)
    ask_for(by, "minutes.write", found(db, now["meeting_id"]))
    if now["state"] == "approved":
        raise RuleBroken("minutes_are_approved")
    return now


def _rows(db: Database, by: By, *, id: int | None = None, meeting: int | None = None) -> list[dict]:
    """As it may be shown: behind the curtain nobody is named who came for an organisation."""
    found = []
    for row in rows(db, "select id from minutes where (:id is null or id = :id) and (:meeting is null or meeting_id = :meeting) "
                        "order by version desc", id=id, meeting=meeting):
        now = whole(db, row["id"])
        now.pop("content")
        newest = scalar(db, "select max(version) from minutes where meeting_id = :id", id=now["meeting_id"])
        if by.shared_screen:
            for person in now["facts"]["people"]:
                person["name"] = person["name"] if person["account"] else ""
        found.append({**now, "approvals": approvals(db, now), "latest": now["version"] == newest})
    return found


def approvals(db: Database, now: dict) -> dict[str, dict]:
    """Who approved this very revision, by side: who, at."""
    return {row["side"]: row for row in rows(
        db,
        """
        select side, display_name as who, at from minutes_approval join account on account.id = account_id
        where minutes_id = :id and revision = :revision
        """,
        id=now["id"], revision=now["revision"],
    )}


def whole(db: Database, minutes_id: int) -> dict:
    """As it is kept, for verbs that have asked. Raises RuleBroken `not_found`."""
    row = one(db, "select * from minutes where id = :id", id=minutes_id)
    if not row:
        raise RuleBroken("not_found")
    return {**row, **json.loads(row["content"])}
