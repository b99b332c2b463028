"""People: added, revised, moved, archived; what must never be kept is not there."""

from __future__ import annotations

import pytest

from db import audit
from db.connection import insert, one, scalar
from db.registry import households, people
from db.rules import RuleBroken
from tests.conftest import TODAY


def add(db, by, household, name="Amina B.", kind="child", **fields):
    return people.add(db, household, display_name=name, kind=kind, today=TODAY, by=by, **fields)


def revise(db, by, person_id, **changes):
    now = people.person(db, person_id, by=by)
    fields = {field: now[field] for field in people.FIELDS} | {"version": now["version"]} | changes
    people.revise(db, person_id, today=TODAY, by=by, **fields)


@pytest.fixture
def school(db) -> int:
    return insert(db, "insert into organisation (kind, name) values ('school', 'Primaria Cervi')")


def test_a_person_is_kept_with_the_least(db, marta, household, school, traces):
    new = add(db, marta, household, "  Amina\u202e  B. ", birth_year=2016, school_id=school)
    kept = people.person(db, new, by=marta)
    assert (kept["display_name"], kept["birth_year"], kept["school"]) == ("Amina B.", 2016, "Primaria Cervi")
    assert traces(f"person:{new}") == ["people.add"]


def test_nothing_else_about_a_person_can_be_kept(db):
    columns = {row["name"] for row in db.query("select name from pragma_table_info('person')")}
    assert columns == {"id", "household_id", "display_name", "folded", "kind", "birth_year", "age_band", "school_id",
                       "newcomer_uuid", "archived_at", "version", "created_at"}


@pytest.mark.parametrize("name", ["Đorđe Đ.", "Nguyễn T.", "أمينة ب.", "🦊", "x" * 60, "<img src=x onerror=alert(1)>",
                                  "[x](javascript:alert(1))"])
def test_any_script_and_any_sign_is_kept_as_typed(db, marta, household, name):
    assert people.person(db, add(db, marta, household, name), by=marta)["display_name"] == name


@pytest.mark.parametrize(("fields", "key"), [
    ({"name": " \u200e "}, "missing"),
    ({"name": "x" * 10_000}, "too_long"),
    ({"kind": "teenager"}, "unknown_choice"),
    ({"birth_year": 1899}, "out_of_range"),
    ({"birth_year": 2027}, "out_of_range"),
    ({"birth_year": 10**30}, "out_of_range"),
    ({"age_band": "90+"}, "unknown_choice"),
    ({"birth_year": 2016, "age_band": "6-10"}, "year_or_band"),
    ({"school_id": 1}, "unknown_choice"),
    ({"full_name": "x" * 10_000}, "too_long"),
    ({"phone": "chiedi a Marta"}, "bad_phone"),
])
def test_what_cannot_be_is_refused_and_writes_nothing(db, marta, household, fields, key):
    with pytest.raises(RuleBroken, match=key):
        add(db, marta, household, **fields)
    assert scalar(db, "select (select count(*) from person) + (select count(*) from contact)") == 0


@pytest.mark.parametrize("year", [1900, 2026])
def test_the_first_and_the_last_birth_year_are_fine(db, marta, household, year):
    assert people.person(db, add(db, marta, household, birth_year=year), by=marta)["birth_year"] == year


def test_an_archived_school_is_kept_by_who_goes_there_and_given_to_nobody_else(db, marta, household, school):
    goes = add(db, marta, household, school_id=school)
    db.execute("update organisation set archived_at = '2026-01-01T00:00:00Z' where id = ?", [school])
    revise(db, marta, goes, birth_year=2016)
    with pytest.raises(RuleBroken, match="unknown_choice"):
        add(db, marta, household, "Zeynep K.", school_id=school)


def test_a_revision_traces_the_fields_and_never_the_name(db, marta, household):
    new = add(db, marta, household)
    revise(db, marta, new, display_name="Amina Benali", birth_year=2016)
    assert audit.recent(db, by=marta, subject=f"person:{new}")[0]["facts"] == {"changed": ["display_name", "birth_year"]}
    assert scalar(db, "select count(*) from audit where facts like '%Amina%' or facts like '%2016%'") == 0
    revise(db, marta, new)
    assert people.person(db, new, by=marta)["version"] == 2


