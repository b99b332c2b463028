"""The screens of households and people, through the frame."""

from __future__ import annotations

import pytest

from db.connection import insert, one, scalar
from db.registry import contacts, households, people
from tests.conftest import words
from tests.registry.test_organisation_screens import MARKUP, labels, plain_again, unescaped


def fill(at, **fields):
    for field, value in fields.items():
        widget = at.get_by_key(f"person.{field}")
        widget.set_value(value)
    return at


def test_marta_starts_a_household_and_finds_it(screen, db, marta):
    insert(db, "insert into neighbourhood (name) values ('Aler')")
    at = screen(marta, "nuclei")
    assert "No household here yet" in words(at)
    at.button(key="households.new").click().run()
    fill(at, display_name="Niccolò D.", birth_year=2016, full_name="Niccolò Danieli", phone="333 1234567", neighbourhood=1)
    at.button(key="person.add").click().run()
    person = one(db, "select * from person")
    assert (person["display_name"], person["birth_year"]) == ("Niccolò D.", 2016)
    household = households.household(db, person["household_id"], by=marta)
    assert household["neighbourhood"] == "Aler" and household["code"] in at.title[0].value
    at.button(key="household.back").click().run()
    at.text_input(key="households.search").set_value("d NICCOLO").run()
    assert "Niccolò D." in labels(at)
    at.button(key=f"households.person.{person['id']}").click().run()
    assert household["code"] in at.title[0].value and not at.exception


def test_a_likely_twin_is_asked_about_and_nothing_is_lost(screen, db, marta, someone, household):
    twin = someone("Amina B.")
    at = screen(marta, "nuclei", id=household, persona="nuova")
    fill(at, display_name="amina b", birth_year=2016, full_name="Amina Benali")
    at.button(key="person.add").click().run()
    assert "Somebody like this is already here" in words(at) and "Amina B." in labels(at)
    assert scalar(db, "select count(*) from person") == 1
    at.button(key="person.again").click().run()
    assert at.text_input(key="person.display_name").value == "amina b"
    assert at.text_input(key="person.full_name").value == "Amina Benali"
    at.button(key="person.add").click().run()
    at.button(key="person.anyway").click().run()
    new = one(db, "select * from person where id <> :id", id=twin)
    assert (new["household_id"], new["display_name"], new["birth_year"]) == (household, "amina b", 2016)
    assert contacts.of(db, new["id"], by=marta)["full_name"] == "Amina Benali"


def test_the_twin_itself_is_one_tap_away(screen, db, marta, someone, household):
    twin = someone("Amina B.")
    at = fill(screen(marta, "nuclei", id=household, persona="nuova"), display_name="Amina B.")
    at.button(key="person.add").click().run()
    at.button(key=f"person.twin.{twin}").click().run()
    assert people.person(db, twin, by=marta)["code"] in at.title[0].value
    assert scalar(db, "select count(*) from person") == 1


@pytest.mark.parametrize(("fields", "said"), [
    ({"display_name": "  "}, "Please fill in: Name shown"),
    ({"display_name": "A", "birth_year": 1700}, "Birth year must be between 1900 and 2026"),
    ({"display_name": "A", "birth_year": 2016, "age_band": "6-10"}, "not both"),
    ({"display_name": "A", "phone": "boh"}, "phone number is not complete"),
])
def test_a_refusal_stands_beside_the_filled_form(screen, db, marta, fields, said):
    at = fill(screen(marta, "nuclei", nuovo=1), **fields)
    at.button(key="person.add").click().run()
    assert said in plain_again(at.error[0].value)
    assert at.text_input(key="person.display_name").value == fields["display_name"]
    assert scalar(db, "select (select count(*) from person) + (select count(*) from household)") == 0


def test_a_person_is_edited_and_a_stale_form_shows_both(screen, db, marta, someone, household):
    person = someone("Amina B.", household)
    at = screen(marta, "nuclei", id=household)
    at.button(key=f"household.edit.{person}").click().run()
    db.execute("update person set display_name = 'Amina C.', folded = 'amina c', version = 2 where id = ?", [person])
    fill(at, display_name="Amina D.").button(key="person.save").click().run()
    assert "Somebody changed this" in plain_again(at.error[0].value)
    compared = plain_again(at.table[0].value.to_string())
    assert "Amina C." in compared and "Amina D." in compared
    at.button(key="person.save").click().run()
    assert people.person(db, person, by=marta)["display_name"] == "Amina D."


def test_a_person_is_moved_by_the_other_households_code(screen, db, marta, someone, household):
    person, other = someone("Amina B.", household), households.add(db, by=marta)
    at = screen(marta, "nuclei", id=household, persona=person)
    at.text_input(key="person.move_to").set_value("ZZZZZ")
    at.button(key="person.moves").click().run()
    assert "no household with the code ZZZZZ" in plain_again(at.error[0].value)
    at.text_input(key="person.move_to").set_value(households.household(db, other, by=marta)["code"].lower())
    at.button(key="person.moves").click().run()
    assert people.person(db, person, by=marta)["household_id"] == other


