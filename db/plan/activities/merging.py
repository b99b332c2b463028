"""Two proposals that answer one need become one: the other is dropped with a link, and both keep their versions."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.activities.reading import found
from db.rules import By, RuleBroken, ask

OPEN = ("proposed", "under_discussion")


def merge(db: Database, into_id: int, from_id: int, *, versions: dict[int, int], by: By) -> None:
    """Merges the proposal `from_id` into `into_id`; `versions` has the version of each that was read. What `into_id` says stays
    as it was: what is worth keeping of the other is written there by who revises it. `steering.reopen` undoes it.

    Asks `activities.steer`; raises RuleBroken: `not_found`, `merge_with_itself`, `merge_only_proposals`, `merge_not_signed`
    (either is signed by somebody), `merge_has_begun` (the other has sessions or enrolments already),
    `merge_just_changed`.
    """
    ask(by, "activities.steer")
    if into_id == from_id:
        raise RuleBroken("merge_with_itself")
    with changing(db):
        into, merged = found(db, into_id), found(db, from_id)
        for each in (into, merged):
            _refuse_what_is_agreed(each)
            if versions.get(each["id"]) != each["version"]:
                raise RuleBroken("merge_just_changed", title=each["title"])
        if _begun(db, from_id):
            raise RuleBroken("merge_has_begun", title=merged["title"])
        db.conn.execute("update activity set state = 'dropped', reason = '' where id = :id", {"id": from_id})
        insert(
            db,
            """
            insert into activity_merge (merged_id, into_id, merged_version, into_version, merged_by, merged_at)
            values (:merged, :into, :merged_version, :into_version, :by, :now)
            """,
            merged=from_id, into=into_id, merged_version=merged["version"], into_version=into["version"], by=by.id,
            now=audit.utc_now(),
        )
        audit.note(db, by, "activities.merge", f"activity:{from_id}", into=into_id, version=merged["version"])


def mergeable(db: Database, activity: dict, *, by: By) -> list[dict]:
    """Proposals that could go together with this one (id, title, version, school_year), those of its own year first; empty when
    it cannot be merged itself. Asks `activities.steer`."""
    ask(by, "activities.steer")
    if activity["state"] not in OPEN or activity["signatures"]:
        return []
    return rows(
        db,
        """
        select id, title, version, school_year from activity a
        where a.id <> :id and state in ('proposed', 'under_discussion')
          and not exists (select 1 from signature where activity_id = a.id and version = a.version)
        order by school_year <> :year, title, id
        """,
        id=activity["id"], year=activity["school_year"],
    )


def _refuse_what_is_agreed(activity: dict) -> None:
    if activity["signatures"] or activity["state"] in ("shared", "running"):
        raise RuleBroken("merge_not_signed", title=activity["title"])
    if activity["state"] not in OPEN:
        raise RuleBroken("merge_only_proposals", title=activity["title"])


def _begun(db: Database, activity_id: int) -> bool:
    return bool(one(
        db,
        """
        select 1 where exists (select 1 from session where activity_id = :id)
                    or exists (select 1 from enrolment where activity_id = :id and ended_on is null)
        """,
        id=activity_id,
    ))
