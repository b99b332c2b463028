"""One session: added, moved, cancelled, restored; never two at once in one place or with one leader."""

from __future__ import annotations

from datetime import date

import pytest

from db import audit
from db.connection import IntegrityError
from db.neutral import unavailabilities
from db.plan import sessions
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.agreed import signed

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def theatre(db, cast):
    return signed(db, cast)


@pytest.fixture
def kitchen(db, cast):
    return signed(db, cast, "Cucina insieme")


def slot(**changed):
    return {"on_date": WEDNESDAY, "starts_at": "16:30", "ends_at": "18:30", "place_id": None, "leader_id": None, **changed}


def seen(db, by, session_id):
    return sessions.session(db, session_id, by=by, today=TODAY)


def test_a_session_of_a_signed_activity_stands_in_the_calendar(db, theatre, hall, marta):
    new = sessions.add(db, theatre, **slot(place_id=hall, leader_id=marta.id), by=marta)
    found = sessions.between(db, WEDNESDAY, WEDNESDAY, by=marta, today=TODAY)
    assert [(row["id"], row["title"], row["place"], row["leader"]) for row in found] == \
        [(new, "Laboratorio di teatro", "Sala grande", "Marta")]
    assert audit.recent(db, by=marta, subject=f"session:{new}")[0]["verb"] == "sessions.add"


def test_without_both_signatures_nothing_is_planned(db, cast):
    unsigned = signed(db, cast, unsigned=True)
    with pytest.raises(RuleBroken, match="not_signed_yet"):
        sessions.add(db, unsigned, **slot(), by=cast.marta)


@pytest.mark.parametrize(("changed", "key"), [
    ({"starts_at": "18:30", "ends_at": "16:30"}, "ends_before_it_starts"),
    ({"ends_at": "16:30"}, "ends_before_it_starts"),
    ({"starts_at": "25:00"}, "bad_time"),
    ({"ends_at": "x" * 10_000}, "bad_time"),
    ({"starts_at": "１６:３０"}, "bad_time"),
    ({"on_date": date(2027, 9, 1)}, "outside_school_year"),
    ({"on_date": date(1, 1, 1)}, "outside_school_year"),
    ({"on_date": date(9999, 12, 31)}, "outside_school_year"),
    ({"place_id": 999}, "unknown_choice"),
    ({"place_id": 2**70}, "unknown_choice"),
    ({"leader_id": 999}, "unknown_choice"),
])
def test_what_makes_no_sense_is_refused_and_nothing_is_written(db, theatre, marta, changed, key):
    with pytest.raises(RuleBroken, match=key):
        sessions.add(db, theatre, **slot(**changed), by=marta)
    assert not sessions.between(db, date(2026, 9, 1), date(2027, 8, 31), by=marta, today=TODAY)


def test_an_archived_place_takes_nothing_new_and_keeps_what_it_had(db, theatre, hall, marta):
    new = sessions.add(db, theatre, **slot(place_id=hall), by=marta)
    db.execute("update place set archived_at = '2026-11-01'")
    with pytest.raises(RuleBroken, match="unknown_choice"):
        sessions.add(db, theatre, **slot(on_date=date(2026, 12, 2), place_id=hall), by=marta)
    sessions.move(db, new, **slot(starts_at="17:00", place_id=hall), sequence=0, by=marta)
    assert seen(db, marta, new)["starts_at"] == "17:00"


def test_a_leader_is_somebody_who_may_lead(db, theatre, cast):
    with pytest.raises(RuleBroken, match="unknown_choice"):
        sessions.add(db, theatre, **slot(leader_id=cast.ivo.id), by=cast.marta)


def test_a_place_is_taken_and_the_refusal_says_by_what(db, theatre, kitchen, hall, marta):
    sessions.add(db, theatre, **slot(place_id=hall), by=marta)
    with pytest.raises(RuleBroken, match="clash_of_place") as refused:
        sessions.add(db, kitchen, **slot(place_id=hall, starts_at="18:00", ends_at="19:00"), by=marta)
    facts = refused.value.facts
    assert (facts["title"], facts["place"], facts["on_date"], facts["starts_at"]) == \
        ("Laboratorio di teatro", "Sala grande", "2026-11-25", "16:30")


