"""Named presences and the different people behind them, as the registers have them: what is told of it is decided elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlite_utils import Database

from db.connection import one, rows
from db.look.filters import Filter, years_of


def scope(db: Database, view: Filter) -> set[int] | None:
    """The activities whose named presences are looked at; None is all of them."""
    if view.organisation_id is None:
        return None if view.activity_id is None else {view.activity_id}
    taken = rows(db, "select activity_id from activity_organisation where organisation_id = :id", id=view.organisation_id)
    theirs = {row["activity_id"] for row in taken}
    return theirs if view.activity_id is None else theirs & {view.activity_id}


def by_month(db: Database, view: Filter) -> dict[str, dict]:
    """{month: {marks, times, people}}."""
    people = rows(
        db,
        """
        select month, count(distinct person_id) as people from attended
        where month between :first and :last and (:scope is null or activity_id in (select value from json_each(:scope)))
        group by month
        """,
        **asked(db, view),
    )
    return _joined(_times(db, view, "month"), {row["month"]: row["people"] for row in people})


def by_activity(db: Database, view: Filter) -> dict[int, dict]:
    """{activity_id: {marks, times, people}}."""
    people = rows(
        db,
        """
        select activity_id, count(distinct person_id) as people from attended
        where month between :first and :last and (:scope is null or activity_id in (select value from json_each(:scope)))
        group by activity_id
        """,
        **asked(db, view),
    )
    return _joined(_times(db, view, "activity_id"), {row["activity_id"]: row["people"] for row in people})


def by_weekday(db: Database, view: Filter) -> dict[int, dict]:
    """{weekday: {marks, times, people}}, Sunday being 0."""
    people = rows(
        db,
        """
        select weekday, count(distinct person_id) as people from attended
        where month between :first and :last and (:scope is null or activity_id in (select value from json_each(:scope)))
        group by weekday
        """,
        **asked(db, view),
    )
    return _joined(_times(db, view, "weekday"), {row["weekday"]: row["people"] for row in people})


def of_school_years(db: Database, view: Filter) -> dict[str, dict]:
    """{month: {marks, times, people, new}} of the whole school years that the view touches."""
    wide = replace(view, **years_of(view))
    new = new_by_month(db, wide)
    return {month: {**row, "new": new.get(month, 0)} for month, row in by_month(db, wide).items()}


def new_by_month(db: Database, view: Filter) -> dict[str, int]:
    """{month: people who came for the first time ever to the activities looked at}."""
    values = asked(db, view)
    if values["scope"] is None:
        sql = "select month, count(*) as new from began where month between :first and :last group by month"
        del values["scope"]
    else:
        sql = """
            select month, count(*) as new
            from (select min(month) as month from attended
                  where activity_id in (select value from json_each(:scope)) group by person_id)
            where month between :first and :last group by month
            """
    return {row["month"]: row["new"] for row in rows(db, sql, **values)}


def of_period(db: Database, view: Filter) -> dict:
    """Of the whole view: marks, times, people, households, and the people who were new in it."""
    found = one(
        db,
        """
        select count(*) as people, count(distinct household_id) as households
        from person where id in (
          select person_id from attended
          where month between :first and :last and (:scope is null or activity_id in (select value from json_each(:scope)))
        )
        """,
        **asked(db, view),
    )
    times = _times(db, view, "month")
    return {
        **found, "times": sum(row["times"] for row in times), "marks": sum(row["marks"] for row in times),
        "new": sum(new_by_month(db, view).values()),
    }


def asked(db: Database, view: Filter) -> dict:
    """The view as SQL sees it: first and last month, and the activities as JSON or None."""
    months, activities = view.months, scope(db, view)
    return {
        "first": months[0] if months else "", "last": months[-1] if months else "",
        "scope": None if activities is None else json.dumps(sorted(activities)),
    }


def _times(db: Database, view: Filter, line: str) -> list[dict]:
    return rows(
        db,
        """
        select case :line when 'month' then month when 'activity_id' then activity_id else weekday end as line,
               sum(marks) as marks, sum(times) as times
        from gathered
        where month between :first and :last and (:scope is null or activity_id in (select value from json_each(:scope)))
        group by 1
        """,
        line=line,
        **asked(db, view),
    )


def _joined(times: list[dict], people: dict) -> dict:
    return {row["line"]: {**row, "people": people.get(row["line"], 0)} for row in times}
