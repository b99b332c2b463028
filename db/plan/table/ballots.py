"""Votes from phones: nobody signs in, one vote a phone a question, and no vote leads back to a phone.

A phone is known by a key made of its cookie and the question, so that two questions' votes cannot be laid side by side. Whoever
changes their mind while the vote is open is counted once, as they said last.
"""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import By, RuleBroken

GUEST = By(id=None, display_name="", role="guest", organisation_id=None)


def on_the_table(db: Database, meeting_id: int, device: str) -> dict | None:
    """The question that is open, or else the last one put: id, text, kind, dots, state, `options` (id, text) and `mine`, what this
    phone said (option id -> weight). None when there is none, or when the meeting is not under way."""
    question = one(
        db,
        """
        select q.id, q.text, q.kind, q.dots, q.state from question q join meeting on meeting.id = q.meeting_id
        where meeting_id = :meeting and meeting.state = 'running' order by q.state = 'open' desc, q.id desc limit 1
        """,
        meeting=meeting_id,
    )
    if not question:
        return None
    mine = rows(
        db,
        """
        select option_id, weight from ballot_mark join ballot on ballot.id = ballot_id
        where question_id = :question and device_key = :key
        """,
        question=question["id"], key=_key(device, question["id"]),
    )
    return {
        **question,
        "options": rows(db, "select id, text from question_option where question_id = :id order by position", id=question["id"]),
        "mine": {row["option_id"]: row["weight"] for row in mine},
    }


def running(db: Database, meeting_id: int) -> dict | None:
    """The meeting a phone came to (number, opened_at), while it is under way; None before and after."""
    return one(db, "select number, opened_at from meeting where id = :id and state = 'running'", id=meeting_id)


def cast(db: Database, meeting_id: int, question_id: int, device: str, weights: dict[int, int]) -> str:
    """Counts this phone's vote: 'counted', 'changed' when it said something else before, 'same' when it said this already.

    `weights` gives thumbs (-1, 0, 1 for every option) or dots (how many on an option; together at most the question's).
    Raises RuleBroken: `not_found`, `vote_is_closed`, `vote_not_complete`, `too_many_dots`.
    """
    with changing(db):
        question = one(
            db,
            """
            select q.id, q.kind, q.dots, q.state, meeting.state as meeting_state
            from question q join meeting on meeting.id = q.meeting_id where q.id = :id and q.meeting_id = :meeting
            """,
            id=question_id, meeting=meeting_id,
        )
        if not question:
            raise RuleBroken("not_found")
        if question["state"] != "open" or question["meeting_state"] != "running":
            raise RuleBroken("vote_is_closed")
        marks, key = _checked(db, question, weights), _key(device, question_id)
        before = one(db, "select id from ballot where question_id = :question and device_key = :key", question=question_id, key=key)
        if before:
            said = rows(db, "select option_id, weight from ballot_mark where ballot_id = :id", id=before["id"])
            if {row["option_id"]: row["weight"] for row in said} == marks:
                return "same"
            db.conn.execute("delete from ballot_mark where ballot_id = :id", {"id": before["id"]})
            ballot = before["id"]
        else:
            ballot = insert(db, "insert into ballot (question_id, device_key, cast_at) values (:question, :key, :now)",
                            question=question_id, key=key, now=audit.utc_now())
        db.conn.executemany("insert into ballot_mark (ballot_id, option_id, weight) values (?, ?, ?)",
                            [(ballot, option, weight) for option, weight in marks.items()])
        audit.note(db, GUEST, "votes.cast", f"question:{question_id}")
        return "changed" if before else "counted"


def _checked(db: Database, question: dict, weights: dict[int, int]) -> dict[int, int]:
    options = {row["id"] for row in rows(db, "select id from question_option where question_id = :id", id=question["id"])}
    marks = {option: weight for option, weight in weights.items() if option in options}
    if question["kind"] == "thumbs":
        if set(marks) != options or not all(weight in (-1, 0, 1) for weight in marks.values()):
            raise RuleBroken("vote_not_complete")
        return marks
    marks = {option: weight for option, weight in marks.items() if weight > 0}
    if not marks:
        raise RuleBroken("vote_not_complete")
    if sum(marks.values()) > question["dots"]:
        raise RuleBroken("too_many_dots", most=question["dots"])
    return marks


def _key(device: str, question_id: int) -> str:
    return hashlib.sha256(f"{device}:{question_id}".encode()).hexdigest()
