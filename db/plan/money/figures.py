"""Planned, spent and left, in cents: of an activity, of a fund, of a school year. What is given in kind stands apart.

Planned is what activities on the table or agreed have in their budget; a dropped one has nothing planned, and a mere proposal
counts apart. Spent is what is charged to funds. Left is the one less the other, and may be negative for an activity; never for
a fund.
"""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import calendar
from db.connection import rows
from db.look import participation
from db.look.filters import Filter
from db.plan import activities
from db.plan.money import funds, in_kind
from db.plan.money.lines import CATEGORIES
from db.rules import By, ask

ALIVE = ("under_discussion", "shared", "running", "closed")


def of_activity(db: Database, activity_id: int, *, today: date, by: By) -> dict:
    """planned_cents, spent_cents, left_cents; `lines` (category, fund_id, fund, and the three) for each planned or spent;
    `in_kind_cents`, `in_kind_minutes` (volunteer hours); `per_presence` and `per_household`, each {cents, hidden}: cents is
    None with `hidden` when the people are too few to be told, None alone when nobody came or nothing was spent.

    Asks `money.read`; raises RuleBroken `not_found`."""
    ask(by, "money.read")
    activity = activities.activity(db, activity_id, by=by)
    planned = 0 if activity["state"] == "dropped" else activity["budget_cents"]
    lines = _lines(db, activity_id)
    spent = sum(line["spent_cents"] for line in lines)
    given = in_kind.of_activity(db, activity_id, by=by)
    first, last = calendar.bounds(activity["school_year"])
    came = participation.figures(db, Filter(first, last, today, activity_id), by=by)
    return {
        **_left(planned, spent), "lines": lines,
        "in_kind_cents": sum(row["cents"] for row in given),
        "in_kind_minutes": sum(row["quantity"] for row in given if row["kind"] == "volunteer_hours"),
        "per_presence": _per(spent, came["presences"], came["head_counts"]),
        "per_household": _per(spent, came["households"]),
    }


def of_fund(db: Database, fund_id: int, *, by: By) -> dict:
    """The fund as `funds.fund` gives it, with planned_cents, `free_cents` (what no activity has been promised; negative when
    more is promised than there is), `activities` (activity_id, title, school_year, state, and the three figures) and
    `categories` (category and the three). Asks `money.read`; raises RuleBroken `not_found`."""
    ask(by, "money.read")
    fund = funds.fund(db, fund_id, by=by)
    found = rows(
        db,
        """
        select a.id as activity_id, a.title, a.school_year, a.state, category, sum(planned) as planned_cents,
               sum(spent) as spent_cents
        from (
          select activity_id, category, planned_cents as planned, 0 as spent from budget_line where fund_id = :id
          union all
          select activity_id, category, 0, expense_share.charged_cents
          from expense_share join expense on expense.id = expense_id where fund_id = :id
        ) join activity a on a.id = activity_id
        where spent > 0 or a.state in ('under_discussion', 'shared', 'running', 'closed')
        group by a.id, category order by a.school_year desc, a.title, a.id
        """,
        id=fund_id,
    )
    found = [{**row, "planned_cents": 0} if row["state"] == "dropped" else row for row in found]
    by_activity = _grouped(found, ("activity_id", "title", "school_year", "state"))
    promised = sum(row["spent_cents"] if row["state"] in ("closed", "dropped") else max(row["planned_cents"], row["spent_cents"])
                   for row in by_activity)
    by_category = _grouped(found, ("category",))
    return {
        **fund, "planned_cents": sum(row["planned_cents"] for row in found), "free_cents": fund["amount_cents"] - promised,
        "activities": by_activity, "categories": sorted(by_category, key=lambda row: CATEGORIES.index(row["category"])),
    }


def of_year(db: Database, school_year: str, *, by: By) -> dict:
    """planned_cents, spent_cents, left_cents of a school year, `proposed_cents` (what mere proposals would add), `in_kind_cents`,
    and `activities` (activity_id, title, kind, state, divided, and the three): those with money, the largest first.

    Asks `money.read`."""
    ask(by, "money.read")
    found = rows(
        db,
        """
        select a.id as activity_id, a.title, a.kind, a.state,
               case a.state when 'dropped' then 0 else a.budget_cents end as planned_cents,
               exists (select 1 from budget_line where activity_id = a.id) as divided,
               (select coalesce(sum(charged_cents), 0) from expense where activity_id = a.id) as spent_cents,
               (select coalesce(sum(case kind when 'volunteer_hours' then (quantity * rate_cents + 30) / 60
                                              else quantity * rate_cents end), 0)
                from in_kind where activity_id = a.id) as in_kind_cents
        from activity a where school_year = :year
        order by planned_cents desc, a.title, a.id
        """,
        year=school_year,
    )
    agreed = [row for row in found if row["state"] != "proposed"]
    return {
        **_left(sum(row["planned_cents"] for row in agreed), sum(row["spent_cents"] for row in found)),
        "proposed_cents": sum(row["planned_cents"] for row in found if row["state"] == "proposed"),
        "in_kind_cents": sum(row["in_kind_cents"] for row in found),
        "activities": [{**row, "left_cents": row["planned_cents"] - row["spent_cents"]} for row in found
                       if row["planned_cents"] or row["spent_cents"]],
    }


def _lines(db: Database, activity_id: int) -> list[dict]:
    found = rows(
        db,
        """
        select category, fund.id as fund_id, fund.name as fund, sum(planned) as planned_cents, sum(spent) as spent_cents
        from (
          select category, fund_id, planned_cents as planned, 0 as spent from budget_line where activity_id = :id
          union all
          select category, fund_id, 0, expense_share.charged_cents
          from expense_share join expense on expense.id = expense_id where activity_id = :id
        ) join fund on fund.id = fund_id
        group by category, fund.id order by fund.first_on, fund.name
        """,
        id=activity_id,
    )
    lines = [{**row, "left_cents": row["planned_cents"] - row["spent_cents"]} for row in found]
    return sorted(lines, key=lambda row: CATEGORIES.index(row["category"]))


def _left(planned: int, spent: int) -> dict:
    return {"planned_cents": planned, "spent_cents": spent, "left_cents": planned - spent}


def _per(spent: int, *figures: dict) -> dict:
    """Spent divided by what is told; hidden as soon as one figure is, so that a cost never tells a number."""
    if any(figure["hidden"] for figure in figures):
        return {"cents": None, "hidden": True}
    many = sum(figure["value"] or 0 for figure in figures)
    return {"cents": (2 * spent + many) // (2 * many) if many and spent else None, "hidden": False}


def _grouped(found: list[dict], keys: tuple) -> list[dict]:
    groups: dict[tuple, list[dict]] = {}
    for row in found:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return [
        {**dict(zip(keys, key, strict=True)),
         **_left(sum(row["planned_cents"] for row in group), sum(row["spent_cents"] for row in group))}
        for key, group in groups.items()
    ]
