"""Budget lines: how the money of an activity is divided by cost category and fund. They are part of what is signed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import rows
from db.plan.money.amounts import positive
from db.rules import RuleBroken

CATEGORIES = ("staff", "consultants", "materials", "services", "overheads", "volunteer_time")
Line = list  # [category, fund id, cents]: as JSON keeps it


def checked(db: Database, lines: Iterable[Line], before: Iterable[Line] = ()) -> list[Line]:
    """The lines in their order, one a category and fund. An archived fund may stay in a line it had `before`, not come in.

    Raises RuleBroken: `unknown_choice`, `line_twice`, `fund_archived`, and as `amounts.positive`.
    """
    funds = {row["id"]: row for row in rows(db, "select id, name, archived_at from fund")}
    had = {(category, fund) for category, fund, _cents in before}
    kept: dict[tuple[str, int], int] = {}
    for category, fund, cents in lines:
        if category not in CATEGORIES:
            raise RuleBroken("unknown_choice", field="category")
        if isinstance(fund, bool) or not isinstance(fund, int) or fund not in funds:
            raise RuleBroken("unknown_choice", field="fund")
        if funds[fund]["archived_at"] and (category, fund) not in had:
            raise RuleBroken("fund_archived", fund=funds[fund]["name"])
        if (category, fund) in kept:
            raise RuleBroken("line_twice", fund=funds[fund]["name"])
        kept[category, fund] = positive(cents, "planned_cents")
    return ordered([category, fund, cents] for (category, fund), cents in kept.items())


def ordered(lines: Iterable[Line]) -> list[Line]:
    """By category as the papers list them, then by fund."""
    return sorted(lines, key=lambda line: (CATEGORIES.index(line[0]), line[1]))


def total(lines: Iterable[Line]) -> int:
    """What the lines come to, in cents."""
    return sum(cents for _category, _fund, cents in lines)


def worded(db: Database, lines: Iterable[Line]) -> list[dict]:
    """The lines with the names of their funds: category, fund, cents."""
    names = {row["id"]: row["name"] for row in rows(db, "select id, name from fund")}
    return [{"category": category, "fund": names.get(fund, ""), "cents": cents} for category, fund, cents in lines]
