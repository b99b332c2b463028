"""What is hidden stays hidden from somebody who has the whole table, its totals and a pencil."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.look.suppression import protect, thin, threshold

LEAST = 5


def all_fillings(cells: dict, hidden: set, rows, columns) -> list[dict]:
    """Every way to fill the hidden cells, each at least 1, that agrees with the told totals: what an attacker can find."""
    free = sorted(hidden, key=str)
    ranges = []
    for key in free:
        tops = [sum(cells[each][0] for each in hidden if each[axis] == key[axis])
                for axis, lines in ((0, rows), (1, columns)) if key[axis] in lines]
        ranges.append(range(1, min(min(tops, default=cells[key][0] + 1), cells[key][0] + 2) + 1))
    found = []
    for values in product(*ranges):
        filled = dict(zip(free, values, strict=True))
        if all(
            sum(filled[key] for key in free if key[axis] == line) == sum(cells[key][0] for key in free if key[axis] == line)
            for axis, lines in ((0, rows), (1, columns)) for line in lines
        ):
            found.append(filled)
    return found


counts = st.one_of(st.just(0), st.integers(1, 4), st.integers(1, 12))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_hidden_cell_can_be_worked_out_from_its_totals(data):
    height, width = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    cells = {(row, f"c{column}"): (value, value) for row in range(height) for column in range(width)
             for value in [data.draw(counts)]}
    # A line that is few itself has no told total: it is hidden wherever it would be shown.
    of = {line: sum(value for key, (value, _people) in cells.items() if line in key) for key in cells for line in key}
    rows = [row for row in range(height) if data.draw(st.booleans()) and not thin(of[row], LEAST)]
    columns = [f"c{n}" for n in range(width) if data.draw(st.booleans()) and not thin(of[f"c{n}"], LEAST)]
    hidden, untold = protect(cells, LEAST, rows=rows, columns=columns)
    rows, columns = [row for row in rows if row not in untold], [column for column in columns if column not in untold]
    few = {key for key, (value, _people) in cells.items() if thin(value, LEAST)}
    assert few <= hidden
    assert not any(cells[key][0] == 0 for key in hidden), "zero is shown"
    fillings = all_fillings(cells, hidden, rows, columns)
    for key in few:
        values = {filling[key] for filling in fillings}
        assert len(values) > 1, (cells, hidden, key)


def test_one_hidden_cell_takes_the_next_smallest_with_it():
    cells = {("a", "all"): (2, 2), ("b", "all"): (40, 20), ("c", "all"): (9, 9)}
    assert protect(cells, LEAST, columns=["all"]) == ({("a", "all"), ("c", "all")}, set())


def test_without_a_told_total_only_the_small_cell_is_hidden():
    cells = {("a", "all"): (2, 2), ("b", "all"): (40, 20)}
    assert protect(cells, LEAST) == ({("a", "all")}, set())


def test_a_total_that_would_give_the_cell_away_is_not_told():
    cells = {("a", "new"): (2, 2), ("a", "returning"): (9, 9), ("b", "new"): (8, 8), ("b", "returning"): (0, 0)}
    hidden, untold = protect(cells, LEAST, rows=["a", "b"], columns=["new"])
    assert hidden == {("a", "new"), ("a", "returning")} and "new" in untold


def test_nothing_small_nothing_hidden():
    assert protect({("a", "x"): (0, 0), ("b", "x"): (5, 5)}, LEAST, rows=["a", "b"], columns=["x"]) == (set(), set())


@pytest.mark.parametrize(("people", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_few_is_more_than_none_and_under_the_threshold(people, few):
    assert thin(people, LEAST) is few


def test_the_threshold_is_the_casas_own(db):
    assert threshold(db) == 5
    db.execute("update casa set threshold = 8")
    assert threshold(db) == 8
