"""What is looked at: which months, which activity, which organisation, as of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

AUTUMN = 9


@dataclass(frozen=True)
class Filter:
    """A view of the Casa as of `today`: the whole months from `first`'s to `last`'s, none later than today's.

    With an activity: that one alone. With an organisation: head-counts of that organisation, and named presences at the
    activities it leads or takes part in.
    """

    first: date
    last: date
    today: date
    activity_id: int | None = None
    organisation_id: int | None = None

    @property
    def months(self) -> list[str]:
        """The months looked at, 'YYYY-MM', oldest first; none when the view begins after it ends."""
        return months_between(self.first, min(self.last, self.today))

    @property
    def whole(self) -> bool:
        """Whether this is one month, or one school year up to today: the periods whose people are told to the last one."""
        months = self.months
        starts = bool(months) and months[0].endswith(f"-{AUTUMN:02d}")
        ends = bool(months) and (months[-1].endswith(f"-{AUTUMN - 1:02d}") or months[-1] == f"{self.today:%Y-%m}")
        return len(months) == 1 or (len(months) <= 12 and starts and ends)


def months_between(first: date, last: date) -> list[str]:
    """The months from `first`'s to `last`'s as 'YYYY-MM'."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def autumn_of(month: str) -> int:
    """The year in which the school year of a month began."""
    return int(month[:4]) - (int(month[5:]) < AUTUMN)


def school_year(today: date, back: int = 0) -> tuple[date, date]:
    """The first and last day of the school year of `today`, or of one `back` years ago."""
    autumn = autumn_of(f"{today:%Y-%m}") - back
    return date(autumn, AUTUMN, 1), date(autumn + 1, AUTUMN, 1) - timedelta(1)


def calendar_year(today: date) -> tuple[date, date]:
    """The first and last day of the year of `today`."""
    return date(today.year, 1, 1), date(today.year, 12, 31)


def last_six_months(today: date) -> tuple[date, date]:
    """From the first day of the month five months ago to `today`."""
    n = today.year * 12 + today.month - 6
    return date(n // 12, n % 12 + 1, 1), today


def years_of(view: Filter) -> dict[str, date]:
    """The first and last day of the school years that a view touches, as fields of a Filter."""
    months = view.months
    if not months:
        return {"first": view.first, "last": view.last}
    return {"first": date(autumn_of(months[0]), AUTUMN, 1), "last": date(autumn_of(months[-1]) + 1, AUTUMN, 1) - timedelta(1)}
