"""Funds: the Casa's money by where it comes from, each with an amount, a period and perhaps a project code (CUP)."""

from __future__ import annotations

import re
from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.money.amounts import day, positive
from db.rules import By, RuleBroken, ask
from db.texts import required, tidy

SOURCES = ("municipality", "foundation", "partner", "other")
FIELDS = ("name", "source", "organisation_id", "amount_cents", "first_on", "last_on", "project_code")
# Codice Unico di Progetto, law 3/2003 art. 11: fifteen characters, such as C11G06000000001.
CUP = re.compile(r"[A-Z][0-9]{2}[A-Z][0-9]{11}", re.ASCII)


def listed(db: Database, *, by: By, first: date | None = None, last: date | None = None,
           archived: bool | None = False) -> list[dict]:
    """Funds by their beginning, then name, as `fund` gives them; with `first` and `last`, those whose period touches them.
    `archived` None: both kinds. Asks `money.read`."""
    ask(by, "money.read")
    return _rows(db, first=first, last=last, archived=archived)


def fund(db: Database, fund_id: int, *, by: By) -> dict:
    """One fund: its fields, `organisation` (name or None), `spent_cents`, `left_cents`, archived_at, version.

    Asks `money.read`; raises RuleBroken `not_found`."""
    ask(by, "money.read")
    return _found(db, fund_id)


def add(db: Database, *, by: By, **fields) -> int:
    """A new fund; returns its id. Fields: `FIELDS`; of the municipality's and the partner's own money the organisation is
    known. Asks `money.change`; raises RuleBroken: `missing`, `too_long`, `unknown_choice`, `bad_amount`,
    `amount_not_positive`, `amount_too_large`, `bad_date`, `ends_before_it_starts`, `bad_project_code`, `fund_exists`."""
    ask(by, "money.change")
    with changing(db):
        kept = _checked(db, fields)
        new = insert(
            db,
            """
            insert into fund (name, source, organisation_id, amount_cents, first_on, last_on, project_code)
            values (:name, :source, :organisation_id, :amount_cents, :first_on, :last_on, :project_code)
            """,
            **kept,
        )
        audit.note(db, by, "money.add_fund", f"fund:{new}", **kept)
        return new


def revise(db: Database, fund_id: int, *, version: int, by: By, **fields) -> None:
    """Writes what is given over what was. Raises RuleBroken as `add`, `not_found`, `stale` with both versions,
    `fund_spent_more` (by how much), `fund_period_has_documents`."""
    ask(by, "money.change")
    with changing(db):
        now = _found(db, fund_id)
        before = {field: now[field] for field in FIELDS}
        kept = _checked(db, {**before, **fields}, fund_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs=before)
        if kept == before:
            return
        if kept["amount_cents"] < now["spent_cents"]:
            raise RuleBroken("fund_spent_more", fund=kept["name"], spent_cents=now["spent_cents"],
                             over_cents=now["spent_cents"] - kept["amount_cents"])
        _keeps_its_documents(db, fund_id, kept)
        db.conn.execute(
            """
            update fund set name = :name, source = :source, organisation_id = :organisation_id, amount_cents = :amount_cents,
                   first_on = :first_on, last_on = :last_on, project_code = :project_code, version = version + 1
            where id = :id
            """,
            {**kept, "id": fund_id},
        )
        audit.note(db, by, "money.revise_fund", f"fund:{fund_id}",
                   **{field: kept[field] for field in FIELDS if kept[field] != before[field]})


def archive(db: Database, fund_id: int, *, version: int, by: By) -> None:
    """Puts a fund away: it pays nothing more, what it paid stays. Raises RuleBroken `not_found`, `stale`."""
    _put(db, fund_id, audit.utc_now(), version, by)


def bring_back(db: Database, fund_id: int, *, version: int, by: By) -> None:
    """A fund put away pays again. Raises RuleBroken `not_found`, `stale`."""
    _put(db, fund_id, None, version, by)


def _put(db: Database, fund_id: int, archived_at: str | None, version: int, by: By) -> None:
    ask(by, "money.change")
    with changing(db):
        now = _found(db, fund_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={"archived_at": archived_at}, theirs={"archived_at": now["archived_at"]})
        db.conn.execute("update fund set archived_at = :at, version = version + 1 where id = :id",
                        {"at": archived_at, "id": fund_id})
        audit.note(db, by, "money.archive_fund" if archived_at else "money.bring_back_fund", f"fund:{fund_id}")


def _checked(db: Database, fields: dict, fund_id: int | None = None) -> dict:
    source = fields.get("source")
    if source not in SOURCES:
        raise RuleBroken("unknown_choice", field="source")
    kept = {
        "name": required(fields.get("name"), "name", 80),
        "source": source,
        "organisation_id": _organisation(db, source, fields.get("organisation_id")),
        "amount_cents": positive(fields.get("amount_cents"), "amount_cents"),
        "first_on": day(fields.get("first_on"), "first_on"),
        "last_on": day(fields.get("last_on"), "last_on"),
        "project_code": _project_code(fields.get("project_code")),
    }
    if kept["last_on"] < kept["first_on"]:
        raise RuleBroken("ends_before_it_starts")
    if one(db, "select 1 from fund where name = :name and id is not :id", name=kept["name"], id=fund_id):
        raise RuleBroken("fund_exists", fund=kept["name"])
    return kept


def _organisation(db: Database, source: str, organisation_id: int | None) -> int | None:
    if source in ("municipality", "partner"):
        casa = one(db, "select municipality_id, partner_id from casa")
        return casa[f"{source}_id"]
    if organisation_id is None:
        return None
    if not isinstance(organisation_id, int) or not one(db, "select 1 from organisation where id = :id", id=organisation_id):
        raise RuleBroken("unknown_choice", field="organisation")
    return organisation_id


def _project_code(text: str | None) -> str | None:
    code = re.sub(r"[\s.-]", "", tidy(text)).upper()
    if not code:
        return None
    if not CUP.fullmatch(code):
        raise RuleBroken("bad_project_code", code=tidy(text)[:30])
    return code


def _keeps_its_documents(db: Database, fund_id: int, kept: dict) -> None:
    outside = one(
        db,
        """
        select document_on from expense_share join expense on expense.id = expense_id
        where fund_id = :id and document_on not between :first and :last order by document_on limit 1
        """,
        id=fund_id, first=kept["first_on"], last=kept["last_on"],
    )
    if outside:
        raise RuleBroken("fund_period_has_documents", fund=kept["name"], on_date=outside["document_on"])


def _found(db: Database, fund_id: int) -> dict:
    for row in _rows(db, id=fund_id, archived=None):
        return row
    raise RuleBroken("not_found")


def _rows(db: Database, *, id: int | None = None, first: date | None = None, last: date | None = None,
          archived: bool | None = None) -> list[dict]:
    found = rows(
        db,
        """
        select fund.id, fund.name, source, organisation_id, organisation.name as organisation, amount_cents, first_on, last_on,
               project_code, fund.archived_at, fund.version,
               (select coalesce(sum(charged_cents), 0) from expense_share where fund_id = fund.id) as spent_cents
        from fund left join organisation on organisation.id = organisation_id
        where (:id is null or fund.id = :id) and (:archived is null or (fund.archived_at is not null) = :archived)
          and (:first is null or last_on >= :first) and (:last is null or first_on <= :last)
        order by first_on, fund.name collate nocase, fund.id
        """,
        id=id, first=first.isoformat() if first else None, last=last.isoformat() if last else None,
        archived=None if archived is None else int(archived),
    )
    return [{**row, "left_cents": row["amount_cents"] - row["spent_cents"]} for row in found]
