"""What becomes of taps that the rules would not let in: a coordinator applies each to a register after all, or drops it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from db import audit
from db.attend import attendance, refused
from db.attend.taps import TYPED
from db.connection import changing, one, rows, scalar
from db.rules import By, RuleBroken, ask
from db.texts import required

NEAR = timedelta(days=7)


def waiting(db: Database, *, by: By) -> list[dict]:
    """Refused taps nobody has settled yet, the oldest first: uuid, reason, kind, at (UTC, ISO), session_id, title, on_date,
    starts_at (None when the session is gone), account, who (a display name, a newcomer's as typed, an organisation's, or
    None), present, what, said, number, among (children, adults, accompanying). Asks `registers.settle`."""
    ask(by, "registers.settle")
    found = rows(
        db,
        """
        select refused_tap.uuid, refused_tap.reason, refused_tap.session_id, activity.title, session.on_date, session.starts_at,
               account.display_name as account, refused_tap.at, body, typed,
               coalesce(person.display_name, organisation.name) as named
        from refused_tap
        left join session on session.id = refused_tap.session_id
        left join activity on activity.id = session.activity_id
        left join account on account.id = refused_tap.account_id
        left join person on person.id = body ->> 'person' or person.newcomer_uuid = body ->> 'person'
        left join organisation on organisation.id = body ->> 'organisation'
        where settled is null order by refused_tap.received_at, refused_tap.at, body ->> 'seq'
        """,
    )
    return [_told(row) for row in found]


def how_many(db: Database, *, by: By) -> int:
    """How many wait. Asks `registers.settle`."""
    ask(by, "registers.settle")
    return scalar(db, "select count(*) from refused_tap where settled is null")


def places_for(db: Database, uuid: str, *, by: By) -> list[dict]:
    """Sessions a refused tap could be applied to: planned ones of the week before and after, those of its own activity first:
    id, title, on_date, starts_at. Asks `registers.settle`; raises RuleBroken `not_found`."""
    ask(by, "registers.settle")
    tap = _found(db, uuid)
    day = datetime.fromtimestamp(tap["at"] / 1000, UTC).date()
    return rows(
        db,
        """
        select session.id, activity.title, session.on_date, session.starts_at
        from session join activity on activity.id = session.activity_id
        where session.state = 'planned' and on_date between :first and :last
        order by session.activity_id = (select activity_id from session where id = :refused) desc,
                 abs(julianday(on_date) - julianday(:day)), session.starts_at
        limit 60
        """,
        first=(day - NEAR).isoformat(), last=(day + NEAR).isoformat(), day=day.isoformat(), refused=tap["session_id"],
    )


def apply(db: Database, uuid: str, session_id: int, *, by: By, today: date, now_ms: int) -> None:
    """Writes the tap into a register after all, as made when it was made. Asks `registers.settle`; raises RuleBroken
    `not_found`, or the key by which that register refuses it too."""
    ask(by, "registers.settle")
    with changing(db):
        kept = _found(db, uuid)
        tap = {**json.loads(kept["body"]), "at": kept["at"]}
        if "typed" in tap:
            tap[TYPED[tap["kind"]]] = kept["typed"]
        done = attendance.record(db, session_id, [tap], device=kept["device"], tablet_now_ms=now_ms, by=by, today=today,
                                 now_ms=now_ms)
        if done["refused"]:
            raise RuleBroken(done["refused"][uuid])
        audit.note(db, by, "registers.apply_refused", f"session:{session_id}", tap=uuid, session=kept["session_id"])


def drop(db: Database, uuid: str, why: str, *, by: By) -> None:
    """Lets a refused tap go, for a reason that stays. Asks `registers.settle`; raises RuleBroken `not_found`, `missing`,
    `too_long`."""
    ask(by, "registers.settle")
    reason = required(why, "reason", 200)
    with changing(db):
        kept = _found(db, uuid)
        refused.settle(db, uuid, "dropped", by=by, why=reason)
        audit.note(db, by, "registers.drop_refused", f"session:{kept['session_id']}", tap=uuid, reason=kept["reason"])


def _found(db: Database, uuid: str) -> dict:
    kept = one(db, "select * from refused_tap where uuid = :uuid and settled is null", uuid=uuid)
    if not kept:
        raise RuleBroken("not_found")
    return kept


def _told(row: dict) -> dict:
    tap = json.loads(row.pop("body"))
    typed, named = row.pop("typed"), row.pop("named")
    at = datetime.fromtimestamp(row.pop("at") / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    note = typed if tap["kind"] == "remark" else ""
    return {**row, "at": at, "kind": tap["kind"], "who": typed if tap["kind"] == "newcomer" else named,
            "present": tap.get("present"), "what": tap.get("what"), "said": note or tap.get("said", ""),
            "number": tap.get("number"), "among": tap.get("who")}
