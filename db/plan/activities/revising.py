"""A change of what is signed: a new version, nobody's yet, under discussion again."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing
from db.plan.activities.content import checked
from db.plan.activities.history import worded
from db.plan.activities.reading import ask_for, content_of, found
from db.plan.activities.writing import write_lists, write_version
from db.rules import By, RuleBroken, ask


def revise(db: Database, activity_id: int, content: dict, *, version: int, by: By) -> int:
    """Writes what differs as a new version and returns its number; the same number when nothing differs.

    A proposal stays one; all others go back under discussion, and both signatures are wanted again. Asks
    `activities.revise`; raises RuleBroken: `not_found`, `not_allowed`, `activity_is_over`, `stale` (with `mine` and
    `theirs` in words) when `version` is not the one of now, or what `content.checked` refuses.
    """
    ask(by, "activities.revise")
    with changing(db):
        now = found(db, activity_id)
        ask_for(by, "activities.revise", now)
        if now["state"] in ("closed", "dropped"):
            raise RuleBroken("activity_is_over")
        before = content_of(now)
        after = checked(db, content, before=before)
        if after["budget_lines"] != before["budget_lines"]:
            ask(by, "money.change")
        if now["version"] != version:
            raise RuleBroken("stale", mine=worded(db, after), theirs=worded(db, before))
        if after == before:
            return version
        state = "proposed" if now["state"] == "proposed" else "under_discussion"
        db.conn.execute(
            """
            update activity set school_year = :school_year, title = :title, kind = :kind, purpose = :purpose, idea = :idea,
                   risks = :risks, access = :access, expected_people = :expected_people, place_id = :place, leader_id = :leader,
                   first_on = :first_on, starts_at = :starts_at, ends_at = :ends_at, recurrence = :recurrence,
                   budget_cents = :budget_cents, state = :state, version = version + 1
            where id = :id
            """,
            {**after, "state": state, "id": activity_id},
        )
        write_lists(db, activity_id, after)
        write_version(db, activity_id, version + 1, after, by)
        audit.note(db, by, "activities.revise", f"activity:{activity_id}", version=version + 1,
                   changed=[field for field in after if after[field] != before[field]])
        return version + 1
