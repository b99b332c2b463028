"""The agenda: what is on it, in which order, and two who prepare it at once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.connection import IntegrityError
from db.plan.table import agenda, decisions, holding, meetings, said
from tests.plan.table.bad_words import ODD
from tests.plan.table.test_meetings import refused


def titles(db, meeting, by) -> list[str]:
    return [item["title"] for item in agenda.of_meeting(db, meeting, by=by)]


def order(db, meeting, by) -> int:
    return meetings.meeting(db, meeting, by=by)["agenda_version"]


def test_an_item_about_an_activity_takes_its_title(db, planned, theatre, marta):
    agenda.add(db, planned, kind="activity", activity_id=theatre, minutes=25, by=marta)
    assert titles(db, planned, marta) == ["Laboratorio di teatro"]
    refused("already_on_agenda", agenda.add, db, planned, kind="activity", activity_id=theatre, by=marta)


@pytest.mark.parametrize(("item", "key"), [
    ({"kind": "subject"}, "missing"), ({"kind": "subject", "title": "x" * 10_000}, "too_long"),
    ({"kind": "song", "title": "x"}, "unknown_choice"), ({"kind": "activity", "activity_id": 999}, "unknown_choice"),
    ({"kind": "action", "action_item_id": 999}, "unknown_choice"), ({"kind": "decision_review"}, "unknown_choice"),
    ({"kind": "chart", "chart": "pie", "title": "x"}, "unknown_choice"),
    ({"kind": "subject", "title": "x", "minutes": 0}, "out_of_range"),
    ({"kind": "subject", "title": "x", "minutes": 481}, "out_of_range"),
])
def test_what_cannot_be_talked_about_is_refused(db, planned, marta, item, key):
    refused(key, agenda.add, db, planned, **item, by=marta)
    assert db["agenda_item"].count == 0


@pytest.mark.parametrize("title", ODD)
def test_a_subject_is_kept_as_it_is_written(db, planned, marta, title):
    agenda.add(db, planned, kind="subject", title=title, by=marta)
    assert titles(db, planned, marta) == [title]


def test_a_chart_keeps_its_filters(db, planned, marta):
    agenda.add(db, planned, kind="chart", chart="by_month", title="Mese per mese", chart_filter={"activity_id": 3}, by=marta)
    assert agenda.of_meeting(db, planned, by=marta)[0]["chart_filter"] == {"activity_id": 3}


def test_elena_may_not_prepare_a_meeting_that_is_not_hers(db, planned, points, cast):
    refused("not_allowed", agenda.add, db, planned, kind="subject", title="x", by=cast.elena)
    refused("not_allowed", agenda.move, db, points[0], 2, agenda_version=4, by=cast.elena)
    assert titles(db, planned, cast.elena) == ["Bilancio", "Mercatino", "Estate"]


def test_items_move_up_and_down(db, planned, points, marta):
    agenda.move(db, points[2], 1, agenda_version=order(db, planned, marta), by=marta)
    agenda.move(db, points[0], 99, agenda_version=order(db, planned, marta), by=marta)
    assert titles(db, planned, marta) == ["Estate", "Mercatino", "Bilancio"]
    assert [item["position"] for item in agenda.of_meeting(db, planned, by=marta)] == [1, 2, 3]


def test_two_who_move_at_once_are_told_and_see_both_orders(db, planned, points, marta, davide):
    seen = order(db, planned, marta)
    agenda.move(db, points[2], 1, agenda_version=seen, by=davide)
    facts = refused("stale", agenda.move, db, points[1], 1, agenda_version=seen, by=marta)
    assert facts["theirs"]["agenda"] == ["Estate", "Bilancio", "Mercatino"]
    assert facts["mine"]["agenda"] == ["Mercatino", "Estate", "Bilancio"]
    refused("stale", agenda.remove, db, points[0], agenda_version=seen, by=marta)
    assert titles(db, planned, marta) == ["Estate", "Bilancio", "Mercatino"]


def test_two_who_rename_the_same_item_are_told(db, points, marta, davide):
    agenda.revise(db, points[0], title="Bilancio sociale", minutes=15, version=1, by=davide)
    facts = refused("stale", agenda.revise, db, points[0], title="Conti", minutes=10, version=1, by=marta)
    assert (facts["mine"]["title"], facts["theirs"]["title"]) == ("Conti", "Bilancio sociale")


def test_an_item_is_taken_off_until_something_was_said_on_it(db, planned, points, running, marta):
    agenda.remove(db, points[1], agenda_version=order(db, planned, marta), by=marta)
    assert titles(db, planned, marta) == ["Bilancio", "Estate"]
    said.note_summary(db, points[2], "Se ne parla.", 1, by=marta)
    refused("item_has_begun", agenda.remove, db, points[2], agenda_version=order(db, planned, marta), by=marta)
    with pytest.raises(IntegrityError):
        db.execute("delete from agenda_item where id = ?", [points[2]])


def test_an_item_with_a_decision_stays(db, running, points, marta):
    decisions.decide(db, meeting_id=running, item_id=points[1], text="Si fa.", by=marta)
    refused("item_has_begun", agenda.remove, db, points[1], agenda_version=order(db, running, marta), by=marta)


def test_a_meeting_that_is_over_keeps_its_agenda(db, running, points, marta):
    holding.close_meeting(db, running, by=marta)
    refused("meeting_is_over", agenda.add, db, running, kind="subject", title="x", by=marta)
    refused("meeting_is_over", agenda.revise, db, points[1], title="x", minutes=5, version=1, by=marta)


def test_an_agenda_has_an_end(db, planned, marta):
    for number in range(agenda.MOST):
        agenda.add(db, planned, kind="subject", title=f"Punto {number}", by=marta)
    assert refused("agenda_too_long", agenda.add, db, planned, kind="subject", title="x", by=marta)["most"] == 40


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-2, 6)), max_size=8))
def test_no_sequence_of_moves_loses_an_item(db, planned, points, marta, steps):
    for which, position in steps:
        agenda.move(db, points[which], position, agenda_version=order(db, planned, marta), by=marta)
    items = agenda.of_meeting(db, planned, by=marta)
    assert sorted(item["id"] for item in items) == points
    assert [item["position"] for item in items] == [1, 2, 3]
