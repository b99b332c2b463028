"""Dropping or closing an activity cancels what was still to come, and planning it again brings it back."""

from __future__ import annotations

from datetime import date

import pytest

from db.connection import insert
from db.plan import activities, feed, following, rota, series, sessions, signatures
from db.rules import RuleBroken
from tests.conftest import TODAY, words
from tests.plan.agreed import WEDNESDAYS, signed

YEAR = date(2026, 9, 1), date(2027, 8, 31)
LATER = date(2026, 12, 9)
RULE = {"first_on": date(2026, 11, 25), "starts_at": "16:30", "ends_at": "18:30", "recurrence": WEDNESDAYS, "place_id": None,
        "leader_id": None}


@pytest.fixture
def theatre(db, cast):
    """Agreed, with 24 Wednesdays."""
    new = signed(db, cast)
    series.plan_series(db, new, **RULE, by=cast.marta, today=TODAY)
    return new


def of(db, by, activity_id):
    return sessions.between(db, *YEAR, by=by, today=TODAY, activity_id=activity_id)


def somebody_came(db, session_id):
    school = insert(db, "insert into organisation (kind, name) values ('association', 'Amici')")
    db.execute("insert into head_count (session_id, organisation_id, who, number, at, seq, tap_uuid, revision) "
               "values (?, ?, 'children', 4, 1, 1, 'u', 1)", [session_id, school])


def test_dropping_cancels_what_is_to_come_with_its_reason_and_phones_hear_of_it(db, theatre, marta):
    kept = of(db, marta, theatre)[0]["id"]
    activities.drop(db, theatre, "Manca la sala", by=marta, today=LATER)
    found = of(db, marta, theatre)
    assert {each["state"] for each in found if each["on_date"] < "2026-12-09"} == {"planned"} and found[0]["id"] == kept
    gone = [each for each in found if each["on_date"] >= "2026-12-09"]
    assert len(gone) == 22
    assert {(each["state"], each["reason"], each["sequence"]) for each in gone} == {("cancelled", "Manca la sala", 1)}
    heard = [each for each in feed.content(db, None, today=TODAY)["sessions"] if each["state"] == "cancelled"]
    assert len(heard) == 22 and heard[0]["sequence"] == 1


def test_a_session_at_which_somebody_was_is_kept(db, theatre, marta):
    there = of(db, marta, theatre)[2]
    assert there["on_date"] == "2026-12-09"
    somebody_came(db, there["id"])
    activities.start(db, theatre, by=marta)
    activities.close(db, theatre, "L’attività è finita.", by=marta, today=LATER)
    assert {each["id"] for each in of(db, marta, theatre) if each["state"] == "planned" and each["on_date"] >= "2026-12-09"} == {
        there["id"]}


def test_what_was_cancelled_before_keeps_its_own_reason(db, theatre, marta):
    first = of(db, marta, theatre)[0]
    sessions.cancel(db, first["id"], "Neve", sequence=0, by=marta)
    activities.drop(db, theatre, "Manca la sala", by=marta, today=TODAY)
    assert sessions.session(db, first["id"], by=marta, today=TODAY)["reason"] == "Neve"


def test_a_refused_drop_cancels_nothing(db, theatre, cast):
    with pytest.raises(RuleBroken, match="missing"):
        activities.drop(db, theatre, " ", by=cast.marta, today=TODAY)
    with pytest.raises(RuleBroken, match="close_not_now"):
        activities.close(db, theatre, by=cast.marta, today=TODAY)
    with pytest.raises(RuleBroken, match="not_allowed"):
        activities.drop(db, theatre, "x", by=cast.elena, today=TODAY)
    with pytest.raises(RuleBroken, match="not_allowed"):
        activities.standing(db, theatre, by=cast.ivo, today=TODAY)
    assert {each["state"] for each in of(db, cast.marta, theatre)} == {"planned"}


def test_taken_up_again_and_signed_its_sessions_are_planned_again_as_they_were(db, theatre, cast):
    before = of(db, cast.marta, theatre)
    rota.put(db, before[0]["id"], cast.sara.id, by=cast.marta, said="yes")
    activities.drop(db, theatre, "Rinviato", by=cast.marta, today=TODAY)
    assert not following.of_session(db, before[0]["id"], by=cast.marta, today=TODAY)
    activities.reopen(db, theatre, by=cast.marta)
    for signer in (cast.marta, cast.davide):
        signatures.sign(db, theatre, version=2, by=signer)
    other = signed(db, cast, "Cucina insieme")
    sessions.add(db, other, on_date=RULE["first_on"], starts_at="17:00", ends_at="18:00", place_id=None, leader_id=cast.sara.id,
                 by=cast.marta)
    made = series.plan_series(db, theatre, **RULE, by=cast.marta, today=TODAY)
    assert made["sessions"] == [each["id"] for each in before], "the same sessions, not second ones"
    assert {(each["state"], each["reason"], each["sequence"]) for each in of(db, cast.marta, theatre)} == {("planned", "", 2)}


def test_the_screen_says_how_many_before_the_tap(screen, db, theatre, cast):
    at = screen(cast.marta, "attivita", id=theatre)
    assert "Dropping it cancels 24 sessions" in words(at)
    at.button(key="activity.start").click().run()
    assert "24 sessions from today on are cancelled" in words(at)
    at.button(key="activity.close").click().run()
    assert {each["reason"] for each in of(db, cast.marta, theatre)} == {"The activity has come to its end."}
    assert "Dropping it" not in words(at)


def test_with_nothing_to_come_the_screen_says_nothing_of_it(screen, db, cast):
    at = screen(cast.marta, "attivita", id=signed(db, cast))
    assert "Dropping it cancels" not in words(at)
