"""Every figure is a recount of the registers, or hidden because few people stand behind it or its company."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.look import participation
from db.look.filters import Filter, last_six_months, school_year
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.look.small_casa import a_casa, heads, marks, scope, views

LEAST = 3
FUNCTIONS = [participation.figures, participation.by_month, participation.unique_and_returning, participation.by_activity,
             participation.by_weekday]
seeds = given(st.integers(0, 10_000))
several = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def some_views(school: int, seed: int, many: int = 12) -> list[Filter]:
    return random.Random(seed).sample(views(school), many)  # noqa: S311


def agrees(row: dict, marked: list[dict], value: int) -> None:
    """A figure of named presences against its marks: the same, or hidden with somebody behind it, or no data without a mark."""
    people = {mark["person"] for mark in marked if mark["present"]}
    if row["hidden"]:
        assert row["value"] is None and people
    elif row["value"] is None:
        assert not marked
    else:
        assert row["value"] == value and marked
        assert not 0 < len(people) < LEAST


def within(view: Filter, marked: list[dict], **wanted) -> list[dict]:
    return [mark for mark in marked if mark["month"] in view.months and mark["activity"] in scope(view)
            and all(mark[key] == value for key, value in wanted.items())]


def present(marked: list[dict]) -> int:
    return sum(mark["present"] for mark in marked)


def people_of(marked: list[dict]) -> set[int]:
    return {mark["person"] for mark in marked if mark["present"]}


@several
@seeds
def test_named_presences_are_a_recount(founded_file, tmp_path, marta, seed):
    with a_casa(founded_file, tmp_path, seed, LEAST) as (db, school):
        every = marks(db)
        for view in some_views(school, seed):
            agrees(participation.figures(db, view, by=marta)["presences"], within(view, every), present(within(view, every)))
            for row in participation.by_month(db, view, by=marta):
                if row["kind"] == "households":
                    there = within(view, every, month=row["month"])
                    agrees(row, there, present(there))
            for row in participation.by_weekday(db, view, by=marta):
                if row["measure"] == "presences":
                    there = within(view, every, weekday=row["weekday"])
                    agrees(row, there, present(there))
            for row in participation.by_activity(db, view, by=marta):
                if row["measure"] == "presences":
                    there = within(view, every, activity=row["activity_id"])
                    agrees(row, there, present(there))


@example(seed=819)
@several
@seeds
def test_people_are_counted_from_rows_and_returning_means_before(founded_file, tmp_path, marta, seed):
    with a_casa(founded_file, tmp_path, seed, LEAST) as (db, school):
        every = marks(db)
        for view in some_views(school, seed):
            rows = participation.unique_and_returning(db, view, by=marta)
            for month in [*view.months, None]:
                there = within(view, every, **({"month": month} if month else {}))
                first = month or view.months[0]
                before = people_of([mark for mark in every if mark["activity"] in scope(view) and mark["month"] < first])
                people = people_of(there)
                wanted = {"people": people, "returning": people & before, "new": people - before}
                for row in (row for row in rows if row["month"] == month):
                    value = len(wanted[row["part"]])
                    if row["rounded"]:
                        value = LEAST * round(value / LEAST)
                    if row["hidden"] and row["part"] != "people":  # hidden by its whole school year, even where nobody came
                        assert row["value"] is None
                        continue
                    agrees(row, there, value)
                    assert row["hidden"] or row["value"] is None or not 0 < len(wanted[row["part"]]) < LEAST


@several
@seeds
def test_head_counts_are_a_recount_and_no_person(founded_file, tmp_path, marta, seed):
    with a_casa(founded_file, tmp_path, seed, LEAST) as (db, school):
        every = heads(db)
        kinds = {"school": "schools", "parish_group": "parish_groups"}
        for view in some_views(school, seed):
            there = [count for count in every if count["month"] in view.months
                     and view.activity_id in (None, count["activity"]) and view.organisation_id in (None, count["organisation"])]
            for count in there:
                count["of"] = count["month"], kinds.get(count["kind"], "others"), bool(count["estimated"])
            asked = [([count for count in there if count["of"] == (row["month"], row["kind"], row["estimated"])], row)
                     for row in participation.by_month(db, view, by=marta) if row["kind"] != "households"]
            asked += [([count for count in there if count["activity"] == row["activity_id"]], row)
                      for row in participation.by_activity(db, view, by=marta) if row["measure"] == "head_counts"]
            asked += [([count for count in there if count["weekday"] == row["weekday"]], row)
                      for row in participation.by_weekday(db, view, by=marta) if row["measure"] == "head_counts"]
            asked.append((there, participation.figures(db, view, by=marta)["head_counts"]))
            for counted, row in asked:
                largest = max((count["number"] for count in counted), default=0)
                if row["hidden"]:
                    assert largest > 0
                elif row["value"] is None:
                    assert not counted
                else:
                    assert counted and row["value"] == sum(count["number"] for count in counted) and not 0 < largest < LEAST


def test_zero_is_zero_and_no_register_is_no_data(db, marta):
    db.execute("insert into programme values ('2026/27', '', '2026-09-14', '2027-06-08', 1)")
    db.execute("insert into activity (id, school_year, title, kind, created_at) values (1, '2026/27', 'Orto', 'garden', '')")
    db.execute("insert into household (id, code, created_at) values (1, 'AAAA', '')")
    db.execute("insert into person (id, household_id, display_name, folded, kind, created_at) values (1, 1, 'A', 'a', 'child', '')")
    db.execute("insert into session (id, activity_id, on_date, starts_at, ends_at, uid, changed_at) "
               "values (1, 1, '2026-10-05', '16:00', '17:00', 'u', '')")
    db.execute("insert into attendance values (1, 1, 0, 0, 0, '', 1)")
    db.execute("insert into head_count values (1, 0, 'adults', 0, 0, 0, 0, '', 1)")
    found = {(row["month"], row["kind"], row["estimated"]): row["value"]
             for row in participation.by_month(db, Filter(*school_year(TODAY), TODAY), by=marta)}
    assert found["2026-10", "households", False] == 0 and found["2026-10", "others", False] == 0
    assert found["2026-09", "households", False] is None and found["2026-10", "schools", False] is None


@pytest.mark.parametrize("function", [*FUNCTIONS, participation.choices], ids=lambda each: each.__name__)
def test_who_may_look(db, cast, behind_curtain, function):
    asked = () if function is participation.choices else (Filter(*last_six_months(TODAY), TODAY),)
    for by in (cast.marta, cast.davide, cast.elena, cast.ivo, behind_curtain(cast.marta)):
        function(db, *asked, by=by)
    for by in (cast.sara, cast.nadia, cast.aldo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            function(db, *asked, by=by)


def test_a_view_that_begins_after_it_ends_is_empty_and_no_fault(db, marta):
    backwards = Filter(TODAY, TODAY.replace(year=2020), TODAY)
    for function in FUNCTIONS:
        function(db, backwards, by=marta)
    assert participation.by_month(db, backwards, by=marta) == []
