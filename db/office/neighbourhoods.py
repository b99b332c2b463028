"""Neighbourhoods: where households live, as roughly as the Casa needs to know."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import By, RuleBroken, ask
from db.texts import required


def listed(db: Database, *, by: By) -> list[dict]:
    """Neighbourhoods by name: id, name, version. Asks `casa.read`."""
    ask(by, "casa.read")
    return rows(db, "select id, name, version from neighbourhood order by name collate nocase")


def neighbourhood(db: Database, neighbourhood_id: int, *, by: By) -> dict:
    """One neighbourhood. Asks `casa.read`; raises RuleBroken `not_found`."""
    ask(by, "casa.read")
    found = one(db, "select id, name, version from neighbourhood where id = :id", id=neighbourhood_id)
    if not found:
        raise RuleBroken("not_found")
    return found


def add(db: Database, name: str, *, by: By) -> int:
    """A new neighbourhood; returns its id. Asks `casa.change`; raises RuleBroken: `missing`, `too_long`, `neighbourhood_exists`."""
    ask(by, "casa.change")
    with changing(db):
        kept = _checked(db, name)
        new = insert(db, "insert into neighbourhood (name) values (:name)", name=kept)
        audit.note(db, by, "neighbourhoods.add", f"neighbourhood:{new}", name=kept)
        return new


def rename(db: Database, neighbourhood_id: int, name: str, *, version: int, by: By) -> None:
    """Another name; the households stay in it. Raises RuleBroken as `add`, `not_found`, or `stale` with both versions."""
    ask(by, "casa.change")
    with changing(db):
        now = neighbourhood(db, neighbourhood_id, by=by)
        kept = _checked(db, name, neighbourhood_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={"name": kept}, theirs={"name": now["name"]})
        db.conn.execute(
            "update neighbourhood set name = :name, version = version + 1 where id = :id", {"name": kept, "id": neighbourhood_id})
        audit.note(db, by, "neighbourhoods.rename", f"neighbourhood:{neighbourhood_id}", name=kept)


def _checked(db: Database, name: str, but: int = 0) -> str:
    kept = required(name, "name", 60)
    for row in rows(db, "select name from neighbourhood where id <> :but", but=but):
        if row["name"].casefold() == kept.casefold():
            raise RuleBroken("neighbourhood_exists", name=row["name"])
    return kept
