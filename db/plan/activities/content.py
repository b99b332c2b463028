"""What is signed of an activity: what, when, where, who leads, money. One dict, checked field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from sqlite_utils import Database

from db import calendar
from db.connection import one
from db.plan import recurrence
from db.plan.money import lines
from db.rules import RuleBroken
from db.texts import optional, required

KINDS = ("workshop", "homework_club", "playgroup", "help_desk", "parents_talk", "parents_group", "festival", "tournament",
         "garden", "other")
AGE_BANDS = ("0-2", "3-5", "6-10", "11-13", "14-17", "18-29", "30-64", "65+")
PRINCIPLES = ("social_justice", "linearity", "shared_vision", "prevention", "innovation")
ACCESS = ("open", "enrolment")
MOST_PEOPLE = 10_000
MOST_EUROS = 1_000_000_000

# Lists hold keys or ids; place and leader are ids; days and times ISO text; money cents. Budget lines are [category, fund, cents].
BLANK = {"title": "", "kind": "workshop", "purpose": "", "idea": "", "risks": "", "age_bands": [], "principles": [], "leads": [],
         "involved": [], "access": "open", "expected_people": None, "place": None, "leader": None, "first_on": None,
         "starts_at": None, "ends_at": None, "recurrence": None, "budget_cents": 0, "budget_lines": [], "school_year": ""}


def checked(db: Database, content: dict, *, before: dict | None = None) -> dict:
    """The whole content, tidied; what is left out is as `before`, or blank. An archived organisation or place, or a closed
    account, may stay where it stood `before`, but not come in.

    Raises RuleBroken: `missing`, `too_long`, `unknown_choice`, `out_of_range`, `bad_number`, `bad_date`, `bad_time`,
    `ends_before_it_starts`, `outside_school_year`, `year_not_open`, `organisation_twice`, `recurrence_without_days`,
    `budget_is_its_lines`, and what `recurrence.days` and `money.lines.checked` refuse.
    """
    if unknown := set(content) - set(BLANK):
        raise TypeError(f"not part of an activity: {sorted(unknown)}")
    was = before or BLANK
    raw = {**was, **content}
    kept = {
        "title": required(raw["title"], "title", 120),
        "kind": _choice(raw["kind"], "kind", KINDS),
        "purpose": optional(raw["purpose"], "purpose", 4000, lines=True),
        "idea": optional(raw["idea"], "idea", 4000, lines=True),
        "risks": optional(raw["risks"], "risks", 2000, lines=True),
        "age_bands": _choices(raw["age_bands"], "age_bands", AGE_BANDS),
        "principles": _choices(raw["principles"], "principles", PRINCIPLES),
        "leads": _organisations(db, raw["leads"], "leads", was),
        "involved": _organisations(db, raw["involved"], "involved", was),
        "access": _choice(raw["access"], "access", ACCESS),
        "expected_people": _whole(raw["expected_people"], "expected_people", 1, MOST_PEOPLE),
        "place": _place(db, raw["place"], was),
        "leader": _leader(db, raw["leader"], was),
        **_when(db, raw),
        **_money(db, raw, was),
        "school_year": raw["school_year"],
    }
    if set(kept["leads"]) & set(kept["involved"]):
        raise RuleBroken("organisation_twice")
    return kept


def _when(db: Database, raw: dict) -> dict:
    first, last = calendar.bounds(raw["school_year"])
    if not one(db, "select 1 from programme where school_year = :year", year=raw["school_year"]):
        raise RuleBroken("year_not_open", school_year=raw["school_year"])
    first_on = _day(raw["first_on"], "first_on")
    if first_on and not first <= first_on <= last:
        raise RuleBroken("outside_school_year", field="first_on", school_year=raw["school_year"])
    starts_at, ends_at = _time(raw["starts_at"], "starts_at"), _time(raw["ends_at"], "ends_at")
    if (starts_at is None) != (ends_at is None):
        raise RuleBroken("missing", field="ends_at" if ends_at is None else "starts_at")
    if starts_at and ends_at <= starts_at:
        raise RuleBroken("ends_before_it_starts")
    return {"first_on": first_on.isoformat() if first_on else None, "starts_at": starts_at, "ends_at": ends_at,
            "recurrence": _recurrence(raw, first_on, last)}


def _recurrence(raw: dict, first_on: date | None, last: date) -> str | None:
    text = optional(raw["recurrence"], "recurrence", 300)
    if not text:
        return None
    kept = recurrence.tidied(text)
    if first_on is None:
        raise RuleBroken("missing", field="first_on")
    days = recurrence.days(first_on, kept)
    if not days:
        raise RuleBroken("recurrence_without_days")
    if days[-1] > last or recurrence.parts(kept).get("UNTIL", "") > f"{last:%Y%m%d}":
        raise RuleBroken("outside_school_year", field="recurrence", school_year=raw["school_year"])
    return kept


def _choice(value: object, field: str, among: tuple) -> str:
    if not isinstance(value, str) or value not in among:
        raise RuleBroken("unknown_choice", field=field)
    return value


def _choices(values: Iterable, field: str, among: tuple) -> list[str]:
    chosen = {_choice(value, field, among) for value in values}
    return [value for value in among if value in chosen]


def _organisations(db: Database, ids: Iterable, field: str, before: dict) -> list[int]:
    for each in ids:
        known = _known(db, "select archived_at from organisation where id = :id", each, field)
        if known["archived_at"] and each not in (*before["leads"], *before["involved"]):
            raise RuleBroken("unknown_choice", field=field)
    return sorted(set(ids))


def _place(db: Database, place: object, before: dict) -> int | None:
    if place is None:
        return None
    known = _known(db, "select archived_at from place where id = :id", place, "place")
    if known["archived_at"] and place != before["place"]:
        raise RuleBroken("unknown_choice", field="place")
    return place


def _leader(db: Database, leader: object, before: dict) -> int | None:
    if leader is None:
        return None
    known = _known(db, "select active and role in ('coordinator', 'educator', 'volunteer') as leads from account where id = :id",
                   leader, "leader")
    if not known["leads"] and leader != before["leader"]:
        raise RuleBroken("unknown_choice", field="leader")
    return leader


def _known(db: Database, sql: str, value: object, field: str) -> dict:
    found = one(db, sql, id=value) if isinstance(value, int) and abs(value) < 2**63 else None
    if not found:
        raise RuleBroken("unknown_choice", field=field)
    return found


def _whole(value: object, field: str, lowest: int, highest: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise RuleBroken("bad_number", field=field)
    if not lowest <= value <= highest:
        raise RuleBroken("out_of_range", field=field, lowest=lowest, highest=highest)
    return value


def _money(db: Database, raw: dict, before: dict) -> dict:
    cents = _cents(raw["budget_cents"])
    kept = lines.checked(db, raw["budget_lines"], before["budget_lines"])
    if kept and lines.total(kept) != cents:
        raise RuleBroken("budget_is_its_lines", total_cents=lines.total(kept))
    return {"budget_cents": cents, "budget_lines": kept}


def _cents(cents: object) -> int:
    if isinstance(cents, bool) or not isinstance(cents, int):
        raise RuleBroken("bad_number", field="budget_cents")
    if not 0 <= cents <= MOST_EUROS * 100:
        raise RuleBroken("out_of_range", field="budget_cents", lowest=0, highest=MOST_EUROS)
    return cents


def _day(value: date | str | None, field: str) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        raise RuleBroken("bad_date", field=field) from None


def _time(value: time | str | None, field: str) -> str | None:
    if value is None or value == "":
        return None
    try:
        return time.fromisoformat(str(value)).strftime("%H:%M")
    except ValueError:
        raise RuleBroken("bad_time", field=field) from None
