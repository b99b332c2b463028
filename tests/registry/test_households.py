"""Households: a code that tells nothing, a neighbourhood, and who is in them."""

from __future__ import annotations

import secrets

import pytest

from db.connection import insert, scalar
from db.registry import households, people
from db.rules import RuleBroken
from tests.conftest import TODAY


@pytest.fixture
def quarter(db) -> int:
    return insert(db, "insert into neighbourhood (name) values ('Aler')")


def test_a_code_is_short_unambiguous_and_nobodys_else(db, marta):
    codes = [households.household(db, households.add(db, by=marta), by=marta)["code"] for _ in range(50)]
    assert len(set(codes)) == 50
    assert all(len(code) == 5 and not set(code) & set("AEIOU01258SBZ") for code in codes)


def test_a_code_already_given_is_drawn_again(db, marta, monkeypatch):
    drawn = iter("CCCCC" + "CCCCC" + "DDDDD")
    monkeypatch.setattr(secrets, "choice", lambda _alphabet: next(drawn))
    codes = [households.household(db, households.add(db, by=marta), by=marta)["code"] for _ in range(2)]
    assert codes == ["CCCCC", "DDDDD"]


def test_households_are_listed_the_newest_first_with_their_members(db, marta, someone, quarter):
    old, new = households.add(db, by=marta), households.add(db, by=marta, neighbourhood_id=quarter)
    someone("Amina B.", old, birth_year=2016)
    someone("Fatima B.", old, kind="adult")
    listed = households.listed(db, by=marta)
    assert [each["id"] for each in listed] == [new, old]
    assert [member["display_name"] for member in listed[1]["members"]] == ["Fatima B.", "Amina B."]
    assert [each["id"] for each in households.listed(db, by=marta, neighbourhood_id=quarter)] == [new]
    assert households.counts(db, by=marta) == {"households": 2, "archived": 0, "people": 2}
    assert [each["id"] for each in households.listed(db, by=marta, limit=1, after=1)] == [old]


def test_a_household_is_found_by_its_code_in_any_case(db, marta, household):
    code = households.household(db, household, by=marta)["code"]
    assert households.with_code(db, f" {code.lower()} ", by=marta) == household
    for wrong in ("", "ZZZZZ", "x" * 10_000, "'; drop table household"):
        with pytest.raises(RuleBroken, match="no_such_household"):
            households.with_code(db, wrong, by=marta)


def test_a_neighbourhood_is_given_and_a_stale_page_refused(db, marta, household, quarter, traces):
    households.revise(db, household, neighbourhood_id=quarter, version=1, by=marta)
    assert households.household(db, household, by=marta)["neighbourhood"] == "Aler"
    with pytest.raises(RuleBroken, match="stale") as refused:
        households.revise(db, household, neighbourhood_id=None, version=1, by=marta)
    assert refused.value.facts == {"mine": {"neighbourhood": None}, "theirs": {"neighbourhood": "Aler"}}
    with pytest.raises(RuleBroken, match="unknown_choice"):
        households.revise(db, household, neighbourhood_id=999, version=2, by=marta)
    assert traces(f"household:{household}") == ["households.add", "households.revise"]


def test_archiving_takes_everybody_along_and_bringing_back_those_alone(db, marta, household, someone):
    gone, stays = someone("Amina B.", household), someone("Luca R.", household)
    people.archive(db, gone, version=1, by=marta)
    db.execute("update person set archived_at = '2025-01-01T00:00:00Z' where id = ?", [gone])
    households.archive(db, household, version=1, by=marta)
    assert people.person(db, stays, by=marta)["archived_at"]
    assert households.listed(db, by=marta) == []
    with pytest.raises(RuleBroken, match="household_archived"):
        people.add(db, household, display_name="Zeynep", kind="child", today=TODAY, by=marta)
    households.bring_back(db, household, version=2, by=marta)
    assert people.person(db, stays, by=marta)["archived_at"] is None
    assert people.person(db, gone, by=marta)["archived_at"] == "2025-01-01T00:00:00Z"


def test_who_came_in_at_the_door_waits_to_be_looked_at(db, marta, sara, quarter):
    person = people.newcomer(db, uuid="0" * 36, display_name="Amina B.", kind="child", by=sara)
    waiting = households.just_arrived(db, by=marta)
    assert [each["members"][0]["id"] for each in waiting] == [person]
    households.revise(db, waiting[0]["id"], neighbourhood_id=quarter, version=1, by=marta)
    assert households.just_arrived(db, by=marta) == []


def test_an_educator_may_and_the_others_may_not(db, cast):
    assert households.add(db, by=cast.elena)
    before = scalar(db, "select count(*) from household")
    for by in (cast.sara, cast.nadia, cast.aldo, cast.ivo):
        for refused in (lambda by=by: households.add(db, by=by), lambda by=by: households.listed(db, by=by),
                        lambda by=by: households.household(db, 1, by=by), lambda by=by: households.counts(db, by=by),
                        lambda by=by: households.just_arrived(db, by=by), lambda by=by: households.with_code(db, "CCCCC", by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                refused()
    assert scalar(db, "select count(*) from household") == before


def test_no_household_is_read_behind_the_curtain(db, marta, household, behind_curtain):
    for refused in (households.listed, households.just_arrived, households.counts):
        with pytest.raises(RuleBroken, match="curtain_drawn"):
            refused(db, by=behind_curtain(marta))
    with pytest.raises(RuleBroken, match="curtain_drawn"):
        households.household(db, household, by=behind_curtain(marta))
