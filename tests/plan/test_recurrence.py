"""Rules of repetition: bounded, readable back, and never a way to hang the house."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.plan import recurrence
from db.rules import RuleBroken

WEDNESDAY = date(2026, 11, 25)


def test_every_second_wednesday_until_a_day_that_is_included():
    rule = recurrence.weekly(["WE"], date(2026, 12, 23), every=2)
    assert recurrence.days(WEDNESDAY, rule) == [WEDNESDAY, date(2026, 12, 9), date(2026, 12, 23)]


def test_two_weekdays_in_the_order_of_the_week():
    assert recurrence.weekly(["FR", "MO"], date(2026, 12, 5)) == "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261205"


def test_without_a_rule_it_is_that_day_alone():
    assert recurrence.days(WEDNESDAY, None) == [WEDNESDAY]


def test_a_rule_needs_a_weekday():
    with pytest.raises(RuleBroken, match="recurrence_needs_weekdays"):
        recurrence.weekly([], WEDNESDAY)


@pytest.mark.parametrize(("rule", "key"), [
    ("FREQ=WEEKLY", "recurrence_needs_an_end"), ("FREQ=DAILY;COUNT=201", "too_many_sessions"), ("", "bad_recurrence"),
    ("FREQ=DAILY;COUNT=999999999", "too_many_sessions"), ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "bad_recurrence"),
    ("FREQ=DAILY;UNTIL=20269999", "bad_recurrence"), ("FREQ=DAILY;COUNT=٣", "bad_recurrence"),
    ("FREQ=YEARLY;COUNT=2", "bad_recurrence"),
])
def test_what_is_refused(rule, key):
    with pytest.raises(RuleBroken) as refused:
        recurrence.days(WEDNESDAY, rule) if rule else recurrence.parts(rule)
    assert refused.value.key == key


ALMOST = r"FREQ=(DAILY|WEEKLY|HOURLY|MONTHLY)(;(COUNT|UNTIL|BYDAY|INTERVAL|BYMONTH)=[A-Z0-9,+-]{0,9}){0,3}"


@given(some.text(max_size=60) | some.from_regex(ALMOST, fullmatch=True))
def test_any_text_is_days_or_a_refusal(text):
    try:
        found = recurrence.days(WEDNESDAY, text)
    except RuleBroken:
        return
    assert len(found) <= recurrence.MOST
    assert found == sorted(found)
