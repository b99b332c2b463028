"""People by display name: adult or child, an age if known, a school if any. Nothing else about them is ever kept here."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows, scalar
from db.registry import contacts, households, twins
from db.rules import By, RuleBroken, ask, may
from db.texts import folded, optional, required

KINDS = ("child", "adult")
AGE_BANDS = ("0-2", "3-5", "6-10", "11-13", "14-17", "18-29", "30-64", "65+")
FIELDS = ("display_name", "kind", "birth_year", "age_band", "school_id")
EARLIEST = 1900


def search(db: Database, text: str, *, by: By, limit: int = 30) -> list[dict]:
    """People in use whose name or household code answers to the words, in any order, case or script; the best first.

    For whoever may read contacts, full names and phones answer too: such a hit says `through` 'contact' and is traced
    as a read. Asks `people.read`; raises RuleBroken `too_long`.
    """
    ask(by, "people.read")
    query = _query(optional(text, "search", 200))
    if not query:
        return []
    found = rows(
        db,
        """
        select person.id from person_fts join person on person.id = person_fts.rowid
        where person_fts match :query and archived_at is null
        order by person.folded = :exact desc, rank, display_name, person.id limit :limit
        """,
        query=query,
        exact=folded(text),
        limit=limit,
    )
    ids = [row["id"] for row in found]
    through = []
    if may(by, "contacts.read") and len(ids) < limit:
        through = contacts.found_by(db, query, text, but=ids, limit=limit - len(ids), by=by)
    return [{**person(db, each, by=by), "through": "contact" if each in through else "name"} for each in ids + through]


def _query(text: str) -> str:
    """Every word a beginning, in any order; an initial is one of a name, and not the chance letter of a household's code."""
    return " AND ".join(f'"{word}"*' if len(word) > 2 else f'folded : "{word}"*' for word in folded(text).split())


def person(db: Database, person_id: int, *, by: By) -> dict:
    """One person with household code, neighbourhood and school. Asks `people.read`; raises RuleBroken `not_found`."""
    ask(by, "people.read")
    found = one(
        db,
        """
        select person.id, display_name, person.kind, birth_year, age_band, school_id, organisation.name as school,
               person.archived_at, person.version, household_id, code, neighbourhood.name as neighbourhood
        from person
        join household on household.id = household_id
        left join neighbourhood on neighbourhood.id = neighbourhood_id
        left join organisation on organisation.id = school_id
        where person.id = :id
        """,
        id=person_id,
    )
    if not found:
        raise RuleBroken("not_found")
    return found


def add(db: Database, household_id: int | None, *, display_name: str, kind: str, today: date, by: By,
        birth_year: int | None = None, age_band: str | None = None, school_id: int | None = None, full_name: str = "",
        phone: str = "", neighbourhood_id: int | None = None, twin_checked: bool = False) -> int:
    """Adds a person to a household and returns the id; without one, to a new household in that neighbourhood.

    A full name or phone needs `contacts.change` as well.

    Raises RuleBroken: `likely_twin` unless `twin_checked` (facts: display_name, code, person_id, household_id and all of
    `twins`), `missing`, `too_long`, `unknown_choice`, `out_of_range`, `year_or_band`, `bad_phone`, `not_found`,
    `household_archived`.
    """
    ask(by, "people.change")
    contact = contacts.tidied(full_name, phone)
    if any(contact.values()):
        ask(by, "contacts.change")
    with changing(db):
        kept = _tidied(db, display_name, kind, birth_year, age_band, school_id, today)
        if household_id is not None:
            _in_use(db, household_id, by)
        likely = [] if twin_checked else twins.likely(db, kept["display_name"], kind=kind, birth_year=birth_year,
                                                      full_name=contact["full_name"], by=by)
        if not likely:
            home = households.add(db, neighbourhood_id=neighbourhood_id, by=by) if household_id is None else household_id
            new = _write_new(db, home, kept, by=by)
            if any(contact.values()):
                contacts.write(db, new, contact, by=by)
            return new
    first = likely[0]
    raise RuleBroken("likely_twin", display_name=first["display_name"], code=first["code"], person_id=first["person_id"],
                     household_id=first["household_id"], twins=likely)


def newcomer(db: Database, *, uuid: str, display_name: str, kind: str, by: By) -> int:
    """Somebody new at the door, in a household of their own; returns the id, the same one however often it is sent.

    For the roll call, inside its transaction. Asks `registers.record`, not `people.change`; raises RuleBroken `missing`,
    `too_long`, `unknown_choice`.
    """
    ask(by, "registers.record")
    with changing(db):
        known = scalar(db, "select id from person where newcomer_uuid = :uuid", uuid=uuid)
        if known:
            return known
        kept = {"display_name": required(display_name, "display_name", 60), "kind": _choice(kind, KINDS, "kind"),
                "birth_year": None, "age_band": None, "school_id": None}
        return _write_new(db, households.write_new(db, None, by=by), kept, by=by, uuid=uuid)


