"""A series: a year of sessions from one rule, all of them or none."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import calendar
from db.connection import connect
from db.neutral import unavailabilities
from db.plan import series, sessions
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.agreed import WEDNESDAYS, signed

YEAR = date(2026, 9, 1), date(2027, 8, 31)


@pytest.fixture
def theatre(db, cast):
    return signed(db, cast)


@pytest.fixture
def kitchen(db, cast):
    return signed(db, cast, "Cucina insieme")


def rule(**changed):
    return {"first_on": date(2026, 11, 25), "starts_at": "16:30", "ends_at": "18:30", "recurrence": WEDNESDAYS, "place_id": None,
            "leader_id": None, "today": TODAY, **changed}


def evening(hall):
    return {"starts_at": "18:00", "ends_at": "19:00", "place_id": hall, "leader_id": None}


def days(db, by, activity_id=None):
    return [row["on_date"] for row in sessions.between(db, *YEAR, by=by, today=TODAY, activity_id=activity_id)]


def test_every_wednesday_but_the_holidays(db, theatre, marta):
    made = series.plan_series(db, theatre, **rule(), by=marta)
    assert [skip["on_date"] for skip in made["skipped"]] == ["2026-12-23", "2026-12-30", "2027-01-06", "2027-06-02"]
    assert made["skipped"][0]["label"] == "Vacanze di Natale"
    kept = days(db, marta)
    assert len(kept) == len(made["sessions"]) == 24 and kept[0] == "2026-11-25" and kept[-1] == "2027-05-26"
    assert all(date.fromisoformat(day).weekday() == 2 for day in kept)


def test_every_second_wednesday(db, theatre, marta):
    series.plan_series(db, theatre, **rule(recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270131"), by=marta)
    assert days(db, marta) == ["2026-11-25", "2026-12-09", "2027-01-20"]


def test_a_closure_of_our_own_is_skipped_too(db, theatre, marta):
    calendar.add_closure(db, date(2026, 12, 1), date(2026, 12, 3), "Imbianchino", by=marta)
    made = series.plan_series(db, theatre, **rule(), by=marta)
    assert {"on_date": "2026-12-02", "kind": "casa", "label": "Imbianchino"} in made["skipped"]


def test_a_day_alone(db, theatre, marta):
    series.plan_series(db, theatre, **rule(recurrence=None), by=marta)
    assert days(db, marta) == ["2026-11-25"]


def test_hours_stay_when_the_clocks_change(db, cast, theatre, marta):
    early = date(2026, 10, 14)
    series.plan_series(db, theatre, **rule(first_on=early, recurrence="FREQ=WEEKLY;COUNT=4", today=early), by=marta)
    found = sessions.between(db, *YEAR, by=marta, today=TODAY)
    assert [row["on_date"] for row in found] == ["2026-10-14", "2026-10-21", "2026-10-28", "2026-11-04"]
    assert {row["starts_at"] for row in found} == {"16:30"}


def test_a_series_signed_late_begins_today(db, theatre, marta):
    made = series.plan_series(db, theatre, **rule(first_on=date(2026, 11, 11)), by=marta)
    assert [skip for skip in made["skipped"] if skip["kind"] == "past"] == [
        {"on_date": "2026-11-11", "kind": "past", "label": ""}, {"on_date": "2026-11-18", "kind": "past", "label": ""}]
    assert days(db, marta)[0] == "2026-11-25"


def test_a_preview_shows_days_and_clashes_and_writes_nothing(db, theatre, kitchen, hall, marta):
    sessions.add(db, kitchen, on_date=date(2026, 12, 9), **evening(hall), by=marta)
    seen = series.preview_series(db, theatre, **rule(place_id=hall), by=marta)
    assert len(seen["dates"]) == 24 and len(seen["skipped"]) == 4
    assert [(clash["title"], clash["on_date"]) for clash in seen["clashes"]] == [("Cucina insieme", "2026-12-09")]
    assert days(db, marta, theatre) == []


def test_one_clash_and_nothing_is_written(db, theatre, kitchen, hall, marta):
    sessions.add(db, kitchen, on_date=date(2027, 5, 26), **evening(hall), by=marta)
    with pytest.raises(RuleBroken, match="clash_of_place") as refused:
        series.plan_series(db, theatre, **rule(place_id=hall), by=marta)
    assert refused.value.facts["title"] == "Cucina insieme" and refused.value.facts["on_date"] == "2027-05-26"
    assert days(db, marta, theatre) == []


def test_the_same_series_again_plans_only_what_is_missing(db, theatre, marta):
    made = series.plan_series(db, theatre, **rule(), by=marta)["sessions"]
    sessions.cancel(db, made[3], "Neve", sequence=0, by=marta)
    assert series.plan_series(db, theatre, **rule(), by=marta)["sessions"] == [made[3]], "a cancelled session is none"
    again = sessions.session(db, made[3], by=marta, today=TODAY)
    assert (again["state"], again["reason"], again["sequence"]) == ("planned", "", 2)
    with pytest.raises(RuleBroken, match="no_day_left"):
        series.plan_series(db, theatre, **rule(), by=marta)
    calendar.remove_closure(db, calendar.closed_on(db, date(2026, 12, 30))["id"], by=marta)
    series.plan_series(db, theatre, **rule(), by=marta)
    assert len(days(db, marta)) == 26 and {"2026-12-23", "2026-12-30"} <= set(days(db, marta))


def test_spazio_neutro_in_the_way_has_no_name(db, theatre, hall, cast, marta):
    unavailabilities.reserve(db, hall, on_date=date(2026, 12, 2), starts_at="16:00", ends_at="17:00", by=cast.nadia, today=TODAY)
    seen = series.preview_series(db, theatre, **rule(place_id=hall), by=marta)
    assert seen["clashes"] == [{"kind": "unavailable", "title": "", "on_date": "2026-12-02", "starts_at": "16:00",
                                "ends_at": "17:00", "place": "Sala grande"}]


@pytest.mark.parametrize(("changed", "key"), [
    ({"recurrence": "FREQ=DAILY;COUNT=1000"}, "too_many_sessions"),
    ({"recurrence": "FREQ=DAILY;UNTIL=20270831"}, "too_many_sessions"),
    ({"recurrence": "FREQ=WEEKLY;UNTIL=20280608"}, "outside_school_year"),
    ({"recurrence": "FREQ=HOURLY;COUNT=5"}, "bad_recurrence"),
    ({"recurrence": "ogni mercoledì"}, "bad_recurrence"),
    ({"recurrence": "x" * 10_000}, "bad_recurrence"),
    ({"starts_at": "18:30", "ends_at": "16:30"}, "ends_before_it_starts"),
    ({"first_on": date(2025, 11, 25)}, "outside_school_year"),
    ({"recurrence": "FREQ=WEEKLY;COUNT=2", "first_on": date(2026, 12, 24)}, "no_day_left"),
])
def test_what_makes_no_sense_is_refused(db, theatre, marta, changed, key):
    with pytest.raises(RuleBroken, match=key):
        series.plan_series(db, theatre, **rule(**changed), by=marta)
    assert days(db, marta) == []


def test_without_both_signatures_there_is_no_series(db, cast, marta):
    unsigned = signed(db, cast, unsigned=True)
    with pytest.raises(RuleBroken, match="not_signed_yet"):
        series.preview_series(db, unsigned, **rule(), by=marta)


def test_ivo_may_not_even_preview(db, theatre, ivo):
    for verb in (series.preview_series, series.plan_series):
        with pytest.raises(RuleBroken, match="not_allowed"):
            verb(db, theatre, **rule(), by=ivo)


def test_two_who_plan_the_same_room_at_once_one_wins(db, casa_file, theatre, kitchen, hall, cast):
    start, outcomes = threading.Barrier(2), {}

    def plan(activity_id, by):
        own = connect(casa_file)
        start.wait()
        try:
            outcomes[activity_id] = len(series.plan_series(own, activity_id, **rule(place_id=hall), by=by)["sessions"])
        except RuleBroken as refusal:
            outcomes[activity_id] = refusal
        finally:
            own.close()

    threads = [threading.Thread(target=plan, args=args) for args in ((theatre, cast.marta), (kitchen, cast.davide))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [activity for activity, outcome in outcomes.items() if outcome == 24]
    lost = [outcome for outcome in outcomes.values() if isinstance(outcome, RuleBroken)]
    assert len(won) == len(lost) == 1 and lost[0].key == "clash_of_place"
    assert lost[0].facts["title"] == {theatre: "Laboratorio di teatro", kitchen: "Cucina insieme"}[won[0]]
    assert len(days(db, cast.marta)) == 24


RULES = st.builds("FREQ={};INTERVAL={};COUNT={}".format, st.sampled_from(["DAILY", "WEEKLY"]), st.integers(1, 3),
                  st.integers(1, 60))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule_text=RULES, first_on=st.dates(date(2026, 9, 1), date(2027, 8, 31)))
def test_whatever_the_rule_no_session_falls_on_a_closed_day_or_outside_the_year(db, theatre, marta, rule_text, first_on):
    db.execute("delete from session")
    try:
        made = series.plan_series(db, theatre, **rule(first_on=first_on, recurrence=rule_text), by=marta)
    except RuleBroken as refusal:
        assert refusal.key in ("no_day_left", "outside_school_year") and days(db, marta) == []
        return
    kept = [date.fromisoformat(day) for day in days(db, marta)]
    assert len(kept) == len(set(kept)) == len(made["sessions"])
    assert all(TODAY <= day <= YEAR[1] and calendar.closed_on(db, day) is None for day in kept)
    count = int(rule_text.rpartition("=")[2])
    assert len(kept) + len(made["skipped"]) == count
