"""Nadia's one screen."""

from __future__ import annotations

from datetime import date, time

import pytest

from db.neutral import unavailabilities
from tests.conftest import TODAY, words
from tests.plan.agreed import place


@pytest.fixture
def hall(db):
    return place(db)


def tap(at, key):
    return next(button for button in at.button if button.key == key).click().run()


def kept(db, nadia):
    return unavailabilities.coming(db, by=nadia, today=TODAY)


def test_nadia_keeps_a_place_and_gives_it_back(screen, db, hall, cast):
    at = screen(cast.nadia, "spazio-neutro")
    assert at.title[0].value == "Spazio Neutro"
    at.get_by_key("neutral.on_date").set_value(date(2026, 11, 25))
    at = tap(at, "neutral.do_keep")
    assert [row["on_date"] for row in kept(db, cast.nadia)] == ["2026-11-25"]
    tap(at, f"neutral.free.{kept(db, cast.nadia)[0]['id']}")
    assert kept(db, cast.nadia) == []


def test_an_end_before_the_start_is_refused(screen, db, hall, cast):
    at = screen(cast.nadia, "spazio-neutro")
    at.get_by_key("neutral.ends_at").set_value(time(9, 0))
    at = tap(at, "neutral.do_keep")
    assert "The end comes before the beginning" in words(at) and kept(db, cast.nadia) == []


def test_a_place_that_is_taken_says_only_that(screen, db, hall, cast):
    unavailabilities.reserve(db, hall, on_date=TODAY, starts_at="15:00", ends_at="16:00", by=cast.nadia, today=TODAY)
    at = tap(screen(cast.nadia, "spazio-neutro"), "neutral.do_keep")
    assert "The place is taken at that time" in words(at)


def test_without_places_it_says_so(screen, db, cast):
    assert "The Casa has no places yet" in words(screen(cast.nadia, "spazio-neutro"))


@pytest.mark.parametrize("name", ["marta", "davide", "elena", "sara", "aldo", "ivo"])
def test_nobody_else_opens_it(screen, hall, cast, name):
    at = screen(getattr(cast, name), "spazio-neutro")
    assert "Your role does not allow this" in words(at) and not at.title


def test_there_is_no_field_for_a_name_or_a_note(screen, hall, cast):
    at = screen(cast.nadia, "spazio-neutro")
    assert not at.text_input and not at.text_area
