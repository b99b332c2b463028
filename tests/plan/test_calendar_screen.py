"""The calendar on the screen: who reads it, who moves a session, and what never stands in it."""

from __future__ import annotations

from datetime import date

import pytest

from db import calendar
from db.neutral import unavailabilities
from db.plan import sessions
from pages.plan import calendar_days
from pages.ui.here import Here
from tests.conftest import TODAY, words
from tests.plan.agreed import signed

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def theatre(db, cast, hall):
    return signed(db, cast, place=hall, leader=cast.elena.id)


@pytest.fixture
def session(db, theatre, hall, cast):
    return sessions.add(db, theatre, on_date=WEDNESDAY, starts_at="16:30", ends_at="18:30", place_id=hall,
                        leader_id=cast.elena.id, by=cast.marta)


def here(db, by):
    return Here(db, by, {}, "real", TODAY, "")


def items(data):
    return [item for day in data["days"] for item in day["items"]]


def tap(at, key):
    return next(button for button in at.button if button.key == key).click().run()


def seen(db, by, session):
    return sessions.session(db, session, by=by, today=TODAY)


def test_a_month_is_whole_weeks_from_monday_to_sunday(db, session, marta):
    data = calendar_days.month(here(db, marta), TODAY, place_id=None, activity_id=None)
    assert [len(row["days"]) for row in data["rows"]] == [7] * 6
    assert (data["days"][0]["date"], data["days"][-1]["date"]) == ("2026-10-26", "2026-12-06")
    assert [item["title"] for item in items(data)] == ["Laboratorio di teatro"]


def test_a_week_has_a_row_for_each_place(db, session, hall, garden, marta):
    data = calendar_days.week(here(db, marta), TODAY, [{"id": garden, "name": "Giardino"}, {"id": hall, "name": "Sala grande"}],
                              place_id=None, activity_id=None)
    counted = {row["label"]: sum(len(day["items"]) for day in row["days"]) for row in data["rows"]}
    assert counted == {"Giardino": 0, "Sala grande": 1}


def test_the_calendar_is_narrowed_by_place_and_by_activity(db, session, theatre, hall, garden, marta):
    at = here(db, marta)
    assert items(calendar_days.month(at, TODAY, place_id=hall, activity_id=theatre))
    assert not items(calendar_days.month(at, TODAY, place_id=garden, activity_id=None))
    assert not items(calendar_days.month(at, TODAY, place_id=None, activity_id=theatre + 1))


def test_closures_stand_behind_and_cancelled_sessions_say_why(db, session, marta):
    sessions.cancel(db, session, "Sciopero", sequence=0, by=marta)
    calendar.add_closure(db, WEDNESDAY, WEDNESDAY, "Imbianchino", by=marta)
    data = calendar_days.month(here(db, marta), TODAY, place_id=None, activity_id=None)
    day = next(day for day in data["days"] if day["date"] == "2026-11-25")
    assert (day["closed"], day["holiday"]) == ("Imbianchino", True)
    assert (day["items"][0]["cancelled"], day["items"][0]["reason"]) == (True, "Sciopero")


def test_what_spazio_neutro_keeps_has_no_words_and_no_handle(db, hall, cast):
    unavailabilities.reserve(db, hall, on_date=WEDNESDAY, starts_at="09:00", ends_at="10:00", by=cast.nadia, today=TODAY)
    kept = items(calendar_days.month(here(db, cast.marta), TODAY, place_id=None, activity_id=None))
    assert kept == [{"id": 0, "when": "09:00–10:00", "title": "", "place": "Sala grande", "place_id": hall}]


def test_no_leader_goes_to_the_browser(db, session, marta):
    assert "Elena" not in str(calendar_days.month(here(db, marta), TODAY, place_id=None, activity_id=None))


@pytest.mark.parametrize("name", ["marta", "davide", "elena", "nadia", "ivo"])
def test_who_may_opens_the_calendar(screen, cast, session, name):
    at = screen(getattr(cast, name), "calendario")
    assert at.title[0].value == "November 2026" and not at.exception


@pytest.mark.parametrize("name", ["sara", "aldo"])
def test_who_may_not_is_told_so(screen, cast, session, name):
    at = screen(getattr(cast, name), "calendario")
    assert "Your role does not allow this" in words(at) and not at.title


