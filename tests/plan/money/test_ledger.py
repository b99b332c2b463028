"""What organisations promised, against what came."""

from __future__ import annotations

import pytest

from db.connection import IntegrityError
from db.plan import activities
from db.plan.money import in_kind, ledger
from db.rules import RuleBroken
from tests.conftest import TODAY


@pytest.fixture
def promise(db, year, marta):
    """Writes a promise of the partner: `promise(kind="hours", promised=600)` -> id."""
    def written(**other) -> int:
        return ledger.promise(db, year, **{"organisation_id": marta.organisation_id, "kind": "euros", "promised": 100_000,
                                           "what_for": "materiali", **other}, by=marta)

    return written


def told(db, marta, commitment_id) -> tuple[int, int]:
    found = ledger.commitment(db, commitment_id, by=marta)
    return found["promised"], found["came"]


def test_euros_come_from_the_expenses_of_that_organisations_funds(db, promise, spend, municipal, foundation, marta, davide):
    ours, theirs = promise(), promise(organisation_id=davide.organisation_id)
    spend(shares={municipal: 20_000, foundation: 10_000})
    assert told(db, marta, ours) == (100_000, 20_000)
    assert told(db, marta, theirs) == (100_000, 0)
    assert ledger.commitment(db, ours, by=marta)["seasons"] == {"autumn": 20_000, "winter": 0, "spring": 0, "summer": 0}


def test_hours_and_rooms_come_in_kind(db, promise, agreed, marta, davide):
    partner = davide.organisation_id
    hours = promise(organisation_id=partner, kind="hours", promised=6000)
    rooms = promise(organisation_id=partner, kind="rooms", promised=10)
    for kind, quantity, day in (("volunteer_hours", 90, "2026-11-10"), ("volunteer_hours", 30, "2026-10-01"),
                                ("room", 2, "2026-11-10"), ("other", 5, "2026-11-10")):
        in_kind.add(db, agreed, organisation_id=partner, kind=kind, quantity=quantity, rate_cents=0, on_date=day, today=TODAY,
                    by=marta)
    assert told(db, marta, hours) == (6000, 120)
    assert told(db, marta, rooms) == (10, 2)


def test_a_promise_for_one_activity_keeps_what_came_to_it(db, promise, spend, agreed, marta):
    whole_year, theatre = promise(), promise(activity_id=agreed)
    spend()
    assert told(db, marta, theatre) == (100_000, 30_000)
    assert told(db, marta, whole_year) == (100_000, 0)


def test_people_are_entered(db, promise, marta, year):
    people = promise(kind="people", promised=8)
    assert told(db, marta, people) == (8, None)
    ledger.people_came(db, people, 0, version=1, by=marta)
    ledger.people_came(db, people, 6, version=2, by=marta)
    assert told(db, marta, people) == (8, 6)
    assert ledger.commitment(db, people, by=marta)["seasons"] is None
    for came, key in ((-1, "out_of_range"), (None, "missing"), (1.5, "bad_number"), (10**9, "out_of_range")):
        with pytest.raises(RuleBroken, match=key):
            ledger.people_came(db, people, came, version=3, by=marta)
    with pytest.raises(RuleBroken, match="stale"):
        ledger.people_came(db, people, 9, version=1, by=marta)
    with pytest.raises(RuleBroken, match="unknown_choice"):
        ledger.people_came(db, promise(), 6, version=1, by=marta)


def test_a_promise_is_changed_and_taken_back(db, promise, marta, davide, year):
    one = promise()
    ledger.revise(db, one, promised=5, what_for="altro", version=1, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        ledger.revise(db, one, promised=7, version=1, by=marta)
    assert (refused.value.facts["mine"]["promised"], refused.value.facts["theirs"]["promised"]) == (7, 5)
    with pytest.raises(RuleBroken, match="stale"):
        ledger.withdraw(db, one, version=1, by=marta)
    ledger.withdraw(db, one, version=2, by=marta)
    assert ledger.of_year(db, year, by=marta) == []


@pytest.mark.parametrize(("change", "key"), [
    ({"organisation_id": None}, "unknown_choice"), ({"organisation_id": 999}, "unknown_choice"),
    ({"kind": "gold"}, "unknown_choice"),
    ({"promised": 0}, "amount_not_positive"), ({"promised": -1}, "amount_not_positive"), ({"promised": None}, "missing"),
    ({"promised": 10**15}, "amount_too_large"), ({"promised": 1.5}, "bad_amount"),
    ({"kind": "hours", "promised": 0}, "out_of_range"),
    ({"kind": "rooms", "promised": 10_001}, "out_of_range"), ({"kind": "people", "promised": 1.5}, "bad_number"),
    ({"what_for": "x" * 10_000}, "too_long"),
    ({"activity_id": 999}, "unknown_choice"),
])
def test_what_cannot_be_is_refused(db, promise, change, key):
    with pytest.raises(RuleBroken, match=key):
        promise(**change)
    assert db["commitment"].count == 0


def test_the_same_promise_is_made_once(db, promise, agreed):
    promise()
    with pytest.raises(RuleBroken, match="commitment_exists"):
        promise(promised=5)
    promise(activity_id=agreed)
    promise(kind="rooms", promised=4)
    with pytest.raises(IntegrityError):
        db.execute("insert into commitment (organisation_id, school_year, kind, promised) values (1, '2026/27', 'euros', 1)")


def test_an_activity_of_another_year_or_a_year_not_open_is_refused(db, promise, whole, marta):
    from db import calendar

    calendar.open_year(db, "2027/28", by=marta)
    next_year = activities.propose(db, {"title": "Poi", "school_year": "2027/28"}, by=marta)
    with pytest.raises(RuleBroken, match="activity_of_another_year"):
        promise(activity_id=next_year)
    with pytest.raises(RuleBroken, match="year_not_open"):
        ledger.promise(db, "2030/31", organisation_id=1, kind="euros", promised=1, by=marta)


def test_who_may_and_who_may_not(db, promise, year, cast):
    one = promise()
    for who in (cast.davide, cast.elena, cast.ivo):
        assert ledger.of_year(db, year, by=who)
    for who in (cast.sara, cast.nadia, cast.aldo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            ledger.of_year(db, year, by=who)
    for who in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        for refused in (lambda by: ledger.promise(db, year, organisation_id=1, kind="hours", promised=1, by=by),
                        lambda by: ledger.revise(db, one, promised=1, version=1, by=by),
                        lambda by: ledger.withdraw(db, one, version=1, by=by),
                        lambda by: ledger.people_came(db, one, 1, version=1, by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                refused(who)
