"""Which session of the activity each day of a sheet is: one that is here, or one that is made for a past day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.connection import rows
from db.plan import clashes, slots
from db.rules import RuleBroken

HERE, NEW, SEVERAL, CANCELLED, OUTSIDE = "here", "new", "several", "cancelled", "outside"


@dataclass(frozen=True)
class Meeting:
    """A held day of the sheet. `what`: here (session_id), new (slot; `elsewhere` when its place or leader was taken, and it
    is written without them), several (`choices`: which of them is not said), cancelled, or outside the school year."""

    on: date
    what: str
    session_id: int | None = None
    slot: dict | None = None
    elsewhere: bool = False
    choices: tuple[dict, ...] = ()


def hours(db: Database, activity: dict) -> tuple[str, str] | None:
    """From when to when it usually meets: as agreed, else as its sessions do most; None when neither says."""
    if activity["starts_at"]:
        return activity["starts_at"], activity["ends_at"]
    held = rows(db, "select starts_at, ends_at from session where activity_id = :id", id=activity["id"])
    usual = Counter((row["starts_at"], row["ends_at"]) for row in held).most_common(1)
    return usual[0][0] if usual else None


def found(
    db: Database, activity: dict, days: list[date], *, usual: tuple[str, str] | None, chosen: dict[str, int]
) -> list[Meeting]:
    """The session of each day. `usual`: the hours of new ones (None: not known yet, so they have no slot); `chosen`: which
    session, where a day has several. Raises what `slots.checked` says of the hours."""
    there: dict[str, list[dict]] = {}
    for row in rows(
        db,
        """select id, on_date, starts_at, ends_at, state from session
                           where activity_id = :id order by on_date, starts_at""",
        id=activity["id"],
    ):
        there.setdefault(row["on_date"], []).append(row)
    return [_of_day(db, activity, on, there.get(on.isoformat(), []), usual, chosen.get(on.isoformat())) for on in days]


def _of_day(
    db: Database, activity: dict, on: date, there: list[dict], usual: tuple[str, str] | None, chosen: int | None
) -> Meeting:
    standing = [row for row in there if row["state"] == "planned"]
    named = [row for row in standing if row["id"] == chosen]
    if len(standing) == 1 or named:
        return Meeting(on, HERE, (named or standing)[0]["id"])
    if standing:
        return Meeting(on, SEVERAL, choices=tuple(standing))
    if there:
        return Meeting(on, CANCELLED)
    try:
        slots.within_year(activity, on)
    except RuleBroken:
        return Meeting(on, OUTSIDE)
    return Meeting(on, NEW, slot=None) if usual is None else _new(db, activity, on, usual)


def _new(db: Database, activity: dict, on: date, usual: tuple[str, str]) -> Meeting:
    """What was agreed, unless at that hour something else had the place or the leader: then without them, for the register
    is a fact and where it was is not known."""
    stood = {"place_id": activity["place"], "leader_id": activity["leader"]}
    slot = slots.checked(db, activity, on_date=on, starts_at=usual[0], ends_at=usual[1], before=stood, **stood)
    taken = clashes.found(db, [slot["on_date"]], starts_at=usual[0], ends_at=usual[1], activity_id=activity["id"], **stood)
    return Meeting(on, NEW, slot=slot | ({"place_id": None, "leader_id": None} if taken else {}), elsewhere=bool(taken))
