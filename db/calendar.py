"""School years and the days on which the Casa keeps no session: holidays, school closures, its own.

A school year is opened once, from the standing rule of Lombardy and the national holidays; from then on its days are
rows that the office changes as it pleases.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import holidays
from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta
from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import By, RuleBroken, ask
from db.texts import required

KINDS = ("national", "school", "patron", "casa")
FIRST_YEAR, LAST_YEAR = 2000, 2099
PATRON = (12, 7)  # Sant'Ambrogio


def school_year_of(day: date) -> str:
    """The school year a day belongs to, 1 September to 31 August: '2026/27'."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def bounds(school_year: str) -> tuple[date, date]:
    """The first and the last day of a school year. Raises RuleBroken `unknown_choice` when it is not one."""
    found = re.fullmatch(r"(20\d\d)/(\d\d)", school_year or "")
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise RuleBroken("unknown_choice", field="school_year")
    first = int(found[1])
    return date(first, 9, 1), date(first + 1, 8, 31)


def following(school_year: str) -> str:
    """The school year after this one."""
    return school_year_of(bounds(school_year)[1] + timedelta(days=1))


def open_year(db: Database, school_year: str, *, by: By) -> bool:
    """Makes the programme of a school year and its closures; False, and nothing changed, when it is open already."""
    ask(by, "calendar.change")
    first, last = bounds(school_year)
    with changing(db):
        if one(db, "select 1 from programme where school_year = :school_year", school_year=school_year):
            return False
        lessons_from, lessons_to = lessons(school_year)
        insert(
            db,
            "insert into programme (school_year, lessons_from, lessons_to) values (:school_year, :from, :to)",
            **{"school_year": school_year, "from": lessons_from.isoformat(), "to": lessons_to.isoformat()},
        )
        for closed_from, closed_to, kind, label in [*_national(first, last), *_school(first.year), _patron(first.year)]:
            db.conn.execute(
                """
                insert into closure (first_on, last_on, kind, label) values (:first, :last, :kind, :label)
                on conflict (first_on, last_on, label) do nothing
                """,
                {"first": closed_from.isoformat(), "last": closed_to.isoformat(), "kind": kind, "label": label},
            )
        audit.note(db, by, "calendar.open_year", f"programme:{school_year}")
        return True


def lessons(school_year: str) -> tuple[date, date]:
    """First and last day of lessons by Lombardy's standing rule: the first Monday from 12 September on, and 8 June
    (the Saturday before, when it is a Sunday). Source: `DOMAIN.md`, Time; what schools decide is written over it."""
    first = bounds(school_year)[0].year
    end = date(first + 1, 6, 8)
    return date(first, 9, 12) + relativedelta(weekday=MO(1)), end - timedelta(days=end.weekday() == 6)


def _national(first: date, last: date):
    for day, name in sorted(holidays.Italy(years=(first.year, last.year), language="it_IT").items()):
        if first <= day <= last:
            yield day, day, "national", name[:80]


def _school(year: int):
    sunday = easter(year + 1)
    ash_wednesday = sunday - timedelta(days=46)
    yield date(year, 12, 23), date(year + 1, 1, 6), "school", "Vacanze di Natale"
    yield ash_wednesday + timedelta(days=2), ash_wednesday + timedelta(days=3), "school", "Carnevale ambrosiano"
    yield sunday - timedelta(days=3), sunday + timedelta(days=2), "school", "Vacanze di Pasqua"


def _patron(year: int):
    return date(year, *PATRON), date(year, *PATRON), "patron", "Sant'Ambrogio"


def years(db: Database, *, by: By) -> list[dict]:
    """The school years opened so far with their lessons (school_year, lessons_from, lessons_to, version), newest first."""
    ask(by, "calendar.read")
    return rows(db, "select school_year, lessons_from, lessons_to, version from programme order by school_year desc")


def closures(db: Database, first: date, last: date, *, by: By) -> list[dict]:
    """Closures that touch the days from `first` to `last`, in order (id, first_on, last_on, kind, label, version)."""
    ask(by, "calendar.read")
    return rows(
        db,
        """
        select id, first_on, last_on, kind, label, version from closure
        where first_on <= :last and last_on >= :first
        order by first_on, last_on, id
        """,
        first=first.isoformat(),
        last=last.isoformat(),
    )


def closed_on(db: Database, day: date) -> dict | None:
    """The closure a day falls in (kind, label), the Casa's own before the patron's, national and school ones; or None."""
    return one(
        db,
        """
        select id, first_on, last_on, kind, label from closure
        where :day between first_on and last_on
        order by case kind when 'casa' then 0 when 'patron' then 1 when 'national' then 2 else 3 end, id limit 1
        """,
        day=day.isoformat(),
    )


