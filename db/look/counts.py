"""Head-counts by month and kind, by activity or by weekday, with their small cells hidden.

Behind a cell stands its largest single count: three classes of eighteen are not few, one drop-in of three is.
"""

from __future__ import annotations

from sqlite_utils import Database

from db.connection import rows
from db.look.filters import Filter
from db.look.suppression import protect, thin

KINDS = {"school": "schools", "parish_group": "parish_groups"}
NOT_TAKEN = {"value": None, "hidden": False}
HIDDEN = {"value": None, "hidden": True}


def by_month_and_kind(db: Database, view: Filter, least: int) -> dict[tuple[str, str, bool], dict]:
    """{(month, kind, estimated): {value, hidden}}, kinds being schools, parish_groups and others.

    The head-counts of one month are a headline too, so a month's hidden cells are never alone.
    """
    found = rows(
        db,
        """
        select month, organisation.kind, estimated, sum(number) as number, max(number) as largest
        from counted left join organisation on organisation.id = organisation_id
        where month between :first and :last and (:activity is null or activity_id = :activity)
          and (:organisation is null or organisation_id = :organisation)
        group by month, organisation.kind, estimated
        """,
        **_asked(view),
    )
    cells = {}
    for row in found:
        key = row["month"], (KINDS.get(row["kind"], "others"), bool(row["estimated"]))
        number, largest = cells.get(key, (0, 0))
        cells[key] = number + row["number"], max(largest, row["largest"])
    hidden, _untold = protect(cells, least, rows=_told(cells, 0, least))
    return {
        (month, *column): HIDDEN if (month, column) in hidden else {"value": number, "hidden": False}
        for (month, column), (number, _largest) in cells.items()
    }


def by_line(db: Database, view: Filter, line: str, least: int) -> dict[int, dict]:
    """{activity_id or weekday: {value, hidden}}; `line` says which."""
    found = rows(
        db,
        """
        select case :line when 'activity_id' then activity_id else weekday end as line,
               sum(number) as number, max(number) as largest
        from counted
        where month between :first and :last and (:activity is null or activity_id = :activity)
          and (:organisation is null or organisation_id = :organisation)
        group by 1
        """,
        line=line,
        **_asked(view),
    )
    cells = {(row["line"], "all"): (row["number"], row["largest"]) for row in found}
    hidden, _untold = protect(cells, least, columns=_told(cells, 1, least))
    return {key[0]: HIDDEN if key in hidden else {"value": number, "hidden": False} for key, (number, _largest) in cells.items()}


def total(db: Database, view: Filter, least: int) -> tuple[dict, dict]:
    """All head-counts of the view, and the part of them that is estimated: two {value, hidden}."""
    found = rows(
        db,
        """
        select estimated, sum(number) as number, max(number) as largest
        from counted
        where month between :first and :last and (:activity is null or activity_id = :activity)
          and (:organisation is null or organisation_id = :organisation)
        group by estimated
        """,
        **_asked(view),
    )
    if not found:
        return NOT_TAKEN, NOT_TAKEN
    cells = {("all", row["estimated"]): (row["number"], row["largest"]) for row in found}
    told = _told(cells, 0, least)
    hidden, _untold = protect(cells, least, rows=told)
    estimated = cells.get(("all", 1), (0, 0))[0]
    few = thin(max(row["largest"] for row in found), least)
    return (
        HIDDEN if few else {"value": sum(row["number"] for row in found), "hidden": False},
        HIDDEN if few or hidden else {"value": estimated, "hidden": False},
    )


def _told(cells: dict, axis: int, least: int) -> set:
    """The rows (axis 0) or columns (1) whose total is told: those with a count that is not few."""
    return {key[axis] for key, (_number, largest) in cells.items() if largest >= least}


def _asked(view: Filter) -> dict:
    months = view.months
    return {
        "first": months[0] if months else "", "last": months[-1] if months else "",
        "activity": view.activity_id, "organisation": view.organisation_id,
    }
