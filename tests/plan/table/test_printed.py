"""The agenda on paper, and the meetings in the calendar's feed."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db.connection import REAL
from db.office import sign_ins
from db.plan import feed
from db.plan.table import agenda, invitees, meetings
from pages.gate import Gate
from pages.office import identity
from pages.plan.feed import ics
from pages.plan.table import edge
from tests.conftest import TODAY


@pytest.fixture
def printed(db):
    """The printed agenda, asked for by this person (or by nobody)."""
    client = TestClient(Starlette(routes=edge.ROUTES, middleware=[Middleware(Gate)]), follow_redirects=False,
                        headers={"accept": "text/html"})

    def asked(by, meeting):
        client.cookies.clear()
        if by:
            client.cookies.set(identity.COOKIE, identity.cookie_for(REAL, sign_ins.open_for(db, by.id)))
        return client.get(f"/riunione/{meeting}/ordine-del-giorno")

    return asked


def test_the_page_has_every_point_with_its_hour(printed, db, planned, points, marta, ivo):
    agenda.add(db, planned, kind="subject", title="<script>alert(1)</script>", by=marta)
    for by in (marta, ivo):
        page = printed(by, planned)
        assert page.status_code == 200 and "&lt;script&gt;" in page.text and "<script>" not in page.text
        assert [hour in page.text for hour in ("18:00", "18:10", "18:30", "19:00")] == [True] * 4


def test_who_came_for_whom_is_not_on_paper(printed, db, planned, school, marta):
    invitees.mark(db, invitees.invite(db, planned, organisation_id=school, by=marta), "present", represented_by="Rosa B.", by=marta)
    assert "Scuola Orchidee" in printed(marta, planned).text and "Rosa" not in printed(marta, planned).text


def test_a_stranger_is_sent_to_the_door_and_sara_is_told_no(printed, planned, sara, marta):
    assert printed(None, planned).status_code in (303, 307, 401)
    assert printed(sara, planned).status_code == 404
    assert printed(marta, 999).status_code == 404


def events(db) -> dict:
    calendar = Calendar.from_ical(ics(feed.content(db, None, today=TODAY)))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_a_meeting_is_in_the_feed_with_no_name_and_its_sequence(db, planned, garden, marta):
    event = events(db)["Tavolo: Riunione 1 del 2026/27"]
    assert event["dtstart"].dt.isoformat() == "2026-11-23T18:00:00+01:00" and event["sequence"] == 0
    assert "Sala grande" in event["location"]
    before = event["uid"]
    meetings.revise(db, planned, place_id=garden, version=1, by=marta)
    event = events(db)["Tavolo: Riunione 1 del 2026/27"]
    assert (event["uid"], event["sequence"]) == (before, 1)
    text = ics(feed.content(db, None, today=TODAY)).decode()
    assert not [name for name in ("Marta", "Davide", "ATTENDEE", "ORGANIZER") if name in text]


def test_across_midnight_and_the_clock_change_it_ends_when_it_was_agreed(db, hall, marta):
    meetings.create(db, on_date=date(2026, 10, 24), starts_at="23:00", ends_at="03:30", place_id=hall, by=marta)
    event = events(db)["Tavolo: Riunione 1 del 2026/27"]
    assert event["dtstart"].dt.isoformat() == "2026-10-24T23:00:00+02:00"
    assert event["dtend"].dt.isoformat() == "2026-10-25T03:30:00+01:00"


def test_called_off_it_stays_in_the_feed_and_says_why(db, planned, marta):
    meetings.cancel(db, planned, "Neve", version=1, by=marta)
    event = events(db)["Tavolo: Riunione 1 del 2026/27"]
    assert (event["status"], event["description"]) == ("CANCELLED", "Annullata: Neve")


def test_an_activitys_own_calendar_has_no_meetings(db, planned, theatre):
    assert feed.content(db, theatre, today=TODAY)["meetings"] == []
