"""Full names and phone numbers: coordinators alone read them, and each read leaves its trace."""

from __future__ import annotations

import json
import re

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, rows
from db.rules import By, RuleBroken, ask
from db.texts import folded, optional

NONE = {"full_name": "", "phone": ""}


def of(db: Database, person_id: int, *, by: By) -> dict:
    """{full_name, phone, version} of a person, empty when there is none, and the trace of this read.

    `version` is the person's. Asks `contacts.read`; raises RuleBroken `not_found`.
    """
    ask(by, "contacts.read")
    with changing(db):
        found = _read(db, person_id)
        audit.note(db, by, "contacts.read", f"person:{person_id}")
    return found


def revise(db: Database, person_id: int, *, full_name: str, phone: str, version: int, by: By) -> None:
    """Writes a person's contact; both empty takes it away. Raises RuleBroken `stale`, `too_long`, `bad_phone`, `not_found`."""
    ask(by, "contacts.change")
    kept = tidied(full_name, phone)
    with changing(db):
        now = _read(db, person_id)
        if now.pop("version") == version:
            write(db, person_id, kept, by=by)
            db.conn.execute("update person set version = version + 1 where id = :id", {"id": person_id})
            return
        audit.note(db, by, "contacts.read", f"person:{person_id}")
    raise RuleBroken("stale", mine=kept, theirs=now)


def write(db: Database, person_id: int, kept: dict, *, by: By) -> None:
    """Writes a tidied contact, with the trace, inside the caller's transaction."""
    db.conn.execute("delete from contact where person_id = :id", {"id": person_id})
    if any(kept.values()):
        db.conn.execute(
            """
            insert into contact (person_id, full_name, folded, phone, digits)
            values (:id, :full_name, :folded, :phone, :digits)
            """,
            {"id": person_id, "folded": folded(kept["full_name"]), "digits": digits(kept["phone"]), **kept},
        )
    audit.note(db, by, "contacts.change", f"person:{person_id}", has=[key for key, value in kept.items() if value])


def tidied(full_name: str | None, phone: str | None) -> dict:
    """What may be kept of a typed contact. Raises RuleBroken `too_long`, `bad_phone`."""
    kept = {"full_name": optional(full_name, "full_name", 120), "phone": optional(phone, "phone", 30)}
    if kept["phone"] and not (re.fullmatch(r"\+?[0-9 ()./-]+", kept["phone"]) and len(digits(kept["phone"])) >= 5):
        raise RuleBroken("bad_phone")
    return kept


def digits(phone: str) -> str:
    """The digits one would dial from here: `+39 333 12 34` and `0039 333-1234` are `3331234`."""
    return re.sub(r"^(00(?=[1-9])|\+)(39)?", "", re.sub(r"[^0-9+]", "", phone))


def found_by(db: Database, query: str, typed: str, *, but: list[int], limit: int, by: By) -> list[int]:
    """Ids of people whose full name or phone answers to a search, the best first, leaving out those in `but`.

    Each one found is a read, and leaves its trace. Asks `contacts.read`.
    """
    ask(by, "contacts.read")
    if re.fullmatch(r"[+0-9 ()./-]+", typed.strip()) and len(digits(typed)) >= 4:
        query = f'digits : "{digits(typed)}"*'
    with changing(db):
        found = [row["id"] for row in rows(
            db,
            """
            select person.id from contact_fts join person on person.id = contact_fts.rowid
            where contact_fts match :query and person.archived_at is null and person.id not in (select value from json_each(:but))
            order by rank, person.display_name limit :limit
            """,
            query=query,
            but=json.dumps(but),
            limit=limit,
        )]
        for person_id in found:
            audit.note(db, by, "contacts.read", f"person:{person_id}", through="search")
    return found


def _read(db: Database, person_id: int) -> dict:
    found = one(
        db,
        """
        select coalesce(full_name, '') as full_name, coalesce(phone, '') as phone, person.version
        from person left join contact on contact.person_id = person.id where person.id = :id
        """,
        id=person_id,
    )
    if not found:
        raise RuleBroken("not_found")
    return found
