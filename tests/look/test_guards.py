"""Somebody who opens every view of the Casa, and adds and subtracts what they say, still finds no thin cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.look import participation
from db.look.filters import months_between
from tests.look.small_casa import FIRST, TODAY, a_casa, marks, scope, views

LEAST = 3


def told(db, view, by) -> list[tuple[int, dict]]:
    """Each named figure a view tells, with what it is a sum of."""
    found = [(participation.figures(db, view, by=by)["presences"], {})]
    by_line = participation.by_weekday(db, view, by=by) + participation.by_activity(db, view, by=by)
    found += [(row, {"month": row["month"]}) for row in participation.by_month(db, view, by=by) if row["kind"] == "households"]
    found += [(row, {"weekday": row["weekday"]}) for row in by_line if "weekday" in row and row["measure"] == "presences"]
    found += [(row, {"activity": row["activity_id"]}) for row in by_line if "title" in row and row["measure"] == "presences"]
    return [(row["value"], part) for row, part in found if row["value"] is not None]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 100_000))
def test_no_arithmetic_over_all_views_finds_a_thin_cell(founded_file, tmp_path, marta, seed):
    with a_casa(founded_file, tmp_path, seed, LEAST) as (db, school):
        people = {}
        for mark in marks(db):
            if mark["present"]:
                people.setdefault((mark["month"], mark["activity"], mark["weekday"]), set()).add(mark["person"])
        cells = sorted(people)
        thin = [n for n, cell in enumerate(cells) if len(people[cell]) < LEAST]
        if not thin:
            return
        equations = set()
        for view in views(school, months_between(FIRST, TODAY)[2:]):
            for _value, part in told(db, view, marta):
                equations.add(tuple(
                    int(month in view.months and activity in scope(view) and part.get("month", month) == month
                        and part.get("activity", activity) == activity and part.get("weekday", weekday) == weekday)
                    for month, activity, weekday in cells
                ))
        known = np.array(sorted(equations), dtype=float).reshape(-1, len(cells))
        rank = np.linalg.matrix_rank(known) if len(known) else 0
        for n in thin:
            one = np.zeros(len(cells))
            one[n] = 1
            assert np.linalg.matrix_rank(np.vstack([known, one])) == rank + 1, cells[n]


def test_a_shorter_period_does_not_give_away_what_a_longer_one_hides(founded_file, tmp_path, marta):
    """Two people came in October, many in September: neither 'September to October' nor 'September' may be told together."""
    with a_casa(founded_file, tmp_path, 0, LEAST) as (db, school):
        for table in ("attendance", "head_count"):
            db.execute(f"delete from {table}")  # noqa: S608
        db.execute("delete from session")
        for session, (day, people) in enumerate([("2025-09-10", 8), ("2025-10-08", 2), ("2025-11-12", 9)], start=1):
            db.execute("insert into session (id, activity_id, on_date, starts_at, ends_at, uid, changed_at) "
                       "values (?, 1, ?, '16:00', '17:00', ?, '')", [session, day, f"u{session}"])
            for person in range(1, people + 1):
                db.execute("insert into attendance values (?, ?, 1, 0, 0, '', 1)", [session, person])
        shown = {}
        for view in views(school):
            if view.activity_id is None and view.organisation_id is None:
                shown[f"{view.first:%m}-{view.last:%m}"] = participation.figures(db, view, by=marta)["presences"]["value"]
        assert shown["09-09"] is None and shown["10-10"] is None and shown["10-12"] is None
        assert shown["09-10"] == 10 and shown["09-12"] == 19 and shown["11-11"] == 9


@pytest.mark.parametrize("least", [3, 5])
def test_a_casa_without_thin_cells_has_no_guards(db, least):
    from db.look.guards import guards

    assert guards(db, ["2026-09", "2026-10"], least) == []
