"""Days as people write them: serials, `mer 1/10`, `1° ottobre 2025`, `15-08` with no year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from db.attend.sheets.cells import Cell
from db.texts import folded

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
# Excel's day 1 is 1 January 1900 and its 1900 has a 29 February, so serials of our days count from 30 December 1899.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range((date(2010, 1, 1) - SERIAL_ZERO).days, (date(2050, 1, 1) - SERIAL_ZERO).days)

MONTHS = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
          "dicembre")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december")
_SHORT = {word[:length]: number for words in (_ENGLISH, MONTHS) for number, word in enumerate(words, 1)
          for length in range(3, len(word) + 1)} | {"sett": 9, "sept": 9}
WEEKDAYS = ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica")
_WEEKDAY = re.compile(r"^(lun|mar|mer|gio|ven|sab|dom)[a-z]*\b[ ,.]*(?=\d)")
_BEFORE = re.compile(r"^(incontro( del)?|lezione( del)?|data|giorno|del|il)\b[ :n.°]*(?=\d)")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?$")
_WORDS = re.compile(r"^(\d{1,2})[°ºa]?\s*[-/. ]?\s*(?:di |del )?([a-z]{3,})\.?\s*[-/. ']*(?:(?:del )?(\d{4}|\d{2}))?$")


@dataclass(frozen=True, order=True)
class Day:
    """A day of which perhaps the year, or the order of day and month, is not said. `weekday` is 0 for Monday."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None
    swappable: bool = False

    def on(self, year: int | None = None) -> date | None:
        """The date, in `year` when it says none; None when there is no such day."""
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None

    def swapped(self) -> Day:
        """With day and month the other way round."""
        return Day(self.year, self.day, self.month, self.weekday, True) if self.swappable else self


@lru_cache(4096)
def read(cell: Cell, *, serials: bool = True, month_first: bool = False) -> Day | None:
    """The day that a cell tells, or None. A bare number is one only as a serial. Italian order unless `month_first`."""
    if isinstance(cell, date):
        return Day(cell.year, cell.month, cell.day) if EARLIEST <= cell <= LATEST else None
    if serials and re.fullmatch(r"\d{5}", cell) and int(cell) in SERIALS:
        on = SERIAL_ZERO + timedelta(days=int(cell))
        return Day(on.year, on.month, on.day)
    if not 3 <= len(cell) <= 40 or not any(c.isdigit() for c in cell):
        return None
    text = cell.casefold().replace("ì", "i").replace("’", "'").strip()
    text = _BEFORE.sub("", text)
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end():] if weekday else text
    told = _told(text, month_first)
    if told and weekday:
        names = [name[:3] for name in WEEKDAYS]
        told = Day(told.year, told.month, told.day, names.index(weekday[1]), told.swappable)
    return told


@lru_cache(4096)
def month(cell: Cell) -> tuple[int | None, int] | None:
    """(year, month) of a head like `Ottobre 2025`, `ott.`, `10/2025`; None for all others."""
    if isinstance(cell, date):
        return None
    if numbers := re.fullmatch(r"(\d{1,2})[-/.](20\d\d)", cell):
        return (int(numbers[2]), int(numbers[1])) if 1 <= int(numbers[1]) <= 12 else None
    words = re.fullmatch(r"([a-z]{3,})(?: (20\d\d|\d\d))?", folded(cell))
    if words and words[1] in _SHORT:
        return words[2] and _whole(words[2]), _SHORT[words[1]]
    return None


def of_month(cell: Cell, within: tuple[int | None, int]) -> Day | None:
    """The day of that month which a cell like `8`, `mer 8` or `8 mer` tells."""
    if isinstance(cell, date):
        return None
    found = re.fullmatch(r"(?:([a-z]{1,9}) )?(\d{1,2})(?: ([a-z]{1,9}))?", folded(cell))
    if not found or not 1 <= int(found[2]) <= 31 or folded(cell)[:3] in _SHORT and folded(cell)[:3] not in ("mar",):
        return None
    told = Day(within[0], within[1], int(found[2]))
    return told if told.on(2024) else None


def _told(text: str, month_first: bool) -> Day | None:
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[2]), found[3] and _whole(found[3])
        swappable = first <= 12 and second <= 12
        if month_first:
            first, second = second, first
        return _day(year, second, first, swappable)
    if (found := _WORDS.match(text)) and (found[2] in _SHORT):
        return _day(found[3] and _whole(found[3]), _SHORT[found[2]], int(found[1]))
    return None


def _day(year: int | None, month: int, day: int, swappable: bool = False) -> Day | None:
    told = Day(year, month, day, None, swappable)
    on = told.on(2024)
    return told if on and (year is None or (told.on() and EARLIEST.year <= year <= LATEST.year)) else None


def _whole(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def dated(told: list[Day], first_year: int | None, *, in_order: bool = True) -> list[date | None]:
    """Each day as a date: those without a year follow each other from `first_year` on; None where there is no such day.

    In the order of the sheet when it goes forward (over one New Year at most), or backward; in any other order the longest
    stretch without a session parts one season from the next.
    """
    places = [(each.month, each.day) for each in told if each.year is None]
    start = _start(places, in_order)
    return [each.on(each.year or (first_year and first_year + ((each.month, each.day) < start))) for each in told]


def _start(places: list[tuple[int, int]], in_order: bool) -> tuple[int, int]:
    if not places:
        return (0, 0)
    if in_order:
        for way in (places, places[::-1]):
            if sum(b < a for a, b in zip(way, way[1:], strict=False)) <= (1 if way[-1] < way[0] else 0):
                return way[0]
    ring = sorted(set(places))
    gaps = {place: ((place[0] - before[0]) % 12 * 31 + place[1] - before[1]) or 372
            for before, place in zip([ring[-1], *ring], ring, strict=False)}
    return max(ring, key=lambda place: (gaps[place] % 372 or 372, -place[0]))
