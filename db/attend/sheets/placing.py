"""Where a sheet belongs in this Casa: its activity, its sessions, its people, and what would be written, counted.

Answers, beside those of `reading`: activity (id), hours ([from, to]), sessions ({day: session id}), kind (child or adult),
who ({person key: person id, or None for somebody new}), full_names (whether they go into the restricted table).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz
from sqlite_utils import Database

from db import calendar
from db.attend.sheets import imports, sessions, twins
from db.attend.sheets.cells import Sheet
from db.attend.sheets.reading import Reading
from db.attend.sheets.sessions import CANCELLED, HERE, NEW, OUTSIDE, SEVERAL, Meeting
from db.attend.sheets.twins import Match
from db.connection import rows
from db.plan.activities.reading import ask_for
from db.plan.activities.reading import found as activity_found
from db.registry.people import KINDS
from db.rules import By, RuleBroken, ask
from db.texts import folded

QUESTIONS = ("activity", "hours", "sessions", "who")
STATES = ("shared", "running", "closed")
_ADULT_KINDS = ("help_desk", "parents_talk", "parents_group")


@dataclass(frozen=True)
class Plan:
    """What would be written, while `questions` are open only as far as is known. `counts`: people_new, people_here,
    sessions_new, sessions_here, present, excused, absent (marks to be written), same and different (marks that stand here
    already, alike or otherwise: they stay), left_out (days of another school year, or cancelled here)."""

    activities: list[dict]
    activity: dict | None
    content: str
    before: dict | None
    hours: tuple[str, str] | None
    meetings: list[Meeting]
    kind: str
    matches: list[Match]
    who: dict[str, int | None]
    write: dict[tuple[str, date], str]
    counts: dict[str, int]
    questions: list[str] = field(default_factory=list)


def plan(db: Database, sheets: list[Sheet], reading: Reading, answers: dict, *, by: By) -> Plan:
    """Looks; writes nothing. Asks `registers.import`; raises RuleBroken `sheet_without_activity`, and for an activity that was
    answered `not_found`, `not_signed_yet`, and what the hours are refused for."""
    ask(by, "registers.import")
    possible = activities(db, sheets, reading)
    if not possible:
        raise RuleBroken("sheet_without_activity", school_year=", ".join(_years(reading)))
    sure = possible[0]["named"] >= 95 and all(possible[0]["fits"] >= other["fits"] + 30 for other in possible[1:])
    activity = activity_found(db, answers["activity"] if "activity" in answers else possible[0]["id"])
    if activity["state"] not in STATES:
        raise RuleBroken("not_signed_yet")
    ask_for(by, "sessions.plan", activity)
    hours = tuple(answers["hours"]) if answers.get("hours") else sessions.hours(db, activity)
    meetings = sessions.found(db, activity, reading.held, usual=hours, chosen=answers.get("sessions") or {})
    kind = answers.get("kind") if answers.get("kind") in KINDS else probable_kind(reading, activity)
    matches = twins.found(db, reading.people, activity["id"], kind=kind, by=by)
    who, doubled = _who(matches, answers.get("who") or {})
    counts, write = _counted(db, reading, meetings, who)
    content = content_of(sheets, reading)
    asked = {
        "activity": "activity" not in answers and not sure,
        "hours": hours is None and any(meeting.what == NEW for meeting in meetings),
        "sessions": any(meeting.what == SEVERAL for meeting in meetings),
        "who": doubled or any(not match.sure and match.person.key not in (answers.get("who") or {}) for match in matches),
    }
    return Plan(
        possible,
        activity,
        content,
        imports.standing(db, content, activity["id"]),
        hours,
        meetings,
        kind,
        matches,
        who,
        write,
        counts,
        [key for key in QUESTIONS if asked[key]],
    )


def activities(db: Database, sheets: list[Sheet], reading: Reading) -> list[dict]:
    """Activities of these days' school years that both have signed, the likeliest first: id, title, school_year, `days_here`
    (of the sheet's days, those with a session), `named` (0-100, how much the sheet speaks of it) and `fits` (0-200)."""
    titles = (
        " ".join(
            str(cell) for row, role in reading.table.rows.items() if role == "title" for cell in reading.table.grid[row] if cell
        )
        + " "
        + reading.table.sheet_name
    )
    found = rows(
        db,
        """
        select activity.id, title, school_year,
               (select count(distinct on_date) from session where activity_id = activity.id and state = 'planned'
                and on_date in (select value from json_each(:days))) as days_here
        from activity
        where state in ('shared', 'running', 'closed') and school_year in (select value from json_each(:years))
        """,
        days=json.dumps([on.isoformat() for on in reading.held]),
        years=json.dumps(_years(reading)),
    )
    for row in found:
        named = fuzz.token_set_ratio(folded(row["title"]), folded(titles)) if folded(titles) else 0
        row["named"] = round(named)
        row["fits"] = round(named + 100 * row["days_here"] / max(1, len(reading.held)))
    return sorted(found, key=lambda row: (-row["fits"], row["title"], row["id"]))


def content_of(sheets: list[Sheet], reading: Reading) -> str:
    """The hash by which this table is known again."""
    said = [[str(cell) for cell in row] for row in sheets[reading.table.sheet].rows]
    return hashlib.sha256(json.dumps([said, reading.table.head], ensure_ascii=False).encode()).hexdigest()


def probable_kind(reading: Reading, activity: dict) -> str:
    """Whether these are children or adults, from the head of their column, then from the activity."""
    heads = (
        " ".join(
            folded(str(reading.table.grid[reading.table.head][column]))
            for column in reading.table.columns_that("name", "surname", "first_name")
        )
        if reading.table.head >= 0
        else ""
    )
    if any(word in heads for word in ("genitor", "adult", "mamm", "papa")):
        return "adult"
    bands = activity["age_bands"]
    grown = bands and all(band in ("18-29", "30-64", "65+") for band in bands)
    return "adult" if grown or activity["kind"] in _ADULT_KINDS else "child"


def _years(reading: Reading) -> list[str]:
    return sorted({calendar.school_year_of(on) for on in reading.held})


def _who(matches: list[Match], said: dict[str, int | None]) -> tuple[dict[str, int | None], bool]:
    """Each person's one here, None for somebody new; and whether two would be one and the same."""
    who = {}
    for match in matches:
        likely = {each["person_id"] for each in match.likely}
        answer = said.get(match.person.key, match.proposed)
        who[match.person.key] = answer if answer in likely else None
    here = Counter(person_id for person_id in who.values() if person_id)
    return who, any(many > 1 for many in here.values())


def _counted(db: Database, reading: Reading, meetings: list[Meeting], who: dict[str, int | None]) -> tuple[dict, dict]:
    """The counts, and the marks to be written: {(person key, day): meaning}."""
    of_day = {meeting.on: meeting for meeting in meetings}
    stands = _standing(db, [meeting.session_id for meeting in meetings if meeting.what == HERE])
    write, already = {}, Counter()
    for (key, on), meaning in reading.said.items():
        meeting = of_day[on]
        if meeting.what in (HERE, NEW, SEVERAL):
            mark = stands.get((meeting.session_id, who[key]))
            if mark is None:
                write[key, on] = meaning
            else:
                already["same" if mark == (meaning == "present") else "different"] += 1
    marked = {on for _key, on in write}
    kinds = Counter(meeting.what for meeting in meetings if meeting.what != NEW or meeting.on in marked)
    meanings = Counter(write.values())
    return {
        "people_new": sum(person_id is None for person_id in who.values()),
        "people_here": sum(person_id is not None for person_id in who.values()),
        "sessions_new": kinds[NEW],
        "sessions_here": kinds[HERE] + kinds[SEVERAL],
        "left_out": kinds[CANCELLED] + kinds[OUTSIDE],
        **{meaning: meanings[meaning] for meaning in ("present", "excused", "absent")},
        "same": already["same"],
        "different": already["different"],
    }, write


def _standing(db: Database, session_ids: list[int]) -> dict[tuple[int, int], bool | str]:
    """What a register says of each person: present, absent, or that a mark was taken back."""
    found = rows(
        db,
        """
        select session_id, person_id, present from attendance where session_id in (select value from json_each(:ids))
        union all
        select session_id, person_id, null from unmarked where session_id in (select value from json_each(:ids))
        """,
        ids=json.dumps(session_ids),
    )
    return {(row["session_id"], row["person_id"]): "" if row["present"] is None else bool(row["present"]) for row in found}
