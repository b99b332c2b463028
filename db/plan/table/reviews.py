"""A decision is looked at again on the day it said, and the table keeps, changes or stops it."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows, scalar
from db.plan.table import days
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import required

OUTCOMES = ("keep", "change", "stop")


def of_decision(db: Database, decision_id: int, *, by: By) -> list[dict]:
    """Its reviews, the first first: id, meeting_id, meeting (its number, or None), outcome, text, review_on, next_review_on, who,
    reviewed_at. Asks `table.read`."""
    ask(by, "table.read")
    return _rows(db, decision=decision_id)


def of_meeting(db: Database, meeting_id: int) -> list[dict]:
    """The reviews made at a meeting, with the number and the year of their decision, for verbs that have asked."""
    return _rows(db, meeting=meeting_id)


def review(db: Database, decision_id: int, text: str, outcome: str, next_review_on: date | None = None, *, today: date,
           by: By) -> int:
    """Writes what came of a decision and what the table does with it; returns the review's id. While a meeting is under way it
    is a review of that meeting. With a next day the decision falls due again then.

    Asks `decisions.take`; raises RuleBroken: `not_found`, `not_allowed`, `unknown_choice`, `missing`, `too_long`, `out_of_range`,
    `review_in_the_past`, `stopped_is_not_reviewed`, `decision_is_withdrawn`, `decision_is_reviewed` (it was stopped or looked at
    for the last time).
    """
    ask(by, "decisions.take")
    with changing(db):
        decision = one(db, "select meeting_id, state, review_on, reviewed_at from decision where id = :id", id=decision_id)
        if not decision:
            raise RuleBroken("not_found")
        ask_for(by, "decisions.take", found(db, decision["meeting_id"]))
        if decision["state"] == "withdrawn":
            raise RuleBroken("decision_is_withdrawn")
        if decision["reviewed_at"]:
            raise RuleBroken("decision_is_reviewed")
        kept = _checked(text, outcome, next_review_on, today)
        now = audit.utc_now()
        new = insert(
            db,
            """
            insert into decision_review (decision_id, meeting_id, outcome, text, review_on, next_review_on, reviewed_by,
                                         reviewed_at)
            values (:id, :meeting, :outcome, :text, :review_on, :next_review_on, :by, :now)
            """,
            id=decision_id, meeting=scalar(db, "select id from meeting where state = 'running'"), by=by.id, now=now,
            review_on=decision["review_on"], **kept,
        )
        db.conn.execute(
            """
            update decision set review_note = :text, review_on = coalesce(:next_review_on, review_on),
                   reviewed_at = case when :next_review_on is null then :now end, version = version + 1
            where id = :id
            """,
            {"id": decision_id, "now": now, "text": kept["text"], "next_review_on": kept["next_review_on"]},
        )
        audit.note(db, by, "decisions.review", f"decision:{decision_id}", outcome=outcome, next_review_on=kept["next_review_on"])
        return new


def _checked(text: str, outcome: str, next_review_on: date | None, today: date) -> dict:
    if outcome not in OUTCOMES:
        raise RuleBroken("unknown_choice", field="outcome")
    kept = {"outcome": outcome, "text": required(text, "review", 2000, lines=True),
            "next_review_on": days.kept(next_review_on, "review_on")}
    if kept["next_review_on"] and outcome == "stop":
        raise RuleBroken("stopped_is_not_reviewed")
    if kept["next_review_on"] and kept["next_review_on"] <= today.isoformat():
        raise RuleBroken("review_in_the_past")
    return kept


def _rows(db: Database, *, decision: int | None = None, meeting: int | None = None) -> list[dict]:
    return rows(
        db,
        """
        select r.id, r.decision_id, d.number, d.school_year, d.text as decision, r.meeting_id, meeting.number as meeting, r.outcome,
               r.text, r.review_on, r.next_review_on, account.display_name as who, r.reviewed_at
        from decision_review r
        join decision d on d.id = r.decision_id
        left join meeting on meeting.id = r.meeting_id
        left join account on account.id = r.reviewed_by
        where (:decision is null or r.decision_id = :decision) and (:meeting is null or r.meeting_id = :meeting)
        order by r.id
        """,
        decision=decision, meeting=meeting,
    )
