"""Small Case with random registers, written raw, and plain recounts of them to compare with."""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from db.connection import opened, rows
from db.look.filters import Filter, months_between

FIRST, TODAY = date(2025, 5, 1), date(2025, 12, 15)
ACTIVITIES, PEOPLE = (1, 2, 3), range(1, 15)


@contextmanager
def a_casa(founded, folder, seed: int, threshold: int = 3):
    """A Casa of three activities over eight months and two school years, and its school's id; `seed` decides everything."""
    path = shutil.copy(founded, folder / f"{uuid4()}.db")
    with opened(path) as db:
        yield db, _filled(db, seed, threshold)
    path.unlink()


def _filled(db, seed: int, threshold: int) -> int:
    chance = random.Random(seed)  # noqa: S311
    db.execute("pragma synchronous = off")
    db.conn.execute("begin")
    db.execute("update casa set threshold = ?", [threshold])
    db.execute("insert into programme values ('2025/26', '', '2025-09-14', '2026-06-08', 1)")
    school, parish = (db.execute("insert into organisation (kind, name) values (?, ?)", each).lastrowid
                      for each in [("school", "3B"), ("parish_group", "San Biagio")])
    for activity in ACTIVITIES:
        db.execute("insert into activity (id, school_year, title, kind, created_at) values (?, '2025/26', ?, 'other', '')",
                   [activity, f"Activity {activity}"])
    db.execute("insert into activity_organisation values (1, ?, 'involved'), (2, ?, 'leads')", [school, school])
    for household in range(1, 9):
        db.execute("insert into household (id, code, created_at) values (?, ?, '')", [household, f"H{household:03d}"])
    for person in PEOPLE:
        db.execute("insert into person (id, household_id, display_name, folded, kind, created_at) "
                   "values (?, ?, 'A', 'a', 'child', '')", [person, 1 + person // 2])
    for session in range(1, chance.randint(1, 26)):
        day = FIRST + timedelta(chance.randrange((TODAY - FIRST).days))
        state = "cancelled" if chance.random() < 0.1 else "planned"
        db.execute("insert into session (id, activity_id, on_date, starts_at, ends_at, state, uid, changed_at) "
                   "values (?, ?, ?, '16:00', '17:00', ?, ?, '')",
                   [session, chance.choice(ACTIVITIES), day.isoformat(), state, str(uuid4())])
        for person in chance.sample(PEOPLE, chance.choice((0, 1, 2, 3, 5, 8, 12))):
            db.execute("insert into attendance values (?, ?, ?, 0, 0, '', 1)", [session, person, int(chance.random() < 0.9)])
        for organisation in chance.sample([0, school, parish], chance.randint(0, 2)):
            db.execute("insert into head_count values (?, ?, 'children', ?, ?, 0, 0, '', 1)",
                       [session, organisation, chance.choice((0, 1, 2, 4, 9, 20)), chance.randint(0, 1)])
    db.conn.execute("commit")
    return school


def views(school: int, months: list[str] | None = None) -> list[Filter]:
    """Every view of such a Casa: each range of months, with each activity or none, with the school or without."""
    every = months or months_between(FIRST, TODAY)
    return [
        Filter(_day(first), _day(last), TODAY, activity, organisation)
        for n, first in enumerate(every) for last in every[n:]
        for activity in (None, *ACTIVITIES) for organisation in (None, school)
    ]


def marks(db) -> list[dict]:
    """Every mark of a session that took place: month, activity, weekday, person, household, present."""
    return rows(
        db,
        """
        select substr(on_date, 1, 7) as month, activity_id as activity, cast(strftime('%w', on_date) as integer) as weekday,
               person_id as person, household_id as household, present
        from attendance join session on session.id = session_id join person on person.id = person_id where state = 'planned'
        """,
    )


def heads(db) -> list[dict]:
    """Every head-count of a session that took place."""
    return rows(
        db,
        """
        select substr(on_date, 1, 7) as month, activity_id as activity, cast(strftime('%w', on_date) as integer) as weekday,
               organisation_id as organisation, kind, number, estimated
        from head_count join session on session.id = session_id left join organisation on organisation.id = organisation_id
        where state = 'planned'
        """,
    )


def scope(view: Filter) -> set[int]:
    """The activities whose named presences a view looks at: the school takes part in the first two."""
    theirs = set(ACTIVITIES) if view.organisation_id is None else {1, 2}
    return theirs if view.activity_id is None else theirs & {view.activity_id}


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