@pytest.mark.parametrize(("query", "title"), [
    ({"view": "week"}, "23–29 November 2026"), ({"view": "week", "day": "2026-12-31"}, "28 Dec – 3 Jan 2027"),
    ({"day": "2027-01-15"}, "January 2027"), ({"day": "x" * 10_000}, "November 2026"), ({"day": "0001-01-01"}, "November 2026"),
    ({"day": "9999-12-31"}, "November 2026"), ({"view": "<img onerror>", "place": "-1", "activity": "أمينة"}, "November 2026"),
])
def test_every_address_shows_a_calendar(screen, cast, session, query, title):
    at = screen(cast.marta, "calendario", **query)
    assert at.title[0].value.replace("\\", "") == title and not at.exception and not at.error


def test_later_is_next_month(screen, cast, session):
    at = tap(screen(cast.ivo, "calendario"), "calendar.next")
    assert at.title[0].value == "December 2026"
    assert tap(at, "calendar.today").title[0].value == "November 2026"


def test_an_empty_month_says_what_to_do_next(screen, cast, session):
    at = screen(cast.marta, "calendario", day="2027-07-01")
    assert "Nothing is planned in these days." in words(at)
    assert any(button.key == "calendar.board" for button in at.button)
    assert not any(button.key == "calendar.board" for button in screen(cast.ivo, "calendario", day="2027-07-01").button)


def test_marta_moves_a_session(screen, db, cast, session):
    at = screen(cast.marta, "incontro", id=session)
    at.get_by_key(f"session.on_date.{session}").set_value(date(2026, 11, 26))
    at = tap(at, "session.do_move")
    assert seen(db, cast.marta, session)["on_date"] == "2026-11-26" and not at.exception


def test_a_page_that_has_not_seen_a_change_is_refused_with_both(screen, db, cast, session, hall):
    at = screen(cast.marta, "incontro", id=session)
    sessions.move(db, session, on_date=WEDNESDAY, starts_at="17:00", ends_at="18:30", place_id=hall, leader_id=None, sequence=0,
                  by=cast.davide)
    at.get_by_key(f"session.on_date.{session}").set_value(date(2026, 11, 26))
    at = tap(at, "session.do_move")
    assert "Somebody changed this while you were writing" in words(at)
    assert seen(db, cast.marta, session)["starts_at"] == "17:00"


def test_an_end_before_the_start_is_refused_beside_the_form(screen, db, cast, session):
    from datetime import time

    at = screen(cast.marta, "incontro", id=session)
    at.get_by_key(f"session.ends_at.{session}").set_value(time(8, 0))
    at = tap(at, "session.do_move")
    assert "The end comes before the beginning" in words(at)
    assert seen(db, cast.marta, session)["sequence"] == 0


@pytest.mark.parametrize(("reason", "sentence"), [("", "Please fill in: Reason."), ("x" * 10_000, "Reason is too long")])
def test_a_cancellation_without_its_reason_is_refused(screen, db, cast, session, reason, sentence):
    at = screen(cast.marta, "incontro", id=session)
    at.get_by_key(f"session.reason.{session}").set_value(reason)
    at = tap(at, "session.do_cancel")
    assert sentence in words(at).replace("\\", "") and seen(db, cast.marta, session)["state"] == "planned"


def test_marta_cancels_and_restores(screen, db, cast, session):
    at = screen(cast.marta, "incontro", id=session)
    at.get_by_key(f"session.reason.{session}").set_value("<img src=x onerror=alert(1)> [qui](http://x)")
    at = tap(at, "session.do_cancel")
    assert "\\<img src=x onerror=alert\\(1\\)\\>" in words(at)
    assert seen(db, cast.marta, session)["state"] == "cancelled"
    tap(at, "session.restore")
    assert seen(db, cast.marta, session)["state"] == "planned"


def test_ivo_reads_a_session_and_cannot_move_it(screen, cast, session):
    at = screen(cast.ivo, "incontro", id=session)
    assert at.title[0].value == "Laboratorio di teatro" and not at.exception
    assert not [button for button in at.button if button.key in ("session.do_move", "session.do_cancel", "session.register")]


def test_sara_sees_no_other_day(screen, cast, session):
    assert "This is not here any more" in words(screen(cast.sara, "incontro", id=session))


@pytest.mark.parametrize("id", ["", "0", "999", "x", "9" * 30])
def test_a_session_that_is_not_there_says_so(screen, cast, session, id):
    assert "This is not here any more" in words(screen(cast.marta, "incontro", id=id))


def test_behind_the_curtain_a_session_names_nobody(screen, db, cast, session):
    at = screen(cast.marta, "incontro", id=session)
    assert "Elena" in words(at)
    assert "Elena" not in words(at.get_by_key("header.curtain").set_value(True).run())
