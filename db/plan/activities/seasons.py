"""The four seasons of a school year, and which of them an activity meets in. Whole months: autumn begins in September."""

from __future__ import annotations

from datetime import date

from db.plan import recurrence

SEASONS = ("autumn", "winter", "spring", "summer")


def of(first_on: str | None, rule: str | None) -> list[str]:
    """The seasons between the first day agreed and the last one; none while no day is agreed."""
    if not first_on:
        return []
    first = date.fromisoformat(first_on)
    last = _last(first, rule)
    months = range(first.year * 12 + first.month - 9, last.year * 12 + last.month - 8)
    return [season for n, season in enumerate(SEASONS) if n in {month // 3 % 4 for month in months}]


def _last(first: date, rule: str | None) -> date:
    if not rule:
        return first
    until = recurrence.parts(rule).get("UNTIL")
    return max(first, date.fromisoformat(until) if until else recurrence.days(first, rule)[-1])
