"""Calling a meeting, changing it, calling it off."""

from __future__ import annotations

from datetime import date

import pytest

from db import audit
from db.connection import IntegrityError
from db.plan.table import days, holding, invitees, meetings
from db.rules import RuleBroken
from tests.conftest import TODAY

GIVEN = {"on_date": date(2026, 11, 30), "starts_at": "18:00", "ends_at": "20:00"}


def refused(key, verb, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        verb(*args, **kwargs)
    assert refusal.value.key == key
    return refusal.value.facts


def test_meetings_are_numbered_through_their_school_year(db, hall, marta):
    numbers = [meetings.meeting(db, meetings.create(db, **{**GIVEN, "on_date": day}, place_id=hall, by=marta), by=marta)
               for day in (date(2026, 9, 1), date(2027, 8, 31), date(2027, 9, 1))]
    assert [(each["school_year"], each["number"]) for each in numbers] == [("2026/27", 1), ("2026/27", 2), ("2027/28", 1)]


def test_both_signing_organisations_are_invited_at_once(db, planned, marta, davide):
    assert {each["organisation_id"] for each in invitees.of_meeting(db, planned, by=marta)} == {
        marta.organisation_id, davide.organisation_id}


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_only_coordinators_call_a_meeting(db, hall, cast, who):
    refused("not_allowed", meetings.create, db, **GIVEN, place_id=hall, by=getattr(cast, who))
    assert db["meeting"].count == 0


def test_elena_changes_the_meeting_she_facilitates_and_no_other(db, hall, cast):
    hers = meetings.create(db, **GIVEN, place_id=hall, facilitator_id=cast.elena.id, by=cast.marta)
    meetings.revise(db, hers, starts_at="17:30", version=1, by=cast.elena)
    assert meetings.meeting(db, hers, by=cast.elena)["starts_at"] == "17:30"
    other = meetings.create(db, **{**GIVEN, "on_date": date(2026, 12, 1)}, place_id=hall, by=cast.marta)
    refused("not_allowed", meetings.revise, db, other, starts_at="17:30", version=1, by=cast.elena)


@pytest.mark.parametrize(("change", "key"), [
    ({"on_date": None}, "missing"), ({"on_date": "30/11"}, "bad_date"), ({"on_date": date(1999, 1, 1)}, "out_of_range"),
    ({"starts_at": ""}, "bad_time"), ({"starts_at": "24:00"}, "bad_time"), ({"ends_at": "7:5"}, "bad_time"),
    ({"ends_at": "18:00"}, "ends_before_it_starts"), ({"ends_at": "17:00"}, "meeting_too_long"),
    ({"mode": "hybrid"}, "unknown_choice"), ({"mode": "online"}, "meeting_needs_a_place"),
    ({"place_id": None}, "meeting_needs_a_place"), ({"place_id": 999}, "unknown_choice"),
    ({"link": "javascript:alert(1)"}, "bad_link"), ({"link": "https://" + "x" * 10_000}, "too_long"),
    ({"facilitator_id": 999}, "unknown_choice"), ({"drafter_id": 999}, "unknown_choice"),
])
def test_a_meeting_that_cannot_be_is_refused_and_nothing_is_written(db, hall, marta, change, key):
    refused(key, meetings.create, db, **{**GIVEN, "place_id": hall, **change}, by=marta)
    assert db["meeting"].count == db["meeting_invitee"].count == 0


def test_a_volunteer_does_not_facilitate(db, hall, cast):
    refused("unknown_choice", meetings.create, db, **GIVEN, place_id=hall, facilitator_id=cast.sara.id, by=cast.marta)


def test_across_midnight_it_ends_the_day_after(db, hall, marta):
    new = meetings.create(db, on_date=date(2026, 12, 31), starts_at="22:00", ends_at="01:00", place_id=hall, by=marta)
    meeting = meetings.meeting(db, new, by=marta)
    assert meeting["ends_on"] == "2027-01-01"
    assert [each["id"] for each in meetings.coming(db, today=date(2027, 1, 1), by=marta)] == [new]
    assert meetings.coming(db, today=date(2027, 1, 2), by=marta) == []
    assert [each["id"] for each in meetings.past(db, today=date(2027, 1, 2), by=marta)] == [new]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 10, 24), 5), (date(2026, 10, 25), 4), (date(2027, 3, 27), 3)])
def test_the_night_the_clock_changes_is_an_hour_longer_or_shorter(db, hall, marta, day, hours):
    new = meetings.create(db, on_date=day, starts_at="23:00", ends_at="03:00", place_id=hall, by=marta)
    begin, end = days.instants(meetings.meeting(db, new, by=marta))
    assert (end - begin).total_seconds() == hours * 3600


