"""Organisations: everybody who takes part as a body. The two that sign together stay what they are."""

from __future__ import annotations

import re

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows, scalar
from db.rules import By, RuleBroken, ask
from db.texts import folded, optional, required, tidy

KINDS = ("municipality", "partner", "school", "parish_group", "association", "parents_group", "service", "operational_unit")
SCHOOL_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{8}")
MUNICIPALITY_CODE = re.compile(r"[A-Z][0-9]{3}")
# What a form may fill in, beside kind and name, and how long it may be. The first four are a school's alone.
LENGTHS = {"institute": 120, "institute_code": 10, "school_code": 10, "school_level": 80, "address": 200,
           "municipality_name": 80, "municipality_code": 4}
OF_SCHOOLS = ("institute", "institute_code", "school_code", "school_level")
FIELDS = ("kind", "name", *LENGTHS)


def listed(db: Database, *, by: By, kind: str | None = None, text: str = "", archived: bool = False) -> list[dict]:
    """Organisations by kind and name: those in use, or the archived ones. `text` forgives accents, case and word order.

    Each row is the table's, with `signs` true for the two that sign. Asks `organisations.read`.
    """
    ask(by, "organisations.read")
    words = folded(optional(text, "search", 200)).split()
    found = rows(
        db,
        """
        select organisation.*, casa.id is not null as signs
        from organisation left join casa on organisation.id in (casa.municipality_id, casa.partner_id)
        where (:kind is null or organisation.kind = :kind) and (archived_at is not null) = :archived
        order by signs desc, organisation.kind = 'school', organisation.kind, organisation.name collate nocase, organisation.id
        """,
        kind=kind,
        archived=int(archived),
    )
    return [row for row in found if not words or _has(row, words)]


def _has(row: dict, words: list[str]) -> bool:
    known = " " + folded(" ".join(row[key] or "" for key in ("name", "institute", "school_code", "address", "municipality_name")))
    return all(f" {word}" in known for word in words)


def counts(db: Database, *, by: By) -> dict[str, int]:
    """How many organisations in use there are of each kind that has some. Asks `organisations.read`."""
    ask(by, "organisations.read")
    return {row["kind"]: row["n"] for row in rows(
        db, "select kind, count(*) as n from organisation where archived_at is null group by kind order by kind")}


def organisation(db: Database, organisation_id: int, *, by: By) -> dict:
    """One organisation, with `signs`. Asks `organisations.read`; raises RuleBroken `not_found`."""
    ask(by, "organisations.read")
    found = one(
        db,
        """
        select organisation.*, casa.id is not null as signs
        from organisation left join casa on organisation.id in (casa.municipality_id, casa.partner_id)
        where organisation.id = :id
        """,
        id=organisation_id,
    )
    if not found:
        raise RuleBroken("not_found")
    return found


def add(db: Database, *, kind: str, name: str, by: By, **details: str | None) -> int:
    """Adds an organisation and returns its id. `details` are the fields of `LENGTHS`; those of schools are kept for schools alone.

    Raises RuleBroken: `not_allowed`, `missing`, `too_long`, `unknown_choice`, `bad_school_code`, `bad_municipality_code`,
    `organisation_exists`, `organisation_archived`, `school_code_taken`.
    """
    ask(by, "organisations.change")
    with changing(db):
        kept = _tidied(kind, name, details)
        _refuse_a_second(db, kept)
        return write_new(db, kept, by=by)


def revise(db: Database, organisation_id: int, *, kind: str, name: str, version: int, by: By, **details: str | None) -> None:
    """Changes an organisation. Raises RuleBroken as `add`, and `stale`, `not_found`, `signer_keeps_kind`, `school_has_people`."""
    ask(by, "organisations.change")
    with changing(db):
        now = organisation(db, organisation_id, by=by)
        kept = _tidied(kind, name, details)
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs={key: now[key] for key in FIELDS})
        if now["kind"] != kept["kind"]:
            _may_change_kind(db, now)
        _refuse_a_second(db, kept, organisation_id)
        write_over(db, now, kept, by=by)


def archive(db: Database, organisation_id: int, *, version: int, by: By) -> None:
    """Puts an organisation away: it is not offered any more and what it did stays. Raises RuleBroken `stale`, `signer_stays`."""
    ask(by, "organisations.change")
    with changing(db):
        now = _current(db, organisation_id, version, by)
        if now["signs"]:
            raise RuleBroken("signer_stays")
        _put(db, now, audit.utc_now())
        audit.note(db, by, "organisations.archive", f"organisation:{organisation_id}")


