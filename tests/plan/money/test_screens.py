"""The money's screens, through the frame: what is seen, typed, refused, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from db.plan import activities
from db.plan.money import budget, expenses, funds, ledger
from pages.ui import texts
from tests.conftest import TODAY, words


@pytest.fixture(autouse=True)
def in_english():
    texts.use("en")
    yield
    texts.use("it")


def said(at) -> str:
    return words(at).replace("\\", "")


def figures(at) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def keys(at) -> set[str]:
    return {button.key for button in at.button}


# Bilancio.

@pytest.mark.parametrize("who", ["marta", "davide", "elena", "ivo"])
def test_who_may_reads_the_budget_of_the_year(screen, spend, cast, who):
    spend()
    at = screen(getattr(cast, who), "bilancio")
    assert figures(at) == {"Planned": "€1,200.00", "Spent": "€300.00", "Left": "€900.00"}
    assert "€1,700.00 left of €2,000.00" in said(at) and "Fondazione Filo" in said(at)
    assert ("budget.add_fund" in keys(at)) == (who in ("marta", "davide"))


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo"])
@pytest.mark.parametrize("path", ["bilancio", "fondo", "spese", "impegni-enti"])
def test_who_may_not_is_refused(screen, spend, agreed, cast, who, path):
    spend()
    at = screen(getattr(cast, who), path, id=1, attivita=agreed)
    assert "Your role does not allow this" in at.error[0].value
    assert "300" not in said(at) and "Fondazione" not in said(at) and "Colori" not in said(at)


def test_a_year_not_open_and_a_year_without_money_say_what_to_do(screen, cast, db, marta):
    assert "No school year is open yet" in said(screen(cast.marta, "bilancio"))
    from db import calendar

    calendar.open_year(db, "2026/27", by=marta)
    at = screen(cast.marta, "bilancio")
    assert "No fund pays for this year yet" in said(at) and "has money yet" in said(at)


def test_the_budget_of_an_activity_is_divided_and_signed_anew(screen, db, agreed, now, municipal, cast):
    at = screen(cast.marta, "bilancio", attivita=agreed, modifica=1)
    assert "to be signed again by both" in said(at) and "Together €1,200.00" in said(at)
    at.text_input(key=f"budget.line.{agreed}.{municipal}.services").set_value("1.234,5x").run()
    assert "Together" in said(at)
    at.button(key="budget.save").click().run()
    assert "write the amount in euros" in at.error[0].value.replace("\\", "")
    assert now()["version"] == 2
    at.text_input(key=f"budget.line.{agreed}.{municipal}.services").set_value("100,5").run()
    assert "Together €1,300.50" in said(at) and "So far the activity has €1,200.00" in said(at)
    at.button(key="budget.save").click().run()
    assert not at.error and not at.exception
    assert (now()["budget_cents"], now()["state"], now()["signatures"]) == (130_050, "under_discussion", {})


@pytest.mark.parametrize("text", ["-5", "9" * 20, "abc", "1e5"])
def test_a_bad_line_gets_a_sentence_and_nothing_is_written(screen, agreed, now, municipal, cast, text):
    at = screen(cast.marta, "bilancio", attivita=agreed, modifica=1)
    at.text_input(key=f"budget.line.{agreed}.{municipal}.services").set_value(text).run()
    at.button(key="budget.save").click().run()
    assert at.error and not at.exception
    assert now()["version"] == 2


def test_a_stale_budget_is_refused_with_both_then_saved_on_purpose(screen, db, agreed, now, municipal, cast):
    at = screen(cast.marta, "bilancio", attivita=agreed, modifica=1)
    budget.plan(db, agreed, [["staff", municipal, 1_000]], version=2, by=cast.davide)
    at.text_input(key=f"budget.line.{agreed}.{municipal}.staff").set_value("900").run()
    at.button(key="budget.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    table = at.table[0].value.to_string().replace("\\", "")
    assert "€900.00" in table and "€10.00" in table
    assert now()["budget_cents"] == 1_000
    at.button(key="budget.save").click().run()
    assert not at.error and now()["budget_cents"] == 130_000


def test_elena_and_ivo_read_a_budget_and_cannot_change_it(screen, agreed, cast):
    for who in (cast.elena, cast.ivo):
        at = screen(who, "bilancio", attivita=agreed, modifica=1)
        assert not keys(at) & {"budget.save", "activity_money.change"}
        assert "Staff · Fondi propri del Comune" in said(at)


def test_the_activity_shows_its_money_and_its_form_leaves_divided_money_alone(screen, agreed, spend, now, cast):
    spend()
    at = screen(cast.ivo, "attivita", id=agreed)
    assert figures(at)["Spent"] == "€300.00"
    at = screen(cast.marta, "attivita", id=agreed, modifica=1)
    assert "it is changed in the budget" in said(at)
    at.text_input(key="activity.title").set_value("Teatro")
    at.button(key="activity.save").click().run()
    assert not at.error and (now()["title"], now()["budget_cents"]) == ("Teatro", 120_000)


def test_history_tells_of_lines(screen, db, agreed, municipal, cast):
    budget.plan(db, agreed, [["staff", municipal, 80_000]], version=2, by=cast.marta)
    assert "**Staff · Fondi propri del Comune: €800.00**" in said(screen(cast.ivo, "attivita", id=agreed))


# A fund.

def test_a_fund_is_added_in_one_form(screen, db, year, cast):
    at = screen(cast.davide, "fondo", nuovo=1)
    at.segmented_control(key="fund.source.0").set_value("foundation").run()
    at.text_input(key="fund.name.0").set_value("Fondazione <b>Filo</b>")
    at.text_input(key="fund.amount.0").set_value("10,000.00")
    at.text_input(key="fund.project_code.0").set_value("c11g06000000001")
    at.button(key="fund.save").click().run()
    assert not at.error and not at.exception
    found = funds.listed(db, by=cast.marta)[0]
    assert (found["name"], found["amount_cents"], found["project_code"]) == ("Fondazione <b>Filo</b>", 1_000_000, "C11G06000000001")


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda at: at.text_input(key="fund.name.0").set_value(""), "Please fill in: Name"),
    (lambda at: at.text_input(key="fund.amount.0").set_value(""), "Please fill in: Amount"),
    (lambda at: at.text_input(key="fund.amount.0").set_value("-1"), "Amount: write an amount above zero"),
    (lambda at: at.text_input(key="fund.amount.0").set_value("dieci"), "Amount: write the amount in euros like"),
    (lambda at: at.text_input(key="fund.amount.0").set_value("9" * 18), "Amount: at most €1,000,000,000.00"),
    (lambda at: at.text_input(key="fund.project_code.0").set_value("C11"), "C11 is not a CUP"),
    (lambda at: at.date_input(key="fund.last_on.0").set_value(date(2026, 8, 1)), "The end comes before the beginning"),
    (lambda at: at.date_input(key="fund.first_on.0").set_value(None), "Please fill in: First day"),
])
def test_a_bad_fund_gets_a_sentence_and_the_form_stays_filled(screen, db, year, cast, change, sentence):
    at = screen(cast.marta, "fondo", nuovo=1)
    at.segmented_control(key="fund.source.0").set_value("other").run()
    at.text_input(key="fund.name.0").set_value("Raccolta")
    at.text_input(key="fund.amount.0").set_value("100")
    change(at)
    at.button(key="fund.save").click().run()
    assert sentence in at.error[0].value.replace("\\", "")
    assert at.segmented_control(key="fund.source.0").value == "other"
    assert db["fund"].count == 0


def test_a_fund_shows_where_it_goes_and_is_put_away_and_back(screen, db, foundation, agreed, spend, cast):
    spend(shares={foundation: 30_000})
    at = screen(cast.marta, "fondo", id=foundation)
    assert figures(at) == {"Amount": "€1,000.00", "Spent": "€300.00", "Left": "€700.00", "Not promised yet": "€600.00"}
    assert "CUP C11G06000000001" in said(at)
    at.button(key="fund.archive").click().run()
    assert funds.fund(db, foundation, by=cast.marta)["archived_at"]
    at.button(key="fund.bring_back").click().run()
    assert not funds.fund(db, foundation, by=cast.marta)["archived_at"]
    assert not keys(screen(cast.ivo, "fondo", id=foundation)) & {"fund.edit", "fund.archive"}


def test_a_stale_fund_is_refused_with_both(screen, db, foundation, cast):
    at = screen(cast.marta, "fondo", id=foundation, modifica=1)
    funds.revise(db, foundation, amount_cents=90_000, version=1, by=cast.davide)
    at.text_input(key=f"fund.amount.{foundation}").set_value("800")
    at.button(key="fund.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    table = at.table[0].value.to_string().replace("\\", "")
    assert "€800.00" in table and "€900.00" in table
    at.button(key="fund.save").click().run()
    assert not at.error and funds.fund(db, foundation, by=cast.marta)["amount_cents"] == 80_000


def test_an_address_of_no_fund_says_so(screen, year, cast):
    for id in (999, "abc", ""):
        assert "not here any more" in screen(cast.marta, "fondo", id=id).error[0].value


# Expenses.

def filled(at, amount="300,00"):
    at.text_input(key="expense.supplier.0").set_value("Colori & Figli")
    at.text_input(key="expense.document_number.0").set_value("12")
    at.date_input(key="expense.document_on.0").set_value(date(2026, 11, 10))
    at.text_input(key="expense.amount.0").set_value(amount)
    at.selectbox(key="expense.category.0").set_value("materials")
    return at.run()


def test_an_expense_is_divided_to_the_cent_while_typing(screen, db, agreed, municipal, foundation, cast):
    at = filled(screen(cast.marta, "spese", attivita=agreed, nuova=1))
    assert "€300.00 still to divide" in said(at)
    at.text_input(key=f"expense.share.0.{municipal}").set_value("100,01").run()
    assert "€199.99 still to divide" in said(at)
    at.button(key="expense.save").click().run()
    assert "€199.99 are missing" in at.error[0].value.replace("\\", "") and db["expense"].count == 0
    at.text_input(key=f"expense.share.0.{foundation}").set_value("200").run()
    assert "€0.01 too much" in said(at)
    at.text_input(key=f"expense.share.0.{foundation}").set_value("199.99").run()
    assert "Divided to the cent" in said(at)
    at.button(key="expense.save").click().run()
    assert not at.error and not at.exception
    row = expenses.of_activity(db, agreed, by=cast.marta)[0]
    assert {share["fund_id"]: share["charged_cents"] for share in row["shares"]} == {municipal: 10_001, foundation: 19_999}


def test_one_tap_divides_as_the_budget_does(screen, db, agreed, foundation, cast):
    at = filled(screen(cast.marta, "spese", attivita=agreed, nuova=1))
    at.button(key="expense.divide").click().run()
    assert at.text_input(key=f"expense.share.0.{foundation}").value == "300.00" and "Divided to the cent" in said(at)


def test_overdrawing_says_by_how_much_and_the_form_stays_filled(screen, db, agreed, foundation, cast):
    at = filled(screen(cast.marta, "spese", attivita=agreed, nuova=1), "1,200.00")
    at.text_input(key=f"expense.share.0.{foundation}").set_value("1200").run()
    at.button(key="expense.save").click().run()
    told = at.error[0].value.replace("\\", "")
    assert told == "Fondazione Filo does not have that much: €200.00 are missing, €1,000.00 are left."
    assert at.text_input(key="expense.supplier.0").value == "Colori & Figli" and db["expense"].count == 0


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda at: at.text_input(key="expense.supplier.0").set_value(""), "Please fill in: Supplier"),
    (lambda at: at.text_input(key="expense.document_number.0").set_value(""), "Please fill in: Document number"),
    (lambda at: at.date_input(key="expense.document_on.0").set_value(None), "Please fill in: Date of the document"),
    (lambda at: at.text_input(key="expense.amount.0").set_value("0"), "Amount: write an amount above zero"),
    (lambda at: at.text_input(key="expense.amount.0").set_value("-300"), "Amount: write an amount above zero"),
    (lambda at: at.text_input(key="expense.charged.0").set_value("300,01"), "€0.01 too much"),
    (lambda at: at.selectbox(key="expense.category.0").set_value(None), "Please choose again: Category"),
    (lambda at: at.text_input(key="expense.share.0.1").set_value(""), "Say which fund pays"),
    (lambda at: at.text_input(key="expense.share.0.1").set_value("x"), "write the amount in euros like"),
])
def test_a_bad_expense_gets_a_sentence(screen, db, agreed, cast, change, sentence):
    at = filled(screen(cast.marta, "spese", attivita=agreed, nuova=1))
    at.text_input(key="expense.share.0.1").set_value("300").run()
    change(at)
    at.run()
    at.button(key="expense.save").click().run()
    assert sentence in at.error[0].value.replace("\\", "") and not at.exception
    assert db["expense"].count == 0


def test_a_fund_that_does_not_pay_on_that_day_is_not_offered(screen, agreed, municipal, foundation, cast):
    at = filled(screen(cast.marta, "spese", attivita=agreed, nuova=1))
    at.date_input(key="expense.document_on.0").set_value(date(2026, 8, 31)).run()
    assert "No fund pays for documents of that day" in said(at)


def test_ivo_reads_figures_and_no_supplier_and_adds_nothing(screen, agreed, spend, cast):
    one = spend(supplier="Colori & Figli", description="stoffe")
    for who in (cast.ivo, cast.elena):
        at = screen(who, "spese", attivita=agreed)
        assert "€300.00" in said(at) and "Colori" not in said(at) and "stoffe" not in said(at) and "FT 12" not in said(at)
        assert not keys(at) & {"expenses.add", f"expenses.open.{one}", "expenses.add_given"}
        for query in ({"nuova": 1}, {"spesa": one}, {"dato": 1}):
            at = screen(who, "spese", attivita=agreed, **query)
            assert "Your role does not allow this" in at.error[0].value and "Colori" not in said(at)


def test_on_a_shared_screen_suppliers_are_not_shown(screen, db, agreed, spend, cast):
    one = spend()
    at = screen(cast.marta, "spese", attivita=agreed)
    assert "Colori" in said(at)
    at.toggle(key="header.curtain").set_value(True).run()
    assert "Colori" not in said(at) and "€300.00" in said(at)
    assert not keys(at) & {"expenses.add", f"expenses.open.{one}"}


def test_an_expense_is_corrected_or_taken_out(screen, db, agreed, spend, municipal, cast):
    one = spend()
    at = screen(cast.davide, "spese", attivita=agreed, spesa=one)
    at.text_input(key=f"expense.supplier.{one}").set_value("Colori e basta").run()
    at.button(key="expense.save").click().run()
    assert expenses.expense(db, one, by=cast.marta)["supplier"] == "Colori e basta"
    at = screen(cast.davide, "spese", attivita=agreed, spesa=one)
    at.button(key="expense.remove").click().run()
    assert db["expense"].count == 0 and "No document yet" in said(at)


def test_a_stale_expense_is_refused_with_both(screen, db, agreed, spend, municipal, cast):
    one = spend()
    at = screen(cast.marta, "spese", attivita=agreed, spesa=one)
    expenses.revise(db, one, supplier="Di Davide", shares={municipal: 30_000}, version=1, today=TODAY, by=cast.davide)
    at.text_input(key=f"expense.supplier.{one}").set_value("Di Marta").run()
    at.button(key="expense.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    assert "Di Marta" in at.table[0].value.to_string() and "Di Davide" in at.table[0].value.to_string()


def test_an_expense_of_another_activity_is_not_here(screen, db, whole, agreed, spend, cast):
    one, other = spend(), activities.propose(db, {**whole, "title": "Altro"}, by=cast.marta)
    assert "not here any more" in screen(cast.marta, "spese", attivita=other, spesa=one).error[0].value


def test_what_was_given_is_written_and_taken_out(screen, db, agreed, cast):
    at = screen(cast.marta, "spese", attivita=agreed, dato=1)
    at.button(key="given.save").click().run()
    assert "Please choose again: Organisation" in at.error[0].value.replace("\\", "")
    at.selectbox(key="given.organisation").set_value(cast.davide.organisation_id)
    at.number_input(key="given.hours").set_value(2.5)
    at.button(key="given.save").click().run()
    assert "volunteer hours, 2.5 hours · €37.50" in said(at)
    row = db.execute("select id, quantity, rate_cents from in_kind").fetchone()
    assert row[1:] == (150, 1500)
    at.button(key=f"expenses.remove_given.{row[0]}").click().run()
    assert db["in_kind"].count == 0


# Commitments.

def test_a_commitment_is_promised_and_read_against_what_came(screen, db, agreed, spend, cast):
    at = screen(cast.marta, "impegni-enti")
    assert "Nobody has promised anything" in said(at)
    at = screen(cast.marta, "impegni-enti", nuovo=1)
    at.selectbox(key="commitment.organisation.0").set_value(cast.marta.organisation_id)
    at.text_input(key="commitment.promised.0.euros").set_value("1,500.00")
    at.button(key="commitment.save").click().run()
    assert not at.error and not at.exception
    spend()
    for who in (cast.davide, cast.elena, cast.ivo):
        at = screen(who, "impegni-enti")
        assert "€300.00 of €1,500.00" in said(at)
    assert not keys(at) & {"commitments.add", "commitments.open.1"}
    assert "commitment.save" not in keys(screen(cast.ivo, "impegni-enti", id=1))


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda at: at.selectbox(key="commitment.organisation.0").set_value(None), "Please choose again: Organisation"),
    (lambda at: at.text_input(key="commitment.promised.0.euros").set_value(""), "Please fill in: Promised"),
    (lambda at: at.text_input(key="commitment.promised.0.euros").set_value("-1"), "Promised: write an amount above zero"),
    (lambda at: at.text_input(key="commitment.promised.0.euros").set_value("tanti"), "Promised: write the amount"),
])
def test_a_bad_commitment_gets_a_sentence(screen, db, year, cast, change, sentence):
    at = screen(cast.marta, "impegni-enti", nuovo=1)
    at.selectbox(key="commitment.organisation.0").set_value(1)
    at.text_input(key="commitment.promised.0.euros").set_value("5")
    change(at)
    at.button(key="commitment.save").click().run()
    assert sentence in at.error[0].value.replace("\\", "") and db["commitment"].count == 0


def test_hours_are_promised_in_hours_and_people_who_came_are_entered(screen, db, year, cast):
    at = screen(cast.marta, "impegni-enti", nuovo=1)
    at.segmented_control(key="commitment.kind.0").set_value("hours").run()
    at.selectbox(key="commitment.organisation.0").set_value(2)
    at.number_input(key="commitment.promised.0.hours").set_value(12.5)
    at.button(key="commitment.save").click().run()
    assert ledger.commitment(db, 1, by=cast.marta)["promised"] == 750
    people = ledger.promise(db, year, organisation_id=2, kind="people", promised=8, by=cast.marta)
    at = screen(cast.marta, "impegni-enti", id=people)
    at.number_input(key=f"commitment.came.{people}").set_value(6)
    at.button(key="commitment.save_came").click().run()
    assert "6 of 8 people" in said(at)


def test_a_stale_commitment_is_refused_with_both_and_one_is_taken_out(screen, db, year, cast):
    one = ledger.promise(db, year, organisation_id=1, kind="euros", promised=500, by=cast.marta)
    at = screen(cast.marta, "impegni-enti", id=one)
    ledger.revise(db, one, promised=700, version=1, by=cast.davide)
    at.text_input(key=f"commitment.promised.{one}.euros").set_value("9")
    at.button(key="commitment.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    table = at.table[0].value.to_string().replace("\\", "")
    assert "€9.00" in table and "€7.00" in table
    at = screen(cast.marta, "impegni-enti", id=one)
    at.button(key="commitment.withdraw").click().run()
    assert db["commitment"].count == 0
