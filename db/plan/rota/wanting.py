"""How many volunteers a session asks for."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing
from db.plan.activities.reading import ask_for, found
from db.plan.rota.reading import changeable
from db.rules import By, RuleBroken, ask

MOST = 50


def want(db: Database, session_id: int, number: int, *, by: By) -> None:
    """This session asks for so many helpers (0 to 50). Asks `rota.change`; raises RuleBroken: `not_found`, `bad_number`,
    `out_of_range`."""
    ask(by, "rota.change")
    with changing(db):
        changeable(db, session_id, by)
        db.conn.execute("update session set helpers_wanted = :number where id = :id",
                        {"number": _number(number), "id": session_id})
        audit.note(db, by, "rota.want", f"session:{session_id}", number=number)


def want_for_all(db: Database, activity_id: int, number: int, *, by: By, today: date) -> int:
    """Every session of the activity from today on asks for so many, and each one planned later; returns how many sessions of
    now that is. Raises as `want`."""
    ask(by, "rota.change")
    with changing(db):
        ask_for(by, "rota.change", found(db, activity_id))
        db.conn.execute("update activity set helpers_wanted = :number where id = :id",
                        {"number": _number(number), "id": activity_id})
        changed = db.conn.execute(
            """
            update session set helpers_wanted = :number
            where activity_id = :id and on_date >= :today and state = 'planned'
            """,
            {"number": number, "id": activity_id, "today": today.isoformat()},
        ).rowcount
        audit.note(db, by, "rota.want", f"activity:{activity_id}", number=number)
        return changed


def _number(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise RuleBroken("bad_number", field="helpers_wanted")
    if not 0 <= number <= MOST:
        raise RuleBroken("out_of_range", field="helpers_wanted", lowest=0, highest=MOST)
    return number
