"""Minutes go to both organisations, and each approves them by a person."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one
from db.plan.signatures import SIDES
from db.plan.table.families import parts_that_name_a_family
from db.plan.table.minutes import approvals, whole, writable
from db.plan.table.minutes_facts import gathered
from db.plan.table.reading import found
from db.rules import By, RuleBroken, ask


def send(db: Database, minutes_id: int, *, by: By) -> None:
    """From the drafter's table to both organisations. Asks `minutes.write`; raises RuleBroken: `not_found`, `not_allowed`,
    `minutes_are_approved`, `meeting_still_open`, `minutes_name_a_family`."""
    with changing(db):
        now = writable(db, minutes_id, by)
        if found(db, now["meeting_id"])["state"] != "held":
            raise RuleBroken("meeting_still_open")
        _refuse_families(db, now)
        if now["state"] == "draft":
            db.conn.execute("update minutes set state = 'review' where id = :id", {"id": minutes_id})
            audit.note(db, by, "minutes.send", f"meeting:{now['meeting_id']}", minutes=minutes_id)


def approve(db: Database, minutes_id: int, *, revision: int, by: By) -> str:
    """Approves, for one's own side, the revision one has read; returns the state: 'approved' when both sides have.

    Asks `minutes.approve`; raises RuleBroken: `not_found`, `not_a_signer`, `minutes_not_in_review`, `minutes_are_approved`,
    `minutes_just_changed`, `already_approved`, `comments_wait`, `minutes_lack_something` (the meeting has decisions or actions
    that these do not), `minutes_name_a_family`.
    """
    ask(by, "minutes.approve")
    if by.side is None:
        raise RuleBroken("not_a_signer")
    with changing(db):
        now = whole(db, minutes_id)
        if now["state"] != "review":
            raise RuleBroken("minutes_are_approved" if now["state"] == "approved" else "minutes_not_in_review")
        if now["revision"] != revision:
            raise RuleBroken("minutes_just_changed")
        standing = approvals(db, now)
        if by.side in standing:
            raise RuleBroken("already_approved", who=standing[by.side]["who"])
        if one(db, "select 1 from minutes_comment where minutes_id = :id and settled_at is null", id=minutes_id):
            raise RuleBroken("comments_wait")
        _refuse_lack(db, now, by)
        _refuse_families(db, now)
        at = audit.utc_now()
        insert(
            db,
            "insert into minutes_approval (minutes_id, revision, side, account_id, at) values (:id, :revision, :side, :by, :at)",
            id=minutes_id, revision=revision, side=by.side, by=by.id, at=at,
        )
        state = "approved" if len(standing) + 1 == len(SIDES) else "review"
        if state == "approved":
            db.conn.execute("update minutes set state = 'approved', approved_at = :at where id = :id", {"at": at, "id": minutes_id})
        audit.note(db, by, "minutes.approve", f"meeting:{now['meeting_id']}", minutes=minutes_id, revision=revision, side=by.side,
                   state=state)
        return state


def _refuse_lack(db: Database, now: dict, by: By) -> None:
    facts = gathered(db, now["meeting_id"], by=by)
    for of, fields in (("decisions", ("id", "text", "dissent", "withdrawn")), ("actions", ("id", "text"))):
        there, here = ([[row[field] for field in fields] for row in each[of]] for each in (facts, now["facts"]))
        if there != here:
            raise RuleBroken("minutes_lack_something")


def _refuse_families(db: Database, now: dict) -> None:
    if named := parts_that_name_a_family(db, now):
        raise RuleBroken("minutes_name_a_family", part=named[0])
