"""What is too small to be told: a cell of fewer people than the threshold, and what would give such a cell away.

A cell is hidden when its people are more than zero and fewer than the Casa's threshold, for everybody alike: a figure shown
is a figure published. Then further cells of the same table are hidden until no hidden cell can be worked out from the
totals around it (complementary suppression; Willenborg & de Waal, Elements of Statistical Disclosure Control, 2001).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable

from sqlite_utils import Database

from db.connection import scalar

LEAST = 5
Key = tuple[Hashable, Hashable]
FREE = ("free", None)


def threshold(db: Database) -> int:
    """The fewest people that may be shown: the Casa's own number, 5 unless it chose another, never under 3."""
    return scalar(db, "select threshold from casa") or LEAST


def thin(people: int, least: int) -> bool:
    """Whether so many people, more than none, are too few to be shown."""
    return 0 < people < least


def protect(cells: dict[Key, tuple[int, int]], least: int, *, rows: Collection = (), columns: Collection = ()) -> set[Key]:
    """The cells to hide of a table: `cells` are {(row, column): (value, people behind it)}.

    `rows` and `columns` are those whose exact total is told somewhere. Afterwards every thin cell could have had another
    value under the same totals, each hidden cell being known to be at least 1.
    """
    hidden = {key for key, (_value, people) in cells.items() if thin(people, least)}
    given_away = True
    while given_away:
        given_away = False
        for key in sorted(hidden, key=str):
            if not thin(cells[key][1], least) or _could_differ(key, cells, hidden, rows, columns):
                continue
            if extra := _next_smallest(key, cells, hidden, rows, columns):
                hidden.add(extra)
                given_away = True
    return hidden


def _next_smallest(key: Key, cells: dict, hidden: set[Key], rows: Collection, columns: Collection) -> Key | None:
    """What to hide beside a cell that its totals give away: in its row, else in its column, else anywhere; None when all is."""
    def smallest(keys: list[Key]) -> Key | None:
        return min(keys, key=lambda each: (cells[each][0], str(each)), default=None)

    shown = [each for each, (value, _people) in cells.items() if value > 0 and each not in hidden]
    alone_in_row = key[0] in rows and sum(each[0] == key[0] for each in hidden) == 1
    in_row = smallest([each for each in shown if key[0] in rows and each[0] == key[0]])
    in_column = smallest([each for each in shown if key[1] in columns and each[1] == key[1]])
    first, second = (in_row, in_column) if alone_in_row else (in_column, in_row)
    return first or second or smallest(shown)


def _could_differ(key: Key, cells: dict, hidden: set[Key], rows: Collection, columns: Collection) -> bool:
    """Whether a hidden cell could be one more or one less with every told total as it is.

    Told totals make the hidden cells a flow from rows to columns: one more here must come back along other hidden cells,
    each of which stays at least 1. A line whose total is not told takes and gives freely.
    """
    def ends(each: Key) -> tuple:
        return (("row", each[0]) if each[0] in rows else FREE), (("column", each[1]) if each[1] in columns else FREE)

    ways: dict[tuple, set[tuple]] = {}
    for each in hidden - {key}:
        row, column = ends(each)
        ways.setdefault(row, set()).add(column)
        if cells[each][0] >= 2:
            ways.setdefault(column, set()).add(row)
    row, column = ends(key)
    return _leads(ways, column, row) or (cells[key][0] >= 2 and _leads(ways, row, column))


def _leads(ways: dict[tuple, set[tuple]], start: tuple, goal: tuple) -> bool:
    seen, next_ones = {start}, [start]
    while next_ones:
        for reached in ways.get(next_ones.pop(), set()) - seen:
            seen.add(reached)
            next_ones.append(reached)
    return goal in seen
