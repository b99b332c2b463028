"""The office keeps the school calendar."""

from __future__ import annotations

from datetime import date

import pytest

from db import calendar
from tests.conftest import words

YEAR = "2026/27"


@pytest.fixture
def year(db, marta):
    calendar.open_year(db, YEAR, by=marta)
    return YEAR


def tap(at, key):
    return next(button for button in at.button if button.key == key).click().run()


def labels(db, by):
    return [row["label"] for row in calendar.closures(db, *calendar.bounds(YEAR), by=by)]


def test_the_first_year_is_opened_with_one_tap(screen, db, marta):
    at = tap(screen(marta, "calendario-scolastico"), "school_calendar.open")
    assert "Vacanze di Natale" in labels(db, marta) and not at.exception


def test_the_office_closes_some_days(screen, db, year, marta):
    at = screen(marta, "calendario-scolastico")
    at.get_by_key("school_calendar.last_on.new").set_value(date(2026, 11, 30))
    at.get_by_key("school_calendar.label.new").set_value("Imbianchino")
    at = tap(at, "school_calendar.add")
    assert "Imbianchino" in labels(db, marta) and not at.exception


@pytest.mark.parametrize(("label", "last_on", "sentence"), [
    ("", date(2026, 11, 30), "Please fill in: What for."),
    ("x" * 10_000, date(2026, 11, 30), "What for is too long"),
    ("Imbianchino", date(2026, 9, 1), "The end comes before the beginning"),
])
def test_what_makes_no_sense_is_refused(screen, db, year, marta, label, last_on, sentence):
    before = labels(db, marta)
    at = screen(marta, "calendario-scolastico")
    at.get_by_key("school_calendar.last_on.new").set_value(last_on)
    at.get_by_key("school_calendar.label.new").set_value(label)
    at = tap(at, "school_calendar.add")
    assert sentence in words(at).replace("\\", "") and labels(db, marta) == before


def test_a_closure_is_changed_and_opened_again(screen, db, year, marta):
    new = calendar.add_closure(db, date(2026, 11, 30), date(2026, 11, 30), "Imbianchino", by=marta)
    at = screen(marta, "calendario-scolastico")
    at.get_by_key(f"school_calendar.label.{new}").set_value("Đorđević ridipinge")
    at = tap(at, f"school_calendar.save.{new}")
    assert "Đorđević ridipinge" in labels(db, marta)
    tap(at, f"school_calendar.remove.{new}")
    assert "Đorđević ridipinge" not in labels(db, marta)


def test_a_stale_change_is_refused(screen, db, year, marta, davide):
    new = calendar.add_closure(db, date(2026, 11, 30), date(2026, 11, 30), "Imbianchino", by=marta)
    at = screen(marta, "calendario-scolastico")
    calendar.revise_closure(db, new, date(2026, 11, 30), date(2026, 12, 1), "Idraulico", kind="casa", version=1, by=davide)
    at.get_by_key(f"school_calendar.label.{new}").set_value("Elettricista")
    at = tap(at, f"school_calendar.save.{new}")
    assert "Somebody changed this while you were writing" in words(at)
    assert "Idraulico" in labels(db, marta) and "Elettricista" not in labels(db, marta)


def test_lessons_are_written_over(screen, db, year, marta):
    at = screen(marta, "calendario-scolastico")
    at.get_by_key(f"school_calendar.to.{YEAR}").set_value(date(2027, 6, 11))
    tap(at, "school_calendar.save_lessons")
    assert calendar.years(db, by=marta)[0]["lessons_to"] == "2027-06-11"


@pytest.mark.parametrize("name", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_nobody_else_opens_it(screen, year, cast, name):
    assert "Your role does not allow this" in words(screen(getattr(cast, name), "calendario-scolastico"))
