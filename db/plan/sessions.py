"""Sessions: an activity, a day, from when to when, where, with whom. Each can move or be cancelled on its own.

Hours are wall time in Europe/Rome. Each change makes `sequence` one greater, so that phones hear of it and a page that
has not seen it is refused.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan import clashes, slots
from db.plan.activities.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import required


def between(db: Database, first: date, last: date, *, by: By, today: date, place_id: int | None = None,
            activity_id: int | None = None) -> list[dict]:
    """Sessions from `first` to `last`, both included, as they follow each other: id, activity_id, title, kind, on_date,
    starts_at, ends_at, place_id, place, leader_id, leader, state, reason, sequence, counted (whether somebody was there),
    helpers_wanted, missing (helpers not found yet).

    Asks `calendar.read`; whoever may see only today gets today's. No leader behind the curtain.
    """
    if ask(by, "calendar.read") == "today":
        first, last = max(first, today), min(last, today)
    return _rows(db, by, first=first.isoformat(), last=last.isoformat(), place=place_id, activity=activity_id)


def session(db: Database, session_id: int, *, by: By, today: date) -> dict:
    """One session, as in `between`. Raises RuleBroken `not_found`, also for another day than one may see."""
    scope = ask(by, "calendar.read")
    for row in _rows(db, by, id=session_id):
        if scope == "all" or row["on_date"] == today.isoformat():
            return row
    raise RuleBroken("not_found")


def may_change(db: Database, activity_id: int, *, by: By) -> bool:
    """Whether to offer `by` to plan, move or cancel this activity's sessions."""
    try:
        ask_for(by, "sessions.plan", found(db, activity_id))
    except RuleBroken:
        return False
    return True


def add(db: Database, activity_id: int, *, on_date: date, starts_at: str, ends_at: str, place_id: int | None,
        leader_id: int | None, by: By) -> int:
    """One more session; returns its id. A closed day is allowed here: somebody chose it on purpose.

    Asks `sessions.plan`; raises RuleBroken: `not_found`, `not_signed_yet`, what `slots.checked` and `clashes.refuse` say.
    """
    ask(by, "sessions.plan")
    with changing(db):
        activity = plannable(db, activity_id, by)
        slot = slots.checked(db, activity, on_date=on_date, starts_at=starts_at, ends_at=ends_at, place_id=place_id,
                             leader_id=leader_id)
        _refuse_clash(db, activity_id, slot)
        new = write(db, activity_id, slot)
        audit.note(db, by, "sessions.add", f"session:{new}", activity=activity_id, **slot)
        return new


def move(db: Database, session_id: int, *, on_date: date, starts_at: str, ends_at: str, place_id: int | None,
         leader_id: int | None, sequence: int, by: By) -> None:
    """Another day, hour, place or leader. Nothing happens when all is as it was.

    Asks `sessions.plan`; raises RuleBroken: `not_found`, `session_is_cancelled`, `stale` when `sequence` is not the one of
    now, what `slots.checked` and `clashes.refuse` say.
    """
    ask(by, "sessions.plan")
    with changing(db):
        now, activity = _changeable(db, session_id, by)
        slot = slots.checked(db, activity, on_date=on_date, starts_at=starts_at, ends_at=ends_at, place_id=place_id,
                             leader_id=leader_id, before=now)
        if now["sequence"] != sequence:
            raise RuleBroken("stale", mine=worded(db, slot), theirs=worded(db, now))
        if now["state"] == "cancelled":
            raise RuleBroken("session_is_cancelled")
        if all(now[field] == slot[field] for field in slot):
            return
        _refuse_clash(db, now["activity_id"], slot, session_id)
        place(db, now, slot)
        audit.note(db, by, "sessions.move", f"session:{session_id}", before={field: now[field] for field in slot}, after=slot)


def in_the_way(db: Database, activity_id: int, *, on_date: date, starts_at: str, ends_at: str, place_id: int | None,
               leader_id: int | None, by: By, session_id: int = 0) -> list[dict]:
    """What a new session, or `session_id` moved here, would clash with (as `clashes.found`), nothing written: to be told while
    somebody is still choosing. Asks `sessions.plan`; raises RuleBroken: `not_found`, and as `slots.checked`."""
    ask(by, "sessions.plan")
    before = _changeable(db, session_id, by)[0] if session_id else None
    slot = slots.checked(db, found(db, activity_id), on_date=on_date, starts_at=starts_at, ends_at=ends_at, place_id=place_id,
                         leader_id=leader_id, before=before)
    return _clashing(db, activity_id, slot, session_id)


def cancel(db: Database, session_id: int, reason: str, *, sequence: int, by: By) -> None:
    """It will not take place, and why (up to 300 characters); phones keep it, struck through.

    Asks `sessions.plan`; raises RuleBroken: `not_found`, `missing`, `too_long`, `stale`, `session_is_cancelled`,
    `session_has_attendance`.
    """
    ask(by, "sessions.plan")
    with changing(db):
        now, _ = _changeable(db, session_id, by)
        reason = required(reason, "reason", 300)
        if now["sequence"] != sequence:
            raise RuleBroken("stale", mine={"state": "cancelled", "reason": reason},
                             theirs={**worded(db, now), "reason": now["reason"]})
        if now["state"] == "cancelled":
            raise RuleBroken("session_is_cancelled")
        if now["counted"]:
            raise RuleBroken("session_has_attendance")
        set_state(db, session_id, "cancelled", reason)
        audit.note(db, by, "sessions.cancel", f"session:{session_id}", activity=now["activity_id"])


