"""The programme of a year: aims and totals."""

from __future__ import annotations

from db.connection import insert
from db.plan import activities, programme
from tests.plan.test_activities import refusal


def test_aims_are_written_once_a_version(db, year, marta, davide):
    programme.aim(db, year, "Più famiglie\nnuove", version=1, by=marta)
    now = programme.programme(db, year, by=davide)
    assert (now["aims"], now["version"]) == ("Più famiglie\nnuove", 2)
    refused = refusal(programme.aim, db, year, "Altro", version=1, by=davide)
    assert refused.key == "stale"
    assert (refused.facts["mine"]["aims"], refused.facts["theirs"]["aims"]) == ("Altro", "Più famiglie\nnuove")
    programme.aim(db, year, "Più famiglie\nnuove", version=2, by=davide)
    assert programme.programme(db, year, by=davide)["version"] == 2


def test_aims_have_a_length_and_a_year(db, year, marta):
    assert refusal(programme.aim, db, year, "a" * 10_000, version=1, by=marta).key == "too_long"
    assert refusal(programme.aim, db, "2031/32", "a", version=1, by=marta).key == "year_not_open"


def test_elena_and_ivo_do_not_write_aims_and_sara_does_not_read_them(db, year, cast):
    for who in (cast.elena, cast.sara, cast.ivo):
        assert refusal(programme.aim, db, year, "x", version=1, by=who).key == "not_allowed"
    assert refusal(programme.programme, db, year, by=cast.sara).key == "not_allowed"
    assert refusal(programme.totals, db, year, by=cast.sara).key == "not_allowed"
    assert programme.years(db, by=cast.ivo) == [year]


def test_totals_count_hours_of_sessions_that_stand_and_write_zero(db, year, theatre, whole, marta):
    activities.propose(db, {**whole, "title": "Altro", "budget_cents": 5}, by=marta)
    for day, state in [("2026-11-25", "planned"), ("2026-12-02", "planned"), ("2026-12-09", "cancelled")]:
        insert(db, """insert into session (activity_id, on_date, starts_at, ends_at, state, uid, changed_at)
                      values (:id, :day, '16:30', '18:15', :state, :day, '')""", id=theatre, day=day, state=state)
    totals = programme.totals(db, year, by=marta)
    assert totals["proposed"] == {"activities": 2, "sessions": 2, "hours": 3.5, "budget_cents": 120_005}
    assert totals["shared"] == {"activities": 0, "sessions": 0, "hours": 0, "budget_cents": 0}
