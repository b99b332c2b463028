"""What a phone hears of the calendar: every change, and nobody's name."""

from __future__ import annotations

import shutil
from datetime import date, datetime

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import calendar
from db.connection import EXAMPLE, file_of, opened
from db.neutral import unavailabilities
from db.plan import feed, series, sessions
from db.rules import RuleBroken
from pages.plan.feed import ROUTES
from pages.ui.clock import ROME
from tests.conftest import TODAY
from tests.plan.agreed import WEDNESDAYS, signed


@pytest.fixture
def phone():
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def theatre(db, cast, hall):
    new = signed(db, cast, leader=cast.elena.id, place=hall)
    series.plan_series(db, new, first_on=date(2026, 11, 25), starts_at="16:30", ends_at="18:30", recurrence=WEDNESDAYS,
                       place_id=hall, leader_id=cast.elena.id, by=cast.marta, today=TODAY)
    return new


def heard(phone, key, **headers):
    answer = phone.get(f"/calendario/{key}.ics", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer, Calendar.from_ical(answer.content)


def events(parsed):
    return parsed.walk("VEVENT")


def test_the_whole_casa_reads_back_as_a_calendar(db, theatre, phone, marta):
    answer, parsed = heard(phone, feed.key(db, by=marta))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["cache-control"]
    assert parsed["X-WR-CALNAME"] == "Casa per fare insieme" and parsed["METHOD"] == "PUBLISH"
    assert [zone["TZID"] for zone in parsed.walk("VTIMEZONE")] == ["Europe/Rome"]
    first = events(parsed)[0]
    assert first["SUMMARY"] == "Laboratorio di teatro" and first["LOCATION"] == "Sala grande, Casa per fare insieme"
    assert first["DTSTART"].dt == datetime(2026, 11, 25, 16, 30, tzinfo=ROME)
    assert first["DTSTART"].params["TZID"] == "Europe/Rome" and first["STATUS"] == "CONFIRMED"
    assert len(events(parsed)) == 24 and len({event["UID"] for event in events(parsed)}) == 24


def test_summer_and_winter_meet_at_the_same_hour_on_the_wall(db, theatre, phone, marta):
    _, parsed = heard(phone, feed.key(db, by=marta))
    assert {event["DTSTART"].dt.strftime("%H:%M") for event in events(parsed)} == {"16:30"}
    assert {event["DTSTART"].dt.utcoffset().seconds for event in events(parsed)} == {3600, 7200}


def test_nobodys_name_and_no_attendee_goes_out(db, theatre, phone, cast):
    for key in (feed.key(db, by=cast.marta), feed.key(db, theatre, by=cast.marta)):
        answer, _ = heard(phone, key)
        for word in ("ATTENDEE", "ORGANIZER", "CONTACT", *(by.display_name for by in cast.everyone())):
            assert word not in answer.text


def test_spazio_neutro_never_goes_out(db, theatre, phone, cast, hall):
    unavailabilities.reserve(db, hall, on_date=date(2026, 11, 26), starts_at="09:00", ends_at="10:00", by=cast.nadia, today=TODAY)
    _, parsed = heard(phone, feed.key(db, by=cast.marta))
    assert len(events(parsed)) == 24


def test_a_cancelled_session_stays_with_its_reason_and_a_higher_sequence(db, theatre, phone, marta):
    one = sessions.between(db, date(2026, 12, 2), date(2026, 12, 2), by=marta, today=TODAY)[0]
    key = feed.key(db, by=marta)
    before = {event["UID"]: event["SEQUENCE"] for event in events(heard(phone, key)[1])}
    sessions.cancel(db, one["id"], "Sciopero, si recupera; grazie", sequence=0, by=marta)
    after = {event["UID"]: event for event in events(heard(phone, key)[1])}
    assert set(after) == set(before)
    changed = [event for uid, event in after.items() if event["SEQUENCE"] == before[uid] + 1]
    assert len(changed) == 1 and changed[0]["STATUS"] == "CANCELLED"
    assert "Sciopero, si recupera; grazie" in changed[0]["DESCRIPTION"]


def test_a_moved_session_keeps_its_uid(db, theatre, phone, marta, hall):
    one = sessions.between(db, date(2026, 12, 2), date(2026, 12, 2), by=marta, today=TODAY)[0]
    key = feed.key(db, by=marta)
    uids = {event["UID"] for event in events(heard(phone, key)[1])}
    sessions.move(db, one["id"], on_date=date(2026, 12, 3), starts_at="10:00", ends_at="12:00", place_id=hall, leader_id=None,
                  sequence=0, by=marta)
    moved = [event for event in events(heard(phone, key)[1]) if event["SEQUENCE"] == 1]
    assert {event["UID"] for event in events(heard(phone, key)[1])} == uids
    assert [event["DTSTART"].dt for event in moved] == [datetime(2026, 12, 3, 10, tzinfo=ROME)]


def test_a_phone_that_has_it_is_not_sent_it_again(db, theatre, phone, marta):
    key = feed.key(db, by=marta)
    etag = heard(phone, key)[0].headers["etag"]
    again = phone.get(f"/calendario/{key}.ics", headers={"if-none-match": f"W/{etag}"})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    calendar.add_closure(db, date(2027, 1, 7), date(2027, 1, 8), "Inventario", by=marta)
    assert heard(phone, key, **{"if-none-match": etag})[0].headers["etag"] != etag


def test_a_closure_of_the_casa_is_whole_days_and_its_end_is_the_day_after(db, theatre, phone, marta):
    calendar.add_closure(db, date(2027, 1, 7), date(2027, 1, 8), "Inventario", by=marta)
    closed = [event for event in events(heard(phone, feed.key(db, by=marta))[1]) if "Inventario" in event["SUMMARY"]]
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in closed] == [(date(2027, 1, 7), date(2027, 1, 9))]


