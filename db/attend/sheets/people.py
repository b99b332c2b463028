"""Who the rows of a table are: one person a row, or a row a presence; two rows of one name or one code are asked about."""

from __future__ import annotations

from dataclasses import dataclass

from db.attend.sheets import names
from db.attend.sheets.finding import LONG, Table
from db.attend.sheets.names import Name
from db.texts import folded

TWO, ONE, OUT = "two", "one", "out"


@dataclass(frozen=True)
class Person:
    """Somebody of the sheet: a `key` that is the same whenever this sheet is read, the rows, the name and the name shown."""

    key: str
    rows: tuple[int, ...]
    code: str
    name: Name
    shown: str


@dataclass(frozen=True)
class Found:
    """The people of a table; `codes` and `alike`: rows that share a code, or a name, and have to be asked about."""

    people: list[Person]
    codes: dict[str, list[str]]
    alike: dict[str, list[int]]


def found(table: Table, rows: list[int], *, order: str, codes: dict[str, str], alike: dict[str, str]) -> Found:
    """`rows`: those that are people. `order`: how names are written. `codes`: what was said of people with one code (`two`,
    `out`); `alike`: of rows with one name (`one`, `two`, `out`)."""
    said = {row: _cells(table, row) for row in rows}
    code_of = {row: _code(table, row) for row in rows}
    groups: dict[tuple, list[int]] = {}
    for row in rows:
        groups.setdefault(_identity(said[row], code_of[row]), []).append(row)
    groups = _without_code_joined(groups)
    shared = _shared_codes(groups)
    twice = {} if table.layout == LONG else {_key(identity): each for identity, each in groups.items() if len(each) > 1}
    out = {
        identity
        for identity in groups
        if codes.get(identity[1]) == OUT and identity[1] in shared or alike.get(_key(identity)) == OUT and _key(identity) in twice
    }
    kept = []
    for identity, each in groups.items():
        if identity in out:
            continue
        apart = _key(identity) in twice and alike.get(_key(identity)) != ONE
        kept += (
            [(f"{_key(identity)}#{row}", (row,), identity[1]) for row in each]
            if apart
            else [(_key(identity), tuple(each), identity[1])]
        )
    parted = [names.parted(said[each[0]], order) for _key_, each, _code_ in kept]
    shown = names.shown(parted)
    people = [Person(key, each, code, name, display) for (key, each, code), name, display in zip(kept, parted, shown, strict=True)]
    return Found(
        people,
        {code: whose for code, whose in shared.items() if code not in codes},
        {key: each for key, each in twice.items() if key not in alike},
    )


def order_known(table: Table) -> str | None:
    """How names are written, when the heads or their own signs say so; None when it has to be asked."""
    naming = table.columns_that("surname", "first_name", "name")
    if len(naming) == 2:
        return "surname_first" if table.columns[naming[0]] == "surname" else "first_name_first"
    wholes = [" ".join(_cells(table, row)) for row in table.people]
    worded = [whole for whole in wholes if len(whole.split()) > 1]
    if not worded or all(len(folded(whole).split()[-1:][0]) == 1 for whole in worded if folded(whole)):
        return "as_written"
    return "surname_first" if all("," in whole for whole in worded) else None


def written(table: Table, rows: list[int]) -> list[str]:
    """The names as they stand."""
    return [" ".join(_cells(table, row)) for row in rows]


def _cells(table: Table, row: int) -> list[str]:
    naming = table.columns_that("surname", "first_name", "name") or list(table.unnamed[:1])
    return [str(table.grid[row][column]) for column in naming if table.grid[row][column]]


def _code(table: Table, row: int) -> str:
    return next((str(table.grid[row][column]) for column in table.columns_that("code") if table.grid[row][column]), "")


def _identity(cells: list[str], code: str) -> tuple[str, str]:
    whole = " ".join(cells)
    return folded(whole) or whole.casefold(), code


def _without_code_joined(groups: dict[tuple, list[int]]) -> dict[tuple, list[int]]:
    """Rows of a name without a code belong to the one code that this name has elsewhere."""
    result: dict[tuple, list[int]] = {}
    for (name, code), rows in groups.items():
        others = [other for other in groups if other[0] == name and other[1]]
        identity = others[0] if not code and len(others) == 1 else (name, code)
        result.setdefault(identity, []).extend(rows)
    return result


def _shared_codes(groups: dict[tuple, list[int]]) -> dict[str, list[str]]:
    whose: dict[str, list[str]] = {}
    for name, code in groups:
        if code:
            whose.setdefault(code, []).append(name)
    return {code: each for code, each in whose.items() if len(each) > 1}


def _key(identity: tuple[str, str]) -> str:
    return "|".join(identity)
