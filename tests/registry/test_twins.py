"""Likely twins: a warning before somebody is entered twice."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.connection import scalar
from db.registry import people, twins
from db.rules import RuleBroken
from tests.conftest import TODAY


def likely(db, by, name, **known):
    return [each["display_name"] for each in twins.likely(db, name, by=by, **known)]


@pytest.mark.parametrize(("here", "typed"), [
    ("Niccolò D.", "Niccolo D"), ("Niccolò D.", "nicolò d."), ("Amina B.", "B. Amina"), ("Amina B.", "Amina"),
    ("Amina B.", "Amina Benali"), ("Amina B.", "Benali Amina"), ("Amina Benali", "amina b"), ("Maria Chiara B.", "Maria B."),
    ("Đorđe P.", "Dorde P."), ("أمينة", "أمينة"), ("🦊", "🦊"), ("Nguyễn T.", "Nguyen T"), ("Mohamed A.", "Mohammed A."),
])
def test_who_may_be_the_same_is_found(db, marta, someone, here, typed):
    someone(here)
    assert likely(db, marta, typed) == [here]


@pytest.mark.parametrize(("here", "typed"), [
    ("Amina B.", "Amina R."), ("Luca R.", "Luca B."), ("Alessandro B.", "Alessandro R."), ("Luca R.", "Lara R."),
    ("Maria B.", "Marta B."), ("Amina B.", "Omar H."), ("Maria Chiara B.", "Maria Luisa B."),
])
def test_who_is_somebody_else_is_not(db, marta, someone, here, typed):
    someone(here)
    assert likely(db, marta, typed) == []


def test_a_year_or_a_kind_tells_two_apart(db, marta, someone):
    someone("Amina B.", birth_year=2016)
    assert likely(db, marta, "Amina B.", birth_year=2012) == []
    assert likely(db, marta, "Amina B.", kind="adult") == []
    assert likely(db, marta, "Amina B.", birth_year=2017, kind="child") == ["Amina B."]


def test_the_likeliest_comes_first_and_says_why(db, marta, someone):
    someone("Amina B.", birth_year=2015)
    same = someone("Amina B.", birth_year=2016)
    first = twins.likely(db, "Amina B.", birth_year=2016, by=marta)[0]
    assert (first["person_id"], first["score"], first["why"]) == (same, 100, ["same_name", "same_birth_year"])
    assert "folded" not in first and "full_folded" not in first


def test_a_full_name_finds_a_twin_for_a_coordinator_alone_and_is_traced(db, cast, someone, traces):
    person = someone("Mimì", full_name="Amina Benali")
    assert twins.likely(db, "Amina X.", full_name="Benali Amina", by=cast.elena) == []
    assert traces(f"person:{person}").count("contacts.read") == 0
    assert twins.likely(db, "Amina X.", full_name="Benali Amina", by=cast.marta)[0]["why"] == ["same_full_name"]
    assert traces(f"person:{person}").count("contacts.read") == 1


def test_an_archived_person_is_nobodys_twin(db, marta, someone):
    people.archive(db, someone("Amina B."), version=1, by=marta)
    assert likely(db, marta, "Amina B.") == []


def test_adding_a_likely_twin_is_refused_until_somebody_looked(db, marta, household, someone, traces):
    person = someone("Amina B.", full_name="Amina Benali")
    add = {"display_name": "Amina B", "kind": "child", "today": TODAY, "by": marta, "full_name": "Amina Benali"}
    with pytest.raises(RuleBroken, match="likely_twin") as refused:
        people.add(db, household, **add)
    assert refused.value.facts["person_id"] == person and refused.value.facts["twins"][0]["why"]
    assert "Amina" not in str(refused.value) + repr(refused.value)
    assert traces(f"person:{person}")[-1] == "contacts.read"
    assert scalar(db, "select count(*) from person") == 1
    assert people.add(db, household, **add, twin_checked=True) != person


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_may_not_read_people_gets_no_twins(db, cast, someone, who):
    someone("Amina B.")
    with pytest.raises(RuleBroken, match="not_allowed"):
        twins.likely(db, "Amina B.", by=getattr(cast, who))


def test_no_twins_behind_the_curtain(db, marta, behind_curtain):
    with pytest.raises(RuleBroken, match="curtain_drawn"):
        twins.likely(db, "Amina B.", by=behind_curtain(marta))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_names_compare_without_a_fault_and_a_name_is_its_own_twin(a, b):
    known_a, known_b = twins._known(a), twins._known(b)
    assert 0 <= twins._score(known_a, known_b) <= 100
    assert twins._score(known_a, known_a) == 100
    assert twins._score(known_a, known_b) == twins._score(known_b, known_a)
