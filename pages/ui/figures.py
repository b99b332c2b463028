"""The figures of `db.look` in words: what a chart writes beside its marks, its tooltip, its table, its CSV and its text
alternative all say, from the same rows."""

from __future__ import annotations

from db.look.filters import Filter
from pages.ui.texts import N_, _, day, number, percent

QUESTIONS = {
    "by_month": N_("How many came, month by month?"),
    "unique_and_returning": N_("How many different people, and how many come back?"),
    "by_activity": N_("What do they come to?"),
    "by_weekday": N_("On which days do they come?"),
}
DEFINITIONS = {
    "by_month": N_("Each time somebody came to a session counts once. Families are marked by name in the roll call; schools, "
                   "parish groups and others are counted by head, and paler parts are estimates."),
    "unique_and_returning": N_("Different people marked by name, each once a month. “Had come before” means in any earlier month, "
                               "to the activities looked at here. A person who comes in two months is one person in the whole "
                               "period: the bars do not add up to it."),
    "by_activity": N_("Named presences and head-counts of each activity in the period: two bars, because they are not the "
                      "same thing."),
    "by_weekday": N_("Named presences and head-counts by the day on which the session took place."),
}
ORGANISATION = N_("With an organisation chosen: head-counts of that organisation, and named presences at the activities it leads "
                  "or takes part in.")
HEADLINE = {"presences": N_("named presences"), "head_counts": N_("head-counts"), "people": N_("different people"),
            "households": N_("households reached"), "returning": N_("had come before")}
KINDS = {
    "households": N_("families, by name"),
    "schools": N_("schools"),
    "parish_groups": N_("parish groups"),
    "others": N_("others and drop-ins"),
}
PARTS = {"returning": N_("had come before"), "new": N_("came for the first time"), "people": N_("new and returning not told apart")}
MEASURES = {"presences": N_("named presences"), "people": N_("different people"), "head_counts": N_("head-counts")}
WEEKDAYS = ("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28")


def said(row: dict) -> str:
    """The figure as a person reads it: '1.284', 'about 145', 'not shown', or a dash when no register was taken."""
    if row["hidden"]:
        return _("not shown")
    if row["value"] is None:
        return "—"
    return _("about {n}", n=number(row["value"])) if row.get("rounded") else number(row["value"])


def share(row: dict) -> str:
    """A share as a percentage, or why there is none."""
    if row["hidden"] or row["value"] is None:
        return said(row)
    return _("about {n}", n=percent(row["value"])) if row["rounded"] else percent(row["value"])


def definition(chart: str, view: Filter) -> str:
    """What a chart counts, and what its organisation narrows when one is chosen."""
    return _(DEFINITIONS[chart]) + (f" {_(ORGANISATION)}" if view.organisation_id else "")


def worded(chart: str, rows: list[dict]) -> list[dict]:
    """The rows of one of the charts, ready for it."""
    return {"by_month": by_month, "unique_and_returning": unique_and_returning, "by_activity": by_activity,
            "by_weekday": by_weekday}[chart](rows)


def by_month(rows: list[dict]) -> list[dict]:
    """Rows for `charts.by_month`. A kind that no register of the whole view has is left out."""
    kept = {(row["kind"], row["estimated"]) for row in rows if row["hidden"] or row["value"] is not None}
    empty = {row["month"] for row in rows} - {row["month"] for row in rows if row["hidden"] or row["value"] is not None}
    places = list(KINDS)
    return [
        {
            **_told(row), **_dated(row), "what": said_of(KINDS, row["kind"]),
            "sure": _("estimates") if row["estimated"] else _("counted for certain"), "estimated": row["estimated"],
            "colour": places.index(row["kind"]), "order": places.index(row["kind"]) * 2 + row["estimated"],
            "tip": _tip(row, _dated(row)["line"], said_of(KINDS, row["kind"]), _("estimates") if row["estimated"] else ""),
            "silent": _silence(row) if row["hidden"] or row["month"] in empty and row["kind"] == "households" else "",
        }
        for row in rows
        if (row["kind"], row["estimated"]) in kept or row["month"] in empty and row["kind"] == "households"
    ]


