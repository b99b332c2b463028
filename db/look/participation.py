"""Who takes part, counted: each function answers one chart, with what is too small already hidden.

Three kinds of presence, never added up as people: named presences (each time a person came), head-counts (how many an
organisation brought, certain or estimated) and unique people. Every row says `value` and `hidden`: zero is zero, None is
no register taken, and None with `hidden` is too few people to be told. All of them ask `look.read`.
"""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import rows, scalar
from db.look import counts, presences
from db.look.filters import Filter, autumn_of
from db.look.guards import guards, tells
from db.look.suppression import protect, thin, threshold
from db.rules import By, ask

KINDS = ("households", "schools", "parish_groups", "others")
MEASURES = ("presences", "people", "head_counts")


def by_month(db: Database, view: Filter, *, by: By) -> list[dict]:
    """For each month and kind of participant: month, kind, estimated, value, hidden. Households are named presences, the
    other kinds head-counts, certain and estimated apart."""
    ask(by, "look.read")
    least, scope = threshold(db), presences.scope(db, view)
    watched, named = guards(db, view.months, least), presences.by_month(db, view)
    heads = counts.by_month_and_kind(db, view, least)
    found = []
    for month in view.months:
        told = tells(watched, {month}, scope)
        found.append({"month": month, "kind": "households", "estimated": False, **_shown(named.get(month), "times", least, told)})
        for kind in KINDS[1:]:
            found += [{"month": month, "kind": kind, "estimated": estimated,
                       **heads.get((month, kind, estimated), counts.NOT_TAKEN)} for estimated in (False, True)]
    return found


def unique_and_returning(db: Database, view: Filter, *, by: By) -> list[dict]:
    """For each month, and for the whole period (month None): month, part, value, hidden, rounded.

    The parts are `people` (different people who came), `returning` (of them, those who had come before that month, or before
    the period, to the activities looked at) and `new` (the others). Parts that would tell of too few are hidden together.
    """
    ask(by, "look.read")
    least, scope = threshold(db), presences.scope(db, view)
    watched, of_years = guards(db, view.months, least), presences.of_school_years(db, view)
    mixed, years = _not_told_apart(of_years, least)
    found = []
    for month in view.months:
        told = tells(watched, {month}, scope)
        parts = _parts(of_years.get(month), least, told, told_apart=month not in mixed)
        found += [{"month": month, **part, "rounded": False} for part in parts]
    told = tells(watched, set(view.months), scope)
    whole = _parts_of_period(presences.of_period(db, view), view, least, told, told_apart=not years)
    return found + [{"month": None, **part} for part in whole]


def by_activity(db: Database, view: Filter, *, by: By) -> list[dict]:
    """For each activity with a register, the most attended first, a row for each of `MEASURES`: activity_id, title,
    school_year, measure, value, hidden, rounded. People of several activities are not to be added: they may be the same."""
    ask(by, "look.read")
    least, months = threshold(db), set(view.months)
    watched, named = guards(db, view.months, least), presences.by_activity(db, view)
    heads = counts.by_line(db, view, "activity_id", least)
    activities = rows(
        db,
        "select id as activity_id, title, school_year from activity where id in (select value from json_each(:ids))",
        ids=json.dumps(sorted(named.keys() | heads.keys())),
    )
    found = []
    for activity in activities:
        key = activity["activity_id"]
        row, told = named.get(key), tells(watched, months, {key})
        found += [
            {**activity, "measure": "presences", **_shown(row, "times", least, told), "rounded": False},
            {**activity, "measure": "people", **_people(_shown(row, "people", least, told), view, least)},
            {**activity, "measure": "head_counts", **heads.get(key, counts.NOT_TAKEN), "rounded": False},
        ]
    most = {row["activity_id"]: row["value"] or 0 for row in found if row["measure"] == "presences"}
    return sorted(found, key=lambda row: (-most[row["activity_id"]], row["title"], row["activity_id"]))


def by_weekday(db: Database, view: Filter, *, by: By) -> list[dict]:
    """For each day from Monday (1) to Sunday (0): weekday, measure (`presences` or `head_counts`), value, hidden."""
    ask(by, "look.read")
    least, scope, months = threshold(db), presences.scope(db, view), set(view.months)
    watched, named = guards(db, view.months, least), presences.by_weekday(db, view)
    heads = counts.by_line(db, view, "weekday", least)
    found = []
    for weekday in (1, 2, 3, 4, 5, 6, 0):
        told = tells(watched, months, scope, weekday)
        found += [
            {"weekday": weekday, "measure": "presences", **_shown(named.get(weekday), "times", least, told)},
            {"weekday": weekday, "measure": "head_counts", **heads.get(weekday, counts.NOT_TAKEN)},
        ]
    return found


