"""Spazio Neutro keeps a place; the Casa learns that it is not available, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from db import audit
from db.neutral import unavailabilities
from db.plan import sessions
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.agreed import place, signed

DAY = date(2026, 11, 25)


@pytest.fixture
def hall(db):
    return place(db)


def keep(db, hall, by, **changed):
    return unavailabilities.reserve(db, hall, **{"on_date": DAY, "starts_at": "16:00", "ends_at": "17:00", **changed},
                                    by=by, today=TODAY)


def test_nadia_keeps_a_place_and_frees_it(db, hall, cast):
    new = keep(db, hall, cast.nadia)
    assert [(row["id"], row["place"]) for row in unavailabilities.coming(db, by=cast.nadia, today=TODAY)] == [(new, "Sala grande")]
    unavailabilities.free(db, new, by=cast.nadia)
    assert unavailabilities.coming(db, by=cast.nadia, today=TODAY) == []
    with pytest.raises(RuleBroken, match="not_found"):
        unavailabilities.free(db, new, by=cast.nadia)


def test_the_casa_sees_only_that_it_is_not_available(db, hall, cast):
    keep(db, hall, cast.nadia)
    seen = unavailabilities.between(db, DAY, DAY, by=cast.marta, today=TODAY)
    assert seen == [{"place_id": hall, "place": "Sala grande", "on_date": "2026-11-25", "starts_at": "16:00", "ends_at": "17:00"}]


def test_nobody_else_keeps_frees_or_lists(db, hall, cast):
    new = keep(db, hall, cast.nadia)
    for by in (cast.marta, cast.davide, cast.elena, cast.sara, cast.aldo, cast.ivo):
        for verb in (lambda by: keep(db, hall, by, on_date=TODAY), lambda by: unavailabilities.free(db, new, by=by),
                     lambda by: unavailabilities.coming(db, by=by, today=TODAY),
                     lambda by: unavailabilities.places(db, by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                verb(by)


def test_a_place_where_the_casa_meets_is_taken_and_not_by_whom(db, hall, cast):
    theatre = signed(db, cast)
    sessions.add(db, theatre, on_date=DAY, starts_at="16:30", ends_at="18:30", place_id=hall, leader_id=None, by=cast.marta)
    with pytest.raises(RuleBroken, match="place_taken") as refused:
        keep(db, hall, cast.nadia)
    assert refused.value.facts == {}
    assert keep(db, hall, cast.nadia, ends_at="16:30")


def test_the_same_hours_twice_are_taken(db, hall, cast):
    keep(db, hall, cast.nadia)
    with pytest.raises(RuleBroken, match="place_taken"):
        keep(db, hall, cast.nadia, starts_at="16:59", ends_at="18:00")


@pytest.mark.parametrize(("changed", "key"), [
    ({"starts_at": "17:00", "ends_at": "16:00"}, "ends_before_it_starts"),
    ({"starts_at": "24:00"}, "bad_time"),
    ({"starts_at": "x" * 10_000}, "bad_time"),
    ({"on_date": date(2026, 11, 22)}, "out_of_range"),
    ({"on_date": date(9999, 1, 1)}, "out_of_range"),
])
def test_what_makes_no_sense_is_refused(db, hall, cast, changed, key):
    with pytest.raises(RuleBroken, match=key):
        keep(db, hall, cast.nadia, **changed)
    assert unavailabilities.coming(db, by=cast.nadia, today=TODAY) == []


def test_a_place_that_is_not_there_is_refused(db, cast):
    with pytest.raises(RuleBroken, match="unknown_choice"):
        keep(db, 999, cast.nadia)


def test_the_trace_says_who_and_neither_where_nor_when(db, hall, cast):
    keep(db, hall, cast.nadia)
    trace = audit.recent(db, by=cast.marta)[0]
    assert (trace["verb"], trace["facts"]) == ("places.reserve", {})