def test_a_stale_page_is_refused_with_both_versions(db, marta, davide, household):
    new = add(db, marta, household)
    revise(db, davide, new, display_name="Amina C.")
    with pytest.raises(RuleBroken, match="stale") as refused:
        revise(db, marta, new, display_name="Amina D.", version=1)
    assert refused.value.facts["mine"]["display_name"] == "Amina D."
    assert refused.value.facts["theirs"]["display_name"] == "Amina C."
    assert people.person(db, new, by=marta)["display_name"] == "Amina C."


def test_moving_the_last_one_archives_the_empty_household(db, marta, household, someone):
    person, other = someone("Amina B."), someone("Omar H.", household)
    left = people.person(db, person, by=marta)["household_id"]
    people.move(db, person, household, version=1, by=marta)
    assert {member["id"] for member in households.household(db, household, by=marta)["members"]} == {person, other}
    assert households.household(db, left, by=marta)["archived_at"]
    assert households.household(db, household, by=marta)["archived_at"] is None
    code = households.household(db, household, by=marta)["code"]
    assert {each["id"] for each in people.search(db, code, by=marta)} == {person, other}
    with pytest.raises(RuleBroken, match="stale"):
        people.move(db, person, household, version=1, by=marta)
    with pytest.raises(RuleBroken, match="household_archived"):
        people.move(db, other, left, version=1, by=marta)


def test_an_archived_person_is_not_found_until_brought_back(db, marta, household, someone):
    person = someone("Amina B.", household)
    people.archive(db, person, version=1, by=marta)
    assert people.search(db, "amina", by=marta) == []
    people.bring_back(db, person, version=2, by=marta)
    assert [each["id"] for each in people.search(db, "amina", by=marta)] == [person]


def test_a_newcomer_sent_twice_is_one_person_in_one_new_household(db, sara, marta, traces):
    first = people.newcomer(db, uuid="a" * 36, display_name="Amina B.", kind="child", by=sara)
    assert people.newcomer(db, uuid="a" * 36, display_name="Amina B.", kind="child", by=sara) == first
    assert people.newcomer(db, uuid="b" * 36, display_name="Amina B.", kind="child", by=sara) != first
    assert one(db, "select count(*) as n, count(distinct household_id) as households from person") == {"n": 2, "households": 2}
    assert traces(f"person:{first}") == ["people.newcomer"]


@pytest.mark.parametrize(("fields", "key"), [({"display_name": ""}, "missing"), ({"display_name": "x" * 10_000}, "too_long"),
                                             ({"kind": "dog"}, "unknown_choice")])
def test_a_newcomer_who_cannot_be_leaves_no_empty_household(db, sara, fields, key):
    with pytest.raises(RuleBroken, match=key):
        people.newcomer(db, uuid="a" * 36, by=sara, **{"display_name": "Amina", "kind": "child"} | fields)
    assert scalar(db, "select count(*) from household") == 0


def test_sara_takes_newcomers_and_nothing_else(db, sara, household, someone):
    person = someone("Amina B.")
    for refused in (lambda: add(db, sara, household), lambda: people.search(db, "amina", by=sara),
                    lambda: people.person(db, person, by=sara), lambda: people.archive(db, person, version=1, by=sara),
                    lambda: people.move(db, person, household, version=1, by=sara),
                    lambda: people.revise(db, person, display_name="A", kind="child", version=1, today=TODAY, by=sara)):
        with pytest.raises(RuleBroken, match="not_allowed"):
            refused()


def test_ivo_nadia_and_aldo_may_nothing_here(db, cast, household, someone):
    someone("Amina B.", household)
    for by in (cast.ivo, cast.nadia, cast.aldo):
        for refused in (lambda by=by: add(db, by, household), lambda by=by: people.search(db, "amina", by=by),
                        lambda by=by: people.newcomer(db, uuid="c" * 36, display_name="A", kind="child", by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                refused()


def test_no_name_behind_the_curtain(db, marta, household, someone, behind_curtain):
    person = someone("Amina B.", household)
    hidden = behind_curtain(marta)
    for refused in (lambda: people.search(db, "amina", by=hidden), lambda: people.person(db, person, by=hidden),
                    lambda: add(db, hidden, household, "Zeynep"),
                    lambda: people.newcomer(db, uuid="c" * 36, display_name="A", kind="child", by=hidden)):
        with pytest.raises(RuleBroken, match="curtain_drawn"):
            refused()
