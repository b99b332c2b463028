"""The places of the Casa: its rooms, its yard, its garden. An archived one keeps what took place in it."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import By, RuleBroken, ask
from db.texts import required

LARGEST = 10_000


def listed(db: Database, *, by: By, archived: bool = False) -> list[dict]:
    """Places in use, or the archived ones, by name: id, name, capacity (None: not said), version. Asks `casa.read`."""
    ask(by, "casa.read")
    return rows(
        db,
        """
        select id, name, capacity, archived_at, version from place
        where (archived_at is not null) = :archived order by name collate nocase
        """,
        archived=int(archived),
    )


def place(db: Database, place_id: int, *, by: By) -> dict:
    """One place. Asks `casa.read`; raises RuleBroken `not_found`."""
    ask(by, "casa.read")
    found = one(db, "select id, name, capacity, archived_at, version from place where id = :id", id=place_id)
    if not found:
        raise RuleBroken("not_found")
    return found


def add(db: Database, *, name: str, capacity: int | None, by: By) -> int:
    """A new place; returns its id. Asks `casa.change`; raises RuleBroken: `missing`, `too_long`, `out_of_range`, `place_exists`."""
    ask(by, "casa.change")
    with changing(db):
        kept = _checked(db, name, capacity)
        new = insert(db, "insert into place (name, capacity) values (:name, :capacity)", **kept)
        audit.note(db, by, "places.add", f"place:{new}", **kept)
        return new


def revise(db: Database, place_id: int, *, name: str, capacity: int | None, version: int, by: By) -> None:
    """Another name or capacity. Raises RuleBroken as `add`, `not_found`, or `stale` with both versions."""
    ask(by, "casa.change")
    with changing(db):
        now = place(db, place_id, by=by)
        kept = _checked(db, name, capacity, place_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs={key: now[key] for key in kept})
        db.conn.execute(
            "update place set name = :name, capacity = :capacity, version = version + 1 where id = :id", {**kept, "id": place_id})
        audit.note(db, by, "places.revise", f"place:{place_id}", **kept)


def archive(db: Database, place_id: int, *, by: By, today: date) -> None:
    """Puts a place away. Raises RuleBroken `place_has_sessions` while sessions are planned in it from today on."""
    ask(by, "casa.change")
    with changing(db):
        now = place(db, place_id, by=by)
        planned = one(
            db,
            """
            select count(*) as number from session
            where place_id = :id and state = 'planned' and on_date >= :today
            """,
            id=place_id,
            today=today.isoformat(),
        )
        if planned["number"]:
            raise RuleBroken("place_has_sessions", place=now["name"], number=planned["number"])
        _put(db, place_id, audit.utc_now())
        audit.note(db, by, "places.archive", f"place:{place_id}")


def bring_back(db: Database, place_id: int, *, by: By) -> None:
    """Takes an archived place into use again. Raises RuleBroken `not_found`."""
    ask(by, "casa.change")
    with changing(db):
        place(db, place_id, by=by)
        _put(db, place_id, None)
        audit.note(db, by, "places.bring_back", f"place:{place_id}")


def _put(db: Database, place_id: int, archived_at: str | None) -> None:
    db.conn.execute("update place set archived_at = :at, version = version + 1 where id = :id", {"at": archived_at, "id": place_id})


def _checked(db: Database, name: str, capacity: int | None, but: int = 0) -> dict:
    kept = {"name": required(name, "name", 60), "capacity": capacity}
    if capacity is not None and not (isinstance(capacity, int) and 1 <= capacity <= LARGEST):
        raise RuleBroken("out_of_range", field="capacity", lowest=1, highest=LARGEST)
    for row in rows(db, "select name from place where id <> :but", but=but):
        if row["name"].casefold() == kept["name"].casefold():
            raise RuleBroken("place_exists", place=row["name"])
    return kept
