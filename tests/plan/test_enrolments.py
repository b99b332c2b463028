"""Who is enrolled: names only for who reads people, never behind the curtain."""

from __future__ import annotations

from datetime import date

import pytest

from db.connection import insert
from db.plan import activities, enrolments
from tests.plan.test_activities import refusal

TODAY = date(2026, 11, 23)


@pytest.fixture
def amina(db) -> int:
    """A child."""
    home = insert(db, "insert into household (code, created_at) values ('AB12', '2026-09-01')")
    return insert(db, """insert into person (household_id, display_name, folded, kind, created_at)
                         values (:home, 'Amina B.', 'amina b', 'child', '2026-09-01')""", home=home)


def names(db, activity_id, on, by):
    return [row["display_name"] for row in enrolments.of_activity(db, activity_id, on, by=by)]


def test_enrolled_from_a_day_to_a_day_and_again(db, theatre, amina, cast):
    enrolments.enrol(db, theatre, amina, TODAY, by=cast.elena)
    assert names(db, theatre, TODAY, cast.marta) == ["Amina B."]
    assert names(db, theatre, date(2026, 11, 22), cast.marta) == []
    assert refusal(enrolments.enrol, db, theatre, amina, TODAY, by=cast.marta).key == "already_enrolled"
    assert refusal(enrolments.end, db, theatre, amina, date(2026, 11, 1), by=cast.marta).key == "ends_before_it_starts"
    enrolments.end(db, theatre, amina, date(2026, 12, 1), by=cast.marta)
    assert names(db, theatre, date(2026, 12, 1), cast.marta) == ["Amina B."]
    assert names(db, theatre, date(2026, 12, 2), cast.marta) == []
    assert refusal(enrolments.end, db, theatre, amina, date(2026, 12, 1), by=cast.marta).key == "not_enrolled"
    enrolments.enrol(db, theatre, amina, date(2027, 1, 10), by=cast.marta)
    assert names(db, theatre, date(2027, 1, 10), cast.davide) == ["Amina B."]


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_reads_no_names_neither_enrols_nor_sees(db, theatre, amina, cast, who):
    enrolments.enrol(db, theatre, amina, TODAY, by=cast.marta)
    by = getattr(cast, who)
    assert refusal(enrolments.enrol, db, theatre, amina, TODAY, by=by).key == "not_allowed"
    assert refusal(enrolments.end, db, theatre, amina, TODAY, by=by).key == "not_allowed"
    assert refusal(enrolments.of_activity, db, theatre, TODAY, by=by).key == "not_allowed"


def test_behind_the_curtain_not_even_marta_reads_names_or_a_small_number(db, theatre, amina, marta, ivo, behind_curtain):
    enrolments.enrol(db, theatre, amina, TODAY, by=marta)
    assert refusal(enrolments.of_activity, db, theatre, TODAY, by=behind_curtain(marta)).key == "curtain_drawn"
    assert enrolments.number(db, theatre, TODAY, by=marta) == 1
    assert enrolments.number(db, theatre, TODAY, by=behind_curtain(marta)) is None
    assert enrolments.number(db, theatre, TODAY, by=ivo) is None
    enrolments.end(db, theatre, amina, TODAY, by=marta)
    assert enrolments.number(db, theatre, date(2026, 11, 24), by=ivo) == 0


def test_elena_enrols_only_where_she_leads_or_proposed(db, whole, amina, cast):
    others = activities.propose(db, {**whole, "leader": None}, by=cast.marta)
    assert refusal(enrolments.enrol, db, others, amina, TODAY, by=cast.elena).key == "not_allowed"


def test_nobody_enrols_in_what_is_over_or_who_is_not_there(db, theatre, amina, marta):
    assert refusal(enrolments.enrol, db, theatre, 999, TODAY, by=marta).key == "not_found"
    assert refusal(enrolments.enrol, db, 999, amina, TODAY, by=marta).key == "not_found"
    activities.drop(db, theatre, "Rinviato", by=marta, today=TODAY)
    assert refusal(enrolments.enrol, db, theatre, amina, TODAY, by=marta).key == "activity_is_over"
