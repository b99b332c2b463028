"""Days and hours of the table: what was agreed is wall time in Europe/Rome, what happened is an instant in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.calendar import FIRST_YEAR, LAST_YEAR
from db.rules import RuleBroken

ROME = ZoneInfo("Europe/Rome")


def kept(day: date | None, field: str) -> str | None:
    """The day as it is kept, or None. Raises RuleBroken: `bad_date`, `out_of_range`."""
    if day is None:
        return None
    if not isinstance(day, date):
        raise RuleBroken("bad_date", field=field)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleBroken("out_of_range", field=field, lowest=FIRST_YEAR, highest=LAST_YEAR)
    return day.isoformat()[:10]


def hour(value: str, field: str) -> str:
    """The hour like 16:30. Raises RuleBroken `bad_time`."""
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise RuleBroken("bad_time", field=field)
    return value


def instants(meeting: dict) -> tuple[datetime, datetime]:
    """When the meeting was agreed to begin and to end, in UTC: the night the clock goes back is an hour longer."""
    return _instant(meeting["on_date"], meeting["starts_at"]), _instant(meeting["ends_on"], meeting["ends_at"])


def _instant(day: str, at: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ROME).astimezone(UTC)
