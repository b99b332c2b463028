"""Contacts: a coordinator's, and every read leaves its trace."""

from __future__ import annotations

import pytest

from db.connection import scalar
from db.registry import contacts, people
from db.rules import RuleBroken
from tests.conftest import TODAY


@pytest.fixture
def amina(someone) -> int:
    return someone("Amina B.", full_name="Amina Benali", phone="333 123 4567")


def test_every_read_is_traced_with_the_person_and_without_the_name(db, marta, davide, amina, traces):
    assert contacts.of(db, amina, by=marta) == {"full_name": "Amina Benali", "phone": "333 123 4567", "version": 1}
    contacts.of(db, amina, by=davide)
    assert traces(f"person:{amina}").count("contacts.read") == 2
    assert scalar(db, "select count(*) from audit where facts like '%Benali%' or facts like '%333%'") == 0


def test_a_contact_that_is_not_there_reads_empty(db, marta, someone):
    assert contacts.of(db, someone("Omar H."), by=marta)["full_name"] == ""
    with pytest.raises(RuleBroken, match="not_found"):
        contacts.of(db, 999, by=marta)


def test_a_contact_is_revised_and_taken_away(db, marta, amina):
    contacts.revise(db, amina, full_name=" Amina  Benali ", phone="", version=1, by=marta)
    assert contacts.of(db, amina, by=marta) == {"full_name": "Amina Benali", "phone": "", "version": 2}
    contacts.revise(db, amina, full_name="", phone="", version=2, by=marta)
    assert scalar(db, "select count(*) from contact") == scalar(db, "select count(*) from contact_fts") == 0


def test_a_stale_page_is_refused_and_what_it_shows_is_traced(db, marta, davide, amina, traces):
    contacts.revise(db, amina, full_name="Amina Benali", phone="02 1234567", version=1, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        contacts.revise(db, amina, full_name="Amina Bennani", phone="", version=1, by=marta)
    assert refused.value.facts == {"mine": {"full_name": "Amina Bennani", "phone": ""},
                                   "theirs": {"full_name": "Amina Benali", "phone": "02 1234567"}}
    assert traces(f"person:{amina}")[-1] == "contacts.read"
    assert "Benali" not in repr(refused.value)


@pytest.mark.parametrize(("phone", "kept"), [("+39 333 1234567", "3331234567"), ("0039333-1234567", "3331234567"),
                                             ("(02) 123.4567", "021234567"), ("+44 20 7946 0000", "442079460000"),
                                             ("000 1234567", "0001234567")])
def test_a_phone_is_kept_as_typed_and_found_by_its_digits(db, marta, amina, phone, kept):
    contacts.revise(db, amina, full_name="", phone=phone, version=1, by=marta)
    assert scalar(db, "select phone from contact") == phone and scalar(db, "select digits from contact") == kept


@pytest.mark.parametrize(("full_name", "phone", "key"), [
    ("x" * 10_000, "", "too_long"), ("", "3" * 10_000, "too_long"), ("", "12", "bad_phone"), ("", "<img onerror>", "bad_phone"),
    ("", "٣٣٣١٢٣٤٥", "bad_phone")])
def test_a_contact_that_cannot_be_is_refused(db, marta, amina, full_name, phone, key):
    with pytest.raises(RuleBroken, match=key):
        contacts.revise(db, amina, full_name=full_name, phone=phone, version=1, by=marta)
    assert scalar(db, "select full_name from contact") == "Amina Benali"


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_nobody_but_coordinators_reads_or_writes_a_contact(db, cast, amina, who, traces):
    by = getattr(cast, who)
    before = traces()
    with pytest.raises(RuleBroken, match="not_allowed"):
        contacts.of(db, amina, by=by)
    with pytest.raises(RuleBroken, match="not_allowed"):
        contacts.revise(db, amina, full_name="A", phone="", version=1, by=by)
    assert traces() == before


def test_an_educator_adds_a_person_and_no_contact(db, cast, household):
    with pytest.raises(RuleBroken, match="not_allowed"):
        people.add(db, household, display_name="Omar H.", kind="child", full_name="Omar Haddad", today=TODAY, by=cast.elena)
    assert people.add(db, household, display_name="Omar H.", kind="child", today=TODAY, by=cast.elena)


def test_no_contact_behind_the_curtain(db, marta, amina, behind_curtain):
    with pytest.raises(RuleBroken, match="curtain_drawn"):
        contacts.of(db, amina, by=behind_curtain(marta))
