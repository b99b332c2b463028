"""A school year, its holidays and the days the Casa is closed."""

from __future__ import annotations

from datetime import date

import pytest

from db import audit, calendar
from db.connection import REAL, file_of, opened
from db.rules import MACHINE, RuleBroken
from pages.office import welcome
from tests.conftest import PASSWORD


@pytest.fixture
def year(db):
    calendar.open_year(db, "2026/27", by=MACHINE)
    return "2026/27"


def labelled(db, by, first=date(2026, 9, 1), last=date(2027, 8, 31)):
    return {row["label"]: (row["first_on"], row["last_on"]) for row in calendar.closures(db, first, last, by=by)}


@pytest.mark.parametrize(("day", "year"), [
    (date(2026, 8, 31), "2025/26"), (date(2026, 9, 1), "2026/27"), (date(2027, 1, 1), "2026/27"), (date(2099, 9, 1), "2099/00"),
])
def test_a_day_belongs_to_its_school_year(day, year):
    assert calendar.school_year_of(day) == year


@pytest.mark.parametrize("text", ["", "2026", "2026/28", "1999/00", "2026/27 ", None])
def test_what_is_no_school_year_is_refused(text):
    with pytest.raises(RuleBroken, match="unknown_choice"):
        calendar.bounds(text)


def test_lombardy_2026_27_comes_out_of_the_standing_rule(db, year, marta):
    assert calendar.lessons(year) == (date(2026, 9, 14), date(2027, 6, 8))
    days = labelled(db, marta)
    assert days["Vacanze di Natale"] == ("2026-12-23", "2027-01-06")
    assert days["Carnevale ambrosiano"] == ("2027-02-12", "2027-02-13")
    assert days["Vacanze di Pasqua"] == ("2027-03-25", "2027-03-30")
    assert days["Sant'Ambrogio"] == ("2026-12-07", "2026-12-07")
    assert "2026-10-04" in {first for first, _ in days.values()}


@pytest.mark.parametrize("year", [f"{y}/{(y + 1) % 100:02d}" for y in range(2020, 2041)])
def test_the_rule_holds_for_other_years(db, year):
    first, last = calendar.lessons(year)
    assert first.weekday() == 0 and 12 <= first.day <= 18 and last.weekday() != 6
    assert calendar.open_year(db, year, by=MACHINE)


def test_opening_a_year_twice_changes_nothing(db, year, marta):
    before = labelled(db, marta)
    calendar.remove_closure(db, calendar.closures(db, date(2026, 12, 7), date(2026, 12, 7), by=marta)[0]["id"], by=marta)
    assert calendar.open_year(db, year, by=marta) is False
    assert len(labelled(db, marta)) == len(before) - 1


def test_a_founded_casa_has_its_school_year_open():
    typed = {"name": "La Casa", "municipality": "Comune", "partner": "Ente", "display_name": "Marta", "side": "municipality",
             "email": "marta@casa.example", "password": PASSWORD}
    welcome._found(typed, "it", "")
    with opened(file_of(REAL)) as db:
        assert [row["school_year"] for row in calendar.years(db, by=MACHINE)] == ["2026/27"]
        assert calendar.closed_on(db, date(2026, 12, 7))["kind"] == "patron"


def test_a_day_knows_why_it_is_closed(db, year):
    assert calendar.closed_on(db, date(2026, 12, 7))["label"] == "Sant'Ambrogio"
    assert calendar.closed_on(db, date(2026, 12, 25))["kind"] == "national"
    assert calendar.closed_on(db, date(2026, 11, 23)) is None


def test_the_office_adds_changes_and_removes_a_closure(db, year, marta):
    new = calendar.add_closure(db, date(2027, 8, 1), date(2027, 8, 20), "Chiusura estiva", by=marta)
    calendar.revise_closure(db, new, date(2027, 8, 2), date(2027, 8, 22), "Chiusura estiva", kind="casa", version=1, by=marta)
    assert calendar.closed_on(db, date(2027, 8, 22))["id"] == new
    calendar.remove_closure(db, new, by=marta)
    assert calendar.closed_on(db, date(2027, 8, 22)) is None
    assert {"calendar.close", "calendar.revise", "calendar.reopen"} <= {row["verb"] for row in audit.recent(db, by=marta)}


@pytest.mark.parametrize(("first", "last", "label", "key"), [
    (date(2027, 8, 20), date(2027, 8, 1), "Estate", "ends_before_it_starts"),
    (date(2027, 8, 1), date(2027, 8, 20), " \u202e ", "missing"),
    (date(2027, 8, 1), date(2027, 8, 20), "x" * 10_000, "too_long"),
    (date(1900, 1, 1), date(2027, 8, 20), "Estate", "out_of_range"),
    (date(2027, 8, 1), date(9999, 12, 31), "Estate", "out_of_range"),
    (date(2026, 12, 7), date(2026, 12, 7), "Sant'Ambrogio", "closure_twice"),
])
def test_a_closure_that_makes_no_sense_is_refused(db, year, marta, first, last, label, key):
    before = labelled(db, marta)
    with pytest.raises(RuleBroken, match=key):
        calendar.add_closure(db, first, last, label, by=marta)
    assert labelled(db, marta) == before


@pytest.mark.parametrize("label", ["Đorđević", "Nguyễn Văn", "أمينة", "🎉 festa", "<img src=x onerror=alert(1)>", "[vai](http://x)"])
def test_a_label_keeps_every_script(db, year, marta, label):
    new = calendar.add_closure(db, date(2027, 7, 1), date(2027, 7, 1), label, by=marta)
    assert labelled(db, marta)[label] == ("2027-07-01", "2027-07-01") and new


def test_a_stale_change_is_refused_with_both_versions(db, year, marta, davide):
    new = calendar.add_closure(db, date(2027, 8, 1), date(2027, 8, 20), "Estate", by=marta)
    calendar.revise_closure(db, new, date(2027, 8, 1), date(2027, 8, 25), "Estate", kind="casa", version=1, by=davide)
    with pytest.raises(RuleBroken, match="stale") as refused:
        calendar.revise_closure(db, new, date(2027, 8, 1), date(2027, 8, 10), "Estate", kind="casa", version=1, by=marta)
    assert refused.value.facts["mine"]["last_on"] == "2027-08-10" and refused.value.facts["theirs"]["last_on"] == "2027-08-25"


def test_lessons_are_written_over_within_their_year(db, year, marta):
    calendar.set_lessons(db, year, date(2026, 9, 10), date(2027, 6, 11), version=1, by=marta)
    assert calendar.years(db, by=marta)[0]["lessons_from"] == "2026-09-10"
    for first, last, key in [(date(2027, 6, 1), date(2027, 5, 1), "ends_before_it_starts"),
                             (date(2025, 9, 10), date(2027, 6, 11), "out_of_range")]:
        with pytest.raises(RuleBroken, match=key):
            calendar.set_lessons(db, year, first, last, version=2, by=marta)
    with pytest.raises(RuleBroken, match="stale"):
        calendar.set_lessons(db, year, date(2026, 9, 10), date(2027, 6, 11), version=1, by=marta)


def test_only_who_may_change_the_calendar_does(db, year, cast):
    for by in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            calendar.add_closure(db, date(2027, 8, 1), date(2027, 8, 20), "Estate", by=by)
        with pytest.raises(RuleBroken, match="not_allowed"):
            calendar.open_year(db, "2027/28", by=by)
