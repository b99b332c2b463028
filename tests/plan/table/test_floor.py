"""Whose turn it is, and a clock that no crash stops."""

from __future__ import annotations

import pytest

from db import audit
from db.connection import IntegrityError, connect
from db.plan.table import agenda, floor, holding, meetings
from tests.plan.table.test_meetings import refused


def states(db, meeting, by) -> list[str]:
    return [item["state"] for item in agenda.of_meeting(db, meeting, by=by)]


def test_nothing_happens_at_a_table_that_is_not_open(db, planned, points, marta):
    refused("meeting_not_open", floor.go_on, db, planned, seen=None, by=marta)
    refused("meeting_not_open", floor.start, db, points[0], seen=None, by=marta)


def test_the_items_follow_each_other(db, running, points, marta):
    assert states(db, running, marta) == ["on", "waiting", "waiting"]
    assert floor.go_on(db, running, seen=points[0], by=marta) == points[1]
    assert floor.park(db, running, seen=points[1], by=marta) == points[2]
    assert floor.go_on(db, running, seen=points[2], by=marta) is None
    assert states(db, running, marta) == ["done", "parked", "done"]


def test_one_may_jump_ahead_and_what_was_left_comes_back_in_its_turn(db, running, points, marta):
    floor.start(db, points[2], seen=points[0], by=marta)
    assert states(db, running, marta) == ["waiting", "waiting", "on"]
    assert floor.go_on(db, running, seen=points[2], by=marta) == points[0]


def test_two_facilitators_who_press_next_at_once_skip_nothing(db, running, points, marta, davide):
    floor.go_on(db, running, seen=points[0], by=davide)
    assert refused("table_has_moved", floor.go_on, db, running, seen=points[0], by=marta)["title"] == "Mercatino"
    refused("table_has_moved", floor.park, db, running, seen=points[0], by=marta)
    refused("table_has_moved", floor.start, db, points[2], seen=points[0], by=marta)
    assert states(db, running, marta) == ["done", "on", "waiting"]


def test_elena_does_not_lead_a_meeting_that_is_not_hers(db, running, points, cast):
    refused("not_allowed", floor.go_on, db, running, seen=points[0], by=cast.elena)
    refused("not_allowed", holding.close_meeting, db, running, by=cast.elena)


def test_the_clock_runs_on_across_stops_midnight_and_the_night_the_clock_goes_back(db, planned, points, marta, casa_file):
    with audit.told_of("2026-10-24T21:50:00Z"):  # 23:50
        holding.open_meeting(db, planned, by=marta)
        floor.go_on(db, planned, seen=None, by=marta)
    with audit.told_of("2026-10-25T00:30:00Z"):  # 02:30, the first time
        floor.start(db, points[1], seen=points[0], by=marta)
    with audit.told_of("2026-10-25T01:30:00Z"):  # 02:30 again
        floor.start(db, points[0], seen=points[1], by=marta)
    db.close()  # the server is gone
    again = connect(casa_file)
    with audit.told_of("2026-10-25T01:40:00Z"):
        assert [item["seconds"] // 60 for item in agenda.of_meeting(again, planned, by=marta)] == [170, 60, 0]
        holding.close_meeting(again, planned, by=marta)
    with audit.told_of("2026-10-25T09:00:00Z"):
        assert [item["seconds"] // 60 for item in agenda.of_meeting(again, planned, by=marta)] == [170, 60, 0]
    assert meetings.meeting(again, planned, by=marta)["state"] == "held"


def test_a_clock_set_back_takes_no_time_away(db, running, points, marta):
    with audit.told_of("2000-01-01T00:00:00Z"):
        floor.go_on(db, running, seen=points[0], by=marta)
    assert agenda.of_meeting(db, running, by=marta)[0]["seconds"] == 0


def test_the_tables_know_one_item_on_at_a_time(db, running, points):
    with pytest.raises(IntegrityError):
        db.execute("update agenda_item set state = 'on', started_at = '2026-11-23T18:00:00Z' where id = ?", [points[1]])
