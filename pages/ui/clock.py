"""The clock on the wall of the Casa: only screens ask it, and pass what it says on."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """This moment in Europe/Rome. `TELAIO_TODAY` (YYYY-MM-DD) sets another day, for rehearsals and tests."""
    moment = datetime.now(ROME)
    if rehearsed := os.environ.get("TELAIO_TODAY"):
        moment = datetime.combine(date.fromisoformat(rehearsed), moment.time(), ROME)
    return moment


def today() -> date:
    """The day of `now()`."""
    return now().date()