def test_an_activitys_key_opens_that_activity_alone(db, theatre, phone, cast):
    kitchen = signed(db, cast, "Cucina insieme")
    sessions.add(db, kitchen, on_date=date(2026, 12, 1), starts_at="10:00", ends_at="12:00", place_id=None, leader_id=None,
                 by=cast.marta)
    _, parsed = heard(phone, feed.key(db, kitchen, by=cast.marta))
    assert parsed["X-WR-CALNAME"] == "Cucina insieme · Casa per fare insieme"
    assert [event["SUMMARY"] for event in events(parsed)] == ["Cucina insieme"]
    assert events(parsed)[0]["LOCATION"] == "Casa per fare insieme"


@pytest.mark.parametrize("change", [lambda key: "x", lambda key: key[:-1], lambda key: key + "x", lambda key: "2" + key[1:],
                                    lambda key: "%00", lambda key: "é" * 50, lambda key: "9" * 400 + "-" + "a" * 32])
def test_a_wrong_key_opens_nothing(db, theatre, phone, marta, change):
    answer = phone.get(f"/calendario/{change(feed.key(db, theatre, by=marta))}.ics")
    assert answer.status_code == 404 and answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.strip().splitlines()) == 1


def test_the_key_finds_the_casa_it_belongs_to(db, theatre, phone, marta, casa_file):
    db.execute("pragma wal_checkpoint(truncate)")
    shutil.copy(casa_file, file_of(EXAMPLE))
    with opened(file_of(EXAMPLE)) as example:
        example.execute("update casa set feed_token = 'of the example', name = 'Casa di esempio'")
        key = feed.key(example, by=marta)
    assert heard(phone, feed.key(db, by=marta))[1]["X-WR-CALNAME"] == "Casa per fare insieme"
    assert heard(phone, key)[1]["X-WR-CALNAME"] == "Casa di esempio"


def test_a_title_in_any_script_reads_back(db, phone, cast):
    title = 'أمينة, Nguyễn; "Đorđević" \\ <img onerror> 🎭 ' + "x" * 60
    new = signed(db, cast, title)
    sessions.add(db, new, on_date=date(2026, 12, 1), starts_at="10:00", ends_at="12:00", place_id=None, leader_id=None,
                 by=cast.marta)
    assert str(events(heard(phone, feed.key(db, new, by=cast.marta))[1])[0]["SUMMARY"]) == title


def test_ivo_may_have_the_address_and_sara_may_not(db, theatre, ivo, sara):
    assert feed.key(db, by=ivo)
    with pytest.raises(RuleBroken, match="not_allowed"):
        feed.key(db, by=sara)
