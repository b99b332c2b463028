"""The tables of a sheet that may be registers: people × dates, dates × people, or a row a presence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.attend.sheets import days, heads
from db.attend.sheets.cells import Cell, Sheet
from db.attend.sheets.days import Day
from db.rules import RuleBroken

WIDE, TRANSPOSED, LONG = "wide", "transposed", "long"
MOST_DAYS, MOST_PEOPLE = 400, 2_000


@dataclass(frozen=True)
class Table:
    """One table as found. `grid` is turned so that people go down; rows and columns are numbered in it.

    `columns`: role of each column (surname, first_name, name, code, day, total, mark, other). `days`: the day of each day
    column, or, in a long table, of each row. `rows`: role of each row. `unnamed`: columns of words that might be the names
    when no head says which. `order_doubt`: day and month may be the other way round.
    """

    sheet: int
    sheet_name: str
    layout: str
    grid: tuple[tuple[Cell, ...], ...]
    head: int
    columns: dict[int, str]
    days: dict[int, Day]
    rows: dict[int, str]
    unnamed: tuple[int, ...] = ()
    order_doubt: bool = False
    score: int = field(default=0, compare=False)

    @property
    def people(self) -> list[int]:
        """The rows that are people."""
        return [row for row, role in self.rows.items() if role == "person"]

    def columns_that(self, *roles: str) -> list[int]:
        """Columns with one of these roles, from the left."""
        return sorted(column for column, role in self.columns.items() if role in roles)


def tables(sheets: list[Sheet], *, names: tuple[int, ...] = (), month_first: bool | None = None) -> list[Table]:
    """Every table that may be a register, the likeliest first; a sheet has several when it could be read in several ways.

    `names` are the columns said to hold the names, `month_first` what was said about 03/04. Raises RuleBroken, when there is
    none: `sheet_too_large`, `sheet_without_dates`, `sheet_without_names`, `sheet_without_marks`.
    """
    found, wanting = [], "sheet_without_dates"
    for number, sheet in enumerate(sheets):
        if sheet.cut:
            raise RuleBroken("sheet_too_large", name=sheet.name)
        turned = tuple(zip(*sheet.rows, strict=True))
        for layout, grid in ((WIDE, sheet.rows), (TRANSPOSED, turned), (LONG, sheet.rows)):
            for candidate in (_long if layout == LONG else _wide)(grid, names, month_first):
                if isinstance(candidate, str):
                    wanting = max(wanting, candidate, key=_FAR.index)
                else:
                    found.append(Table(number, sheet.name, layout, grid, **candidate))
    if not found:
        raise RuleBroken(wanting)
    best = max(table.score for table in found)
    kept = [
        table for table in found if table.score * 3 >= best or table.sheet not in {t.sheet for t in found if t.score > table.score}
    ]
    kept = sorted(kept, key=lambda table: -table.score)
    if len(kept[0].days) > MOST_DAYS and kept[0].layout != LONG or len(kept[0].people) > MOST_PEOPLE and kept[0].layout != LONG:
        raise RuleBroken("sheet_too_large", name=kept[0].sheet_name)
    return kept


_FAR = ["sheet_without_dates", "sheet_without_names", "sheet_without_marks"]


def _wide(grid, names, month_first) -> list[dict | str]:
    """Each row of dates with the people under it, until the next such row."""
    rows = [(row, *_day_columns(grid, row, month_first)) for row in range(len(grid))]
    rows = [(row, told, doubt) for row, told, doubt in rows if told]
    strong = [each for each in rows if len(each[1]) > 1]
    tops = strong or rows[:1]
    result = []
    for place, (top, told, doubt) in enumerate(tops):
        until = tops[place + 1][0] if place + 1 < len(tops) else len(grid)
        body = range(top + 1, until)
        told = {column: day for column, day in told.items() if not any(_is_day(grid[row][column]) for row in body)}
        if told and len(set(told.values())) * 5 >= len(told) * 4:
            result.append(_register(grid, top, body, told, names, doubt))
    return result


def _day_columns(grid, row: int, month_first: bool | None) -> tuple[dict[int, Day], bool]:
    """The days in this row by column, and whether day and month may be the other way round."""
    ways = [
        {column: day for column, cell in enumerate(grid[row]) if (day := days.read(cell, month_first=way))}
        for way in ((False, True) if month_first is None else (month_first,))
    ]
    plain = max(ways, key=len)
    if not plain:
        return _under_months(grid, row), False
    doubt = len(ways) == 2 and len(ways[0]) == len(ways[1]) > 2 and _either(plain.values()) and _forward(ways[1])
    return plain, doubt


def _either(told: Iterable[Day]) -> bool:
    """Whether day and month could be the other way round in every one of them, and it would make a difference."""
    told = list(told)
    return all(day.swappable for day in told) and any(day.day != day.month for day in told)


def _forward(told: dict[int, Day]) -> bool:
    order = [(day.year or 0, day.month, day.day) for _column, day in sorted(told.items())]
    return sum(b < a for a, b in zip(order, order[1:], strict=False)) == 0


def _under_months(grid, row: int) -> dict[int, Day]:
    """Numbers of days in a row under months: `Ottobre 2025 | | | Novembre |` over `1 | 8 | 15 | 5 | 12`."""
    for above in range(row - 1, max(-1, row - 4), -1):
        said = {column: month for column, cell in enumerate(grid[above]) if (month := days.month(cell))}
        if said:
            break
    else:
        return {}
    told, within = {}, None
    for column, cell in enumerate(grid[row]):
        within = said.get(column, within)
        if within and (day := days.of_month(cell, within)):
            told[column] = day
    order = [(day.year or 0, day.month, day.day) for day in told.values()]
    climbs = all(a[1] != b[1] or a < b for a, b in zip(order, order[1:], strict=False))
    return told if len(told) > 1 and climbs else {}


def _is_day(cell: Cell) -> bool:
    return days.read(cell, serials=False) is not None


def _register(grid, top: int, body: range, told: dict[int, Day], names, doubt: bool) -> dict | str:
    columns, unnamed = _columns(grid, top, body, told, names)
    naming = [column for column, role in columns.items() if role in ("surname", "first_name", "name")]
    if not naming and not unnamed:
        return "sheet_without_names"
    roles = _rows(grid, body, columns, naming or list(unnamed[:1]))
    people = [row for row in body if roles[row] == "person"]
    cells = [grid[row][column] for row in people for column in told if grid[row][column]]
    if not cells or sum(heads.known_mark(cell) for cell in cells) < 0.7 * len(cells) or len(set(cells)) > 40:
        return "sheet_without_marks"
    above = {row: "title" if any(grid[row]) else "blank" for row in range(top)}
    return {
        "head": top,
        "columns": columns,
        "days": told,
        "rows": {**above, top: "head", **roles},
        "unnamed": unnamed,
        "order_doubt": doubt,
        "score": len(people) * len(told) + len(cells),
    }


def _columns(grid, top: int, body: range, told: dict[int, Day], names) -> tuple[dict[int, str], tuple[int, ...]]:
    """The role of each column. When no head tells the names, the columns of words that they may be."""
    columns = {column: "day" if column in told else _by_head(grid, top, column) or "other" for column in range(len(grid[top]))}
    words = [column for column in columns if column not in told and heads.is_texty([grid[row][column] for row in body])]
    if names:
        naming = [column for column in names if column in columns and column not in told]
        columns = {column: "other" if role in ("surname", "first_name", "name") else role for column, role in columns.items()}
        return columns | dict(zip(naming, ("name",) if len(naming) == 1 else ("surname", "first_name"), strict=False)), ()
    if "surname" in columns.values() and "first_name" in columns.values():
        return {column: "other" if role == "name" else role for column, role in columns.items()}, ()
    named = [column for column, role in columns.items() if role in ("surname", "first_name", "name")]
    if len(named) == 1:
        return columns | {named[0]: "name"}, ()
    columns = {column: "other" if column in named else role for column, role in columns.items()}
    possible = named or [column for column in words if columns[column] == "other"]
    if len(possible) == 1:
        return columns | {possible[0]: "name"}, ()
    return columns, tuple(possible)


def _by_head(grid, top: int, column: int) -> str | None:
    for row in (top, top - 1, top - 2, top + 1):
        cell = grid[row][column] if 0 <= row < len(grid) else ""
        if isinstance(cell, str) and cell and (role := heads.column(cell)):
            return "other" if role in ("day", "birth") else "total" if role == "mark" else role
    return None


def _rows(grid, body, columns: dict[int, str], naming: list[int]) -> dict[int, str]:
    marked = [column for column, role in columns.items() if role == "day"]
    others = [column for column, role in columns.items() if role in ("code", "other", "total") and column not in naming]
    return {
        row: heads.row(
            " ".join(str(grid[row][column]) for column in naming if grid[row][column]),
            " ".join(cell for column in others if isinstance(cell := grid[row][column], str) and cell),
            [grid[row][column] for column in marked],
        )
        for row in body
    }


def _long(grid, names, month_first) -> list[dict | str]:
    """A column of days, a column of names, perhaps a column of marks; one row a presence."""
    for head in [*range(min(10, len(grid) - 2)), -1]:
        body = range(head + 1, len(grid))
        labels = (
            [heads.column(cell) if isinstance(cell, str) else None for cell in grid[head]] if head >= 0 else [None] * len(grid[0])
        )
        for column, label in enumerate(labels):
            if label not in (None, "day") or (label is None and head >= 0 and "name" not in labels and "surname" not in labels):
                continue
            ways = [
                {row: day for row in body if (day := days.read(grid[row][column], month_first=way))}
                for way in ((False, True) if month_first is None else (month_first,))
            ]
            told = max(ways, key=len)
            filled = [row for row in body if grid[row][column]]
            repeated = Counter(told.values()).most_common(1)
            if len(told) < 2 or len(told) < 0.8 * len(filled) or (label != "day" and repeated[0][1] < 2):
                continue
            doubt = len(ways) == 2 and len(set(told.values())) > 2 and _either(told.values())
            return [_presences(grid, head, body, column, told, labels, names, doubt)]
    return []


def _presences(grid, head: int, body: range, day_column: int, told: dict[int, Day], labels: list, names, doubt: bool) -> dict | str:
    columns = dict.fromkeys(range(len(labels)), "other") | {day_column: "day"}
    for column, label in enumerate(labels):
        if label in ("surname", "first_name", "name", "code", "mark", "total") and column != day_column:
            columns[column] = "mark" if label == "total" else label
    used = [row for row in body if row in told]
    for column in columns:
        cells = [grid[row][column] for row in used if grid[row][column]]
        if columns[column] in ("mark", "other") and column != day_column:
            columns[column] = (
                "mark" if cells and all(heads.known_mark(cell) for cell in cells) and len(set(cells)) <= 8 else "other"
            )
    if len(marked := [column for column, role in columns.items() if role == "mark"]) > 1:
        columns |= dict.fromkeys(marked[1:], "other")
    columns, unnamed = _names_of(grid, columns, used, names)
    naming = [column for column, role in columns.items() if role in ("surname", "first_name", "name")] or list(unnamed[:1])
    if not naming:
        return "sheet_without_names"
    rows = {row: "title" if any(grid[row]) else "blank" for row in range(max(head, 0))} | ({head: "head"} if head >= 0 else {})
    for row in body:
        who = " ".join(str(grid[row][column]) for column in naming if grid[row][column])
        rows[row] = heads.row(who, "", ["x"] if row in told else [])
        rows[row] = "note" if rows[row] == "doubtful" and row not in told else rows[row]
    many = sum(role == "person" for role in rows.values())
    return {
        "head": head,
        "columns": columns,
        "days": told,
        "rows": rows,
        "unnamed": unnamed,
        "order_doubt": doubt,
        "score": 3 * many,
    }


def _names_of(grid, columns: dict[int, str], used: list[int], names) -> tuple[dict[int, str], tuple[int, ...]]:
    if names:
        columns = {column: "other" if role in ("surname", "first_name", "name") else role for column, role in columns.items()}
        return columns | dict(zip(names, ("name",) if len(names) == 1 else ("surname", "first_name"), strict=False)), ()
    named = [column for column, role in columns.items() if role in ("surname", "first_name", "name")]
    if {columns[column] for column in named} >= {"surname", "first_name"} or len(named) == 1:
        return (columns if len(named) > 1 else columns | {named[0]: "name"}), ()
    possible = [
        column for column, role in columns.items() if role == "other" and heads.is_texty([grid[row][column] for row in used])
    ]
    return (columns | {possible[0]: "name"}, ()) if len(possible) == 1 else (columns, tuple(possible))
