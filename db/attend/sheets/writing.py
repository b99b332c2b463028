"""A sheet comes in: its people, its sessions, its marks, in one transaction."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from db import audit
from db.attend.batch import Batch
from db.attend.sheets import placing, reading
from db.attend.sheets.cells import Sheet
from db.attend.sheets.placing import Plan
from db.attend.sheets.reading import Reading
from db.attend.sheets.sessions import HERE, NEW, Meeting
from db.connection import changing, insert, one
from db.plan import sessions
from db.registry import contacts, people
from db.rules import By, RuleBroken, ask

ROME = ZoneInfo("Europe/Rome")
SPACE = uuid.UUID("5d1f3c5e-2a51-4f0e-9b61-6a7c1f0c5a11")  # ours, for names by which a mark of a sheet is one tap


def bring_in(db: Database, sheets: list[Sheet], answers: dict, *, shown: dict[str, int], by: By, today: date, now_ms: int) -> dict:
    """Writes what `placing.plan` counted and returns {"import_id", **counts}.

    A mark that stands already stays as it is. Each mark is a tap of its own, told as of its session's beginning, so that a
    tap of a tablet is always the later word. Asks `registers.import`, and `contacts.change` for full names; raises RuleBroken
    what reading and planning raise, `sheet_has_questions`, `sheet_already_imported`, `sheet_nothing_new`,
    `sheet_things_changed` when the counts are no more those that were `shown`.
    """
    ask(by, "registers.import")
    if answers.get("full_names"):
        ask(by, "contacts.change")
    with changing(db):
        read = reading.read(sheets, answers, today=today)
        plan = placing.plan(db, sheets, read, answers, by=by)
        _refuse(read, plan, shown)
        new = insert(
            db,
            """
            insert into sheet_import (content, activity_id, counts, imported_by, imported_at)
            values (:content, :activity, :counts, :by, :now)
            """,
            content=plan.content,
            activity=plan.activity["id"],
            counts=json.dumps(plan.counts),
            by=by.id,
            now=audit.utc_now(),
        )
        who = _people(db, new, read, plan, bool(answers.get("full_names")), by)
        for meeting in plan.meetings:
            marks = {who[key]: meaning for (key, on), meaning in plan.write.items() if on == meeting.on}
            if meeting.what in (HERE, NEW) and marks:
                _meeting(db, new, plan, meeting, marks, by, today, now_ms)
        audit.note(
            db,
            by,
            "registers.import",
            f"activity:{plan.activity['id']}",
            sheet=new,
            people=plan.counts["people_new"],
            sessions=plan.counts["sessions_new"],
            marks=len(plan.write),
        )
    return {"import_id": new, **plan.counts}


def _refuse(read: Reading, plan: Plan, shown: dict[str, int]) -> None:
    if read.questions or plan.questions:
        raise RuleBroken("sheet_has_questions")
    if plan.before:
        raise RuleBroken("sheet_already_imported", on_date=plan.before["imported_at"][:10])
    if not plan.write:
        raise RuleBroken("sheet_nothing_new")
    if shown != plan.counts:
        raise RuleBroken("sheet_things_changed")


def _people(db: Database, import_id: int, read: Reading, plan: Plan, full_names: bool, by: By) -> dict[str, int]:
    """Everybody's id; who is new gets a household of their own, to be joined with others by whoever knows."""
    who = dict(plan.who)
    for person in read.people:
        if who[person.key] is None:
            known_by = str(uuid.uuid5(SPACE, f"person {import_id} {person.key}"))
            who[person.key] = people.newcomer(db, uuid=known_by, display_name=person.shown, kind=plan.kind, by=by)
            _made(db, import_id, "person", who[person.key])
            if full_names and person.name.surname:
                contacts.write(db, who[person.key], contacts.tidied(person.name.full[:120], ""), by=by)
    return who


def _meeting(
    db: Database, import_id: int, plan: Plan, meeting: Meeting, marks: dict[int, str], by: By, today: date, now_ms: int
) -> None:
    session_id = meeting.session_id
    if meeting.what == NEW:
        session_id = sessions.write(db, plan.activity["id"], meeting.slot)
        _made(db, import_id, "session", session_id)
    taps = _taps(import_id, session_id, marks, min(now_ms, _began(db, session_id)))
    batch = Batch(db, session_id, taps, device=f"sheet:{import_id}", ahead_ms=0, by=by, scope="all", now_ms=now_ms)
    batch.meet(today)
    for tap in batch.taps:
        batch.take(tap)
        insert(db, "insert into sheet_tap (tap_uuid, import_id) values (:uuid, :id)", uuid=tap["uuid"], id=import_id)
    if batch.refused:
        raise RuleBroken(next(iter(batch.refused.values())))


def _taps(import_id: int, session_id: int, marks: dict[int, str], at: int) -> list[dict]:
    """One tap a mark, and one more for an absence that is excused."""
    taps = []
    for person_id, meaning in marks.items():
        told = [{"kind": "mark", "present": meaning == "present"}]
        if meaning == "excused":
            told.append({"kind": "remark", "what": "excused", "said": "yes"})
        for each in told:
            known_by = str(uuid.uuid5(SPACE, f"{each['kind']} {import_id} {session_id} {person_id}"))
            taps.append({**each, "uuid": known_by, "person": person_id, "at": at, "seq": len(taps)})
    return taps


def _began(db: Database, session_id: int) -> int:
    row = one(db, "select on_date, starts_at from session where id = :id", id=session_id)
    return int(datetime.fromisoformat(f"{row['on_date']}T{row['starts_at']}").replace(tzinfo=ROME).timestamp() * 1000)


def _made(db: Database, import_id: int, kind: str, made_id: int) -> None:
    insert(
        db, "insert into sheet_made (import_id, kind, made_id) values (:sheet, :kind, :id)", sheet=import_id, kind=kind, id=made_id
    )
