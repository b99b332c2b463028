"""Who is enrolled in an activity, from which day to which."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, rows, scalar
from db.plan.activities.reading import ask_for, found
from db.rules import By, RuleBroken, ask, may


def enrol(db: Database, activity_id: int, person_id: int, on: date, *, by: By) -> None:
    """Enrols a person from a day on; one whose enrolment had ended begins anew.

    Asks `enrolments.change`; raises RuleBroken: `not_found`, `activity_is_over`, `already_enrolled`."""
    ask(by, "enrolments.change")
    with changing(db):
        activity = found(db, activity_id)
        ask_for(by, "enrolments.change", activity)
        if activity["state"] in ("closed", "dropped"):
            raise RuleBroken("activity_is_over")
        if not one(db, "select 1 from person where id = :id and archived_at is null", id=person_id):
            raise RuleBroken("not_found")
        if one(db, "select 1 from enrolment where activity_id = :activity and person_id = :person and ended_on is null",
               activity=activity_id, person=person_id):
            raise RuleBroken("already_enrolled")
        db.conn.execute(
            """
            insert into enrolment (activity_id, person_id, enrolled_on) values (:activity, :person, :on)
            on conflict (activity_id, person_id) do update set enrolled_on = excluded.enrolled_on, ended_on = null
            """,
            {"activity": activity_id, "person": person_id, "on": on.isoformat()},
        )
        audit.note(db, by, "enrolments.enrol", f"activity:{activity_id}", person=person_id, on=on.isoformat())


def end(db: Database, activity_id: int, person_id: int, on: date, *, by: By) -> None:
    """Ends an enrolment: `on` is its last day. Asks `enrolments.change`; raises RuleBroken: `not_found`, `not_enrolled`,
    `ends_before_it_starts`."""
    ask(by, "enrolments.change")
    with changing(db):
        ask_for(by, "enrolments.change", found(db, activity_id))
        now = one(
            db,
            "select enrolled_on from enrolment where activity_id = :activity and person_id = :person and ended_on is null",
            activity=activity_id,
            person=person_id,
        )
        if not now:
            raise RuleBroken("not_enrolled")
        if on.isoformat() < now["enrolled_on"]:
            raise RuleBroken("ends_before_it_starts")
        db.conn.execute(
            "update enrolment set ended_on = :on where activity_id = :activity and person_id = :person",
            {"activity": activity_id, "person": person_id, "on": on.isoformat()},
        )
        audit.note(db, by, "enrolments.end", f"activity:{activity_id}", person=person_id, on=on.isoformat())


def of_activity(db: Database, activity_id: int, on: date, *, by: By) -> list[dict]:
    """Who is enrolled on that day, by name: person_id, display_name, kind, household_id, enrolled_on. Asks `people.read`."""
    ask(by, "people.read")
    return rows(
        db,
        """
        select person.id as person_id, display_name, person.kind, household_id, enrolled_on
        from enrolment join person on person.id = person_id
        where activity_id = :activity and enrolled_on <= :on and (ended_on is null or ended_on >= :on)
          and archived_at is null
        order by folded, person.id
        """,
        activity=activity_id,
        on=on.isoformat(),
    )


def number(db: Database, activity_id: int, on: date, *, by: By) -> int | None:
    """How many are enrolled on that day; None, which is "not shown", for a few people seen by who reads no names.

    Asks `activities.read`."""
    ask(by, "activities.read")
    many = scalar(
        db,
        """
        select count(*) from enrolment join person on person.id = person_id
        where activity_id = :activity and enrolled_on <= :on and (ended_on is null or ended_on >= :on) and archived_at is null
        """,
        activity=activity_id,
        on=on.isoformat(),
    )
    threshold = scalar(db, "select threshold from casa")
    return None if 0 < many < threshold and not may(by, "people.read") else many
