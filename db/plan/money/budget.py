"""The budget of an activity: lines by cost category and fund. It is signed with the rest: changing it reopens both signatures."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from db.plan import activities
from db.plan.money.lines import CATEGORIES, Line, checked, total
from db.rules import By, ask

__all__ = ["CATEGORIES", "plan"]


def plan(db: Database, activity_id: int, lines: Iterable[Line], *, version: int, by: By) -> int:
    """Divides the activity's money into these lines ([category, fund id, cents]), whose total becomes its `budget_cents`;
    returns the activity's version: a new one, unsigned, unless nothing differs. Without lines the money stays, undivided.

    `version` is the activity's as the person saw it. Asks `money.change`; raises RuleBroken as `lines.checked` and
    `activities.revise`: `stale`, `activity_is_over`, `not_found`.
    """
    ask(by, "money.change")
    before = activities.activity(db, activity_id, by=by)
    lines = checked(db, lines, before["budget_lines"])
    content = {"budget_lines": lines, **({"budget_cents": total(lines)} if lines else {})}
    return activities.revise(db, activity_id, content, version=version, by=by)
