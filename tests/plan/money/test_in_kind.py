"""What is given without money: kept apart from it, valued to the cent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.plan.money import figures, in_kind
from db.rules import RuleBroken
from tests.conftest import TODAY

HOURS = {"kind": "volunteer_hours", "quantity": 100, "rate_cents": 1250, "on_date": "2026-11-10"}


def test_hours_are_worth_their_rate_to_the_nearest_cent(db, agreed, davide):
    in_kind.add(db, agreed, organisation_id=davide.organisation_id, **HOURS, today=TODAY, by=davide)
    in_kind.add(db, agreed, organisation_id=davide.organisation_id, kind="room", quantity=2, rate_cents=4000, on_date="2026-11-11",
                today=TODAY, by=davide, description="palestra")
    assert [row["cents"] for row in in_kind.of_activity(db, agreed, by=davide)] == [8000, 2083]
    figure = figures.of_activity(db, agreed, today=TODAY, by=davide)
    assert (figure["in_kind_cents"], figure["in_kind_minutes"]) == (10_083, 100)
    assert (figure["spent_cents"], figure["left_cents"]) == (0, 120_000)


def test_what_was_entered_by_mistake_is_taken_out(db, agreed, marta):
    new = in_kind.add(db, agreed, organisation_id=1, **HOURS, today=TODAY, by=marta)
    in_kind.remove(db, new, by=marta)
    assert in_kind.of_activity(db, agreed, by=marta) == []
    with pytest.raises(RuleBroken, match="not_found"):
        in_kind.remove(db, new, by=marta)


@pytest.mark.parametrize(("change", "key"), [
    ({"kind": "money"}, "unknown_choice"), ({"organisation_id": 999}, "unknown_choice"), ({"quantity": 0}, "out_of_range"),
    ({"quantity": -1}, "out_of_range"), ({"quantity": 10**9}, "out_of_range"), ({"quantity": None}, "missing"),
    ({"quantity": 1.5}, "bad_number"), ({"rate_cents": -1}, "amount_not_positive"), ({"rate_cents": None}, "missing"),
    ({"on_date": None}, "missing"), ({"on_date": TODAY + timedelta(1)}, "in_future"), ({"on_date": "1999-12-31"}, "bad_date"),
    ({"description": "x" * 10_000}, "too_long"),
])
def test_what_cannot_be_is_refused(db, agreed, marta, change, key):
    with pytest.raises(RuleBroken, match=key):
        in_kind.add(db, agreed, **{"organisation_id": 1, **HOURS, **change}, today=TODAY, by=marta)
    assert db["in_kind"].count == 0


def test_who_may_not_is_refused(db, agreed, cast):
    for who in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            in_kind.add(db, agreed, organisation_id=1, **HOURS, today=TODAY, by=who)
    with pytest.raises(RuleBroken, match="not_allowed"):
        in_kind.of_activity(db, agreed, by=cast.sara)