def bring_back(db: Database, organisation_id: int, *, version: int, by: By) -> None:
    """Takes an archived organisation into use again. Raises RuleBroken `stale`."""
    ask(by, "organisations.change")
    with changing(db):
        _put(db, _current(db, organisation_id, version, by), None)
        audit.note(db, by, "organisations.bring_back", f"organisation:{organisation_id}")


def write_new(db: Database, kept: dict, *, by: By) -> int:
    """Inserts checked fields, with the trace, inside the caller's transaction; returns the id."""
    new = insert(
        db,
        """
        insert into organisation (kind, name, institute, institute_code, school_code, school_level, address,
                                  municipality_name, municipality_code)
        values (:kind, :name, :institute, :institute_code, :school_code, :school_level, :address,
                :municipality_name, :municipality_code)
        """,
        **{field: kept.get(field) for field in FIELDS},
    )
    audit.note(db, by, "organisations.add", f"organisation:{new}", kind=kept["kind"])
    return new


def write_over(db: Database, now: dict, kept: dict, *, by: By) -> list[str]:
    """Writes what differs from `now`, one version on and traced, inside the caller's transaction; returns those fields."""
    changed = [field for field in FIELDS if now[field] != kept.get(field)]
    if changed:
        db.conn.execute(
            """
            update organisation
            set kind = :kind, name = :name, institute = :institute, institute_code = :institute_code, school_code = :school_code,
                school_level = :school_level, address = :address, municipality_name = :municipality_name,
                municipality_code = :municipality_code, version = version + 1
            where id = :id
            """,
            {**{field: kept.get(field) for field in FIELDS}, "id": now["id"]},
        )
        audit.note(db, by, "organisations.revise", f"organisation:{now['id']}", changed=changed)
    return changed


def _current(db: Database, organisation_id: int, version: int, by: By) -> dict:
    now = organisation(db, organisation_id, by=by)
    if now["version"] != version:
        raise RuleBroken("stale", mine={}, theirs={"name": now["name"]})
    return now


def _put(db: Database, now: dict, archived_at: str | None) -> None:
    db.conn.execute(
        "update organisation set archived_at = :at, version = version + 1 where id = :id", {"at": archived_at, "id": now["id"]})


def _tidied(kind: str, name: str, details: dict) -> dict:
    if unknown := set(details) - set(LENGTHS):
        raise TypeError(f"an organisation has no {sorted(unknown)}")
    if not kind:
        raise RuleBroken("missing", field="kind")
    if kind not in KINDS:
        raise RuleBroken("unknown_choice", field="kind")
    kept = {"kind": kind, "name": required(name, "name", 120)}
    for field, longest in LENGTHS.items():
        wanted = kind == "school" or field not in OF_SCHOOLS
        kept[field] = (optional(details.get(field), field, longest) or None) if wanted else None
    for field in ("school_code", "institute_code"):
        kept[field] = kept[field] and kept[field].upper()
        if kept[field] and not SCHOOL_CODE.fullmatch(kept[field]):
            raise RuleBroken("bad_school_code", field=field, code=kept[field])
    kept["municipality_code"] = kept["municipality_code"] and kept["municipality_code"].upper()
    if kept["municipality_code"] and not MUNICIPALITY_CODE.fullmatch(kept["municipality_code"]):
        raise RuleBroken("bad_municipality_code", code=kept["municipality_code"])
    return kept


def _refuse_a_second(db: Database, kept: dict, but: int = 0) -> None:
    """One name once in its kind; schools may share a name from one municipality or level to another, never a code."""
    for row in rows(db, "select * from organisation where kind = :kind and id <> :but", kind=kept["kind"], but=but):
        if kept["school_code"] and row["school_code"] == kept["school_code"]:
            raise RuleBroken("school_code_taken", name=row["name"])
        if alike(row, kept):
            raise RuleBroken("organisation_archived" if row["archived_at"] else "organisation_exists", name=row["name"])


def alike(one_row: dict, other: dict) -> bool:
    """Whether two organisations of one kind have the same name for a reader, and, for schools, the same place and level."""
    wholes = ("name", "municipality_name", "school_level") if other["kind"] == "school" else ("name",)
    return all(_same(one_row[field], other.get(field)) for field in wholes)


def _same(a: str | None, b: str | None) -> bool:
    return (folded(a or "") or tidy(a).casefold()) == (folded(b or "") or tidy(b).casefold())


def _may_change_kind(db: Database, now: dict) -> None:
    if now["signs"]:
        raise RuleBroken("signer_keeps_kind")
    if now["kind"] == "school" and scalar(db, "select 1 from person where school_id = :id limit 1", id=now["id"]):
        raise RuleBroken("school_has_people")
