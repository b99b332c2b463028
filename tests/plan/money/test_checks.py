"""`python -m db check` finds money that does not add up, however it came to be."""

from __future__ import annotations

import pytest

from db.connection import REAL
from db.office import checks
from db.shell_words import problem


@pytest.mark.parametrize(("sql", "key"), [
    ("delete from expense_share where fund_id = 2", "shares"),
    ("drop trigger fund_keeps_what_is_spent; update fund set amount_cents = 1 where id = 1", "overdrawn"),
    ("drop trigger budget_line_is_not_rewritten; update budget_line set planned_cents = 1 where fund_id = 1", "budget_lines"),
])
def test_what_does_not_add_up_is_found_and_said(db, spend, municipal, foundation, sql, key):
    spend(shares={municipal: 10_000, foundation: 20_000})
    assert checks.problems(db, kind=REAL) == []
    db.conn.executescript(sql)
    found = checks.problems(db, kind=REAL)
    assert [each for each, _facts in found] == [key]
    assert "cents" in problem(*found[0])
