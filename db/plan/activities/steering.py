"""An activity's way from proposal to its end. Only the second signature makes it shared (`db.plan.signatures`)."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing
from db.plan.activities.calling_off import call_off
from db.plan.activities.reading import content_of, found
from db.plan.activities.writing import write_version
from db.rules import By, RuleBroken, ask
from db.texts import optional, required


def discuss(db: Database, activity_id: int, *, by: By) -> None:
    """Takes a proposal into discussion. Raises RuleBroken `discuss_not_now`."""
    _steer(db, activity_id, "discuss", ("proposed",), "under_discussion", by)


def start(db: Database, activity_id: int, *, by: By) -> None:
    """A shared activity runs from now on. Raises RuleBroken `start_not_now`."""
    _steer(db, activity_id, "start", ("shared",), "running", by)


def close(db: Database, activity_id: int, told: str = "", *, by: By, today: date) -> None:
    """A running activity has come to its end. Its sessions from `today` on at which nobody was counted are cancelled; `told`
    (up to 300 characters) is what phones read beside them. Raises RuleBroken `close_not_now`, `too_long`."""
    told = optional(told, "reason", 300)
    with changing(db):
        _steer(db, activity_id, "close", ("running",), "closed", by)
        _call_off(db, activity_id, told, by, today)


def drop(db: Database, activity_id: int, reason: str, *, by: By, today: date) -> None:
    """It will not be done, and why (up to 300 characters). Its sessions from `today` on at which nobody was counted are
    cancelled for the same reason. Raises RuleBroken `drop_not_now`, `missing`, `too_long`."""
    reason = required(reason, "reason", 300)
    with changing(db):
        _steer(db, activity_id, "drop", ("proposed", "under_discussion", "shared", "running"), "dropped", by, reason)
        _call_off(db, activity_id, reason, by, today)


def reopen(db: Database, activity_id: int, *, by: By) -> None:
    """Takes a dropped activity into discussion again, as a new version: who had signed it signs anew. What was merged into
    another stands on its own again.

    Raises RuleBroken `reopen_not_now`."""
    with changing(db):
        ask(by, "activities.steer")
        db.conn.execute("delete from activity_merge where merged_id = :id", {"id": activity_id})
        now = _steer(db, activity_id, "reopen", ("dropped",), "under_discussion", by)
        db.conn.execute("update activity set version = version + 1 where id = :id", {"id": activity_id})
        write_version(db, activity_id, now["version"] + 1, content_of(now), by)


def _steer(db: Database, activity_id: int, step: str, states: tuple, state: str, by: By, reason: str = "") -> dict:
    ask(by, "activities.steer")
    with changing(db):
        now = found(db, activity_id)
        if now["state"] not in states:
            raise RuleBroken(f"{step}_not_now", state=now["state"])
        db.conn.execute(
            "update activity set state = :state, reason = :reason where id = :id",
            {"state": state, "reason": reason, "id": activity_id},
        )
        audit.note(db, by, f"activities.{step}", f"activity:{activity_id}", version=now["version"])
        return now


def _call_off(db: Database, activity_id: int, reason: str, by: By, today: date) -> None:
    if gone := call_off(db, activity_id, reason, by=by, today=today):
        audit.note(db, by, "activities.call_off", f"activity:{activity_id}", sessions=gone)
