"""An import is taken back as one: its marks, then the sessions and the people that it made and nobody else has touched."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db import audit
from db.connection import IntegrityError, changing, one, rows, scalar
from db.rules import By, RuleBroken, ask


def undo(db: Database, import_id: int, *, by: By) -> dict[str, int]:
    """Takes an import back and says {"marks", "sessions", "people"} gone and {"kept"}: marks tapped anew since, and what
    somebody else has used. Asks `registers.import`; raises RuleBroken `not_found`, `sheet_undone_already`."""
    ask(by, "registers.import")
    with changing(db):
        found = one(db, "select activity_id, undone_at from sheet_import where id = :id", id=import_id)
        if not found:
            raise RuleBroken("not_found")
        if found["undone_at"]:
            raise RuleBroken("sheet_undone_already")
        done = {"marks": 0, "sessions": 0, "people": 0, "kept": 0}
        _marks(db, import_id, done)
        for made in rows(
            db, "select kind, made_id from sheet_made where import_id = :id order by kind desc, made_id", id=import_id
        ):
            gone = (_session if made["kind"] == "session" else _person)(db, made["made_id"])
            done[{"session": "sessions", "person": "people"}[made["kind"]] if gone else "kept"] += 1
        db.conn.execute("delete from sheet_made where import_id = :id", {"id": import_id})
        db.conn.execute(
            "update sheet_import set undone_by = :by, undone_at = :now where id = :id",
            {"by": by.id, "now": audit.utc_now(), "id": import_id},
        )
        audit.note(db, by, "registers.undo_import", f"activity:{found['activity_id']}", sheet=import_id, **done)
    return done


def _marks(db: Database, import_id: int, done: dict[str, int]) -> None:
    """A mark that a later tap has turned is somebody's word, and stays with it; only our own tap goes."""
    total = scalar(db, "select count(*) from tap join sheet_tap on tap_uuid = uuid where import_id = :id", id=import_id)
    touched = [row["session_id"] for row in rows(
        db, "select distinct session_id from tap join sheet_tap on tap_uuid = uuid where import_id = :id", id=import_id)]
    ours = {"id": import_id, "sessions": json.dumps(touched)}
    done["marks"] = db.conn.execute(
        """
        delete from attendance where session_id in (select value from json_each(:sessions))
          and tap_uuid in (select tap_uuid from sheet_tap where import_id = :id)
        """,
        ours,
    ).rowcount
    remarks = db.conn.execute(
        """
        delete from remark where session_id in (select value from json_each(:sessions))
          and tap_uuid in (select tap_uuid from sheet_tap where import_id = :id)
        """,
        ours,
    ).rowcount
    done["kept"] = total - done["marks"] - remarks
    db.conn.execute("delete from tap where uuid in (select tap_uuid from sheet_tap where import_id = :id)", {"id": import_id})
    db.conn.execute("delete from sheet_tap where import_id = :id", {"id": import_id})
    for session_id in touched:
        _register(db, session_id)


def _register(db: Database, session_id: int) -> None:
    """A register that only the sheet had opened is closed again; in any other the next revision tells the tablets."""
    db.conn.execute(
        """
        delete from register where session_id = :id
          and not exists (select 1 from tap where session_id = :id) and not exists (select 1 from attendance where session_id = :id)
          and not exists (select 1 from head_count where session_id = :id)
          and not exists (select 1 from remark where session_id = :id)
        """,
        {"id": session_id},
    )
    db.conn.execute("update register set revision = revision + 1 where session_id = :id", {"id": session_id})


def _session(db: Database, session_id: int) -> bool:
    """Whether it is gone: whatever refers to it, now or in years to come, keeps it."""
    if not one(db, "select 1 from session where id = :id and sequence = 0 and state = 'planned'", id=session_id):
        return False
    return _deleted(db, "delete from session where id = :id", session_id)


def _person(db: Database, person_id: int) -> bool:
    """With their household and the full name that came with them, when all of it is as it was written."""
    found = one(
        db,
        """
        select household_id, household.version + (select count(*) from person p where p.household_id = household.id) as told
        from person join household on household.id = household_id where person.id = :id and person.version = 1
        """,
        id=person_id,
    )
    if not found or found["told"] != 2:
        return False
    db.conn.execute("savepoint taken_back")
    try:
        db.conn.execute("delete from contact where person_id = :id", {"id": person_id})
        db.conn.execute("delete from person where id = :id", {"id": person_id})
        db.conn.execute("delete from household where id = :id", {"id": found["household_id"]})
    except IntegrityError:
        db.conn.execute("rollback to taken_back")
        return False
    finally:
        db.conn.execute("release taken_back")
    return True


def _deleted(db: Database, sql: str, made_id: int) -> bool:
    db.conn.execute("savepoint taken_back")
    try:
        db.conn.execute(sql, {"id": made_id})
    except IntegrityError:
        db.conn.execute("rollback to taken_back")
        return False
    finally:
        db.conn.execute("release taken_back")
    return True