def restore(db: Database, session_id: int, *, sequence: int, by: By) -> None:
    """It takes place after all, if nothing has come in its way.

    Asks `sessions.plan`; raises RuleBroken: `not_found`, `stale`, `not_signed_yet`, what `clashes.refuse` says.
    """
    ask(by, "sessions.plan")
    with changing(db):
        now, _ = _changeable(db, session_id, by)
        if now["sequence"] != sequence:
            raise RuleBroken("stale", mine={"state": "planned"}, theirs=worded(db, now))
        plannable(db, now["activity_id"], by)
        if now["state"] == "planned":
            return
        _refuse_clash(db, now["activity_id"], now, session_id)
        set_state(db, session_id, "planned", "")
        audit.note(db, by, "sessions.restore", f"session:{session_id}", activity=now["activity_id"])


def plannable(db: Database, activity_id: int, by: By) -> dict:
    """The activity, when `by` may plan its sessions and both have signed it. Raises RuleBroken `not_found`,
    `not_allowed`, `not_signed_yet`."""
    activity = found(db, activity_id)
    ask_for(by, "sessions.plan", activity)
    if activity["state"] not in ("shared", "running"):
        raise RuleBroken("not_signed_yet")
    return activity


def write(db: Database, activity_id: int, slot: dict) -> int:
    """A new row, which asks for as many helpers as its activity does; call it inside `changing`, when nothing is in the way."""
    return insert(
        db,
        """
        insert into session (activity_id, on_date, starts_at, ends_at, place_id, leader_id, uid, changed_at, helpers_wanted)
        values (:activity_id, :on_date, :starts_at, :ends_at, :place_id, :leader_id, :uid, :now,
                (select helpers_wanted from activity where id = :activity_id))
        """,
        activity_id=activity_id, uid=f"{uuid4()}@telaio", now=audit.utc_now(), **slot,
    )


def place(db: Database, now: dict, slot: dict) -> None:
    """Puts the session `now` there; call it inside `changing`, when nothing is in the way. Who had said yes to another hour is
    asked again, and who leads it now is no helper of it any more."""
    db.conn.execute("delete from session_helper where session_id = :id and account_id = :leader",
                    {"id": now["id"], "leader": slot["leader_id"]})
    if any(now[field] != slot[field] for field in ("on_date", "starts_at", "ends_at")):
        db.conn.execute("update session_helper set said = 'open', said_at = null where session_id = :id and said = 'yes'",
                        {"id": now["id"]})
    db.conn.execute(
        """
        update session set on_date = :on_date, starts_at = :starts_at, ends_at = :ends_at, place_id = :place_id,
               leader_id = :leader_id, sequence = sequence + 1, changed_at = :now
        where id = :id
        """,
        {**slot, "now": audit.utc_now(), "id": now["id"]},
    )


def set_state(db: Database, session_id: int, state: str, reason: str) -> None:
    """Cancels it or plans it again; call it inside `changing`."""
    db.conn.execute(
        """
        update session set state = :state, reason = :reason, sequence = sequence + 1, changed_at = :now where id = :id
        """,
        {"state": state, "reason": reason, "now": audit.utc_now(), "id": session_id},
    )


def _changeable(db: Database, session_id: int, by: By) -> tuple[dict, dict]:
    for now in _rows(db, by, id=session_id):
        activity = found(db, now["activity_id"])
        ask_for(by, "sessions.plan", activity)
        return now, activity
    raise RuleBroken("not_found")


def _refuse_clash(db: Database, activity_id: int, slot: dict, session_id: int = 0) -> None:
    clashes.refuse(_clashing(db, activity_id, slot, session_id))


def _clashing(db: Database, activity_id: int, slot: dict, session_id: int) -> list[dict]:
    hours = {field: slot[field] for field in ("starts_at", "ends_at", "place_id", "leader_id")}
    return clashes.found(db, [slot["on_date"]], **hours, activity_id=activity_id, session_id=session_id)


def worded(db: Database, slot: dict) -> dict:
    """The slot with the names of place and leader, as two versions of it are shown beside each other."""
    place = one(db, "select name from place where id = :id", id=slot["place_id"])
    leader = one(db, "select display_name from account where id = :id", id=slot["leader_id"])
    return {"on_date": slot["on_date"], "starts_at": slot["starts_at"], "ends_at": slot["ends_at"],
            "place": place and place["name"], "leader": leader and leader["display_name"], "state": slot.get("state", "planned")}


def _rows(db: Database, by: By, *, id: int | None = None, first: str = "", last: str = "9999", place: int | None = None,
          activity: int | None = None) -> list[dict]:
    return rows(
        db,
        """
        select s.id, s.activity_id, activity.title, activity.kind, s.on_date, s.starts_at, s.ends_at, s.place_id,
               place.name as place, s.leader_id, case when :curtain then null else account.display_name end as leader,
               s.state, s.reason, s.sequence,
               exists (select 1 from attendance where session_id = s.id and present = 1)
               or exists (select 1 from head_count where session_id = s.id and number > 0) as counted,
               s.helpers_wanted,
               case when s.state = 'planned' then max(0, s.helpers_wanted - (
                 select count(*) from session_helper h join account a on a.id = h.account_id
                 where h.session_id = s.id and h.said = 'yes' and a.active)) else 0 end as missing
        from session s
        join activity on activity.id = s.activity_id
        left join place on place.id = s.place_id
        left join account on account.id = s.leader_id
        where (:id is null or s.id = :id) and s.on_date between :first and :last
          and (:place is null or s.place_id = :place)
          and (:activity is null or s.activity_id = :activity)
        order by s.on_date, s.starts_at, activity.title, s.id
        """,
        id=id, first=first, last=last, place=place, activity=activity, curtain=by.shared_screen,
    )
