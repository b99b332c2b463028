"""A Casa of any size for benchmarks: ten school years of sessions, registers and head-counts, invented and repeatable.

    python -m tests.bench.generate FILE [ATTENDANCES]
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils import Database

from db.connection import changing, connect, rows, scalar
from db.look import rollups
from db.migrations import migrate
from db.office import casa

TODAY = date(2026, 11, 23)
YEARS = range(2017, 2027)
A_SESSION = 20
TITLES = ("Teatro", "Spazio compiti", "Cucina", "Musica", "Orto", "Riciclo", "Arte", "Genitori in cerchio", "Spazio gioco")
SEASON = {9: 0.7, 10: 1.0, 11: 1.0, 12: 0.8, 1: 0.9, 2: 1.0, 3: 1.1, 4: 1.0, 5: 1.1, 6: 0.6}
QUIET = ("attendance", "head_count", "session")


def generate(path: Path | str, attendances: int, seed: int = 1) -> Path:
    """A database at `path` (made, migrated and founded when missing) with that many presences, within one in a hundred.

    The coordinator is bench@casa.example. A million takes some twenty seconds.
    """
    db = connect(migrate(path))
    try:
        db.conn.execute("pragma synchronous = off")
        if not casa.casa(db):
            casa.found(db, name="Casa di prova", municipality="Comune", partner="Compagnia", email="bench@casa.example",
                       display_name="Bench", password="una password lunga")
        with changing(db):
            triggers = _without_triggers(db)
            _fill(db, attendances, random.Random(seed))  # noqa: S311 - the same every time is what we want
            for sql in triggers:
                db.conn.execute(sql)
        rollups.rebuild(db)
        db.conn.execute("analyze")
        db.conn.execute("pragma wal_checkpoint(truncate)")
    finally:
        db.close()
    return Path(path)


def _without_triggers(db: Database) -> list[str]:
    every = rows(db, "select name, sql, tbl_name from sqlite_schema where type = 'trigger'")
    found = [row for row in every if row["tbl_name"] in QUIET]
    for row in found:
        db.conn.execute(f"drop trigger {row['name']}")
    return [row["sql"] for row in found]


def _fill(db: Database, attendances: int, chance: random.Random) -> None:
    days = {year: _days(year) for year in YEARS}
    sessions = max(20, attendances // A_SESSION)
    activities = min(60, max(5, sessions // len(YEARS) // 30))
    pool = 35 if activities < 60 else 70
    crowd = max(60, activities * pool * len(YEARS) // 5)
    organisations = _organisations(db)
    _people(db, crowd, chance)
    left, done = attendances, 0
    planned = sum(len(days[year]) for year in YEARS)
    first_session = (scalar(db, "select max(id) from session") or 0) + 1
    for year in YEARS:
        made = _activities(db, year, activities, organisations)
        groups = [_group(chance, crowd, year, pool) for _ in made]
        share = round(sessions * len(days[year]) / planned)
        held, marks, counts = [], [], []
        for n in range(share):
            day = days[year][n * len(days[year]) // share]
            which = _meets(day, n, len(made))
            session = first_session + done
            done += 1
            held.append((session, made[which], day.isoformat(), f"bench-{session}"))
            present = min(left, max(4, round(chance.gauss(A_SESSION * 1.06 * SEASON[day.month], 3))), len(groups[which]))
            left -= present
            marks += [(session, person) for person in sorted(chance.sample(groups[which], present))]
            if chance.random() < 0.3:
                counts.append((session, chance.choice([0, *organisations]), chance.randint(2, 26), int(chance.random() < 0.2)))
        db.conn.executemany("insert into session (id, activity_id, on_date, starts_at, ends_at, uid, changed_at) "
                            "values (?, ?, ?, '16:30', '18:30', ?, '2026-01-01T00:00:00Z')", held)
        db.conn.executemany("insert into attendance values (?, ?, 1, 0, 0, 'bench', 1)", marks)
        db.conn.executemany("insert into head_count values (?, ?, 'children', ?, ?, 0, 0, 'bench', 1)", counts)


def _days(year: int) -> list[date]:
    first, last = date(year, 9, 15), min(date(year + 1, 6, 20), TODAY)
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in every if day.weekday() < 6 and (day.month, day.day // 24) not in ((12, 1), (1, -1))]


def _meets(day: date, turn: int, many: int) -> int:
    """An activity that meets on this weekday: each has a day of its own in the week, or two when there are many."""
    theirs = [n for n in range(many) if n % 6 == day.weekday() or many > 6 and (n // 6) % 6 == day.weekday()]
    return theirs[turn % len(theirs)] if theirs else turn % many


def _people(db: Database, crowd: int, chance: random.Random) -> None:
    db.conn.executemany("insert into household (id, code, created_at) values (?, ?, '')",
                        [(n, f"B{n:07d}") for n in range(1, crowd // 2 + 2)])
    db.conn.executemany("insert into person (id, household_id, display_name, folded, kind, created_at) values (?, ?, ?, ?, ?, '')",
                        [(n, 1 + n // 2, f"Persona {n}", f"persona {n}", chance.choice(("child", "child", "adult")))
                         for n in range(1, crowd + 1)])


def _organisations(db: Database) -> list[int]:
    kinds = [*["school"] * 6, *["parish_group"] * 3, "association", "parents_group"]
    return [db.conn.execute("insert into organisation (kind, name) values (?, ?)", (kind, f"{kind} {n}")).lastrowid
            for n, kind in enumerate(kinds)]


def _activities(db: Database, year: int, many: int, organisations: list[int]) -> list[int]:
    season = f"{year}/{(year + 1) % 100:02d}"
    db.conn.execute("insert or ignore into programme values (?, '', ?, ?, 1)", (season, f"{year}-09-14", f"{year + 1}-06-08"))
    made = []
    for n in range(many):
        title = TITLES[n % len(TITLES)] + (f" {n // len(TITLES) + 1}" if n >= len(TITLES) else "")
        new = db.conn.execute("insert into activity (school_year, title, kind, created_at) values (?, ?, 'workshop', '')",
                              (season, title)).lastrowid
        db.conn.execute("insert into activity_organisation values (?, ?, 'leads')", (new, 1 + n % 2))
        db.conn.execute("insert into activity_organisation values (?, ?, 'involved')", (new, organisations[n % len(organisations)]))
        made.append(new)
    return made


def _group(chance: random.Random, crowd: int, year: int, pool: int) -> range | list[int]:
    """People whose three years at the Casa hold this one: the crowd moves on as the years do."""
    window = crowd * 3 // (len(YEARS) + 2)
    start = (crowd - window) * (year - YEARS[0]) // (len(YEARS) - 1)
    return chance.sample(range(start + 1, start + window + 1), min(pool, window))


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
