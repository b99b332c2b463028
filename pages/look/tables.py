"""The same rows as their charts, laid out to be read line by line: {heading: text or the row itself}."""

from __future__ import annotations

from pages.look.showing import Table
from pages.ui.figures import KINDS, MEASURES, PARTS, names, said_of, weekday
from pages.ui.texts import _, day

NOTHING = {"value": None, "hidden": False}


def by_month(rows: list[dict]) -> Table:
    """A line a month, a column a kind; estimated head-counts have columns of their own."""
    columns = [(kind, estimated) for kind in KINDS for estimated in (False, True)
               if any(row["kind"] == kind and row["estimated"] == estimated and (row["hidden"] or row["value"] is not None)
                      for row in rows)]
    cells = {(row["month"], row["kind"], row["estimated"]): row for row in rows}
    return [
        {_("Month"): _month(month)} | {
            said_of(KINDS, kind) + (f" ({_('estimates')})" if estimated else ""): cells[month, kind, estimated]
            for kind, estimated in columns
        }
        for month in dict.fromkeys(row["month"] for row in rows)
    ]


def unique_and_returning(rows: list[dict]) -> Table:
    """A line a month, then the whole period: people are counted once in it, so the lines do not add up to it."""
    cells = {(row["month"], row["part"]): row for row in rows}
    return [
        {_("Month"): _month(month) if month else _("Whole period"), _("Different people"): cells[month, "people"],
         said_of(PARTS, "returning"): cells[month, "returning"], said_of(PARTS, "new"): cells[month, "new"]}
        for month in dict.fromkeys(row["month"] for row in rows)
    ]


def by_activity(rows: list[dict]) -> Table:
    """A line an activity, a column a measure."""
    titles = names(rows)
    cells = {(row["activity_id"], row["measure"]): row for row in rows}
    return [
        {_("Activity"): titles[activity]} | {said_of(MEASURES, measure): cells[activity, measure] for measure in MEASURES}
        for activity in titles
    ]


def by_weekday(rows: list[dict]) -> Table:
    """A line a day of the week."""
    cells = {(row["weekday"], row["measure"]): row for row in rows}
    return [
        {_("Day"): weekday(each)} | {said_of(MEASURES, measure): cells.get((each, measure), NOTHING)
                                     for measure in ("presences", "head_counts")}
        for each in dict.fromkeys(row["weekday"] for row in rows)
    ]


def _month(month: str) -> str:
    return day(f"{month}-01", "month")
