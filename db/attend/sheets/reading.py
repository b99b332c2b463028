"""A sheet as it is understood: what is known, what is proposed, what has to be asked. It knows nothing of the Casa.

Answers are kept by question: table (its place), columns ([column, ...]), month_first, year, rows (those in doubt that are
people), codes, alike, twice (`together` or `out`), marks ({mark: meaning}), held (blank days that took place), names (an order).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from db import calendar
from db.attend.sheets import days, finding, heads, marks, people
from db.attend.sheets.cells import Sheet
from db.attend.sheets.finding import LONG, Table
from db.attend.sheets.marks import BLANK, Mark
from db.attend.sheets.names import probable_order
from db.attend.sheets.people import Person
from db.rules import RuleBroken

QUESTIONS = ("table", "columns", "month_first", "year", "rows", "codes", "alike", "marks", "twice", "held", "names")
WRITTEN = ("present", "excused", "absent")  # the first wins where two cells of one person and day are put together


@dataclass(frozen=True)
class Reading:
    """What a table says, as far as it is understood. `questions` are open: with any of them nothing may be written.

    `dates`: the day of each day column (of each row in a long table), None while it is not known. `said`: {(person key, day):
    meaning} of what will be written. `blank_days`: without any mark. `future`: days to come that have marks all the same.
    """

    tables: list[Table]
    table: Table
    people: list[Person]
    codes: dict[str, list[str]]
    alike: dict[str, list[int]]
    doubtful: list[int]
    dates: dict[int, date | None]
    years: list[int]
    marks: list[Mark]
    meanings: dict[str, str]
    order: str
    said: dict[tuple[str, date], str]
    held: list[date]
    not_held: list[date]
    blank_days: list[date]
    future: list[date]
    nameless: int
    questions: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each will be written: people, days, present, excused, absent."""
        told = Counter(self.said.values())
        return {"people": len(self.people), "days": len(self.held), **{meaning: told[meaning] for meaning in WRITTEN}}


def read(sheets: list[Sheet], answers: dict, *, today: date) -> Reading:
    """Reads the sheets in the light of the answers. Raises what `finding.tables` raises, and `sheet_day_impossible`."""
    tables = finding.tables(sheets, names=tuple(answers.get("columns") or ()), month_first=answers.get("month_first"))
    place = answers.get("table")
    table = tables[place if isinstance(place, int) and 0 <= place < len(tables) else 0]
    doubtful = [row for row, role in table.rows.items() if role == "doubtful"]
    rows = sorted([*table.people, *(row for row in doubtful if row in (answers.get("rows") or ()))])
    known_order = people.order_known(table)
    order = known_order or answers.get("names") or probable_order(people.written(table, rows))
    found = people.found(table, rows, order=order, codes=answers.get("codes") or {}, alike=answers.get("alike") or {})
    years = possible_years(table, sheets, today)
    dates = _dates(table, answers.get("year") or (years[0] if years else None))
    cells = _cells(table, found.people, dates)
    filled = {on for (_who, on), each in cells.items() if any(each)}
    all_days = sorted({on for on in dates.values() if on})
    future = [on for on in filled if on > today]
    known = _marks(table, found.people, dates, filled)
    meanings = {mark.folded: (answers.get("marks") or {}).get(mark.folded) or mark.meaning for mark in known}
    open_days = {
        on for (_who, on), each in cells.items() for cell in each if cell and meanings.get(marks.fold(cell)) != "not_held"
    }
    blank = [on for on in all_days if on not in filled and on <= today]
    held = [on for on in all_days if on <= today and (on in open_days or on.isoformat() in (answers.get("held") or ()))]
    said, twice = _said(cells, meanings, set(held), answers.get("twice"), table.layout == LONG)
    asked = {
        "table": len(tables) > 1,
        "columns": bool(table.unnamed),
        "month_first": table.order_doubt,
        "year": any(day.year is None for day in table.days.values()),
        "rows": bool(doubtful),
        "codes": bool(found.codes),
        "alike": bool(found.alike),
        "marks": not all(mark.sure for mark in known),
        "twice": twice,
        "held": bool(blank) and meanings.get(BLANK) != "nothing",
        "names": known_order is None,
    }
    if any(on is None for on in dates.values()) and "year" in answers:
        raise RuleBroken("sheet_day_impossible", year=answers["year"])
    done = {
        "codes": not found.codes,
        "alike": not found.alike,
        "marks": all(meanings.get(mark.folded) in marks.MEANINGS for mark in known) and "marks" in answers,
    }
    questions = [key for key in QUESTIONS if asked[key] and not done.get(key, key in answers)]
    return Reading(
        tables,
        table,
        found.people,
        found.codes,
        found.alike,
        doubtful,
        dates,
        years,
        known,
        meanings,
        order,
        said,
        sorted(held),
        sorted(set(all_days) - set(held)),
        blank,
        sorted(future),
        sum(role == "nameless" for role in table.rows.values()),
        questions,
    )


