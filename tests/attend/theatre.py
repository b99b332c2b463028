"""The theatre workshop of these tests, written straight into the tables: how they are filled is other rooms' business."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from sqlite_utils import Database

from db.connection import insert
from db.texts import folded

TODAY = date(2026, 11, 23)
NAMES = ("Amina B.", "Luca R.", "Niccolò D.", "Zeynep K.", "Đorđe M.", "أمينة ح.")


def stage(db: Database, today: date = TODAY, names: tuple[str, ...] = NAMES) -> SimpleNamespace:
    """Fills an empty Casa with the workshop; returns the ids."""
    db.execute(
        "insert or ignore into programme (school_year, lessons_from, lessons_to) values ('2026/27', '2026-09-14', '2027-06-08')")
    place = insert(db, "insert into place (name) values ('Sala grande')")
    leader = next(db.query("select id from account where display_name = 'Davide' union select min(id) from account"))["id"]
    activity = insert(db, """insert into activity (school_year, title, kind, created_at)
                             values ('2026/27', 'Laboratorio di teatro', 'workshop', '')""")
    school = insert(db, "insert into organisation (kind, name) values ('school', '3B Orchidee')")
    db.execute("insert into activity_organisation values (?, ?, 'involved')", [activity, school])
    sessions = {
        name: insert(
            db,
            """
            insert into session (activity_id, on_date, starts_at, ends_at, place_id, leader_id, state, uid, changed_at)
            values (:activity, :day, :start, :end, :place, :leader, :state, :name, '')
            """,
            activity=activity, day=day.isoformat(), start=start, end=end, place=place, leader=leader, state=state, name=name,
        )
        for name, day, start, end, state in [
            ("today", today, "16:30", "18:30", "planned"), ("yesterday", today - timedelta(days=1), "16:30", "18:30", "planned"),
            ("cancelled", today, "19:00", "20:00", "cancelled"),
        ]
    }
    people = {name: person(db, name) for name in names}
    for each in people.values():
        db.execute("insert into enrolment (activity_id, person_id, enrolled_on) values (?, ?, '2026-09-14')", [activity, each])
    archived = person(db, "Via V.")
    db.execute("update person set archived_at = '2026-10-01T00:00:00Z' where id = ?", [archived])
    return SimpleNamespace(activity=activity, school=school, people=people, stranger=person(db, "Ignoto I."), archived=archived,
                           **sessions)


def person(db: Database, name: str) -> int:
    """Somebody in a household of their own."""
    household = insert(db, "insert into household (code, created_at) values (:code, '')", code=f"T{db['household'].count:04d}")
    return insert(db, "insert into person (household_id, display_name, folded, kind, created_at) values (:h, :n, :f, 'child', '')",
                  h=household, n=name, f=folded(name))
