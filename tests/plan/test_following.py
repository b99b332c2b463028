"""A session and all that follow: moved together or not at all, cancelled together."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from db import audit, calendar
from db.connection import connect
from db.plan import feed, following, series, sessions
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.agreed import WEDNESDAYS, signed
from tests.plan.test_activities import refusal

YEAR = date(2026, 9, 1), date(2027, 8, 31)


@pytest.fixture
def theatre(db, cast, hall):
    return signed(db, cast, place=hall, leader=cast.elena.id)


@pytest.fixture
def made(db, theatre, hall, cast):
    """Twenty-four Wednesdays, from 25 November."""
    return series.plan_series(db, theatre, first_on=date(2026, 11, 25), starts_at="16:30", ends_at="18:30", recurrence=WEDNESDAYS,
                              place_id=hall, leader_id=cast.elena.id, by=cast.marta, today=TODAY)["sessions"]


@pytest.fixture
def now(hall, cast):
    return {"weekday": 2, "starts_at": "16:30", "ends_at": "18:30", "place_id": hall, "leader_id": cast.elena.id, "today": TODAY}


def all_of(db, by, **only):
    return sessions.between(db, *YEAR, by=by, today=TODAY, **only)


def test_all_following_move_to_thursday_and_each_phone_hears_of_it(db, made, now, cast):
    told = following.move_following(db, made[2], **{**now, "weekday": 3}, sequence=0, by=cast.marta)
    found = {row["id"]: row for row in all_of(db, cast.marta)}
    assert [found[id]["on_date"] for id in made[:2]] == ["2026-11-25", "2026-12-02"]
    assert len(told["moved"]) == 21 and {*told["moved"], *told["closed"]} == set(made[2:])
    assert [found[id]["reason"] for id in told["closed"]] == ["Vacanze di Pasqua"]
    assert all(date.fromisoformat(found[id]["on_date"]).weekday() == 3 and found[id]["sequence"] == 1 for id in told["moved"])
    assert {row["sequence"] for row in feed.content(db, None, today=TODAY)["sessions"]} == {0, 1}
    trace = audit.recent(db, by=cast.marta, subject=f"session:{made[2]}")[0]
    assert trace["verb"] == "sessions.move_following" and trace["facts"]["moved"] == told["moved"]


def test_what_would_fall_on_a_closed_day_is_told_and_cancelled_with_its_reason(db, made, now, cast):
    calendar.add_closure(db, date(2026, 12, 17), date(2026, 12, 17), "Imbianchino", by=cast.marta)
    seen = following.preview(db, made[0], **{**now, "weekday": 3}, by=cast.marta)
    assert [(each["falls_on"], each["label"]) for each in seen["closed"]] == [("2026-12-17", "Imbianchino"),
                                                                               ("2027-03-25", "Vacanze di Pasqua")]
    assert all(row["sequence"] == 0 for row in all_of(db, cast.marta))
    told = following.move_following(db, made[0], **{**now, "weekday": 3}, sequence=0, by=cast.marta)
    row = sessions.session(db, told["closed"][0], by=cast.marta, today=TODAY)
    assert (row["on_date"], row["state"], row["reason"], row["sequence"]) == ("2026-12-16", "cancelled", "Imbianchino", 1)


def test_only_what_differs_changes_and_the_rest_of_each_stays_its_own(db, made, now, garden, cast):
    sessions.move(db, made[5], on_date=date(2027, 1, 20), starts_at="16:30", ends_at="18:30", place_id=garden,
                  leader_id=cast.davide.id, sequence=0, by=cast.marta)
    following.move_following(db, made[0], **{**now, "starts_at": "17:00", "ends_at": "19:00"}, sequence=0, by=cast.marta)
    row = sessions.session(db, made[5], by=cast.marta, today=TODAY)
    assert (row["starts_at"], row["place_id"], row["leader_id"], row["sequence"]) == ("17:00", garden, cast.davide.id, 2)


def test_other_weekdays_other_hours_what_is_cancelled_and_what_was_counted_stay(db, theatre, made, now, hall, cast):
    monday = sessions.add(db, theatre, on_date=date(2026, 12, 14), starts_at="16:30", ends_at="18:30", place_id=hall,
                          leader_id=None, by=cast.marta)
    sessions.cancel(db, made[1], "Neve", sequence=0, by=cast.marta)
    db.execute("insert into head_count (session_id, organisation_id, who, number, estimated, at, seq, tap_uuid, revision) "
               "values (?, 0, 'adults', 3, 0, 1, 1, '0b0e0000-0000-4000-8000-000000000000', 1)", [made[2]])
    told = following.move_following(db, made[0], **{**now, "weekday": 4}, sequence=0, by=cast.marta)
    assert not {monday, made[1], made[2]} & set(told["moved"]) and len(told["moved"]) == 20
    assert len(told["closed"]) == 2  # carnival, Easter


def test_one_clash_and_nothing_moves(db, made, now, hall, cast):
    kitchen = signed(db, cast, "Cucina insieme")
    sessions.add(db, kitchen, on_date=date(2027, 5, 27), starts_at="18:00", ends_at="19:00", place_id=hall, leader_id=None,
                 by=cast.marta)
    refused = refusal(following.move_following, db, made[0], **{**now, "weekday": 3}, sequence=0, by=cast.marta)
    assert (refused.key, refused.facts["title"], refused.facts["on_date"]) == ("clash_of_place", "Cucina insieme", "2027-05-27")
    assert {row["sequence"] for row in all_of(db, cast.marta)} == {0}


def test_two_groups_of_one_evening_do_not_end_in_one_room(db, theatre, made, now, garden, hall, cast):
    for row in all_of(db, cast.marta)[:3]:
        sessions.add(db, theatre, on_date=date.fromisoformat(row["on_date"]), starts_at="16:30", ends_at="18:30", place_id=garden,
                     leader_id=cast.davide.id, by=cast.marta)
    other = next(row for row in all_of(db, cast.marta, place_id=garden))
    refused = refusal(following.move_following, db, other["id"], **{**now, "place_id": hall, "leader_id": cast.davide.id},
                      sequence=0, by=cast.marta)
    assert refused.key in ("clash_with_itself", "clash_of_place")
    assert {row["sequence"] for row in all_of(db, cast.marta)} == {0}


@pytest.mark.parametrize(("changed", "key"), [
    ({"weekday": 7}, "unknown_choice"), ({"weekday": -1}, "unknown_choice"), ({"weekday": "x" * 10_000}, "unknown_choice"),
    ({"starts_at": "18:30", "ends_at": "16:30"}, "ends_before_it_starts"), ({"starts_at": "alle sei"}, "bad_time"),
    ({"ends_at": ""}, "bad_time"), ({"place_id": 999}, "unknown_choice"), ({"leader_id": 2**70}, "unknown_choice"),
])
def test_what_makes_no_sense_is_refused_and_nothing_moves(db, made, now, marta, changed, key):
    assert refusal(following.move_following, db, made[0], **{**now, **changed}, sequence=0, by=marta).key == key
    assert {row["sequence"] for row in all_of(db, marta)} == {0}


def test_nothing_that_differs_changes_nothing(db, made, now, marta):
    assert following.move_following(db, made[0], **now, sequence=0, by=marta) == {"moved": [], "closed": []}
    assert {row["sequence"] for row in all_of(db, marta)} == {0}


def test_all_following_are_cancelled_with_a_reason_that_the_feed_carries(db, made, cast):
    gone = following.cancel_following(db, made[20], " Chi conduce\ncambia lavoro ", sequence=0, by=cast.davide, today=TODAY)
    assert gone == made[20:]
    told = [row for row in feed.content(db, None, today=TODAY)["sessions"] if row["state"] == "cancelled"]
    assert len(told) == 4 and {(row["reason"], row["sequence"]) for row in told} == {("Chi conduce cambia lavoro", 1)}
    refused = refusal(following.cancel_following, db, made[20], "Ancora", sequence=1, by=cast.marta, today=TODAY)
    assert refused.key == "nothing_follows"


@pytest.mark.parametrize(("reason", "key"), [("", "missing"), (" \n", "missing"), ("x" * 10_000, "too_long")])
def test_cancelling_says_why(db, made, marta, reason, key):
    assert refusal(following.cancel_following, db, made[0], reason, sequence=0, by=marta, today=TODAY).key == key


def test_a_page_that_has_not_seen_a_change_is_refused(db, made, now, hall, cast):
    sessions.move(db, made[0], on_date=date(2026, 11, 25), starts_at="17:00", ends_at="19:00", place_id=hall, leader_id=None,
                  sequence=0, by=cast.davide)
    refused = refusal(following.move_following, db, made[0], **{**now, "weekday": 3}, sequence=0, by=cast.marta)
    assert refused.key == "stale"
    assert (refused.facts["mine"]["on_date"], refused.facts["theirs"]["starts_at"]) == ("2026-11-26", "17:00")
    assert refusal(following.cancel_following, db, made[0], "Perché", sequence=0, by=cast.marta, today=TODAY).key == "stale"


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_plans_no_session_moves_none(db, made, now, cast, who):
    by = getattr(cast, who)
    assert refusal(following.preview, db, made[0], **now, by=by).key == "not_allowed"
    assert refusal(following.move_following, db, made[0], **now, sequence=0, by=by).key == "not_allowed"
    assert refusal(following.cancel_following, db, made[0], "Perché", sequence=0, by=by, today=TODAY).key == "not_allowed"
    assert refusal(following.of_session, db, made[0], by=by, today=TODAY).key == "not_allowed"


def test_elena_moves_what_she_leads_and_nothing_else(db, made, now, cast):
    kitchen = signed(db, cast, "Cucina insieme")
    other = sessions.add(db, kitchen, on_date=date(2026, 11, 26), starts_at="10:00", ends_at="11:00", place_id=None, leader_id=None,
                         by=cast.marta)
    assert refusal(following.cancel_following, db, other, "Perché", sequence=0, by=cast.elena, today=TODAY).key == "not_allowed"
    assert following.move_following(db, made[20], **{**now, "weekday": 0}, sequence=0, by=cast.elena)["moved"] == made[20:]


def test_two_who_move_at_once_one_wins_whole(db, casa_file, made, now, cast):
    start, outcomes = threading.Barrier(2), []

    def move(weekday, by):
        own = connect(casa_file)
        start.wait()
        try:
            outcomes.append(len(following.move_following(own, made[0], **{**now, "weekday": weekday}, sequence=0, by=by)["moved"]))
        except RuleBroken as refused:
            outcomes.append(refused.key)
        finally:
            own.close()

    threads = [threading.Thread(target=move, args=args) for args in ((3, cast.marta), (4, cast.davide))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "stale" in outcomes and len([each for each in outcomes if each != "stale"]) == 1
    standing = {date.fromisoformat(row["on_date"]).weekday() for row in all_of(db, cast.marta) if row["state"] == "planned"}
    assert len(standing) == 1 and standing <= {3, 4}


def test_what_stands_in_the_way_is_told_before_anything_is_written(db, theatre, made, hall, cast):
    hours = {"starts_at": "18:00", "ends_at": "19:00", "place_id": hall, "leader_id": None}
    told = sessions.in_the_way(db, theatre, on_date=date(2026, 12, 2), **hours, by=cast.marta)
    assert [(clash["kind"], clash["on_date"]) for clash in told] == [("place", "2026-12-02")]
    assert sessions.in_the_way(db, theatre, on_date=date(2026, 12, 3), **hours, by=cast.marta, session_id=made[0]) == []
    assert refusal(sessions.in_the_way, db, theatre, on_date=date(2026, 12, 2), **hours, by=cast.ivo).key == "not_allowed"
