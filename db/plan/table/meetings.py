"""Meetings of the working table: numbered through the school year, with a day, hours that may cross midnight, a place or a link."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from sqlite_utils import Database

from db import audit, calendar
from db.connection import changing, insert, one, rows, scalar
from db.plan import clashes
from db.plan.table import days
from db.plan.table.reading import ask_for, found, listed
from db.rules import By, RuleBroken, ask
from db.texts import optional, required

MODES = ("in_person", "online", "mixed")
LONGEST = 12  # hours
FIELDS = ("on_date", "starts_at", "ends_at", "mode", "place_id", "link", "facilitator_id", "drafter_id")


def coming(db: Database, *, today: date, by: By) -> list[dict]:
    """Meetings under way or still to be, the next one first; one that began yesterday and goes past midnight is here."""
    ask(by, "table.read")
    return [row for row in listed(db) if row["state"] == "running"
            or (row["state"] == "planned" and row["ends_on"] >= today.isoformat())]


def past(db: Database, *, today: date, by: By) -> list[dict]:
    """Meetings held, cancelled, or whose day has gone by without being opened; the last one first."""
    ask(by, "table.read")
    return [row for row in reversed(listed(db)) if row["state"] in ("held", "cancelled")
            or (row["state"] == "planned" and row["ends_on"] < today.isoformat())]


def meeting(db: Database, meeting_id: int, *, by: By) -> dict:
    """One meeting: `reading.listed`'s row. Asks `table.read`; raises RuleBroken `not_found`."""
    ask(by, "table.read")
    return found(db, meeting_id)


def facilitators(db: Database, *, by: By) -> list[dict]:
    """Who may facilitate or write the minutes: id, display_name, organisation. Asks `table.hold`."""
    ask(by, "table.hold")
    return rows(
        db,
        """
        select account.id, display_name, organisation.name as organisation
        from account join organisation on organisation.id = organisation_id
        where active and role in ('coordinator', 'educator') order by display_name, account.id
        """,
    )


def create(db: Database, *, on_date: date, starts_at: str, ends_at: str, mode: str = "in_person", place_id: int | None = None,
           link: str = "", facilitator_id: int | None = None, drafter_id: int | None = None, by: By) -> int:
    """A new meeting, under the next number of its school year, with both signing organisations invited; returns its id.
    An end at or before the start is the day after's.

    Asks `table.hold`; raises RuleBroken: `not_allowed`, what `_checked` says, `clash_of_place`, `place_not_available`.
    """
    if ask(by, "table.hold") != "all":
        raise RuleBroken("not_allowed", verb="table.hold", role=by.role)
    with changing(db):
        kept = _checked(db, {}, on_date=on_date, starts_at=starts_at, ends_at=ends_at, mode=mode, place_id=place_id, link=link,
                        facilitator_id=facilitator_id, drafter_id=drafter_id)
        year = calendar.school_year_of(on_date)
        number = scalar(db, "select coalesce(max(number), 0) + 1 from meeting where school_year = :year", year=year)
        new = insert(
            db,
            """
            insert into meeting (school_year, number, on_date, starts_at, ends_at, mode, place_id, link, facilitator_id, drafter_id,
                                 uid, created_by, changed_at)
            values (:year, :number, :on_date, :starts_at, :ends_at, :mode, :place_id, :link, :facilitator_id, :drafter_id,
                    :uid, :by, :now)
            """,
            year=year, number=number, uid=f"{uuid4()}@telaio", by=by.id, now=audit.utc_now(), **kept,
        )
        db.conn.execute(
            """
            insert into meeting_invitee (meeting_id, organisation_id)
            select :id, municipality_id from casa union all select :id, partner_id from casa
            """,
            {"id": new},
        )
        audit.note(db, by, "table.create", f"meeting:{new}", number=number, **kept)
        return new


def revise(db: Database, meeting_id: int, *, version: int, by: By, **fields) -> None:
    """Another day of the same school year, hour, place or person (`FIELDS`; those left out stay). Nothing happens when all is
    as it was.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over`, `meeting_has_begun` (day and start),
    `outside_school_year`, `stale`, and as `create`.
    """
    ask(by, "table.hold")
    with changing(db):
        now = found(db, meeting_id)
        ask_for(by, "table.hold", now)
        if now["state"] not in ("planned", "running"):
            raise RuleBroken("meeting_is_over")
        standing = {field: now[field] for field in FIELDS} | {"on_date": date.fromisoformat(now["on_date"])}
        kept = _checked(db, now, **(standing | fields))
        if now["version"] != version:
            raise RuleBroken("stale", mine=_worded(db, kept), theirs=_worded(db, now))
        if all(now[field] == kept[field] for field in FIELDS):
            return
        if now["state"] == "running" and (kept["on_date"], kept["starts_at"]) != (now["on_date"], now["starts_at"]):
            raise RuleBroken("meeting_has_begun")
        if calendar.school_year_of(date.fromisoformat(kept["on_date"])) != now["school_year"]:
            raise RuleBroken("outside_school_year", field="on_date", school_year=now["school_year"])
        heard = any(now[field] != kept[field] for field in ("on_date", "starts_at", "ends_at", "mode", "place_id", "link"))
        db.conn.execute(
            """
            update meeting set on_date = :on_date, starts_at = :starts_at, ends_at = :ends_at, mode = :mode, place_id = :place_id,
                   link = :link, facilitator_id = :facilitator_id, drafter_id = :drafter_id, version = version + 1,
                   sequence = sequence + :heard, changed_at = :now
            where id = :id
            """,
            {**kept, "heard": int(heard), "now": audit.utc_now(), "id": meeting_id},
        )
        audit.note(db, by, "table.revise", f"meeting:{meeting_id}", before={field: now[field] for field in FIELDS}, after=kept)


