"""The budget of an activity is signed with it: its lines are its money, and changing them reopens both signatures."""

from __future__ import annotations

import pytest

from db.connection import IntegrityError
from db.plan import activities, signatures
from db.plan.money import budget, funds
from db.rules import RuleBroken
from tests.conftest import TODAY


def test_the_lines_become_the_money_in_a_new_version(db, theatre, municipal, marta):
    assert budget.plan(db, theatre, [["staff", municipal, 70_000], ["services", municipal, 1]], version=1, by=marta) == 2
    now = activities.activity(db, theatre, by=marta)
    assert (now["budget_cents"], now["budget_lines"]) == (70_001, [["staff", municipal, 70_000], ["services", municipal, 1]])


def test_changing_the_money_of_a_signed_activity_reopens_both_signatures(db, agreed, now, municipal, foundation, marta):
    assert now()["state"] == "shared"
    moved = [["staff", municipal, 70_000], ["materials", foundation, 50_000]]
    assert budget.plan(db, agreed, moved, version=2, by=marta) == 3
    assert (now()["state"], now()["signatures"], now()["budget_cents"]) == ("under_discussion", {}, 120_000)


def test_the_same_lines_in_another_order_change_nothing(db, agreed, now, municipal, foundation, marta):
    budget.plan(db, agreed, [["materials", foundation, 40_000], ["staff", municipal, 80_000]], version=2, by=marta)
    assert (now()["state"], now()["version"]) == ("shared", 2)


def test_what_changed_is_readable(db, agreed, municipal, marta):
    budget.plan(db, agreed, [["staff", municipal, 80_000]], version=2, by=marta)
    changed = {each["field"]: each for each in activities.history(db, agreed, by=marta)[0]["changed"]}
    assert (changed["budget_cents"]["before"], changed["budget_cents"]["after"]) == (120_000, 80_000)
    assert changed["budget_lines"]["after"] == [{"category": "staff", "fund": "Fondi propri del Comune", "cents": 80_000}]


def test_taking_the_lines_away_leaves_the_money_undivided(db, agreed, now, marta):
    budget.plan(db, agreed, [], version=2, by=marta)
    assert (now()["budget_cents"], now()["budget_lines"]) == (120_000, [])


def test_divided_money_is_not_changed_past_its_lines(db, agreed, now, marta):
    with pytest.raises(RuleBroken, match="budget_is_its_lines") as refused:
        activities.revise(db, agreed, {"budget_cents": 130_000}, version=2, by=marta)
    assert refused.value.facts["total_cents"] == 120_000
    activities.revise(db, agreed, {"title": "Teatro"}, version=2, by=marta)
    assert now()["budget_lines"]


def test_a_stale_page_is_refused_with_both_versions_and_nothing_half_written(db, agreed, now, municipal, marta, davide):
    budget.plan(db, agreed, [["staff", municipal, 1_000]], version=2, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        budget.plan(db, agreed, [["staff", municipal, 2_000]], version=2, by=marta)
    assert refused.value.facts["mine"]["budget_lines"][0]["cents"] == 2_000
    assert now()["budget_lines"] == [["staff", municipal, 1_000]]


@pytest.mark.parametrize(("line", "key"), [
    (["toys", 1, 5], "unknown_choice"), (["staff", 999, 5], "unknown_choice"), (["staff", "1", 5], "unknown_choice"),
    (["staff", 1, 0], "amount_not_positive"), (["staff", 1, -5], "amount_not_positive"), (["staff", 1, None], "missing"),
    (["staff", 1, 1.5], "bad_amount"), (["staff", 1, 10**15], "amount_too_large"), (["services", 1, 5], "line_twice"),
])
def test_a_line_that_cannot_be_is_refused(db, theatre, municipal, marta, line, key):
    with pytest.raises(RuleBroken, match=key):
        budget.plan(db, theatre, [["services", municipal, 5], line], version=1, by=marta)
    assert db["budget_line"].count == 0 and db["activity_version"].count == 1


def test_an_archived_fund_stays_in_its_line_and_does_not_come_into_another(db, agreed, municipal, foundation, marta):
    funds.archive(db, foundation, version=1, by=marta)
    budget.plan(db, agreed, [["materials", foundation, 30_000]], version=2, by=marta)
    with pytest.raises(RuleBroken, match="fund_archived"):
        budget.plan(db, agreed, [["staff", foundation, 30_000]], version=3, by=marta)


def test_only_coordinators_divide_money_also_through_the_activity(db, theatre, municipal, cast):
    for who in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            budget.plan(db, theatre, [["staff", municipal, 5]], version=1, by=who)
    lines = {"budget_lines": [["staff", municipal, 5]], "budget_cents": 5}
    with pytest.raises(RuleBroken, match="not_allowed"):  # Elena leads it, and may change the rest
        activities.revise(db, theatre, lines, version=1, by=cast.elena)
    with pytest.raises(RuleBroken, match="not_allowed"):
        activities.propose(db, {"title": "Altro", "school_year": "2026/27", **lines}, by=cast.elena)


def test_a_dropped_activity_keeps_its_lines(db, agreed, municipal, marta):
    activities.drop(db, agreed, "troppo cara", by=marta, today=TODAY)
    with pytest.raises(RuleBroken, match="activity_is_over"):
        budget.plan(db, agreed, [["staff", municipal, 5]], version=2, by=marta)


@pytest.mark.parametrize("sql", [
    "update budget_line set planned_cents = 1", "delete from budget_line",
    "insert into budget_line values (1, 'services', 1, 5)", "update budget_line set fund_id = 1",
    "insert or replace into budget_line values (1, 'staff', 1, 5)",
])
def test_raw_sql_cannot_change_the_money_under_the_signatures(db, agreed, sql):
    with pytest.raises(IntegrityError, match="new_version_needed"):
        db.execute(sql)


def test_raw_sql_cannot_sign_a_budget_that_does_not_add_up(db, theatre, municipal, cast):
    budget.plan(db, theatre, [["staff", municipal, 5]], version=1, by=cast.marta)
    db.execute("update budget_line set planned_cents = 6")
    with pytest.raises(IntegrityError, match="budget_is_its_lines"):
        signatures.sign(db, theatre, version=2, by=cast.marta)