def possible_years(table: Table, sheets: list[Sheet], today: date) -> list[int]:
    """In which year the first day without one may fall, the likeliest first: none of it wholly in the future, the weekdays
    right, then what the titles say, then the latest. Empty when every day says its year."""
    told = list(table.days.values())
    if all(day.year for day in told):
        return []
    titles = " ".join(str(cell) for row in sheets[table.sheet].rows[:8] for cell in row if cell and len(str(cell)) > 3)
    titles += " " + sheets[table.sheet].name
    named = {int(year) for year in re.findall(r"\b(20\d\d)\b", titles)}
    named |= {2000 + int(end) for end in re.findall(r"\b20\d\d[-/](\d\d)\b", titles)}

    def rank(year: int) -> tuple:
        on = [each for each in days.dated(told, year, in_order=table.layout != LONG) if each]
        wrong = sum(
            day.weekday is not None and each is not None and day.weekday != each.weekday()
            for day, each in zip(told, days.dated(told, year, in_order=table.layout != LONG), strict=True)
        )
        return not on or min(on) > today, wrong, -sum(each.year in named for each in on), sum(each > today for each in on), -year

    return [year for year in sorted(range(today.year + 1, today.year - 10, -1), key=rank) if not rank(year)[0]][:6]


def _dates(table: Table, year: int | None) -> dict[int, date | None]:
    places = sorted(table.days)
    return dict(zip(places, days.dated([table.days[place] for place in places], year, in_order=table.layout != LONG), strict=True))


def _cells(table: Table, found: list[Person], dates: dict[int, date | None]) -> dict[tuple[str, date], list[str]]:
    """Each person's cells of each day, as they stand; a day that stands twice has two."""
    cells: dict[tuple[str, date], list[str]] = {}
    if table.layout == LONG:
        column = next(iter(table.columns_that("mark")), None)
        for person in found:
            for row in person.rows:
                if on := dates.get(row):
                    cells.setdefault((person.key, on), []).append("presente" if column is None else str(table.grid[row][column]))
        return cells
    for person in found:
        for row in person.rows:
            for column, on in dates.items():
                if on:
                    cells.setdefault((person.key, on), []).append(str(table.grid[row][column]))
    return cells


def _marks(table: Table, found: list[Person], dates: dict[int, date | None], filled: set[date]) -> list[Mark]:
    said = marks.legend(
        [
            str(cell)
            for row, role in table.rows.items()
            if role in ("legend", "title", "note", "doubtful", "total", "head")
            for column, cell in enumerate(table.grid[row])
            if cell and column not in table.days
        ]
    )
    rows = [row for person in found for row in person.rows]
    if table.layout == LONG:
        column = next(iter(table.columns_that("mark")), None)
        return marks.understood(
            [["presente" if column is None else str(table.grid[row][column])] for row in rows if dates.get(row)], said, []
        )
    held = [column for column, on in dates.items() if on in filled]
    totals = [[heads.figure(table.grid[row][column]) for row in rows] for column in table.columns_that("total", "other")]
    return marks.understood([[str(table.grid[row][column]) for column in held] for row in rows], said, totals)


def _said(cells, meanings: dict[str, str], held: set[date], twice: str | None, long: bool) -> tuple[dict, bool]:
    """What each person's cells of a day say together, and whether two of them say different things."""
    said, differ = {}, False
    for (who, on), each in cells.items():
        if on not in held:
            continue
        told = {meanings.get(marks.fold(cell)) for cell in each}
        if len(told) > 1:
            differ = True
            if twice == "out":
                continue
        best = next((meaning for meaning in WRITTEN if meaning in told), None)
        if best:
            said[who, on] = best
    return said, differ


def school_years(reading: Reading) -> list[str]:
    """The school years in which its days fall."""
    return sorted({calendar.school_year_of(on) for on in reading.held})