def cancel(db: Database, meeting_id: int, reason: str, *, version: int, by: By) -> None:
    """It will not take place, and why (up to 300 characters); phones keep it, struck through.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `missing`, `too_long`, `stale`, `meeting_has_begun`,
    `meeting_is_over`.
    """
    ask(by, "table.hold")
    with changing(db):
        now = found(db, meeting_id)
        ask_for(by, "table.hold", now)
        reason = required(reason, "reason", 300)
        if now["state"] == "running":
            raise RuleBroken("meeting_has_begun")
        if now["state"] != "planned":
            raise RuleBroken("meeting_is_over")
        if now["version"] != version:
            raise RuleBroken("stale", mine={"reason": reason}, theirs=_worded(db, now))
        db.conn.execute(
            """
            update meeting set state = 'cancelled', reason = :reason, version = version + 1, sequence = sequence + 1,
                   changed_at = :now
            where id = :id
            """,
            {"reason": reason, "now": audit.utc_now(), "id": meeting_id},
        )
        audit.note(db, by, "table.cancel", f"meeting:{meeting_id}")


def _checked(db: Database, was: dict, *, on_date: date, starts_at: str, ends_at: str, mode: str, place_id: int | None, link: str,
             facilitator_id: int | None, drafter_id: int | None) -> dict:
    kept = {"on_date": days.kept(on_date, "on_date"), "starts_at": days.hour(starts_at, "starts_at"),
            "ends_at": days.hour(ends_at, "ends_at"), "mode": mode, "place_id": place_id,
            "link": optional(link, "link", 300), "facilitator_id": facilitator_id, "drafter_id": drafter_id}
    if kept["on_date"] is None:
        raise RuleBroken("missing", field="on_date")
    if mode not in MODES:
        raise RuleBroken("unknown_choice", field="mode")
    if starts_at == ends_at:
        raise RuleBroken("ends_before_it_starts")
    if _length(kept) > LONGEST * 3600:
        raise RuleBroken("meeting_too_long", most=LONGEST)
    if kept["link"] and not kept["link"].startswith("https://"):
        raise RuleBroken("bad_link")
    if (place_id is None and mode != "online" and not kept["link"]) or (mode == "online" and not kept["link"]):
        raise RuleBroken("meeting_needs_a_place")
    if place_id is not None and place_id != was.get("place_id") and not one(
            db, "select 1 from place where id = :id and archived_at is null", id=place_id):
        raise RuleBroken("unknown_choice", field="place")
    for field in ("facilitator_id", "drafter_id"):
        if kept[field] is not None and kept[field] != was.get(field) and not one(
                db, "select 1 from account where id = :id and active and role in ('coordinator', 'educator')", id=kept[field]):
            raise RuleBroken("unknown_choice", field=field.removesuffix("_id"))
    if place_id is not None and any(kept[field] != was.get(field) for field in ("on_date", "starts_at", "ends_at", "place_id")):
        _refuse_clash(db, kept)
    return kept


def _length(kept: dict) -> float:
    begin, end = days.instants({**kept, "ends_on": _ends_on(kept)})
    return (end - begin).total_seconds()


def _ends_on(kept: dict) -> str:
    after = date.fromisoformat(kept["on_date"]) + timedelta(days=int(kept["ends_at"] <= kept["starts_at"]))
    return after.isoformat()


def _refuse_clash(db: Database, kept: dict) -> None:
    """A session in the same place stands in the way; a night that crosses midnight is looked at in its two days."""
    ends_on = _ends_on(kept)
    parts = [(kept["on_date"], kept["starts_at"], kept["ends_at"])]
    if ends_on != kept["on_date"]:
        parts = [(kept["on_date"], kept["starts_at"], "24:00"), (ends_on, "00:00", kept["ends_at"])]
    for on_date, starts_at, ends_at in parts:
        clashes.refuse(clashes.found(db, [on_date], starts_at=starts_at, ends_at=ends_at, place_id=kept["place_id"],
                                     leader_id=None, activity_id=0))


def _worded(db: Database, slot: dict) -> dict:
    place = one(db, "select name from place where id = :id", id=slot["place_id"])
    names = {field: one(db, "select display_name as name from account where id = :id", id=slot[f"{field}_id"])
             for field in ("facilitator", "drafter")}
    return {**{field: slot[field] for field in ("on_date", "starts_at", "ends_at", "link")}, "place": place and place["name"],
            **{field: name and name["name"] for field, name in names.items()}}
