"""The programme of a school year: its aims, and what its activities come to."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, rows
from db.plan.activities.reading import STATES
from db.rules import By, RuleBroken, ask
from db.texts import optional


def programme(db: Database, school_year: str, *, by: By) -> dict | None:
    """school_year, aims, lessons_from, lessons_to, version; None when the year has not been opened. Asks `activities.read`."""
    ask(by, "activities.read")
    return one(db, "select * from programme where school_year = :year", year=school_year)


def years(db: Database, *, by: By) -> list[str]:
    """The school years opened so far, the newest first. Asks `activities.read`."""
    ask(by, "activities.read")
    return [row["school_year"] for row in rows(db, "select school_year from programme order by school_year desc")]


def aim(db: Database, school_year: str, aims: str, *, version: int, by: By) -> None:
    """Writes what the year is for (up to 4,000 characters). Asks `programme.change`; raises RuleBroken: `year_not_open`,
    `too_long`, `stale`."""
    ask(by, "programme.change")
    with changing(db):
        now = one(db, "select aims, version from programme where school_year = :year", year=school_year)
        if not now:
            raise RuleBroken("year_not_open", school_year=school_year)
        kept = optional(aims, "aims", 4000, lines=True)
        if now["version"] != version:
            raise RuleBroken("stale", mine={"aims": kept}, theirs={"aims": now["aims"]})
        if kept == now["aims"]:
            return
        db.conn.execute(
            "update programme set aims = :aims, version = version + 1 where school_year = :year",
            {"aims": kept, "year": school_year},
        )
        audit.note(db, by, "programme.aim", f"programme:{school_year}")


def totals(db: Database, school_year: str, *, by: By) -> dict[str, dict]:
    """State -> `activities`, `sessions` and `hours` planned (cancelled ones left out), `budget_cents`; zero is written.

    Asks `activities.read`."""
    ask(by, "activities.read")
    found = rows(
        db,
        """
        select a.state, count(*) as activities, coalesce(sum(s.sessions), 0) as sessions,
               coalesce(sum(s.minutes), 0) / 60.0 as hours, sum(a.budget_cents) as budget_cents
        from activity a
        left join (select activity_id, count(*) as sessions,
                          sum(substr(ends_at, 1, 2) * 60 + substr(ends_at, 4) - substr(starts_at, 1, 2) * 60
                              - substr(starts_at, 4)) as minutes
                   from session where state = 'planned' group by activity_id) s on s.activity_id = a.id
        where a.school_year = :year group by a.state
        """,
        year=school_year,
    )
    none = {"activities": 0, "sessions": 0, "hours": 0.0, "budget_cents": 0}
    by_state = {row.pop("state"): row for row in found}
    return {state: by_state.get(state, none) for state in STATES}
