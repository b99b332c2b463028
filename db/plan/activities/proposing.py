"""A proposal: a title, a need, for whom; the rest may come later."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert
from db.plan.activities.content import checked
from db.plan.activities.writing import write_lists, write_version
from db.rules import By, ask


def propose(db: Database, content: dict, *, by: By) -> int:
    """Writes the activity and its version 1; returns its id. `content` has at least title, kind and school_year
    (`content.BLANK` has the rest). Asks `activities.propose`; raises RuleBroken as `content.checked`."""
    ask(by, "activities.propose")
    with changing(db):
        kept = checked(db, content)
        if kept["budget_lines"]:
            ask(by, "money.change")
        new = insert(
            db,
            """
            insert into activity (school_year, title, kind, purpose, idea, risks, access, expected_people, place_id, leader_id,
                                  first_on, starts_at, ends_at, recurrence, budget_cents, proposed_by, created_at)
            values (:school_year, :title, :kind, :purpose, :idea, :risks, :access, :expected_people, :place, :leader, :first_on,
                    :starts_at, :ends_at, :recurrence, :budget_cents, :by, :now)
            """,
            by=by.id,
            now=audit.utc_now(),
            **kept,
        )
        write_lists(db, new, kept)
        write_version(db, new, 1, kept, by)
        audit.note(db, by, "activities.propose", f"activity:{new}", version=1, school_year=kept["school_year"])
        return new
