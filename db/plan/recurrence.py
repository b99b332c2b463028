"""How an activity repeats: an RRULE (RFC 5545) over days, always with an end. Its hours are the activity's own.

Days stay what people agreed on when clocks change, so nothing here knows of time zones.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from db.rules import RuleBroken

MOST = 200
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = {
    "FREQ": r"DAILY|WEEKLY",
    "INTERVAL": r"[1-9]\d?",
    "BYDAY": r"(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "COUNT": r"[1-9]\d{0,8}",
    "WKST": r"MO|SU",
}


def weekly(weekdays: list[str], until: date, *, every: int = 1) -> str:
    """The rule of every week, or every second one, on these weekdays ('MO'...'SU') until a day, which is included.

    Raises RuleBroken `recurrence_needs_weekdays`."""
    kept = [day for day in WEEKDAYS if day in weekdays]
    if not kept:
        raise RuleBroken("recurrence_needs_weekdays")
    interval = f";INTERVAL={every}" if every > 1 else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(kept)};UNTIL={until:%Y%m%d}"


def parts(recurrence: str) -> dict[str, str]:
    """A rule's parts by name, {'FREQ': 'WEEKLY', ...}, UNTIL as a day. Raises RuleBroken: `bad_recurrence` for what an
    activity of ours cannot say (hours, years, lists of dates), `recurrence_needs_an_end`."""
    found = {}
    for part in recurrence.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name in found or not re.fullmatch(_PARTS.get(name, r"(?!)"), value, re.ASCII):
            raise RuleBroken("bad_recurrence")
        found[name] = value[:8] if name == "UNTIL" else value
    if "FREQ" not in found or {"UNTIL", "COUNT"} <= set(found):
        raise RuleBroken("bad_recurrence")
    if not {"UNTIL", "COUNT"} & set(found):
        raise RuleBroken("recurrence_needs_an_end")
    return found


def tidied(recurrence: str) -> str:
    """The rule as it is kept. Raises as `parts`."""
    return ";".join(f"{name}={value}" for name, value in parts(recurrence).items())


def days(first_on: date, recurrence: str | None) -> list[date]:
    """Every day the rule names from `first_on` on, closures not yet taken out; `first_on` alone without a rule.

    Raises RuleBroken: `too_many_sessions` past 200, and as `parts`."""
    if not recurrence:
        return [first_on]
    try:
        rule = rrulestr(tidied(recurrence), dtstart=datetime.combine(first_on, time()))
        found = [moment.date() for moment in islice(rule, MOST + 1)]
    except (ValueError, OverflowError):
        raise RuleBroken("bad_recurrence") from None
    if len(found) > MOST:
        raise RuleBroken("too_many_sessions", most=MOST)
    return found