def unique_and_returning(rows: list[dict]) -> list[dict]:
    """Rows for `charts.unique_and_returning`: the two parts of a month, or the whole where they are not told apart."""
    months = [row for row in rows if row["month"]]
    apart = {row["month"] for row in months if row["part"] == "new" and not row["hidden"] and row["value"] is not None}
    places = list(PARTS)
    return [
        {
            **_told(row), **_dated(row), "what": said_of(PARTS, row["part"]),
            "colour": places.index(row["part"]), "order": places.index(row["part"]),
            "tip": _tip(row, _dated(row)["line"], said_of(PARTS, row["part"])), "silent": _silence(row),
        }
        for row in months
        if (row["part"] != "people") == (row["month"] in apart)
    ]


def by_activity(rows: list[dict], most: int = 15) -> list[dict]:
    """Rows for `charts.by_activity`: presences and head-counts of the first `most` activities, people in the tooltip."""
    kept = [row for row in rows if row["measure"] != "people" and (row["hidden"] or row["value"] is not None)]
    shown = list(dict.fromkeys(row["activity_id"] for row in kept))[:most]
    titles = names(rows)
    return [
        {**_told(row), "line": titles[row["activity_id"]], "what": said_of(MEASURES, row["measure"]),
         "colour": int(row["measure"] == "head_counts"),
         "tip": _tip(row, titles[row["activity_id"]], said_of(MEASURES, row["measure"])), "silent": _silence(row)}
        for row in kept if row["activity_id"] in shown
    ]


def by_weekday(rows: list[dict]) -> list[dict]:
    """Rows for `charts.by_weekday`: a measure that no day has is left out, and so is an empty Sunday."""
    kept = [row for row in rows if row["hidden"] or row["value"] is not None]
    measures, days = {row["measure"] for row in kept}, {row["weekday"] for row in kept} | {1, 2, 3, 4, 5}
    return [
        {**_told(row), "line": weekday(row["weekday"]), "what": said_of(MEASURES, row["measure"]),
         "colour": int(row["measure"] == "head_counts"),
         "tip": _tip(row, weekday(row["weekday"]), said_of(MEASURES, row["measure"])), "silent": _silence(row)}
        for row in rows if row["measure"] in measures and row["weekday"] in days
    ]


def alternative(question: str, rows: list[dict]) -> str:
    """The chart for those who hear it: its question, then what its marks say, at most forty of them; the table has all."""
    said_all = [row["tip"] for row in rows if row["value"] is not None or row["silent"]]
    more = _("and more in the table") if len(said_all) > 40 else ""
    return question + " " + "; ".join([*said_all[:40], *([more] if more else [])])


def said_of(labels: dict[str, str], key: str) -> str:
    """A key's word in the language of this run."""
    return _(labels[key])


def weekday(n: int) -> str:
    """0 is Sunday."""
    return day(WEEKDAYS[n], "weekday")


def names(rows: list[dict]) -> dict[int, str]:
    """Titles by activity, with the school year when several years are looked at, and a number when two are still alike."""
    years = {row["school_year"] for row in rows}
    titles: dict[int, str] = {}
    for row in rows:
        if row["activity_id"] in titles:
            continue
        title = row["title"] if len(years) < 2 else f"{row['title']} · {row['school_year']}"
        alike = sum(other == title or other.startswith(f"{title} (") for other in titles.values())
        titles[row["activity_id"]] = f"{title} ({alike + 1})" if alike else title
    return titles


def _dated(row: dict) -> dict:
    first = f"{row['month']}-01"
    return {"when": first, "line": day(first, "month")}


def _told(row: dict) -> dict:
    return {"value": row["value"], "hidden": row["hidden"], "said": said(row)}


def _tip(row: dict, *words: str) -> str:
    return " · ".join([word for word in words if word] + [said(row) if row["hidden"] or row["value"] is not None
                                                          else _("no register taken")])


def _silence(row: dict) -> str:
    if row["value"] is not None:
        return ""
    return _("not shown") if row["hidden"] else _("no register taken")
