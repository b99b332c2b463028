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


def protect(cells: dict[Key, tuple[int, int]], least: int, *, rows: Collection = (), columns: Collection = ()) -> tuple[set, set]:
    """The cells to hide of a table, and the lines whose total must then not be told after all.

    `cells` are {(row, column): (value, people behind it)}; `rows` and `columns` are those whose exact total is told somewhere.
    Afterwards every thin cell could have had another value under the same totals, hidden cells being known to be at least 1
    and zeros being shown.
    """
    hidden = {key for key, (_value, people) in cells.items() if thin(people, least)}
    few, told, untold = sorted(hidden, key=str), [set(rows), set(columns)], set()
    while given_away := next((key for key in few if not _could_differ(key, cells, hidden, told)), None):
        if extra := _next_smallest(given_away, cells, hidden, told):
            hidden.add(extra)
        else:
            untold |= {given_away[axis] for axis in (0, 1) if given_away[axis] in told[axis]}
            told = [lines - untold for lines in told]
    return hidden, untold


def _next_smallest(key: Key, cells: dict, hidden: set[Key], told: list[set]) -> Key | None:
    """What to hide beside a cell that its totals give away: the smallest where a hidden cell stands alone on a line with a
    told total, else on the cell's own lines, else anywhere; None when nothing is left that would not be given away itself."""
    def company(each: Key) -> bool:
        return all(any(other != each and other[axis] == each[axis] and cells[other][0] for other in cells)
                   for axis in (0, 1) if each[axis] in told[axis])

    shown = sorted((value, str(each), each) for each, (value, _people) in cells.items() if value > 0 and each not in hidden)
    candidates = [each for _value, _name, each in shown if company(each)]
    lines = [(axis, line) for axis in (0, 1) for line in told[axis]]
    alone = [(axis, line) for axis, line in lines if sum(each[axis] == line for each in hidden) == 1]
    own = [(axis, line) for axis, line in lines if key[axis] == line]
    for wanted in (alone, own, lines):
        if found := next((each for each in candidates if any(each[axis] == line for axis, line in wanted)), None):
            return found
    return None


def _could_differ(key: Key, cells: dict, hidden: set[Key], told: list[set]) -> bool:
    """Whether a hidden cell could be one more or one less with every told total as it is.

    Told totals make the hidden cells a flow from rows to columns: one more here must come back along other hidden cells,
    each of which stays at least 1. A line whose total is not told takes and gives freely.
    """
    def ends(each: Key) -> tuple:
        return (("row", each[0]) if each[0] in told[0] else FREE), (("column", each[1]) if each[1] in told[1] else FREE)

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
