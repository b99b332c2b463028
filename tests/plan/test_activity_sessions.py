"""From a signed activity to a year of sessions, on the activity's own screen."""

from __future__ import annotations

from datetime import date

import pytest

from db.plan import sessions
from tests.conftest import TODAY, words
from tests.plan.agreed import WEDNESDAYS, signed

YEAR = date(2026, 9, 1), date(2027, 8, 31)


def tap(at, key):
    return next(button for button in at.button if button.key == key).click().run()


def planned(db, by):
    return sessions.between(db, *YEAR, by=by, today=TODAY)


def keys(at):
    return {button.key for button in at.button}


def test_one_tap_from_the_signed_activity_to_a_year(screen, db, cast, hall):
    new = signed(db, cast, place=hall)
    at = screen(cast.marta, "attivita", id=new)
    said = words(at).replace("\\", "")
    assert "24 sessions, from Wednesday 25 November 2026 to Wednesday 26 May 2027." in said
    assert "Vacanze di Natale" in said
    at = tap(at, "activity_sessions.do_plan")
    assert len(planned(db, cast.marta)) == 24 and not at.exception
    assert at.metric[0].value == "24"


def test_a_clash_is_shown_before_the_button_which_is_not_there(screen, db, cast, hall):
    other = signed(db, cast, "Cucina insieme")
    sessions.add(db, other, on_date=date(2026, 12, 9), starts_at="18:00", ends_at="19:00", place_id=hall, leader_id=None,
                 by=cast.marta)
    at = screen(cast.marta, "attivita", id=signed(db, cast, place=hall))
    assert "Sala grande is taken on 9 Dec 2026, 18:00–19:00: Cucina insieme." in words(at).replace("\\", "").replace("\u2060", "")
    assert "activity_sessions.do_plan" not in keys(at)


def test_before_both_signatures_nothing_can_be_planned(screen, db, cast):
    at = screen(cast.marta, "attivita", id=signed(db, cast, unsigned=True))
    assert "first both organisations sign" in words(at)
    assert not {"activity_sessions.do_plan", "activity_sessions.add"} & keys(at)


def test_ivo_reads_the_sessions_and_plans_none(screen, db, cast):
    new = signed(db, cast)
    at = screen(cast.ivo, "attivita", id=new)
    assert "Nothing is planned yet." in words(at)
    assert not {"activity_sessions.do_plan", "activity_sessions.add"} & keys(at)


def test_one_session_more(screen, db, cast):
    new = signed(db, cast, recurrence=None)
    at = tap(screen(cast.davide, "attivita", id=new), "activity_sessions.do_plan")
    at.get_by_key("activity_sessions.on_date").set_value(date(2026, 12, 7))
    at = at.run()
    assert "Sant" in words(at)
    tap(at, "activity_sessions.add")
    assert [row["on_date"] for row in planned(db, cast.davide)] == ["2026-11-25", "2026-12-07"]


def test_an_activity_without_agreed_hours_asks_for_them(screen, db, cast):
    new = signed(db, cast, first_on=None, starts_at=None, ends_at=None, recurrence=None)
    at = tap(screen(cast.marta, "attivita", id=new), "activity_sessions.add")
    assert not at.exception and at.error and planned(db, cast.marta) == []


@pytest.mark.parametrize("title", ["<img src=x onerror=alert(1)>", "[vai](http://x) **b**", "أمينة 🎭", "x" * 120])
def test_a_title_is_only_text(screen, db, cast, title):
    other = signed(db, cast, title)
    sessions.add(db, other, on_date=date(2026, 11, 25), starts_at="16:30", ends_at="18:30", place_id=None,
                 leader_id=cast.elena.id, by=cast.marta)
    at = screen(cast.marta, "attivita", id=signed(db, cast, leader=cast.elena.id, recurrence=WEDNESDAYS))
    assert title in words(at).replace("\\", "").replace("\u2060", "") and not at.exception
    assert "<img" not in words(at).replace("\\<img", "")
