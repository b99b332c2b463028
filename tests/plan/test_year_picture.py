"""The year behind a series: every day once, closures behind, sessions in front, and the same in words."""

from __future__ import annotations

import re
from datetime import date

from db import calendar
from pages.plan import when, year_picture
from pages.ui import texts
from tests.conftest import TODAY, words
from tests.plan.agreed import signed

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
MARKS = {"2026-12-02": "new", "2026-12-16": "new", "2026-12-30": "skipped", "2027-01-13": "clashing"}
CLOSED = [{"first_on": "2026-12-23", "last_on": "2027-01-06", "label": "Vacanze <b>di</b> Natale"}]


def halves():
    middle = date(2027, 2, 28)
    return "".join(year_picture._half(*days, MARKS, CLOSED, TODAY) for days in ((FIRST, middle), (date(2027, 3, 1), LAST)))


def test_each_day_of_the_year_stands_in_it_once_with_its_sign():
    days = re.findall(r'<i class="([^"]*)" title="([^"]*)">', halves())
    assert len(days) == 365
    assert len([each for each in days if "closed" in each[0].split()]) == 15
    assert [sum(kind in each[0].split() for each in days) for kind in ("new", "skipped", "clashing", "today")] == [2, 1, 1, 1]


def test_what_people_typed_is_only_text():
    assert "<b>di</b>" not in halves() and "&lt;b&gt;di&lt;/b&gt;" in halves()


def test_the_picture_is_told_in_words():
    texts.use("en")
    said = year_picture.told(MARKS, CLOSED)
    texts.use("it")
    assert "December 2026 2, January 2027 1" in said
    assert "1 day is skipped because it is closed." in said and "On 1 day something is in the way." in said


def test_the_plan_is_said_back_and_drawn(screen, db, cast, hall):
    new = signed(db, cast, place=hall, first_on="2026-11-25", recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270609")
    at = screen(cast.marta, "attivita", id=new)
    said = words(at).replace("\\", "")
    assert "Every second Wednesday 16:30–18:30, from 25 November 2026 until 9 June 2027, not in holidays · Sala grande" in said
    assert 'role="img"' in said and "Vacanze di Natale" in said


def test_in_italian_one_wednesday_yes_and_one_no():
    texts.use("it")
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY={};UNTIL=20270608"
    assert when.spoken("2026-09-16", "16:30", "18:30", rule.format("WE")) == (
        "un mercoledì sì e uno no 16:30–18:30, dal 16 settembre 2026 fino all’8 giugno 2027, vacanze escluse")
    sundays = when.spoken("2026-11-08", "16:30", "18:30", rule.format("SU"))
    assert sundays.startswith("una domenica sì e una no 16:30–18:30, dall’8 novembre")
    assert when.spoken("2026-10-01", "16:30", "18:30", rule.format("MO,TH")).startswith("ogni due settimane di lunedì e giovedì")
    assert when.spoken("2026-10-01", "16:30", "18:30", None) == "giovedì 1 ottobre 2026 16:30–18:30"


def test_closures_come_from_the_school_calendar(db, marta):
    calendar.open_year(db, "2026/27", by=marta)
    assert "Carnevale ambrosiano" in year_picture.told({}, calendar.closures(db, FIRST, LAST, by=marta))
