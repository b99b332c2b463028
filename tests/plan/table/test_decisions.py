"""Decisions: numbered, taken at a meeting, approved by two sides."""

from __future__ import annotations

from datetime import date

import pytest

from db.connection import IntegrityError
from db.plan.table import agenda, decisions, holding
from tests.plan.table.bad_words import ODD
from tests.plan.table.test_meetings import refused


@pytest.fixture
def decided(db, running, points, marta) -> int:
    return decisions.decide(db, meeting_id=running, item_id=points[0], text="Si apre alle 16.", review_on=date(2027, 2, 1),
                            by=marta)


def test_a_decision_has_a_number_a_point_and_a_day_of_review(db, running, points, decided, marta):
    [one] = decisions.of_meeting(db, running, by=marta)
    assert (one["number"], one["agenda_item_id"], one["review_on"], one["state"]) == (1, points[0], "2027-02-01", "taken")
    other = decisions.decide(db, meeting_id=running, item_id=None, text="Altra.", by=marta)
    assert decisions.decision(db, other, by=marta)["number"] == 2


def test_on_an_activity_it_touches_the_activity(db, running, theatre, marta):
    item = agenda.add(db, running, kind="activity", activity_id=theatre, by=marta)
    new = decisions.decide(db, meeting_id=running, item_id=item, text="Si fa.", by=marta)
    assert decisions.decision(db, new, by=marta)["activity"] == "Laboratorio di teatro"


@pytest.mark.parametrize(("given", "key"), [
    ({"text": " "}, "missing"), ({"text": "x" * 10_000}, "too_long"), ({"text": "x", "dissent": "x" * 10_000}, "too_long"),
    ({"text": "x", "review_on": date(2026, 11, 1)}, "review_before_meeting"),
    ({"text": "x", "review_on": date(3000, 1, 1)}, "out_of_range"),
    ({"text": "x", "activity_id": 999}, "unknown_choice"), ({"text": "x", "item_id": 999}, "not_found"),
])
def test_what_is_no_decision_is_refused(db, running, marta, given, key):
    refused(key, decisions.decide, db, **{"meeting_id": running, "item_id": None, "by": marta, **given})
    assert db["decision"].count == 0


@pytest.mark.parametrize("text", ODD)
def test_words_are_kept_as_they_are(db, running, marta, text):
    new = decisions.decide(db, meeting_id=running, item_id=None, text=text, dissent=text, by=marta)
    assert (decisions.decision(db, new, by=marta)["text"], decisions.decision(db, new, by=marta)["dissent"]) == (text, text)


def test_nothing_is_decided_before_the_meeting_opens(db, planned, marta):
    refused("meeting_not_open", decisions.decide, db, meeting_id=planned, item_id=None, text="x", by=marta)


def test_two_sides_approve_each_once(db, decided, marta, davide):
    assert decisions.approve(db, decided, by=marta) == "taken"
    assert refused("already_approved", decisions.approve, db, decided, by=marta)["who"] == "Marta"
    assert decisions.approve(db, decided, by=davide) == "approved"


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_only_coordinators_approve(db, decided, cast, who):
    refused("not_allowed", decisions.approve, db, decided, by=getattr(cast, who))


def test_elena_decides_only_at_a_meeting_she_holds(db, running, cast):
    refused("not_allowed", decisions.decide, db, meeting_id=running, item_id=None, text="x", by=cast.elena)


def test_it_may_be_approved_after_the_meeting(db, running, decided, marta, davide):
    holding.close_meeting(db, running, by=marta)
    decisions.approve(db, decided, by=marta)
    assert decisions.approve(db, decided, by=davide) == "approved"


def test_the_tables_approve_nothing_by_themselves(db, decided, marta, davide, ivo):
    with pytest.raises(IntegrityError, match="two_signatures_needed"):
        db.execute("update decision set state = 'approved'")
    with pytest.raises(IntegrityError, match="signature_of_another_side"):
        db.execute("insert into decision_approval values (?, 'partner', ?, 'x')", [decided, marta.id])
    decisions.approve(db, decided, by=marta)
    for sql in ("update decision set text = 'Altro'", "delete from decision", "delete from decision_approval",
                "update decision_approval set at = 'x'"):
        with pytest.raises(IntegrityError):
            db.execute(sql)
