"""Expenses: charged to funds to the cent, and never more than there is."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from db import audit
from db.connection import IntegrityError, opened
from db.plan import activities
from db.plan.money import expenses, funds
from db.rules import RuleBroken
from tests.conftest import TODAY


def test_an_expense_comes_back_with_its_shares(db, spend, municipal, foundation, marta):
    new = spend(amount_cents=30_000, charged_cents=20_001, shares={municipal: 10_000, foundation: 10_001})
    found = expenses.expense(db, new, by=marta)
    assert (found["amount_cents"], found["charged_cents"], found["supplier"]) == (30_000, 20_001, "Colori & Figli")
    assert {share["fund"]: share["charged_cents"] for share in found["shares"]} == {
        "Fondi propri del Comune": 10_000, "Fondazione Filo": 10_001}
    assert [row["id"] for row in expenses.of_fund(db, foundation, by=marta)] == [new]


def test_a_fund_overdrawn_is_refused_and_says_by_how_much(db, spend, foundation):
    spend(amount_cents=90_000, charged_cents=90_000, shares={foundation: 90_000})
    with pytest.raises(RuleBroken, match="fund_overdrawn") as refused:
        spend(document_number="2", amount_cents=10_001, charged_cents=10_001, shares={foundation: 10_001})
    assert refused.value.facts == {"fund": "Fondazione Filo", "over_cents": 1, "left_cents": 10_000}
    assert db["expense"].count == 1
    spend(document_number="2", amount_cents=10_000, charged_cents=10_000, shares={foundation: 10_000})


@pytest.mark.parametrize(("change", "key"), [
    ({"category": "toys"}, "unknown_choice"), ({"category": None}, "unknown_choice"),
    ({"document_number": ""}, "missing"), ({"document_number": "x" * 41}, "too_long"),
    ({"document_number": "x" * 10_000}, "too_long"),
    ({"supplier": "  "}, "missing"), ({"supplier": "x" * 10_000}, "too_long"), ({"description": "x" * 10_000}, "too_long"),
    ({"document_on": None}, "missing"), ({"document_on": "2026-13-01"}, "bad_date"), ({"document_on": "0026-11-10"}, "bad_date"),
    ({"document_on": TODAY + timedelta(1)}, "in_future"), ({"paid_on": TODAY + timedelta(1)}, "in_future"),
    ({"document_on": "2026-08-31"}, "outside_fund_period"),
    ({"amount_cents": 0}, "amount_not_positive"), ({"amount_cents": -30_000}, "amount_not_positive"),
    ({"amount_cents": 300.0}, "bad_amount"), ({"amount_cents": 10**15}, "amount_too_large"), ({"amount_cents": None}, "missing"),
    ({"charged_cents": 0}, "amount_not_positive"), ({"charged_cents": 30_001}, "charged_above_amount"),
    ({"shares": {}}, "no_shares"), ({"shares": {1: 29_999}}, "shares_too_low"), ({"shares": {1: 30_001}}, "shares_too_high"),
    ({"shares": {1: 30_001, 2: -1}}, "amount_not_positive"), ({"shares": {999: 30_000}}, "unknown_choice"),
])
def test_what_cannot_be_is_refused_and_nothing_is_written(db, spend, change, key):
    with pytest.raises(RuleBroken, match=key):
        spend(**change)
    assert db["expense"].count == 0 and db["expense_share"].count == 0


@pytest.mark.parametrize("text", ["Đorđević", "Nguyễn", "أمينة", "🎭", "<img onerror=alert(1)>", "[a](http://b)", "=1+1"])
def test_other_scripts_and_markup_are_only_text(db, spend, text, marta):
    assert expenses.expense(db, spend(supplier=text, description=text, document_number=text), by=marta)["supplier"] == text


def test_a_proposal_takes_no_expense_and_a_missing_activity_neither(db, theatre, invoice, marta):
    with pytest.raises(RuleBroken, match="only_a_proposal"):
        expenses.add(db, theatre, **invoice, today=TODAY, by=marta)
    with pytest.raises(RuleBroken, match="not_found"):
        expenses.add(db, 999, **invoice, today=TODAY, by=marta)


def test_a_document_is_never_charged_for_more_than_it_is_of(db, spend, municipal):
    part = {"charged_cents": 20_000, "shares": {municipal: 20_000}}
    spend(**part)
    with pytest.raises(RuleBroken, match="document_charged") as refused:
        spend(**part, supplier="COLORI & figli")
    assert refused.value.facts == {"charged_cents": 20_000, "over_cents": 10_000}
    spend(charged_cents=10_000, shares={municipal: 10_000})
    spend(**part, supplier="Altri colori")


def test_an_expense_is_changed_within_what_its_fund_has(db, spend, foundation, marta):
    one = spend(amount_cents=100_000, charged_cents=100_000, shares={foundation: 100_000})
    expenses.revise(db, one, charged_cents=99_999, shares={foundation: 99_999}, version=1, today=TODAY, by=marta)
    with pytest.raises(RuleBroken, match="fund_overdrawn") as refused:
        expenses.revise(db, one, amount_cents=100_001, charged_cents=100_001, shares={foundation: 100_001}, version=2, today=TODAY,
                        by=marta)
    assert refused.value.facts["over_cents"] == 1
    assert funds.fund(db, foundation, by=marta)["left_cents"] == 1


def test_a_stale_page_is_refused_with_both_versions(db, spend, municipal, marta, davide):
    one = spend()
    expenses.revise(db, one, supplier="Altri", shares={municipal: 30_000}, version=1, today=TODAY, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        expenses.revise(db, one, supplier="Miei", shares={municipal: 30_000}, version=1, today=TODAY, by=marta)
    assert (refused.value.facts["mine"]["supplier"], refused.value.facts["theirs"]["supplier"]) == ("Miei", "Altri")
    with pytest.raises(RuleBroken, match="stale"):
        expenses.remove(db, one, version=1, by=marta)
    expenses.remove(db, one, version=2, by=marta)
    assert db["expense"].count == db["expense_share"].count == 0


def test_the_trail_holds_figures_and_no_supplier(db, spend, marta, agreed):
    spend()
    trace = audit.recent(db, by=marta)[0]
    assert (trace["verb"], trace["facts"]["funds"], trace["facts"]["activity"]) == ("money.add_expense", {"1": 30_000}, agreed)
    assert "Colori" not in str(trace["facts"])


def test_suppliers_are_for_coordinators_and_never_behind_the_curtain(db, spend, agreed, cast, behind_curtain):
    spend()
    for who in (cast.elena, cast.ivo, behind_curtain(cast.marta)):
        row = expenses.of_activity(db, agreed, by=who)[0]
        assert (row["charged_cents"], row["supplier"], row["document_number"], row["description"]) == (30_000, None, None, None)
    assert expenses.of_activity(db, agreed, by=cast.davide)[0]["supplier"] == "Colori & Figli"


def test_who_may_not_write_or_read_is_refused(db, spend, agreed, invoice, cast, behind_curtain):
    one = spend()
    for who in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            expenses.add(db, agreed, **invoice, today=TODAY, by=who)
        with pytest.raises(RuleBroken, match="not_allowed"):
            expenses.revise(db, one, shares={}, version=1, today=TODAY, by=who)
        with pytest.raises(RuleBroken, match="not_allowed"):
            expenses.remove(db, one, version=1, by=who)
    for who in (cast.sara, cast.nadia, cast.aldo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            expenses.of_activity(db, agreed, by=who)
    with pytest.raises(RuleBroken, match="curtain_drawn"):
        expenses.add(db, agreed, **invoice, today=TODAY, by=behind_curtain(cast.marta))


@pytest.mark.parametrize(("sql", "why"), [
    ("insert into expense_share values (2, 2, 70001)", "fund_overdrawn"),
    ("update expense_share set charged_cents = 100001 where fund_id = 2", "fund_overdrawn"),
    ("insert or replace into expense_share values (1, 2, 100001)", "fund_overdrawn"),
    ("update fund set amount_cents = 29999 where id = 2", "fund_overdrawn"),
    ("update expense_share set expense_id = 2, charged_cents = 100001 where fund_id = 2", "fund_overdrawn"),
    ("insert into expense_share values (2, 1, 1)", "shares_do_not_add_up"),
    ("update expense_share set charged_cents = 30001 where expense_id = 1", "shares_do_not_add_up"),
    ("update expense set charged_cents = 29999 where id = 1", "shares_do_not_add_up"),
    ("update expense set charged_cents = 30001 where id = 1", "CHECK"),
    ("update expense set document_on = '2026-12-25' where id = 1", "outside_fund_period"),
    ("update expense_share set charged_cents = 0", "CHECK"),
    ("update expense_share set charged_cents = -1", "CHECK"),
    ("update expense set category = 'toys'", "CHECK"),
    ("delete from expense where id = 1", "FOREIGN KEY"),
    ("insert or replace into expense select * from expense where id = 1", "shares_do_not_add_up"),
])
def test_raw_sql_cannot_overdraw_a_fund_or_break_an_expense(db, spend, municipal, foundation, sql, why):
    spend(shares={foundation: 30_000})
    spend(document_number="2", amount_cents=150_000, charged_cents=150_000, shares={municipal: 150_000})
    if why == "fund_overdrawn":  # as if the documents were large enough: the fund alone stands in the way
        db.execute("update expense set amount_cents = 10000000, charged_cents = 10000000")
    with pytest.raises(IntegrityError, match=why):
        db.execute(sql)


def test_two_coordinators_spend_the_last_euros_at_once_and_one_is_refused(db, casa_file, agreed, invoice, foundation, cast):
    told, ready = [], threading.Barrier(2)

    def spends(by, number):
        with opened(casa_file) as mine:
            ready.wait()
            try:
                expenses.add(mine, agreed, **{**invoice, "document_number": number, "amount_cents": 60_000, "charged_cents": 60_000,
                                              "shares": {foundation: 60_000}}, today=TODAY, by=by)
                told.append("spent")
            except RuleBroken as refusal:
                told.append((refusal.key, refusal.facts["over_cents"]))

    both = [threading.Thread(target=spends, args=each) for each in ((cast.marta, "1"), (cast.davide, "2"))]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(map(str, told)) == ["('fund_overdrawn', 20000)", "spent"]
    assert funds.fund(db, foundation, by=cast.marta)["left_cents"] == 40_000


def test_a_reopened_and_a_closed_activity_still_take_their_documents(db, spend, agreed, marta):
    activities.revise(db, agreed, {"title": "Teatro"}, version=2, by=marta)
    spend()