def test_a_person_and_a_household_are_archived_and_brought_back(screen, db, marta, someone, household):
    person, stays = someone("Amina B.", household), someone("Omar H.", household)
    at = screen(marta, "nuclei", id=household, persona=person)
    at.button(key="person.archive").click().run()
    assert people.person(db, person, by=marta)["archived_at"]
    at.button(key=f"household.back.{person}").click().run()
    at.button(key="household.archive").click().run()
    assert people.person(db, stays, by=marta)["archived_at"]
    at.toggle(key="households.archived").set_value(True).run()
    at.button(key=f"households.all.{household}").click().run()
    at.button(key="household.bring_back").click().run()
    assert people.person(db, stays, by=marta)["archived_at"] is None and not at.exception


def test_a_neighbourhood_is_given(screen, db, marta, household):
    insert(db, "insert into neighbourhood (name) values ('Aler')")
    at = screen(marta, "nuclei", id=household)
    at.selectbox(key=f"household.neighbourhood.{household}").set_value(1)
    at.button(key="household.save").click().run()
    assert households.household(db, household, by=marta)["neighbourhood"] == "Aler"


def test_new_arrivals_wait_in_sight(screen, db, marta, sara):
    person = people.newcomer(db, uuid="a" * 36, display_name="Zeynep", kind="child", by=sara)
    at = screen(marta, "nuclei")
    assert "1 new arrival to look at" in words(at)
    at.button(key=f"households.arrived.{people.person(db, person, by=marta)['household_id']}").click().run()
    assert "Zeynep" in plain_again(words(at))


def test_a_contact_is_shown_after_a_tap_and_each_showing_is_traced(screen, db, marta, someone, household, traces):
    person = someone("Amina B.", household, full_name="Amina Benali", phone="333 1234567")
    at = screen(marta, "nuclei", id=household)
    assert "Benali" not in words(at) and "contacts.read" not in traces(f"person:{person}")
    at.button(key=f"household.contact.{person}").click().run()
    assert at.text_input(key=f"contact.full_name.{person}").value == "Amina Benali"
    assert traces(f"person:{person}").count("contacts.read") == 1
    at.text_input(key=f"contact.phone.{person}").set_value("333 7654321")
    at.button(key="contact.save").click().run()
    assert not [each.key for each in at.text_input if each.key.startswith("contact.")]
    assert contacts.of(db, person, by=marta)["phone"] == "333 7654321"


def test_leaving_closes_the_contact(screen, db, marta, someone, household):
    person = someone("Amina B.", household, full_name="Amina Benali")
    at = screen(marta, "nuclei", id=household)
    at.button(key=f"household.contact.{person}").click().run()
    at.button(key="household.back").click().run()
    at.button(key=f"households.all.{household}").click().run()
    assert not [each.key for each in at.text_input if each.key.startswith("contact.")]


def test_an_educator_sees_people_and_no_contact(screen, cast, someone, household):
    person = someone("Amina B.", household, full_name="Amina Benali", phone="333 1234567")
    at = screen(cast.elena, "nuclei", id=household)
    assert "Amina B." in plain_again(words(at))
    assert f"household.contact.{person}" not in [each.key for each in at.button]
    at = screen(cast.elena, "nuclei")
    at.text_input(key="households.search").set_value("benali").run()
    assert "Amina B." not in labels(at)
    at = screen(cast.elena, "nuclei", nuovo=1)
    assert "person.full_name" not in [each.key for each in at.text_input]


@pytest.mark.parametrize("name", MARKUP)
def test_a_name_with_markup_is_plain_text_everywhere(screen, db, marta, someone, household, name):
    person = someone(name, household, full_name=name)
    for query in ({}, {"id": household}, {"id": household, "persona": person}):
        at = screen(marta, "nuclei", **query)
        assert not at.exception and not unescaped(at, name)
        assert name in plain_again(words(at)) or name in labels(at)
    at = fill(screen(marta, "nuclei", id=household, persona="nuova"), display_name=name)
    at.button(key="person.add").click().run()
    assert not unescaped(at, name) and name in labels(at)


def test_two_versions_of_a_name_with_markup_are_plain_text(screen, db, marta, someone, household):
    person = someone("Amina B.", household)
    at = screen(marta, "nuclei", id=household, persona=person)
    theirs, mine = "![x](http://example.com/a.png)", "[x](javascript:alert(1))"
    db.execute("update person set display_name = ?, version = 2 where id = ?", [theirs, person])
    fill(at, display_name=mine).button(key="person.save").click().run()
    shown = " ".join(at.table[0].value.astype(str).to_numpy().ravel())
    assert theirs in plain_again(shown) and mine in plain_again(shown)
    assert theirs not in shown and mine not in shown


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_the_others_are_refused_and_read_no_name(screen, cast, someone, household, who):
    someone("Amina B.", household)
    for query in ({}, {"id": household}, {"nuovo": 1}):
        at = screen(getattr(cast, who), "nuclei", **query)
        assert "Your role does not allow this" in plain_again(words(at))
        assert "Amina" not in words(at) and not at.text_input


def test_a_shared_screen_shows_no_household(screen, db, marta, someone, household):
    someone("Amina B.", household)
    at = screen(marta, "nuclei", id=household)
    assert "Amina" in words(at)
    at.toggle(key="header.curtain").set_value(True).run()
    assert "This is a shared screen" in plain_again(words(at)) and "Amina" not in words(at)


def test_an_unknown_address_says_so(screen, marta, household):
    for query in ({"id": 999}, {"id": household, "persona": 999}, {"id": household, "persona": "x"}):
        at = screen(marta, "nuclei", **query)
        assert not at.exception