def test_a_leader_is_in_one_place(db, theatre, kitchen, hall, marta):
    sessions.add(db, theatre, **slot(place_id=hall, leader_id=marta.id), by=marta)
    with pytest.raises(RuleBroken, match="clash_of_leader") as refused:
        sessions.add(db, kitchen, **slot(leader_id=marta.id), by=marta)
    assert refused.value.facts["title"] == "Laboratorio di teatro"


def test_one_ends_when_the_next_begins(db, theatre, kitchen, hall, marta):
    sessions.add(db, theatre, **slot(place_id=hall, leader_id=marta.id), by=marta)
    assert sessions.add(db, kitchen, **slot(place_id=hall, leader_id=marta.id, starts_at="18:30", ends_at="19:30"), by=marta)


def test_an_activity_does_not_meet_twice_at_once_nowhere(db, theatre, marta):
    sessions.add(db, theatre, **slot(), by=marta)
    with pytest.raises(RuleBroken, match="clash_with_itself"):
        sessions.add(db, theatre, **slot(), by=marta)


def test_a_place_kept_by_spazio_neutro_is_not_available_and_no_more_is_said(db, theatre, hall, cast):
    unavailabilities.reserve(db, hall, on_date=WEDNESDAY, starts_at="17:00", ends_at="18:00", by=cast.nadia, today=TODAY)
    with pytest.raises(RuleBroken, match="place_not_available") as refused:
        sessions.add(db, theatre, **slot(place_id=hall), by=cast.marta)
    assert refused.value.facts["title"] == "" and "Nadia" not in str(refused.value.facts)


def test_the_tables_guard_against_a_clash_on_their_own(db, theatre, hall, marta):
    new = sessions.add(db, theatre, **slot(place_id=hall), by=marta)
    with pytest.raises(IntegrityError, match="session_clashes"):
        sessions.write(db, theatre, {**slot(place_id=hall), "on_date": "2026-11-25"})
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute("insert into unavailability (place_id, on_date, starts_at, ends_at) values (?, '2026-11-25', '18:00', '19:00')",
                   [hall])
    other = sessions.add(db, theatre, **slot(place_id=hall, on_date=date(2026, 12, 2)), by=marta)
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute("update session set on_date = '2026-11-25' where id = ?", [other])
    assert seen(db, marta, new)["on_date"] == "2026-11-25"


def test_moving_one_leaves_the_others_and_tells_the_phones(db, theatre, hall, marta):
    first = sessions.add(db, theatre, **slot(place_id=hall), by=marta)
    second = sessions.add(db, theatre, **slot(place_id=hall, on_date=date(2026, 12, 2)), by=marta)
    sessions.move(db, first, **slot(on_date=date(2026, 11, 26), place_id=hall), sequence=0, by=marta)
    assert (seen(db, marta, first)["on_date"], seen(db, marta, first)["sequence"]) == ("2026-11-26", 1)
    assert (seen(db, marta, second)["on_date"], seen(db, marta, second)["sequence"]) == ("2026-12-02", 0)


def test_a_session_does_not_clash_with_itself_when_it_moves_half_an_hour(db, theatre, hall, marta):
    new = sessions.add(db, theatre, **slot(place_id=hall, leader_id=marta.id), by=marta)
    sessions.move(db, new, **slot(place_id=hall, leader_id=marta.id, starts_at="17:00"), sequence=0, by=marta)
    assert seen(db, marta, new)["starts_at"] == "17:00"


def test_moving_to_where_it_is_changes_nothing(db, theatre, marta):
    new = sessions.add(db, theatre, **slot(), by=marta)
    sessions.move(db, new, **slot(), sequence=0, by=marta)
    assert seen(db, marta, new)["sequence"] == 0