def revise(db: Database, person_id: int, *, display_name: str, kind: str, version: int, today: date, by: By,
           birth_year: int | None = None, age_band: str | None = None, school_id: int | None = None) -> None:
    """Changes what is kept of a person. Raises RuleBroken `stale`, `not_found` and what `add` refuses of a field."""
    ask(by, "people.change")
    with changing(db):
        now = person(db, person_id, by=by)
        kept = _tidied(db, display_name, kind, birth_year, age_band, school_id, today, now["school_id"])
        if now["version"] != version:
            raise RuleBroken("stale", mine=_said(db, kept), theirs=_said(db, now))
        if changed := [field for field in FIELDS if now[field] != kept[field]]:
            db.conn.execute(
                """
                update person
                set display_name = :display_name, folded = :folded, kind = :kind, birth_year = :birth_year, age_band = :age_band,
                    school_id = :school_id, version = version + 1
                where id = :id
                """,
                {**kept, "folded": folded(kept["display_name"]), "id": person_id},
            )
            audit.note(db, by, "people.revise", f"person:{person_id}", changed=changed)


def move(db: Database, person_id: int, household_id: int, *, version: int, by: By) -> None:
    """Takes a person to another household; one left empty is archived.

    Raises RuleBroken `stale`, `not_found`, `household_archived`.
    """
    ask(by, "people.change")
    with changing(db):
        now = _current(db, person_id, version, by)
        _in_use(db, household_id, by)
        if now["household_id"] == household_id:
            return
        db.conn.execute("update person set household_id = :household, version = version + 1 where id = :id",
                        {"household": household_id, "id": person_id})
        audit.note(db, by, "people.move", f"person:{person_id}", household=household_id, left=now["household_id"])
        if not scalar(db, "select 1 from person where household_id = :id and archived_at is null", id=now["household_id"]):
            households.put_away(db, now["household_id"], by=by)


def archive(db: Database, person_id: int, *, version: int, by: By) -> None:
    """Puts a person away: not offered any more, past presences stay. Raises RuleBroken `stale`, `not_found`."""
    _put(db, person_id, version, by, "people.archive", audit.utc_now())


def bring_back(db: Database, person_id: int, *, version: int, by: By) -> None:
    """Takes an archived person into use again. Raises RuleBroken `stale`, `not_found`, `household_archived`."""
    _put(db, person_id, version, by, "people.bring_back", None)


def _put(db: Database, person_id: int, version: int, by: By, verb: str, archived_at: str | None) -> None:
    ask(by, "people.change")
    with changing(db):
        now = _current(db, person_id, version, by)
        if archived_at is None:
            _in_use(db, now["household_id"], by)
        db.conn.execute("update person set archived_at = :at, version = version + 1 where id = :id",
                        {"at": archived_at, "id": person_id})
        audit.note(db, by, verb, f"person:{person_id}")


def _write_new(db: Database, household_id: int, kept: dict, *, by: By, uuid: str | None = None) -> int:
    new = insert(
        db,
        """
        insert into person (household_id, display_name, folded, kind, birth_year, age_band, school_id, newcomer_uuid, created_at)
        values (:household, :display_name, :folded, :kind, :birth_year, :age_band, :school_id, :uuid, :now)
        """,
        household=household_id,
        folded=folded(kept["display_name"]),
        uuid=uuid,
        now=audit.utc_now(),
        **kept,
    )
    audit.note(db, by, "people.newcomer" if uuid else "people.add", f"person:{new}", household=household_id, kind=kept["kind"])
    return new


def _tidied(db: Database, display_name: str, kind: str, birth_year: int | None, age_band: str | None, school_id: int | None,
            today: date, school_now: int | None = None) -> dict:
    kept = {"display_name": required(display_name, "display_name", 60), "kind": _choice(kind, KINDS, "kind"),
            "birth_year": birth_year, "age_band": age_band and _choice(age_band, AGE_BANDS, "age_band"), "school_id": school_id}
    if birth_year is not None and age_band:
        raise RuleBroken("year_or_band")
    if birth_year is not None and not (isinstance(birth_year, int) and EARLIEST <= birth_year <= today.year):
        raise RuleBroken("out_of_range", field="birth_year", lowest=EARLIEST, highest=today.year)
    if school_id is not None and school_id != school_now and not scalar(
            db, "select 1 from organisation where id = :id and kind = 'school' and archived_at is null", id=school_id):
        raise RuleBroken("unknown_choice", field="school")
    return kept


def _choice(value: str, among: tuple[str, ...], field: str) -> str:
    if value not in among:
        raise RuleBroken("unknown_choice", field=field)
    return value


def _in_use(db: Database, household_id: int, by: By) -> None:
    if households.household(db, household_id, by=by)["archived_at"]:
        raise RuleBroken("household_archived")


def _current(db: Database, person_id: int, version: int, by: By) -> dict:
    now = person(db, person_id, by=by)
    if now["version"] != version:
        raise RuleBroken("stale", mine={}, theirs={})
    return now


def _said(db: Database, row: dict) -> dict:
    school = scalar(db, "select name from organisation where id = :id", id=row["school_id"])
    return {**{field: row[field] for field in FIELDS if field != "school_id"}, "school": school}
