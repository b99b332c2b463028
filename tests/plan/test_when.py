"""When an activity happens, in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from pages.plan import when
from pages.ui import texts


@pytest.fixture(params=["it", "en"])
def speaking(request):
    """Each language in turn."""
    texts.use(request.param)
    yield request.param
    texts.use("it")


@pytest.mark.parametrize(("rule", "it", "en"), [
    ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20270609", "ogni mercoledì 16:30–18:30 fino al 9 giugno 2027",
     "every Wednesday 16:30–18:30 until 9 June 2027"),
    ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20270608", "ogni mercoledì 16:30–18:30 fino all’8 giugno 2027",
     "every Wednesday 16:30–18:30 until 8 June 2027"),
    ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20270611", "ogni mercoledì 16:30–18:30 fino all’11 giugno 2027",
     "every Wednesday 16:30–18:30 until 11 June 2027"),
    ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20270501", "ogni mercoledì 16:30–18:30 fino al 1° maggio 2027",
     "every Wednesday 16:30–18:30 until 1 May 2027"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;UNTIL=20270609",
     "ogni due settimane di lunedì, mercoledì e venerdì 16:30–18:30 fino al 9 giugno 2027",
     "every second week on Monday, Wednesday and Friday 16:30–18:30 until 9 June 2027"),
    ("FREQ=WEEKLY;INTERVAL=4;BYDAY=TH;UNTIL=20270609", "ogni 4 settimane di giovedì 16:30–18:30 fino al 9 giugno 2027",
     "every 4 weeks on Thursday 16:30–18:30 until 9 June 2027"),
    ("FREQ=DAILY;COUNT=3", "ogni giorno 16:30–18:30 3 volte", "every day 16:30–18:30 3 times"),
    (None, "mercoledì 25 novembre 2026 16:30–18:30", "Wednesday 25 November 2026 16:30–18:30"),
])
def test_it_reads_as_one_says_it(speaking, rule, it, en):
    activity = {"first_on": "2026-11-25", "starts_at": "16:30", "ends_at": "18:30", "recurrence": rule}
    assert when.when(activity) == {"it": it, "en": en}[speaking]


def test_what_is_not_agreed_is_said_too(speaking):
    nothing = {"first_on": None, "starts_at": None, "ends_at": None, "recurrence": None}
    assert when.when(nothing) == {"it": "giorno da decidere", "en": "day to be agreed"}[speaking]


@pytest.mark.parametrize(("rule", "choice"), [
    (None, ("once", [], None)),
    ("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270609", ("weekly", ["MO", "WE"], date(2027, 6, 9))),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270609", ("fortnightly", ["WE"], date(2027, 6, 9))),
    ("FREQ=WEEKLY;INTERVAL=4;BYDAY=WE;UNTIL=20270609", ("four_weekly", ["WE"], date(2027, 6, 9))),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=WE;UNTIL=20270609", ("as_it_is", [], None)),
    ("FREQ=DAILY;COUNT=3", ("as_it_is", [], None)),
])
def test_the_form_offers_the_rule_as_people_chose_it(rule, choice):
    assert when.choice(rule) == choice
