"""Funds: kept, changed, put away; what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from db.connection import IntegrityError
from db.plan.money import funds
from db.rules import RuleBroken

WHOLE = {"name": "Fondazione Filo", "source": "foundation", "amount_cents": 100_000, "first_on": "2026-09-01",
         "last_on": "2027-08-31"}


def test_a_fund_comes_back_as_it_was_written(db, foundation, marta):
    found = funds.fund(db, foundation, by=marta)
    written = {"name": "Fondazione Filo", "source": "foundation", "amount_cents": 100_000, "spent_cents": 0, "left_cents": 100_000,
               "project_code": "C11G06000000001", "organisation": None}
    assert {key: found[key] for key in written} == written


def test_the_signing_organisations_money_is_theirs(db, municipal, marta):
    assert funds.fund(db, municipal, by=marta)["organisation"] == "Comune di Rozzano"
    own = funds.add(db, **{**WHOLE, "source": "partner", "organisation_id": None}, by=marta)
    assert funds.fund(db, own, by=marta)["organisation"] == "Libera Compagnia di Arti e Mestieri"


def test_funds_are_listed_by_period(db, municipal, foundation, marta):
    def names(first, last):
        return [row["id"] for row in funds.listed(db, first=date.fromisoformat(first), last=date.fromisoformat(last), by=marta)]

    assert names("2026-09-01", "2026-12-31") == [foundation, municipal]
    assert names("2027-01-01", "2027-08-31") == [municipal]
    assert names("2025-09-01", "2026-08-31") == []


@pytest.mark.parametrize(("typed", "kept"), [("c11g06000000001", "C11G06000000001"), (" C11G 0600000 0001", "C11G06000000001"),
                                             ("", None), (None, None)])
def test_a_project_code_is_tidied(db, marta, typed, kept):
    new = funds.add(db, **WHOLE, project_code=typed, by=marta)
    assert funds.fund(db, new, by=marta)["project_code"] == kept


@pytest.mark.parametrize(("change", "key"), [
    ({"name": ""}, "missing"), ({"name": " \u202e "}, "missing"), ({"name": "x" * 10_000}, "too_long"),
    ({"source": "lottery"}, "unknown_choice"), ({"source": None}, "unknown_choice"), ({"organisation_id": 999}, "unknown_choice"),
    ({"amount_cents": 0}, "amount_not_positive"), ({"amount_cents": -5}, "amount_not_positive"),
    ({"amount_cents": None}, "missing"),
    ({"amount_cents": 12.5}, "bad_amount"), ({"amount_cents": True}, "bad_amount"), ({"amount_cents": 10**18}, "amount_too_large"),
    ({"first_on": None}, "missing"), ({"first_on": "1899-01-01"}, "bad_date"), ({"last_on": "2027-02-30"}, "bad_date"),
    ({"last_on": "2026-08-31"}, "ends_before_it_starts"), ({"project_code": "C11"}, "bad_project_code"),
    ({"project_code": "C11G0600000000١"}, "bad_project_code"), ({"project_code": "x" * 10_000}, "bad_project_code"),
])
def test_what_cannot_be_is_refused_and_nothing_is_written(db, marta, change, key):
    with pytest.raises(RuleBroken, match=key):
        funds.add(db, **{**WHOLE, **change}, by=marta)
    assert db["fund"].count == 0


@pytest.mark.parametrize("name", ["Đorđević", "Nguyễn", "أمينة", "🎭", "<img onerror=alert(1)>", "[a](http://b)"])
def test_other_scripts_and_markup_are_only_text(db, marta, name):
    assert funds.fund(db, funds.add(db, **{**WHOLE, "name": name}, by=marta), by=marta)["name"] == name


def test_two_funds_do_not_share_a_name(db, foundation, marta):
    with pytest.raises(RuleBroken, match="fund_exists"):
        funds.add(db, **{**WHOLE, "name": "FONDAZIONE FILO"}, by=marta)


def test_a_stale_page_is_refused_with_both_versions(db, foundation, marta, davide):
    funds.revise(db, foundation, amount_cents=90_000, version=1, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        funds.revise(db, foundation, amount_cents=80_000, version=1, by=marta)
    assert (refused.value.facts["mine"]["amount_cents"], refused.value.facts["theirs"]["amount_cents"]) == (80_000, 90_000)
    with pytest.raises(RuleBroken, match="stale"):
        funds.archive(db, foundation, version=1, by=marta)
    assert funds.fund(db, foundation, by=marta)["amount_cents"] == 90_000


def test_a_fund_keeps_what_it_has_paid(db, municipal, spend, marta):
    spend()
    with pytest.raises(RuleBroken, match="fund_spent_more") as refused:
        funds.revise(db, municipal, amount_cents=29_999, version=1, by=marta)
    assert (refused.value.facts["over_cents"], refused.value.facts["spent_cents"]) == (1, 30_000)
    with pytest.raises(RuleBroken, match="fund_period_has_documents"):
        funds.revise(db, municipal, first_on="2026-11-11", version=1, by=marta)
    funds.revise(db, municipal, amount_cents=30_000, version=1, by=marta)
    assert funds.fund(db, municipal, by=marta)["left_cents"] == 0


def test_a_fund_put_away_pays_nothing_more_and_comes_back(db, municipal, spend, marta):
    spend()
    funds.archive(db, municipal, version=1, by=marta)
    assert [row["id"] for row in funds.listed(db, by=marta, archived=True)] == [municipal]
    assert municipal not in [row["id"] for row in funds.listed(db, by=marta)]
    with pytest.raises(RuleBroken, match="fund_archived"):
        spend(document_number="13")
    funds.bring_back(db, municipal, version=2, by=marta)
    spend(document_number="13")


def test_who_may_and_who_may_not(db, foundation, cast):
    for who in (cast.marta, cast.davide, cast.elena, cast.ivo):
        assert funds.listed(db, by=who)
    for who in (cast.sara, cast.nadia, cast.aldo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            funds.listed(db, by=who)
        with pytest.raises(RuleBroken, match="not_allowed"):
            funds.fund(db, foundation, by=who)
    for who in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        for refused in (lambda by: funds.add(db, **WHOLE, by=by), lambda by: funds.archive(db, foundation, version=1, by=by),
                        lambda by: funds.revise(db, foundation, version=1, amount_cents=1, by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                refused(who)
    assert db["fund"].count == 1


@pytest.mark.parametrize("sql", [
    "update fund set amount_cents = 29999", "update fund set amount_cents = 0", "update fund set first_on = '2026-11-11'",
    "update fund set last_on = '2026-11-09'", "delete from fund where id = 1",
    "insert or replace into fund (id, name, source, amount_cents, first_on, last_on) "
    "values (1, 'Altro', 'other', 1, '2026-09-01', '2027-08-31')",
])
def test_raw_sql_cannot_take_back_what_was_paid(db, spend, sql):
    spend()
    with pytest.raises(IntegrityError):
        db.execute(sql)
