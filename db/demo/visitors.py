"""Who visits the example: anybody, as one of five people, with one tap."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db.connection import EXAMPLE, one, rows, scalar
from db.office import sign_ins
from db.rules import RuleBroken

VISITORS = ("Marta", "Davide", "Sara", "Nadia", "Ivo")


def visitors(db: Database) -> list[dict]:
    """The five in their order: id, display_name, role, organisation. One whose account a visitor closed is left out."""
    found = rows(
        db,
        """
        select account.id, display_name, role, organisation.name as organisation
        from account join organisation on organisation.id = account.organisation_id
        where active = 1 and email = lower(display_name) || '@telaio.example'
        """,
    )
    return sorted((row for row in found if row["display_name"] in VISITORS), key=lambda row: VISITORS.index(row["display_name"]))


def enter(db: Database, name: str, *, device: str = "") -> str:
    """A sign-in as one of the five; returns its token. Raises RuleBroken `not_found` for anybody else, and for everybody
    in a Casa that is not the example."""
    kind = one(db, "select kind from casa")
    chosen = next((row for row in visitors(db) if row["display_name"] == name), None)
    if not kind or kind["kind"] != EXAMPLE or not chosen:
        raise RuleBroken("not_found")
    return sign_ins.open_for(db, chosen["id"], device=device)


def made_for(db: Database) -> date | None:
    """The day the example was made for, or None when the file does not say."""
    day = scalar(db, "pragma user_version")
    return date.fromordinal(day) if day else None


def keep_day(db: Database, today: date) -> None:
    """Lets the file say for which day it was made."""
    db.conn.execute(f"pragma user_version = {today.toordinal()}")
