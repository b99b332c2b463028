"""Planned, spent and left; what a presence costs is told only when the presences are."""

from __future__ import annotations

import pytest

from db.connection import insert
from db.plan import activities
from db.plan.money import expenses, figures
from db.rules import RuleBroken
from tests.conftest import TODAY


@pytest.fixture
def came(db, agreed):
    """Lets so many households (one child each) come once, on a day gone by."""

    def let(many: int) -> None:
        session = insert(db, "insert into session (activity_id, on_date, starts_at, ends_at, uid, changed_at) values "
                             "(:activity, '2026-11-18', '16:30', '18:30', 'u@t', '2026-11-01T00:00:00Z')", activity=agreed)
        for n in range(many):
            home = insert(db, "insert into household (code, created_at) values (:code, '2026-09-01')", code=f"CASA{n}")
            child = insert(db, "insert into person (household_id, display_name, folded, kind, created_at) "
                               "values (:home, 'A', 'a', 'child', '2026-09-01')", home=home)
            db.execute("insert into attendance (session_id, person_id, present, at, seq, tap_uuid, revision) "
                       "values (?, ?, 1, 0, 0, '', 1)", [session, child])

    return let


def test_an_activity_by_line(db, agreed, spend, municipal, foundation, marta):
    spend(shares={municipal: 20_000, foundation: 10_000})
    found = figures.of_activity(db, agreed, today=TODAY, by=marta)
    assert [found[key] for key in ("planned_cents", "spent_cents", "left_cents")] == [120_000, 30_000, 90_000]
    lines = {(line["category"], line["fund_id"]): (line["planned_cents"], line["spent_cents"], line["left_cents"])
             for line in found["lines"]}
    assert lines == {("staff", municipal): (80_000, 0, 80_000), ("materials", foundation): (40_000, 10_000, 30_000),
                     ("materials", municipal): (0, 20_000, -20_000)}


def test_what_a_presence_and_a_household_cost(db, agreed, spend, came, marta, ivo):
    came(7)
    spend()
    for by in (marta, ivo):
        found = figures.of_activity(db, agreed, today=TODAY, by=by)
        assert found["per_presence"] == found["per_household"] == {"cents": 4286, "hidden": False}


def test_few_people_are_not_told_through_their_cost(db, agreed, spend, came, marta):
    came(4)
    spend()
    found = figures.of_activity(db, agreed, today=TODAY, by=marta)
    assert found["per_presence"] == found["per_household"] == {"cents": None, "hidden": True}


def test_nobody_came_or_nothing_was_spent(db, agreed, spend, came, marta):
    assert figures.of_activity(db, agreed, today=TODAY, by=marta)["per_presence"] == {"cents": None, "hidden": False}
    came(7)
    assert figures.of_activity(db, agreed, today=TODAY, by=marta)["per_presence"] == {"cents": None, "hidden": False}


def test_a_fund(db, agreed, spend, municipal, foundation, marta):
    spend(amount_cents=50_000, charged_cents=50_000, shares={foundation: 50_000})
    found = figures.of_fund(db, foundation, by=marta)
    assert [found[key] for key in ("amount_cents", "planned_cents", "spent_cents", "left_cents", "free_cents")] == [
        100_000, 40_000, 50_000, 50_000, 50_000]
    assert [(row["title"], row["left_cents"]) for row in found["activities"]] == [("Laboratorio di teatro", -10_000)]
    assert [row["category"] for row in figures.of_fund(db, municipal, by=marta)["categories"]] == ["staff"]


def test_a_dropped_activity_gives_its_money_back(db, agreed, spend, municipal, marta):
    spend()
    activities.drop(db, agreed, "troppo cara", by=marta, today=TODAY)
    found = figures.of_fund(db, municipal, by=marta)
    assert [found[key] for key in ("planned_cents", "spent_cents", "free_cents")] == [0, 30_000, 170_000]
    whole = figures.of_year(db, "2026/27", by=marta)
    assert [whole[key] for key in ("planned_cents", "spent_cents", "left_cents")] == [0, 30_000, -30_000]


def test_a_year_counts_proposals_apart(db, agreed, spend, whole, marta):
    spend()
    activities.propose(db, {**whole, "title": "Altro", "budget_cents": 5_000}, by=marta)
    found = figures.of_year(db, "2026/27", by=marta)
    assert [found[key] for key in ("planned_cents", "spent_cents", "left_cents")] == [120_000, 30_000, 90_000]
    assert found["proposed_cents"] == 5_000
    assert [row["title"] for row in found["activities"]] == ["Laboratorio di teatro", "Altro"]
    assert figures.of_year(db, "2025/26", by=marta)["activities"] == []


def test_every_cent_of_an_activity_is_a_cent_of_its_funds(db, agreed, spend, municipal, foundation, marta):
    spend(shares={municipal: 1, foundation: 29_999})
    spend(document_number="2", shares={municipal: 29_999, foundation: 1})
    of_activity = figures.of_activity(db, agreed, today=TODAY, by=marta)["spent_cents"]
    of_funds = sum(figures.of_fund(db, fund, by=marta)["spent_cents"] for fund in (municipal, foundation))
    written = sum(row["charged_cents"] for row in expenses.of_activity(db, agreed, by=marta))
    assert of_activity == of_funds == written == figures.of_year(db, "2026/27", by=marta)["spent_cents"] == 60_000


def test_who_may_not_sees_no_figure(db, agreed, municipal, cast):
    for who in (cast.sara, cast.nadia, cast.aldo):
        for refused in (lambda by: figures.of_activity(db, agreed, today=TODAY, by=by),
                        lambda by: figures.of_fund(db, municipal, by=by), lambda by: figures.of_year(db, "2026/27", by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                refused(who)
