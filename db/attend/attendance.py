"""Presence, written as it is tapped: once each however often it is sent, the last word winning.

A tablet queues its taps and sends them until they are acknowledged; here each is known by its UUID. The last word is the
latest moment of tapping, by the tablet's clock as corrected by what that clock says when the batch is sent; of one tablet's
taps the later in its own order.
"""

from __future__ import annotations

import time
import uuid as uuids
from datetime import date

from sqlite_utils import Database

from db.attend.batch import Batch
from db.attend.registers import counts_of, of_the_day_allowed, remarks_of
from db.connection import changing, one, rows
from db.rules import By, RuleBroken, ask

MOST_TAPS = 500


def record(db: Database, session_id: int, taps: list[dict], *, device: str, tablet_now_ms: int, by: By, today: date,
           now_ms: int) -> dict:
    """Applies a tablet's batch in one transaction: {"acknowledged": [uuid], "refused": {uuid: key}, "revision": n}.

    Acknowledged means on disk: applied now, applied before (the same UUID is one tap and success each time), or kept in the
    log but older than what stands. A bad tap is refused alone, with `malformed_tap`, `uuid_reused`, `unknown_session`,
    `session_cancelled`, `only_today` or `not_on_register` (a volunteer's), `unknown_person`, `person_archived`,
    `unknown_organisation`, `count_out_of_range`, `note_too_long`, or what `people.newcomer` refuses; what a coordinator can
    mend of it is put aside (see `db.attend.settling`). `taps` are as `db.attend.taps.checked` says; all times are
    UTC milliseconds. `today` is the day for which a volunteer was let in. Asks `registers.record`; raises RuleBroken
    `too_many_taps`.
    """
    scope = ask(by, "registers.record")
    if len(taps) > MOST_TAPS:
        raise RuleBroken("too_many_taps", most=MOST_TAPS)
    batch = Batch(db, session_id, taps, device=device[:64], ahead_ms=tablet_now_ms - now_ms, by=by, scope=scope, now_ms=now_ms)
    with changing(db):
        batch.meet(today)
        for tap in batch.taps:
            batch.take(tap)
        batch.close()
    return {"acknowledged": batch.acknowledged, "refused": batch.refused, "revision": batch.revision}


def mark(db: Database, session_id: int, person_id: int, present: bool | None, *, by: By, today: date) -> None:
    """One person present or not, or (None) not marked, now. Raises RuleBroken with the key `record` would refuse it by."""
    _at_once(db, session_id, {"kind": "mark", "person": person_id, "present": present}, by, today)


def count(db: Database, session_id: int, organisation_id: int, who: str, number: int, *, estimated: bool = False, by: By,
          today: date) -> None:
    """A head-count, now: `who` is children, adults or accompanying; organisation 0 is drop-in; zero is a count too.
    Raises RuleBroken with the key `record` would refuse it by."""
    tap = {"kind": "count", "organisation": organisation_id, "who": who, "number": number, "estimated": estimated}
    _at_once(db, session_id, tap, by, today)


def remark(db: Database, session_id: int, person_id: int, what: str, said: str, *, by: By, today: date) -> None:
    """'late', 'left_early', 'excused' ('yes', or '' to take it back) or a 'note' of one person on one register, now.
    Raises RuleBroken with the key `record` would refuse it by."""
    _at_once(db, session_id, {"kind": "remark", "person": person_id, "what": what, "said": said}, by, today)


def since(db: Database, session_id: int, revision: int, *, by: By, today: date) -> dict:
    """What the register has learnt after that revision: {"revision", "people", "marks": {id: present, or None when taken
    back}, "remarks": {id: {what: said}}, "counts"}.

    `people` are those of the marks, in the form of `registers.open_register`, group 'added'. Asks `registers.read`; raises
    RuleBroken `not_found`, `only_today`.
    """
    scope = ask(by, "registers.read")
    found = one(
        db,
        """
        select on_date, coalesce(revision, 0) as revision
        from session left join register on session_id = session.id where session.id = :id
        """,
        id=session_id,
    )
    if not found:
        raise RuleBroken("not_found")
    of_the_day_allowed(scope, date.fromisoformat(found["on_date"]), today)
    if found["revision"] <= revision:
        return {"revision": found["revision"], "people": [], "marks": {}, "remarks": {}, "counts": []}
    marked = rows(
        db,
        """
        select person.id, newcomer_uuid as uuid, display_name, folded, household.code as household, 'added' as "group", present
        from (select person_id, present from attendance where session_id = :session and revision > :after
              union all
              select person_id, null from unmarked where session_id = :session and revision > :after) as told
        join person on person.id = told.person_id
        join household on household.id = person.household_id
        """,
        session=session_id,
        after=revision,
    )
    marks = {row["id"]: None if row["present"] is None else bool(row["present"]) for row in marked}
    people = [{key: value for key, value in row.items() if key != "present"} for row in marked]
    return {"revision": found["revision"], "marks": marks, "people": people,
            "remarks": remarks_of(db, session_id, revision), "counts": counts_of(db, session_id, revision)}


def _at_once(db: Database, session_id: int, tap: dict, by: By, today: date) -> None:
    at, seq = divmod(time.time_ns(), 1_000_000)
    tap |= {"uuid": str(uuids.uuid4()), "at": at, "seq": seq}
    with changing(db):
        done = record(db, session_id, [tap], device="screen", tablet_now_ms=at, by=by, today=today, now_ms=at)
        if done["refused"]:
            raise RuleBroken(done["refused"][tap["uuid"]])
