"""Households: a random code that tells nothing, a neighbourhood, and who lives there by display name."""

from __future__ import annotations

import json
import secrets

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows, scalar
from db.rules import By, RuleBroken, ask
from db.texts import folded

# No vowels, so that no code is a word; no sign that looks or sounds like another on paper.
ALPHABET, LENGTH = "CDFGHJKLMNPQRTVWXY34679", 5


def listed(db: Database, *, by: By, neighbourhood_id: int | None = None, archived: bool = False, limit: int = 30,
           after: int = 0) -> list[dict]:
    """Households, the newest first, each with its `members`; `after` skips as many. Asks `people.read`."""
    ask(by, "people.read")
    found = rows(
        db,
        """
        select household.id, code, household.version, archived_at, neighbourhood_id, neighbourhood.name as neighbourhood
        from household left join neighbourhood on neighbourhood.id = neighbourhood_id
        where (:neighbourhood is null or neighbourhood_id = :neighbourhood) and (archived_at is not null) = :archived
        order by household.id desc limit :limit offset :after
        """,
        neighbourhood=neighbourhood_id,
        archived=int(archived),
        limit=limit,
        after=after,
    )
    return _with_members(db, found)


def just_arrived(db: Database, *, by: By) -> list[dict]:
    """Households made at the door and not looked at since: a newcomer as first written, no neighbourhood. Asks `people.read`."""
    ask(by, "people.read")
    found = rows(
        db,
        """
        select household.id, code, household.version, archived_at, neighbourhood_id, null as neighbourhood
        from household
        where archived_at is null and neighbourhood_id is null and version = 1 and exists (
          select 1 from person
          where household_id = household.id and newcomer_uuid is not null and version = 1 and person.archived_at is null)
        order by household.id desc limit 50
        """,
    )
    return _with_members(db, found)


def counts(db: Database, *, by: By, neighbourhood_id: int | None = None) -> dict[str, int]:
    """How many `households`, `people` and `archived` households there are. Asks `people.read`."""
    ask(by, "people.read")
    return one(
        db,
        """
        select count(*) filter (where archived_at is null) as households,
               count(*) filter (where archived_at is not null) as archived,
               (select count(*) from person join household h on h.id = person.household_id
                where person.archived_at is null and (:neighbourhood is null or h.neighbourhood_id = :neighbourhood)) as people
        from household where :neighbourhood is null or neighbourhood_id = :neighbourhood
        """,
        neighbourhood=neighbourhood_id,
    )


def household(db: Database, household_id: int, *, by: By) -> dict:
    """One household with all its `members`, the archived ones last. Asks `people.read`; raises RuleBroken `not_found`."""
    ask(by, "people.read")
    found = one(
        db,
        """
        select household.id, code, household.version, archived_at, neighbourhood_id, neighbourhood.name as neighbourhood
        from household left join neighbourhood on neighbourhood.id = neighbourhood_id
        where household.id = :id
        """,
        id=household_id,
    )
    if not found:
        raise RuleBroken("not_found")
    return _with_members(db, [found], archived=True)[0]


def with_code(db: Database, code: str, *, by: By) -> int:
    """The id of the household in use with this code, in any case. Raises RuleBroken `no_such_household`."""
    ask(by, "people.read")
    kept = folded(code[:40]).replace(" ", "").upper()
    found = scalar(db, "select id from household where code = :code and archived_at is null", code=kept)
    if not found:
        raise RuleBroken("no_such_household", code=kept)
    return found


def neighbourhoods(db: Database, *, by: By) -> list[dict]:
    """The neighbourhoods to choose from, by name."""
    ask(by, "casa.read")
    return rows(db, "select id, name from neighbourhood order by name")


def add(db: Database, *, by: By, neighbourhood_id: int | None = None) -> int:
    """A new household with a code of its own; returns its id. Raises RuleBroken `unknown_choice`."""
    ask(by, "people.change")
    with changing(db):
        _known(db, neighbourhood_id)
        return write_new(db, neighbourhood_id, by=by)