def figures(db: Database, view: Filter, *, by: By) -> dict[str, dict]:
    """The headline, each {value, hidden, rounded}: `presences`, `head_counts`, `estimated` (the part of the head-counts that
    is), `people`, `households`, and `returning` (0 to 1, the people who had come before the period)."""
    ask(by, "look.read")
    least = threshold(db)
    told = tells(guards(db, view.months, least), set(view.months), presences.scope(db, view))
    whole = presences.of_period(db, view)
    _months, years = _not_told_apart(presences.of_school_years(db, view), least)
    parts = {part["part"]: part for part in _parts_of_period(whole, view, least, told, told_apart=not years)}
    homes = _shown({**whole, "people": min(whole["people"], whole["households"])}, "households", least, told)
    heads, estimated = counts.total(db, view, least)
    return {
        "presences": {**_shown(whole, "times", least, told), "rounded": False},
        "head_counts": {**heads, "rounded": False},
        "estimated": {**estimated, "rounded": False},
        "people": _only_figure(parts["people"]),
        "households": _people(homes, view, least),
        "returning": {**_only_figure(parts["returning"]), "value": _share(parts)},
    }


def choices(db: Database, *, by: By) -> dict:
    """What a view can be narrowed to: `since` (the first month with a register, or None), `activities` (id, title,
    school_year) that have one, the newest year first, and `organisations` (id, name, kind) that were counted or that lead or
    take part."""
    ask(by, "look.read")
    return {
        "since": scalar(
            db, "select min(month) from (select min(month) as month from gathered union select min(month) from counted)"
        ),
        "activities": rows(
            db,
            """
            select id, title, school_year from activity
            where id in (select activity_id from gathered union select activity_id from counted)
            order by school_year desc, title, id
            """,
        ),
        "organisations": rows(
            db,
            """
            select id, name, kind from organisation
            where id in (select organisation_id from counted union select organisation_id from activity_organisation)
            order by name, id
            """,
        ),
    }


def _not_told_apart(of_years: dict[str, dict], least: int) -> tuple[set[str], set[int]]:
    """The months, and the school years by their autumn, whose new and returning people are not told apart. A school year's
    new people are the sum of its months', so this is decided over whole school years: a short period tells no more than a
    long one."""
    months, years = set(), set()
    for autumn in {autumn_of(month) for month in of_years}:
        year = {month: row for month, row in of_years.items() if autumn_of(month) == autumn}
        cells = {(month, "new"): (row["new"],) * 2 for month, row in year.items()}
        cells |= {(month, "returning"): (row["people"] - row["new"],) * 2 for month, row in year.items()}
        told = [month for month, row in year.items() if not thin(row["people"], least)]
        hidden, untold = protect(cells, least, rows=told, columns=["new"])
        months |= {month for month, _part in hidden}
        years |= {autumn} if "new" in untold else set()
    return months, years


def _parts(row: dict | None, least: int, told: bool, told_apart: bool) -> list[dict]:
    """People, and of them the returning and the new, as {part, value, hidden}."""
    people = _shown(row, "people", least, told)
    if people["value"] is None:
        return [{"part": part, **people} for part in ("people", "returning", "new")]
    values = {"returning": row["people"] - row["new"], "new": row["new"]}
    return [{"part": "people", **people}] + [
        {"part": part, "value": value if told_apart else None, "hidden": not told_apart} for part, value in values.items()
    ]


def _parts_of_period(whole: dict, view: Filter, least: int, told: bool, told_apart: bool) -> list[dict]:
    few = thin(whole["new"], least) or thin(whole["people"] - whole["new"], least)
    return [{"part": part["part"], **_people(part, view, least)} for part in _parts(whole, least, told, told_apart and not few)]


def _share(parts: dict[str, dict]) -> float | None:
    returning, people = parts["returning"]["value"], parts["people"]["value"]
    return None if returning is None or not people else min(1.0, returning / people)


def _shown(row: dict | None, measure: str, least: int, told: bool) -> dict:
    """A measure as it may be told: None without a register, hidden when its people are few or a guard forbids."""
    if not row or not row["marks"]:
        return {"value": None, "hidden": False}
    if row["people"] and (not told or thin(row["people"], least)):
        return {"value": None, "hidden": True}
    return {"value": row[measure], "hidden": False}


def _people(shown: dict, view: Filter, least: int) -> dict:
    """A number of people as a period may tell it: to the last one for a month or a school year, else to the nearest multiple
    of the threshold, since two other periods may differ by one family."""
    value, rounded = shown["value"], not view.whole and bool(shown["value"])
    return {"value": least * round(value / least) if rounded else value, "hidden": shown["hidden"], "rounded": rounded}


def _only_figure(part: dict) -> dict:
    return {key: part[key] for key in ("value", "hidden", "rounded")}
