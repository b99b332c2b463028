"""A session and all that follow it: those of the same activity that meet on the same weekday at the same hours, from that
day on. They move together or not at all, and are cancelled together.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlite_utils import Database

from db import audit, calendar
from db.connection import changing
from db.plan import clashes, sessions, slots
from db.plan.activities.reading import found
from db.rules import By, RuleBroken, ask
from db.texts import required

FIELDS = ("starts_at", "ends_at", "place_id", "leader_id")


def of_session(db: Database, session_id: int, *, by: By, today: date) -> list[dict]:
    """The session and those that follow it, as `sessions.between`, the planned ones at which nobody was counted yet. Asks
    `sessions.plan`; raises RuleBroken `not_found`."""
    ask(by, "sessions.plan")
    return _following(db, _asked(db, session_id, by, today), by, today)


def preview(db: Database, session_id: int, *, weekday: int, starts_at: str, ends_at: str, place_id: int | None,
            leader_id: int | None, by: By, today: date) -> dict:
    """What `move_following` would do, nothing written: `moved` (a list of session and slot), `closed` (sessions that would fall
    on a closed day, with `label`), `clashes` (as `clashes.found`).

    Raises RuleBroken: `not_found`, `nothing_follows`, `unknown_choice` for a weekday, and as `slots.checked`.
    """
    ask(by, "sessions.plan")
    now = _asked(db, session_id, by, today)
    if isinstance(weekday, bool) or weekday not in range(7):
        raise RuleBroken("unknown_choice", field="weekday")
    wanted = {"starts_at": starts_at, "ends_at": ends_at, "place_id": place_id, "leader_id": leader_id}
    differs = {field: wanted[field] for field in FIELDS if wanted[field] != now[field]}
    activity, moved, closed = found(db, now["activity_id"]), [], []
    following = _following(db, now, by, today)
    if not following:
        raise RuleBroken("nothing_follows")
    for each in following:
        day = _in_the_week_of(date.fromisoformat(each["on_date"]), weekday)
        slot = slots.checked(db, activity, on_date=day, **{**{field: each[field] for field in FIELDS}, **differs}, before=each)
        closure = calendar.closed_on(db, day) if day.isoformat() != each["on_date"] else None
        if closure:
            closed.append({**each, "falls_on": day.isoformat(), "label": closure["label"]})
        elif any(slot[field] != each[field] for field in slot):
            moved.append({"session": each, "slot": slot})
    return {"moved": moved, "closed": closed, "clashes": _clashing(db, now["activity_id"], moved)}


def move_following(db: Database, session_id: int, *, weekday: int, starts_at: str, ends_at: str, place_id: int | None,
                   leader_id: int | None, sequence: int, by: By, today: date) -> dict:
    """Moves the session and all that follow to another weekday of their week (0 is Monday), other hours, another place or
    leader: what differs here from this session changes in all of them, the rest of each stays its own. Returns `moved` and
    `closed`, lists of ids: a session that would fall on a closed day is cancelled, with the closure's name for reason.

    Asks `sessions.plan`; raises RuleBroken, and writes nothing: `stale` when `sequence` is not the one of now, one clash
    (`clashes.refuse`), and as `preview`.
    """
    wanted = {"weekday": weekday, "starts_at": starts_at, "ends_at": ends_at, "place_id": place_id, "leader_id": leader_id}
    ask(by, "sessions.plan")
    with changing(db):
        now = _asked(db, session_id, by, today)
        _refuse_stale(db, now, sequence, wanted)
        seen = preview(db, session_id, **wanted, by=by, today=today)
        clashes.refuse(seen["clashes"])
        for each in seen["closed"]:
            sessions.set_state(db, each["id"], "cancelled", each["label"])
        for each in seen["moved"]:
            sessions.place(db, each["session"], each["slot"])
        moved, closed = [each["session"]["id"] for each in seen["moved"]], [each["id"] for each in seen["closed"]]
        if moved or closed:
            audit.note(db, by, "sessions.move_following", f"session:{session_id}", activity=now["activity_id"], moved=moved,
                       closed=closed, **wanted)
        return {"moved": moved, "closed": closed}


def cancel_following(db: Database, session_id: int, reason: str, *, sequence: int, by: By, today: date) -> list[int]:
    """Cancels the session and all that follow, with one reason; returns their ids.

    Asks `sessions.plan`; raises RuleBroken: `not_found`, `missing`, `too_long`, `stale`, `nothing_follows`."""
    ask(by, "sessions.plan")
    with changing(db):
        now = _asked(db, session_id, by, today)
        reason = required(reason, "reason", 300)
        if now["sequence"] != sequence:
            raise RuleBroken("stale", mine={"state": "cancelled", "reason": reason},
                             theirs={"state": now["state"], "reason": now["reason"]})
        gone = [each["id"] for each in _following(db, now, by, today)]
        if not gone:
            raise RuleBroken("nothing_follows")
        for each in gone:
            sessions.set_state(db, each, "cancelled", reason)
        audit.note(db, by, "sessions.cancel_following", f"session:{session_id}", activity=now["activity_id"], sessions=gone)
        return gone


def _asked(db: Database, session_id: int, by: By, today: date) -> dict:
    now = sessions.session(db, session_id, by=by, today=today)
    sessions.ask_for(by, "sessions.plan", found(db, now["activity_id"]))
    return now


def _following(db: Database, now: dict, by: By, today: date) -> list[dict]:
    first = date.fromisoformat(now["on_date"])
    last = calendar.bounds(calendar.school_year_of(first))[1]
    return [each for each in sessions.between(db, first, last, by=by, today=today, activity_id=now["activity_id"])
            if each["state"] == "planned" and not each["counted"]
            and date.fromisoformat(each["on_date"]).weekday() == first.weekday()
            and (each["starts_at"], each["ends_at"]) == (now["starts_at"], now["ends_at"])]


def _in_the_week_of(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _refuse_stale(db: Database, now: dict, sequence: int, wanted: dict) -> None:
    if now["sequence"] == sequence:
        return
    day = _in_the_week_of(date.fromisoformat(now["on_date"]), wanted["weekday"]).isoformat()
    slot = {field: wanted[field] for field in FIELDS}
    raise RuleBroken("stale", mine=sessions.worded(db, {**slot, "on_date": day}), theirs=sessions.worded(db, now))


def _clashing(db: Database, activity_id: int, moved: list[dict]) -> list[dict]:
    """With what stays, and, when two of them end at one place or with one leader, among themselves."""
    ids, found_so_far = [each["session"]["id"] for each in moved], []
    for n, each in enumerate(moved):
        slot, session = each["slot"], each["session"]
        found_so_far += clashes.found(db, [slot["on_date"]], **{field: slot[field] for field in FIELDS}, activity_id=activity_id,
                                      session_id=session["id"], moving=ids)
        found_so_far += [
            {"kind": "activity", "title": session["title"], "on_date": slot["on_date"], "starts_at": slot["starts_at"],
             "ends_at": slot["ends_at"], "place": session["place"]}
            for other in moved[:n] if other["slot"]["on_date"] == slot["on_date"]
            and (other["slot"]["place_id"] == slot["place_id"]
                 or (slot["leader_id"] and other["slot"]["leader_id"] == slot["leader_id"]))]
    return found_so_far
