"""Proposing and revising an activity: who may, what is refused, what a new version does."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from db.plan import activities, signatures
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.conftest import YEAR


def refusal(verb, *args, **kwargs) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        verb(*args, **kwargs)
    return refused.value


def test_a_proposal_needs_four_fields_and_keeps_version_one(db, year, cast):
    new = activities.propose(db, {"title": " Orto  insieme ", "kind": "garden", "purpose": "Terra", "age_bands": ["3-5"],
                                  "school_year": year}, by=cast.elena)
    orto = activities.activity(db, new, by=cast.elena)
    assert (orto["title"], orto["state"], orto["version"], orto["proposer"]) == ("Orto insieme", "proposed", 1, "Elena")
    assert activities.history(db, new, by=cast.ivo)[0]["content"]["title"] == "Orto insieme"


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_may_not_propose_is_refused_and_nothing_is_written(db, whole, cast, who):
    assert refusal(activities.propose, db, whole, by=getattr(cast, who)).key == "not_allowed"
    assert db["activity"].count == 0


def test_sara_reads_no_board_and_ivo_does(db, theatre, cast):
    assert refusal(activities.board, db, by=cast.sara).key == "not_allowed"
    assert [card["id"] for card in activities.board(db, by=cast.ivo)["proposed"]] == [theatre]


def test_whole_content_comes_back_as_it_was_written(db, theatre, whole, marta):
    found = activities.activity(db, theatre, by=marta)
    assert activities.content_of(found) == whole
    assert (found["place_name"], found["leader_name"]) == ("Sala grande", "Elena")
    assert (found["lead_names"], found["involved_names"]) == (["Libera Compagnia di Arti e Mestieri"], ["Scuola Orchidee"])


@pytest.mark.parametrize(("filter_by", "value", "is_there"), [
    ("kind", "workshop", True), ("kind", "garden", False), ("principle", "prevention", True), ("principle", "linearity", False),
    ("school_year", YEAR, True), ("school_year", "2025/26", False), ("organisation", 2, True), ("organisation", 3, False),
])
def test_the_board_is_filtered(db, theatre, marta, filter_by, value, is_there):
    assert bool(activities.board(db, by=marta, **{filter_by: value})["proposed"]) is is_there


@pytest.mark.parametrize(("changes", "key"), [
    ({"title": ""}, "missing"),
    ({"title": " \n\t "}, "missing"),
    ({"title": "t" * 121}, "too_long"),
    ({"title": "t" * 10_000}, "too_long"),
    ({"purpose": "p" * 10_000}, "too_long"),
    ({"kind": "circus"}, "unknown_choice"),
    ({"kind": None}, "unknown_choice"),
    ({"age_bands": ["6-10", "99"]}, "unknown_choice"),
    ({"principles": ["obedience"]}, "unknown_choice"),
    ({"access": "secret"}, "unknown_choice"),
    ({"leads": [9999]}, "unknown_choice"),
    ({"leads": ["2"]}, "unknown_choice"),
    ({"leads": [10**30]}, "unknown_choice"),
    ({"involved": [2]}, "organisation_twice"),
    ({"expected_people": 0}, "out_of_range"),
    ({"expected_people": -3}, "out_of_range"),
    ({"expected_people": 10_001}, "out_of_range"),
    ({"expected_people": 2.5}, "bad_number"),
    ({"expected_people": True}, "bad_number"),
    ({"place": 9999}, "unknown_choice"),
    ({"leader": 9999}, "unknown_choice"),
    ({"first_on": "2026-08-31"}, "outside_school_year"),
    ({"first_on": "2027-09-01"}, "outside_school_year"),
    ({"first_on": "9999-12-31"}, "outside_school_year"),
    ({"first_on": "2026-02-30"}, "bad_date"),
    ({"first_on": "domani"}, "bad_date"),
    ({"starts_at": "18:30"}, "ends_before_it_starts"),
    ({"starts_at": "22:00", "ends_at": "01:00"}, "ends_before_it_starts"),
    ({"starts_at": "29:00"}, "bad_time"),
    ({"starts_at": None}, "missing"),
    ({"ends_at": None}, "missing"),
    ({"recurrence": "ogni tanto"}, "bad_recurrence"),
    ({"recurrence": "FREQ=SECONDLY;COUNT=5"}, "bad_recurrence"),
    ({"recurrence": "FREQ=DAILY;INTERVAL=0;COUNT=5"}, "bad_recurrence"),
    ({"recurrence": "FREQ=DAILY;UNTIL=20270609\nDTSTART:20200101"}, "bad_recurrence"),
    ({"recurrence": "FREQ=DAILY;COUNT=999"}, "too_many_sessions"),
    ({"recurrence": "FREQ=WEEKLY;BYDAY=WE;UNTIL=20280609"}, "outside_school_year"),
    ({"recurrence": "FREQ=WEEKLY;BYDAY=WE;COUNT=60"}, "outside_school_year"),
    ({"recurrence": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261126"}, "recurrence_without_days"),
    ({"recurrence": "x" * 10_000}, "too_long"),
    ({"first_on": None}, "missing"),
    ({"budget_cents": -1}, "out_of_range"),
    ({"budget_cents": 10**12}, "out_of_range"),
    ({"budget_cents": 12.5}, "bad_number"),
    ({"budget_cents": None}, "bad_number"),
    ({"school_year": "2031/32"}, "year_not_open"),
    ({"school_year": "2026/28"}, "unknown_choice"),
    ({"school_year": ""}, "unknown_choice"),
])
def test_bad_input_is_refused_with_its_reason_and_nothing_is_half_written(db, whole, theatre, marta, changes, key):
    before = activities.activity(db, theatre, by=marta)
    assert refusal(activities.propose, db, {**whole, **changes}, by=marta).key == key
    assert refusal(activities.revise, db, theatre, changes, version=1, by=marta).key == key
    assert activities.activity(db, theatre, by=marta) == before
    assert (db["activity"].count, db["activity_version"].count) == (1, 1)


@pytest.mark.parametrize("title", ["Đorđević e Nguyễn", "أمينة تلعب", "Festa 🎈", "<img src=x onerror=alert(1)>",
                                   "[qui](javascript:x)"])
def test_any_script_is_kept_as_it_was_typed(db, year, marta, title):
    new = activities.propose(db, {"title": title, "kind": "other", "school_year": year}, by=marta)
    assert activities.activity(db, new, by=marta)["title"] == title


def test_direction_marks_and_controls_are_taken_out(db, year, marta):
    new = activities.propose(db, {"title": "Ora\u202eo\x00rto", "kind": "other", "school_year": year}, by=marta)
    assert activities.activity(db, new, by=marta)["title"] == "Oraorto"


def test_dates_and_times_may_come_as_such(db, theatre, marta):
    when = {"first_on": date(2026, 12, 2), "starts_at": time(9), "ends_at": time(11, 5)}
    activities.revise(db, theatre, when, version=1, by=marta)
    found = activities.activity(db, theatre, by=marta)
    assert (found["first_on"], found["starts_at"], found["ends_at"]) == ("2026-12-02", "09:00", "11:05")


def test_an_archived_organisation_may_stay_but_not_come_in(db, whole, theatre, school, marta):
    db.execute("update organisation set archived_at = '2026-11-01' where id = ?", [school])
    assert activities.revise(db, theatre, {"title": "Teatro"}, version=1, by=marta) == 2
    assert refusal(activities.propose, db, whole, by=marta).key == "unknown_choice"


def test_an_archived_place_and_a_closed_account_may_not_come_in(db, theatre, garden, hall, cast):
    db.execute("update place set archived_at = '2026-11-01' where id in (?, ?)", [garden, hall])
    db.execute("update account set active = 0 where id in (?, ?)", [cast.sara.id, cast.elena.id])
    assert activities.revise(db, theatre, {"title": "Teatro"}, version=1, by=cast.marta) == 2
    assert refusal(activities.revise, db, theatre, {"place": garden}, version=2, by=cast.marta).key == "unknown_choice"
    assert refusal(activities.revise, db, theatre, {"leader": cast.sara.id}, version=2, by=cast.marta).key == "unknown_choice"
    assert refusal(activities.revise, db, theatre, {"leader": cast.ivo.id}, version=2, by=cast.marta).key == "unknown_choice"


def test_an_educator_revises_what_she_proposed_or_leads_and_nothing_else(db, whole, theatre, cast):
    assert activities.revise(db, theatre, {"title": "Teatro di Elena"}, version=1, by=cast.elena) == 2
    led = activities.propose(db, {**whole, "leader": cast.elena.id}, by=cast.marta)
    assert activities.revise(db, led, {"title": "Guidato da Elena"}, version=1, by=cast.elena) == 2
    others = activities.propose(db, {**whole, "leader": None}, by=cast.marta)
    assert refusal(activities.revise, db, others, {"title": "Mio"}, version=1, by=cast.elena).key == "not_allowed"


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_may_not_revise_is_refused(db, theatre, cast, who):
    assert refusal(activities.revise, db, theatre, {"title": "x"}, version=1, by=getattr(cast, who)).key == "not_allowed"


def test_saving_what_is_there_already_makes_no_version(db, whole, theatre, marta):
    assert activities.revise(db, theatre, whole, version=1, by=marta) == 1
    assert activities.revise(db, theatre, {"age_bands": ["11-13", "6-10"]}, version=1, by=marta) == 1
    assert db["activity_version"].count == 1


def test_a_proposal_that_is_completed_stays_a_proposal(db, theatre, marta):
    activities.revise(db, theatre, {"title": "Teatro"}, version=1, by=marta)
    assert activities.activity(db, theatre, by=marta)["state"] == "proposed"


@pytest.mark.parametrize("changes", [
    {"title": "Teatro"}, {"kind": "festival"}, {"purpose": "Altro"}, {"idea": "Altra"}, {"risks": "Altri"},
    {"age_bands": ["3-5"]}, {"principles": []}, {"leads": [1]},
    {"involved": []}, {"access": "open"}, {"expected_people": 20}, {"place": None}, {"leader": None}, {"first_on": "2026-12-02"},
    {"starts_at": "16:00"}, {"ends_at": "19:00"}, {"recurrence": None}, {"budget_cents": 120_001},
])
def test_any_change_of_what_was_signed_reopens_both_signatures(db, theatre, cast, changes):
    for signer in (cast.marta, cast.davide):
        signatures.sign(db, theatre, version=1, by=signer)
    assert activities.revise(db, theatre, changes, version=1, by=cast.marta) == 2
    now = activities.activity(db, theatre, by=cast.marta)
    assert (now["state"], now["version"], now["signatures"]) == ("under_discussion", 2, {})
    assert [row["version"] for row in db.query("select version from signature")] == [1, 1]


def test_a_stale_page_is_refused_with_both_versions_in_words(db, theatre, garden, marta, davide):
    activities.revise(db, theatre, {"title": "Teatro di strada", "place": garden}, version=1, by=davide)
    refused = refusal(activities.revise, db, theatre, {"title": "Teatro in sala"}, version=1, by=marta)
    assert refused.key == "stale"
    assert (refused.facts["mine"]["title"], refused.facts["theirs"]["title"]) == ("Teatro in sala", "Teatro di strada")
    assert refused.facts["theirs"]["place"] == "Giardino"
    assert activities.activity(db, theatre, by=marta)["title"] == "Teatro di strada"


def test_what_is_over_is_not_revised(db, theatre, marta):
    activities.drop(db, theatre, "Non ci sono adesioni", by=marta, today=TODAY)
    assert refusal(activities.revise, db, theatre, {"title": "x"}, version=1, by=marta).key == "activity_is_over"


def test_an_unknown_activity_is_not_found(db, marta):
    for verb in (activities.activity, activities.history, activities.discuss, activities.start, activities.reopen,
                 partial(activities.close, today=TODAY)):
        assert refusal(verb, db, 999, by=marta).key == "not_found"


def test_a_proposal_leaves_a_trace_without_words(db, theatre):
    verb, facts = db.execute("select verb, facts from audit where subject = ?", [f"activity:{theatre}"]).fetchone()
    assert verb == "activities.propose"
    assert "teatro" not in facts
