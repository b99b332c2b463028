"""Search finds whom one means, whatever the accents, the case and the order."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.registry import contacts, people
from db.rules import RuleBroken
from db.texts import folded


def found(db, by, text):
    return [each["display_name"] for each in people.search(db, text, by=by)]


@pytest.mark.parametrize(("name", "text"), [
    ("Niccolò D.", "niccolo"), ("Niccolò D.", "NICCOLÒ"), ("Niccolò D.", "d niccolo"), ("Niccolò D.", "nic"),
    ("Niccolò D.", unicodedata.normalize("NFD", "niccolò")), ("Đorđe P.", "dorde"), ("Nguyễn T.", "nguyen"),
    ("Nguyễn T.", "NGUYỄN"), ("أمينة", "أمينة"), ("Sofía B.", "b. sofia"), ("Élodie", "elodie"), ("D'Amico L.", "amico"),
])
def test_a_name_is_found(db, marta, someone, name, text):
    someone(name)
    assert found(db, marta, text) == [name]


def test_every_word_must_fit(db, marta, someone):
    someone("Amina B.")
    assert found(db, marta, "amina r") == []


def test_an_initial_is_not_looked_for_in_codes(db, marta, someone):
    db.execute("insert into household (id, code, created_at) values (9, 'RCDFG', '2026-11-23T10:00:00Z')")
    someone("Omar H.", 9)
    assert found(db, marta, "r") == [] and found(db, marta, "rcd") == ["Omar H."]


@pytest.mark.parametrize("text", ["", "   ", "…", '"', "*", "\x00", "()", "--", "^"])
def test_nothing_searchable_finds_nothing(db, marta, someone, text):
    someone("Amina B.")
    assert found(db, marta, text) == []


@pytest.mark.parametrize("text", ["amina OR luca", "amina NOT b", "folded:amina", "NEAR(amina)", "amina' or '1'='1"])
def test_search_has_no_grammar(db, marta, someone, text):
    someone("Amina B.")
    assert found(db, marta, text) == []


def test_too_much_text_is_refused(db, marta):
    with pytest.raises(RuleBroken, match="too_long"):
        people.search(db, "a " * 5_000, by=marta)


def test_the_whole_name_comes_before_its_beginnings(db, marta, someone):
    for name in ("Annamaria C.", "Anna B.", "Anna"):
        someone(name)
    assert found(db, marta, "anna")[0] == "Anna"
    assert set(found(db, marta, "anna")) == {"Anna", "Anna B.", "Annamaria C."}


def test_no_more_than_asked(db, marta, someone):
    for n in range(8):
        someone(f"Amina {n}")
    assert len(people.search(db, "amina", by=marta, limit=5)) == 5


def test_a_revised_name_is_found_by_the_new_one_alone(db, marta, someone):
    person = someone("Amina B.")
    db.execute("update person set display_name = 'Zeynep K.', folded = 'zeynep k' where id = ?", [person])
    assert found(db, marta, "zeynep") == ["Zeynep K."]
    assert found(db, marta, "amina") == []


def test_a_coordinator_finds_by_full_name_and_phone_and_it_is_traced(db, marta, someone, traces):
    person = someone("Amina B.", full_name="Amina Benali", phone="+39 333 123 45 67")
    for text in ("benali", "BENALI amina", "333 1234567", "3331234567", "0039 333 1", "+39 333 123"):
        hits = people.search(db, text, by=marta)
        assert [(hit["id"], hit["through"]) for hit in hits] == [(person, "contact")], text
    assert traces(f"person:{person}").count("contacts.read") == 6


def test_a_hit_by_display_name_reads_no_contact(db, marta, someone, traces):
    person = someone("Amina B.", full_name="Amina Benali")
    assert people.search(db, "amina", by=marta)[0]["through"] == "name"
    assert "contacts.read" not in traces(f"person:{person}")


def test_an_educator_does_not_find_by_full_name(db, cast, someone, traces):
    person = someone("Amina B.", full_name="Amina Benali", phone="333 1234567")
    assert people.search(db, "benali", by=cast.elena) == people.search(db, "3331234567", by=cast.elena) == []
    assert "contacts.read" not in traces(f"person:{person}")
    with pytest.raises(RuleBroken, match="not_allowed"):
        contacts.found_by(db, '"benali"*', "benali", but=[], limit=5, by=cast.elena)


words = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=names, seed=st.integers(0, 99))
def test_any_name_is_found_however_it_is_typed(db, marta, household, someone, name, seed):
    if not folded(name):
        return
    person = someone(name, household)
    words = name.split()
    random.Random(seed).shuffle(words)
    for text in (name, " ".join(words), folded(name), unicodedata.normalize("NFD", name)):
        assert person in [each["id"] for each in people.search(db, text, by=marta, limit=1_000)], text
