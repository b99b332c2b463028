"""What keeps two views from giving away together what neither shows: thin cells are hidden in company.

Presences add up from base cells: a month, an activity, a weekday. For each thin one a guard names up to four base cells with
signs, usually a rectangle: this and another month, this and another activity. A figure is told only when it holds as many
plus as minus corners of every guard. So every figure ever told, in whatever view, stays the same when the corners change by
+1 and -1, and no arithmetic over views can work the thin cell out. A guard never leaves its school year and does not depend
on the view.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import rows
from db.look.filters import autumn_of

Column = tuple[int, int]


@dataclass(frozen=True)
class Corner:
    """A base cell of a guard: `sign` is +1 or -1."""

    sign: int
    month: str
    activity_id: int
    weekday: int


Guard = tuple[Corner, ...]


def tells(guards: list[Guard], months: Collection[str], activities: Collection[int] | None, weekday: int | None = None) -> bool:
    """Whether the presences of these months, activities (None: all) and weekday (None: all) may be told."""
    return not any(
        sum(
            corner.sign for corner in guard
            if corner.month in months and (activities is None or corner.activity_id in activities)
            and (weekday is None or corner.weekday == weekday)
        )
        for guard in guards
    )


def guards(db: Database, months: list[str], least: int) -> list[Guard]:
    """The guards of every thin base cell in the school years that these months touch."""
    if not months:
        return []
    span = {"first": f"{autumn_of(months[0])}-09", "last": f"{autumn_of(months[-1]) + 1}-08", "least": least}
    cells = rows(db, "select * from gathered where month between :first and :last and times > 0", **span)
    if all(cell["people"] >= least for cell in cells):
        return []
    people = rows(
        db,
        """
        select month, activity_id, weekday, person_id
        from gathered join attended using (month, activity_id, weekday)
        where month between :first and :last and people < :least
        """,
        **span,
    )
    year = {}
    for cell in cells:
        year.setdefault(autumn_of(cell["month"]), {})[cell["month"], (cell["activity_id"], cell["weekday"])] = cell
    came = {}
    for row in people:
        came.setdefault((row["month"], (row["activity_id"], row["weekday"])), set()).add(row["person_id"])
    return [
        _guard(month, column, of_year, came, least)
        for of_year in year.values() for month, column in sorted(of_year) if of_year[month, column]["people"] < least
    ]


def _guard(month: str, column: Column, cells: dict, came: dict[tuple, set], least: int) -> Guard:
    """The first company that hides this thin cell: the less it hides of the rest, the earlier it is tried."""
    others = _other_columns(month, column, cells, least)
    apart = _other_months(month, column, cells, came, least)
    for other in others:
        for then, same in apart:
            if fourth := _again(then, other, cells, same):
                return _corners((1, month, column), (-1, then, same), (-1, month, other), (1, then, fourth))
    if others:
        return _corners((1, month, column), (-1, month, others[0]))
    if apart:
        return _corners((1, month, column), (-1, *apart[0]))
    elsewhere = [key for key, cell in cells.items() if cell["people"] >= least]
    if elsewhere:
        then, other = min(elsewhere, key=lambda key: (_distance(month, key[0]), cells[key]["times"], key))
        return _corners((1, month, column), (-1, then, other))
    return _corners((1, month, column))


def _other_columns(month: str, column: Column, cells: dict, least: int) -> list[Column]:
    """Other activities or weekdays of that month with people enough: the same activity first, then the same weekday."""
    found = [(key[1], cell) for key, cell in cells.items() if key[0] == month and key[1] != column and cell["people"] >= least]
    ordered = sorted(found, key=lambda each: (each[0][0] != column[0], each[0][1] != column[1], each[1]["times"], each[0]))
    return [other for other, _cell in ordered]


def _other_months(month: str, column: Column, cells: dict, came: dict[tuple, set], least: int) -> list[tuple[str, Column]]:
    """Cells of that activity in other months which together with this one have people enough: the same weekday first, then
    the nearest."""
    together = [
        key for key in cells
        if key[1][0] == column[0] and key[0] != month
        and (cells[key]["people"] >= least or len(came[month, column] | came[key]) >= least)
    ]
    return sorted(together, key=lambda key: (key[1] != column, _distance(month, key[0]), key))


def _again(then: str, other: Column, cells: dict, same: Column) -> Column | None:
    """The other activity in the other month, on the same weekday if it can be, with presences enough to spare one."""
    found = [key[1] for key, cell in cells.items() if key[0] == then and key[1][0] == other[0] and cell["times"] >= 2]
    return min((each for each in found if each != same), key=lambda each: (each != other, each), default=None)


def _distance(month: str, then: str) -> int:
    return abs((int(month[:4]) - int(then[:4])) * 12 + int(month[5:]) - int(then[5:]))


def _corners(*corners: tuple[int, str, Column]) -> Guard:
    return tuple(Corner(sign, month, *column) for sign, month, column in corners)