def add_closure(db: Database, first_on: date, last_on: date, label: str, *, by: By, kind: str = "casa") -> int:
    """Closes the days from `first_on` to `last_on`, both included; returns the closure's id.

    Raises RuleBroken: `missing`, `too_long`, `unknown_choice`, `out_of_range`, `ends_before_it_starts`, `closure_twice`.
    """
    ask(by, "calendar.change")
    with changing(db):
        kept = _checked(db, first_on, last_on, label, kind)
        new = insert(
            db,
            "insert into closure (first_on, last_on, kind, label) values (:first_on, :last_on, :kind, :label)",
            **kept,
        )
        audit.note(db, by, "calendar.close", f"closure:{new}", **kept)
        return new


def revise_closure(db: Database, closure_id: int, first_on: date, last_on: date, label: str, *, kind: str, version: int,
                   by: By) -> None:
    """Changes a closure. Raises RuleBroken as `add_closure`, `not_found`, or `stale` with both versions."""
    ask(by, "calendar.change")
    with changing(db):
        now = _closure(db, closure_id)
        kept = _checked(db, first_on, last_on, label, kind, closure_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs={key: now[key] for key in kept})
        db.conn.execute(
            """
            update closure set first_on = :first_on, last_on = :last_on, kind = :kind, label = :label, version = version + 1
            where id = :id
            """,
            {**kept, "id": closure_id},
        )
        audit.note(db, by, "calendar.revise", f"closure:{closure_id}", **kept)


def remove_closure(db: Database, closure_id: int, *, by: By) -> None:
    """Opens the days of a closure again. Raises RuleBroken `not_found`."""
    ask(by, "calendar.change")
    with changing(db):
        now = _closure(db, closure_id)
        db.conn.execute("delete from closure where id = :id", {"id": closure_id})
        audit.note(db, by, "calendar.reopen", f"closure:{closure_id}", first_on=now["first_on"], last_on=now["last_on"])


def set_lessons(db: Database, school_year: str, lessons_from: date, lessons_to: date, *, version: int, by: By) -> None:
    """Writes over the first and last day of lessons. Raises RuleBroken: `not_found`, `out_of_range` (outside the school
    year), `ends_before_it_starts`, `stale`."""
    ask(by, "calendar.change")
    first, last = bounds(school_year)
    with changing(db):
        now = one(db, "select lessons_from, lessons_to, version from programme where school_year = :year", year=school_year)
        if not now:
            raise RuleBroken("not_found")
        mine = {"lessons_from": lessons_from.isoformat(), "lessons_to": lessons_to.isoformat()}
        if now["version"] != version:
            raise RuleBroken("stale", mine=mine, theirs={key: now[key] for key in mine})
        for field, day in (("lessons_from", lessons_from), ("lessons_to", lessons_to)):
            if not first <= day <= last:
                raise RuleBroken("out_of_range", field=field, lowest=first.isoformat(), highest=last.isoformat())
        if lessons_from >= lessons_to:
            raise RuleBroken("ends_before_it_starts")
        db.conn.execute(
            """
            update programme set lessons_from = :lessons_from, lessons_to = :lessons_to, version = version + 1
            where school_year = :school_year
            """,
            {**mine, "school_year": school_year},
        )
        audit.note(db, by, "calendar.set_lessons", f"programme:{school_year}", **mine)


def _closure(db: Database, closure_id: int) -> dict:
    found = one(db, "select * from closure where id = :id", id=closure_id)
    if not found:
        raise RuleBroken("not_found")
    return found


def _checked(db: Database, first_on: date, last_on: date, label: str, kind: str, closure_id: int = 0) -> dict:
    kept = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat(), "kind": kind,
            "label": required(label, "label", 80)}
    if kind not in KINDS:
        raise RuleBroken("unknown_choice", field="kind")
    for field, day in (("first_on", first_on), ("last_on", last_on)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RuleBroken("out_of_range", field=field, lowest=FIRST_YEAR, highest=LAST_YEAR)
    if last_on < first_on:
        raise RuleBroken("ends_before_it_starts")
    alike = one(
        db,
        "select 1 from closure where first_on = :first_on and last_on = :last_on and label = :label and id <> :id",
        id=closure_id,
        **{key: kept[key] for key in ("first_on", "last_on", "label")},
    )
    if alike:
        raise RuleBroken("closure_twice")
    return kept
