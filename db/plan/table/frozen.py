"""A chart as it stood when something was decided: its filters, its figures, its definition and its picture.

The figures are those of `db.look`, already suppressed, so what was not told then is not told later either.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.look import participation
from db.look.filters import Filter
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import optional

CHARTS = {"by_month": participation.by_month, "unique_and_returning": participation.unique_and_returning,
          "by_activity": participation.by_activity, "by_weekday": participation.by_weekday}


def of_decision(db: Database, decision_id: int, *, by: By) -> list[dict]:
    """The charts of a decision, first frozen first: id, chart, view (a Filter as of the day of freezing), rows and figures (as
    `db.look.participation` gave them), definition, picture (PNG bytes or None), frozen_at, who. Asks `table.read`."""
    ask(by, "table.read")
    return [_read(row) for row in rows(
        db,
        """
        select f.id, f.decision_id, f.chart, f.filter, f.rows, f.definition, f.picture, f.frozen_at, account.display_name as who
        from frozen_chart f left join account on account.id = f.frozen_by
        where f.decision_id = :id order by f.id
        """,
        id=decision_id,
    )]


def freeze(db: Database, decision_id: int, chart: str, view: Filter, *, definition: str = "",
           draw: Callable[[list[dict]], bytes] | None = None, by: By) -> int:
    """Keeps a chart in a decision as it is now; returns its id. `draw` makes the picture of exactly the rows that are kept; it
    runs before the write, so that nobody waits for it.

    Asks `decisions.take` and `look.read`; raises RuleBroken: `not_found`, `not_allowed`, `unknown_choice`, `too_long`,
    `decision_keeps_its_charts` once somebody has approved it, `decision_is_withdrawn`.
    """
    ask(by, "decisions.take")
    if chart not in CHARTS:
        raise RuleBroken("unknown_choice", field="chart")
    _freezable(db, decision_id, by)
    kept, figures = CHARTS[chart](db, view, by=by), participation.figures(db, view, by=by)
    picture = draw(kept) if draw else None
    with changing(db):
        _freezable(db, decision_id, by)
        new = insert(
            db,
            """
            insert into frozen_chart (decision_id, chart, filter, rows, definition, picture, frozen_by, frozen_at)
            values (:decision, :chart, :filter, :rows, :definition, :picture, :by, :now)
            """,
            decision=decision_id, chart=chart, filter=json.dumps(as_kept(view), sort_keys=True),
            rows=json.dumps({"rows": kept, "figures": figures}, ensure_ascii=False),
            definition=optional(definition, "definition", 2000), picture=picture, by=by.id, now=audit.utc_now(),
        )
        audit.note(db, by, "decisions.freeze", f"decision:{decision_id}", chart=chart, frozen=new)
        return new


def now(db: Database, frozen: dict, *, today: date, by: By) -> dict:
    """The same chart today: {view, rows, figures}. As many months as it had then, the last of them today's. Asks `look.read`."""
    view = _moved(frozen["view"], today)
    return {"view": view, "rows": CHARTS[frozen["chart"]](db, view, by=by), "figures": participation.figures(db, view, by=by)}


def as_kept(view: Filter) -> dict:
    """A view as JSON keeps it, for a frozen chart or for an item of an agenda."""
    return {"first": view.first.isoformat(), "last": view.last.isoformat(), "today": view.today.isoformat(),
            "activity_id": view.activity_id, "organisation_id": view.organisation_id}


def view_of(kept: dict, today: date | None = None) -> Filter:
    """The view that `as_kept` wrote; as of `today` when given, and then as long as it was, up to that day."""
    view = Filter(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"]), date.fromisoformat(kept["today"]),
                  kept.get("activity_id"), kept.get("organisation_id"))
    return _moved(view, today) if today else view


def _moved(view: Filter, today: date) -> Filter:
    length = max(1, len(view.months))
    n = today.year * 12 + today.month - length
    return Filter(date(n // 12, n % 12 + 1, 1), today, today, view.activity_id, view.organisation_id)


def _freezable(db: Database, decision_id: int, by: By) -> None:
    decision = one(db, "select meeting_id, state from decision where id = :id", id=decision_id)
    if not decision:
        raise RuleBroken("not_found")
    ask_for(by, "decisions.take", found(db, decision["meeting_id"]))
    if decision["state"] == "withdrawn":
        raise RuleBroken("decision_is_withdrawn")
    if one(db, "select 1 from decision_approval where decision_id = :id", id=decision_id):
        raise RuleBroken("decision_keeps_its_charts")


def _read(row: dict) -> dict:
    kept = json.loads(row.pop("rows"))
    return {**row, "view": view_of(json.loads(row.pop("filter"))), "rows": kept["rows"], "figures": kept["figures"]}