def write_new(db: Database, neighbourhood_id: int | None, *, by: By) -> int:
    """Inserts a household, with the trace, inside the caller's transaction; returns the id."""
    new = insert(
        db,
        "insert into household (code, neighbourhood_id, created_at) values (:code, :neighbourhood, :now)",
        code=_free_code(db),
        neighbourhood=neighbourhood_id,
        now=audit.utc_now(),
    )
    audit.note(db, by, "households.add", f"household:{new}")
    return new


def revise(db: Database, household_id: int, *, neighbourhood_id: int | None, version: int, by: By) -> None:
    """Gives a household another neighbourhood. Raises RuleBroken `stale`, `unknown_choice`, `not_found`."""
    ask(by, "people.change")
    with changing(db):
        now = household(db, household_id, by=by)
        _known(db, neighbourhood_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={"neighbourhood": _name(db, neighbourhood_id)},
                             theirs={"neighbourhood": now["neighbourhood"]})
        if now["neighbourhood_id"] != neighbourhood_id:
            db.conn.execute(
                "update household set neighbourhood_id = :neighbourhood, version = version + 1 where id = :id",
                {"neighbourhood": neighbourhood_id, "id": household_id},
            )
            audit.note(db, by, "households.revise", f"household:{household_id}", changed=["neighbourhood"])


def archive(db: Database, household_id: int, *, version: int, by: By) -> None:
    """Puts a household away together with everybody still in it. Raises RuleBroken `stale`, `not_found`."""
    ask(by, "people.change")
    with changing(db):
        _current(db, household_id, version, by)
        put_away(db, household_id, by=by)


def put_away(db: Database, household_id: int, *, by: By) -> None:
    """Archives household and members with one stamp, inside the caller's transaction."""
    stamp = {"now": audit.utc_now(), "id": household_id}
    db.conn.execute(
        "update person set archived_at = :now, version = version + 1 where household_id = :id and archived_at is null", stamp)
    db.conn.execute(
        "update household set archived_at = :now, version = version + 1 where id = :id and archived_at is null", stamp)
    audit.note(db, by, "households.archive", f"household:{household_id}")


def bring_back(db: Database, household_id: int, *, version: int, by: By) -> None:
    """Takes a household into use again, with those who were put away together with it. Raises RuleBroken `stale`, `not_found`."""
    ask(by, "people.change")
    with changing(db):
        now = _current(db, household_id, version, by)
        db.conn.execute(
            "update person set archived_at = null, version = version + 1 where household_id = :id and archived_at = :stamp",
            {"id": household_id, "stamp": now["archived_at"]},
        )
        db.conn.execute("update household set archived_at = null, version = version + 1 where id = :id", {"id": household_id})
        audit.note(db, by, "households.bring_back", f"household:{household_id}")


def _with_members(db: Database, found: list[dict], archived: bool = False) -> list[dict]:
    members: dict[int, list[dict]] = {}
    for person in rows(
        db,
        """
        select person.id, household_id, display_name, person.kind, birth_year, age_band, school_id, organisation.name as school,
               person.archived_at, person.version
        from person left join organisation on organisation.id = school_id
        where household_id in (select value from json_each(:ids)) and (:archived or person.archived_at is null)
        order by person.archived_at is not null, person.kind, birth_year, display_name
        """,
        ids=json.dumps([each["id"] for each in found]),
        archived=int(archived),
    ):
        members.setdefault(person["household_id"], []).append(person)
    return [{**each, "members": members.get(each["id"], [])} for each in found]


def _current(db: Database, household_id: int, version: int, by: By) -> dict:
    now = household(db, household_id, by=by)
    if now["version"] != version:
        raise RuleBroken("stale", mine={}, theirs={})
    return now


def _known(db: Database, neighbourhood_id: int | None) -> None:
    if neighbourhood_id is not None and _name(db, neighbourhood_id) is None:
        raise RuleBroken("unknown_choice", field="neighbourhood")


def _name(db: Database, neighbourhood_id: int | None) -> str | None:
    return scalar(db, "select name from neighbourhood where id = :id", id=neighbourhood_id)


def _free_code(db: Database) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not scalar(db, "select 1 from household where code = :code", code=code):
            return code