def test_what_happened_that_night_is_kept_in_utc(db, hall, marta):
    new = meetings.create(db, on_date=date(2026, 10, 24), starts_at="23:00", ends_at="03:00", place_id=hall, by=marta)
    with audit.told_of("2026-10-25T00:30:00Z"):  # 02:30 on the wall, for the first time
        holding.open_meeting(db, new, by=marta)
    with audit.told_of("2026-10-25T01:15:00Z"):  # 02:15 on the wall, for the second
        holding.close_meeting(db, new, by=marta)
    meeting = meetings.meeting(db, new, by=marta)
    assert [meeting[field] for field in ("opened_at", "closed_at", "state")] == [
        "2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z", "held"]


def test_a_session_in_the_same_place_stands_in_the_way_also_after_midnight(db, cast, hall, marta):
    from db.plan import sessions
    from tests.plan.agreed import signed

    activity = signed(db, cast)
    sessions.add(db, activity, on_date=date(2026, 12, 2), starts_at="00:15", ends_at="02:00", place_id=hall, leader_id=None,
                 by=marta)
    night = {"on_date": date(2026, 12, 1), "starts_at": "22:00", "ends_at": "00:30"}
    assert refused("clash_of_place", meetings.create, db, **night, place_id=hall, by=marta)["title"] == "Laboratorio di teatro"
    meetings.create(db, **{**night, "ends_at": "00:15"}, place_id=hall, by=marta)


def test_a_change_reaches_phones_only_when_it_is_about_when_or_where(db, planned, cast, garden, marta):
    meetings.revise(db, planned, drafter_id=cast.elena.id, version=1, by=marta)
    assert meetings.meeting(db, planned, by=marta)["sequence"] == 0
    meetings.revise(db, planned, place_id=garden, version=2, by=marta)
    now = meetings.meeting(db, planned, by=marta)
    assert (now["sequence"], now["version"], now["place"]) == (1, 3, "Giardino")
    meetings.revise(db, planned, place_id=garden, version=3, by=marta)
    assert meetings.meeting(db, planned, by=marta)["version"] == 3


def test_a_page_that_has_grown_old_is_shown_both_versions(db, planned, marta, davide):
    meetings.revise(db, planned, starts_at="17:30", version=1, by=davide)
    facts = refused("stale", meetings.revise, db, planned, ends_at="20:30", version=1, by=marta)
    assert (facts["mine"]["ends_at"], facts["theirs"]["ends_at"], facts["theirs"]["starts_at"]) == ("20:30", "20:00", "17:30")
    refused("stale", meetings.cancel, db, planned, "Neve", version=1, by=marta)


def test_a_meeting_does_not_leave_its_school_year(db, planned, marta):
    refused("outside_school_year", meetings.revise, db, planned, on_date=date(2027, 9, 10), version=1, by=marta)


def test_called_off_it_stays_and_says_why(db, planned, marta):
    refused("missing", meetings.cancel, db, planned, "  ", version=1, by=marta)
    meetings.cancel(db, planned, "Neve", version=1, by=marta)
    now = meetings.meeting(db, planned, by=marta)
    assert (now["state"], now["reason"], now["sequence"]) == ("cancelled", "Neve", 1)
    refused("meeting_is_over", holding.open_meeting, db, planned, by=marta)
    refused("meeting_is_over", meetings.revise, db, planned, starts_at="17:00", version=2, by=marta)


def test_begun_it_keeps_its_day_and_may_end_later(db, running, marta):
    version = meetings.meeting(db, running, by=marta)["version"]
    refused("meeting_has_begun", meetings.revise, db, running, on_date=date(2026, 11, 24), version=version, by=marta)
    refused("meeting_has_begun", meetings.cancel, db, running, "Neve", version=version, by=marta)
    meetings.revise(db, running, ends_at="20:30", version=version, by=marta)


def test_one_meeting_at_a_time(db, running, garden, marta):
    other = meetings.create(db, **GIVEN, place_id=garden, by=marta)
    assert refused("another_meeting_runs", holding.open_meeting, db, other, by=marta)["number"] == 1


def test_the_tables_let_nobody_erase_or_undo_a_meeting(db, running, marta):
    holding.close_meeting(db, running, by=marta)
    for sql in ("delete from meeting", "update meeting set state = 'planned', opened_at = null, closed_at = null"):
        with pytest.raises(IntegrityError):
            db.execute(sql)


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo"])
def test_who_may_not_read_the_table_reads_nothing(db, planned, cast, who):
    for verb, args in ((meetings.meeting, (planned,)), (invitees.of_meeting, (planned,))):
        refused("not_allowed", verb, db, *args, by=getattr(cast, who))
    refused("not_allowed", meetings.coming, db, today=TODAY, by=getattr(cast, who))