def test_a_stale_move_is_refused_with_both_versions(db, theatre, hall, marta, davide):
    new = sessions.add(db, theatre, **slot(), by=marta)
    sessions.move(db, new, **slot(starts_at="17:00", place_id=hall), sequence=0, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        sessions.move(db, new, **slot(starts_at="15:00"), sequence=0, by=marta)
    mine, theirs = refused.value.facts["mine"], refused.value.facts["theirs"]
    assert (mine["starts_at"], theirs["starts_at"], theirs["place"]) == ("15:00", "17:00", "Sala grande")
    assert seen(db, marta, new)["starts_at"] == "17:00"


def test_a_cancelled_session_keeps_its_reason_and_frees_its_place(db, theatre, kitchen, hall, marta):
    new = sessions.add(db, theatre, **slot(place_id=hall), by=marta)
    sessions.cancel(db, new, "  Sciopero dei mezzi 🚌 ", sequence=0, by=marta)
    assert (seen(db, marta, new)["state"], seen(db, marta, new)["reason"]) == ("cancelled", "Sciopero dei mezzi 🚌")
    sessions.add(db, kitchen, **slot(place_id=hall), by=marta)
    with pytest.raises(RuleBroken, match="clash_of_place"):
        sessions.restore(db, new, sequence=1, by=marta)
    with pytest.raises(RuleBroken, match="session_is_cancelled"):
        sessions.move(db, new, **slot(starts_at="17:00"), sequence=1, by=marta)


def test_a_cancelled_session_can_take_place_after_all(db, theatre, marta):
    new = sessions.add(db, theatre, **slot(), by=marta)
    sessions.cancel(db, new, "Neve", sequence=0, by=marta)
    sessions.restore(db, new, sequence=1, by=marta)
    found = seen(db, marta, new)
    assert (found["state"], found["reason"], found["sequence"]) == ("planned", "", 2)


@pytest.mark.parametrize(("reason", "key"), [("", "missing"), (" \u200e\n ", "missing"), ("x" * 10_000, "too_long")])
def test_a_cancellation_says_why(db, theatre, marta, reason, key):
    new = sessions.add(db, theatre, **slot(), by=marta)
    with pytest.raises(RuleBroken, match=key):
        sessions.cancel(db, new, reason, sequence=0, by=marta)
    assert seen(db, marta, new)["state"] == "planned"


@pytest.mark.parametrize("reason", ["Đorđević è malato", "Nguyễn", "أمينة", "<img src=x onerror=alert(1)>", "[qui](http://x)"])
def test_a_reason_is_kept_as_it_was_written(db, theatre, marta, reason):
    new = sessions.add(db, theatre, **slot(), by=marta)
    sessions.cancel(db, new, reason, sequence=0, by=marta)
    assert seen(db, marta, new)["reason"] == reason


def test_where_people_were_counted_it_took_place(db, theatre, marta):
    new = sessions.add(db, theatre, **slot(), by=marta)
    db.execute("insert into head_count (session_id, organisation_id, who, number, at, seq, tap_uuid, revision)"
               " values (?, 0, 'adults', 3, 0, 0, 'x', 1)", [new])
    with pytest.raises(RuleBroken, match="session_has_attendance"):
        sessions.cancel(db, new, "Neve", sequence=0, by=marta)
    sessions.move(db, new, **slot(starts_at="16:00"), sequence=0, by=marta)
    assert seen(db, marta, new)["counted"]


def test_an_educator_plans_what_she_leads_and_nothing_else(db, cast, theatre):
    hers = signed(db, cast, "Orto", leader=cast.elena.id)
    assert sessions.add(db, hers, **slot(), by=cast.elena)
    with pytest.raises(RuleBroken, match="not_allowed"):
        sessions.add(db, theatre, **slot(), by=cast.elena)


def test_ivo_reads_and_may_not_plan(db, theatre, cast, marta):
    new = sessions.add(db, theatre, **slot(), by=marta)
    assert seen(db, cast.ivo, new)
    for by in (cast.ivo, cast.sara, cast.nadia, cast.aldo):
        for verb in (lambda by: sessions.add(db, theatre, **slot(), by=by),
                     lambda by: sessions.move(db, new, **slot(starts_at="17:00"), sequence=0, by=by),
                     lambda by: sessions.cancel(db, new, "Neve", sequence=0, by=by),
                     lambda by: sessions.restore(db, new, sequence=0, by=by)):
            with pytest.raises(RuleBroken, match="not_allowed"):
                verb(by)


def test_a_volunteer_sees_today_and_no_other_day(db, theatre, marta, sara):
    today = sessions.add(db, theatre, **slot(on_date=TODAY), by=marta)
    later = sessions.add(db, theatre, **slot(), by=marta)
    found = sessions.between(db, date(2026, 9, 1), date(2027, 8, 31), by=sara, today=TODAY)
    assert [row["id"] for row in found] == [today]
    with pytest.raises(RuleBroken, match="not_found"):
        sessions.session(db, later, by=sara, today=TODAY)


def test_behind_the_curtain_no_leader_is_named(db, theatre, marta, behind_curtain):
    new = sessions.add(db, theatre, **slot(leader_id=marta.id), by=marta)
    assert seen(db, marta, new)["leader"] == "Marta"
    assert seen(db, behind_curtain(marta), new)["leader"] is None
