"""The commitments ledger: what each organisation promised for a school year, against what came.

Euros came when expenses were charged to a fund of that organisation, hours and rooms when they were entered in kind, people
when somebody entered how many. A promise for the whole year leaves to the promise for one activity what came to that activity.
"""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.money.amounts import positive, whole
from db.rules import By, RuleBroken, ask
from db.texts import optional

KINDS = ("euros", "hours", "rooms", "people")
LARGEST = {"hours": 6_000_000, "rooms": 10_000, "people": 100_000}  # minutes, times, people
SEASONS = ("autumn", "winter", "spring", "summer")
FIELDS = ("organisation_id", "activity_id", "kind", "promised", "what_for")


def of_year(db: Database, school_year: str, *, by: By) -> list[dict]:
    """The commitments of a year by organisation: id, organisation_id, organisation, activity_id, activity (title or None: the
    whole year), kind, promised and came (cents, minutes, times or people), what_for, version, and `seasons`, what came from
    September (autumn) on by three months each; None for people, who have no day.

    Asks `commitments.read`."""
    ask(by, "commitments.read")
    return _rows(db, school_year=school_year)


def commitment(db: Database, commitment_id: int, *, by: By) -> dict:
    """One commitment, as `of_year` gives it, with its school_year. Asks `commitments.read`; raises RuleBroken `not_found`."""
    ask(by, "commitments.read")
    return _found(db, commitment_id)


def promise(db: Database, school_year: str, *, by: By, **fields) -> int:
    """What an organisation promises for a year, or for one activity of it; returns its id. Fields: `FIELDS`.

    Asks `commitments.change`; raises RuleBroken: `year_not_open`, `unknown_choice`, `activity_of_another_year`, `missing`,
    `bad_number`, `out_of_range`, `bad_amount`, `amount_not_positive`, `amount_too_large`, `too_long`, `commitment_exists`."""
    ask(by, "commitments.change")
    with changing(db):
        kept = _checked(db, school_year, fields)
        new = insert(
            db,
            """
            insert into commitment (organisation_id, school_year, activity_id, kind, promised, what_for)
            values (:organisation_id, :school_year, :activity_id, :kind, :promised, :what_for)
            """,
            school_year=school_year, **kept,
        )
        audit.note(db, by, "commitments.promise", f"commitment:{new}", school_year=school_year, **kept)
        return new


def revise(db: Database, commitment_id: int, *, version: int, by: By, **fields) -> None:
    """Another promise in its place. Raises RuleBroken as `promise`, `not_found`, `stale` with both versions."""
    ask(by, "commitments.change")
    with changing(db):
        now = _found(db, commitment_id)
        before = {field: now[field] for field in FIELDS}
        kept = _checked(db, now["school_year"], {**before, **fields}, commitment_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs=before)
        if kept == before:
            return
        db.conn.execute(
            """
            update commitment set organisation_id = :organisation_id, activity_id = :activity_id, kind = :kind,
                   promised = :promised, what_for = :what_for, came = iif(:kind = 'people', came, null), version = version + 1
            where id = :id
            """,
            {**kept, "id": commitment_id},
        )
        audit.note(db, by, "commitments.revise", f"commitment:{commitment_id}", **kept)


def people_came(db: Database, commitment_id: int, came: int, *, version: int, by: By) -> None:
    """Enters how many people came of those promised. Raises RuleBroken: `not_found`, `unknown_choice` (not a promise of
    people), `missing`, `bad_number`, `out_of_range`, `stale`."""
    ask(by, "commitments.change")
    with changing(db):
        now = _found(db, commitment_id)
        if now["kind"] != "people":
            raise RuleBroken("unknown_choice", field="kind")
        kept = whole(came, "came", 0, LARGEST["people"])
        if now["version"] != version:
            raise RuleBroken("stale", mine={"came": kept}, theirs={"came": now["came"]})
        db.conn.execute("update commitment set came = :came, version = version + 1 where id = :id",
                        {"came": kept, "id": commitment_id})
        audit.note(db, by, "commitments.people_came", f"commitment:{commitment_id}", came=kept)


def withdraw(db: Database, commitment_id: int, *, version: int, by: By) -> None:
    """Takes a promise out of the ledger. Raises RuleBroken `not_found`, `stale`."""
    ask(by, "commitments.change")
    with changing(db):
        now = _found(db, commitment_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={}, theirs={})
        db.conn.execute("delete from commitment where id = :id", {"id": commitment_id})
        audit.note(db, by, "commitments.withdraw", f"commitment:{commitment_id}",
                   **{field: now[field] for field in FIELDS if field != "what_for"})


def _checked(db: Database, school_year: str, fields: dict, commitment_id: int | None = None) -> dict:
    if not one(db, "select 1 from programme where school_year = :year", year=school_year):
        raise RuleBroken("year_not_open", school_year=school_year)
    kind = fields.get("kind")
    if kind not in KINDS:
        raise RuleBroken("unknown_choice", field="kind")
    organisation = one(db, "select id, name from organisation where id = :id", id=fields.get("organisation_id"))
    if not organisation:
        raise RuleBroken("unknown_choice", field="organisation")
    kept = {
        "organisation_id": organisation["id"], "activity_id": _activity(db, school_year, fields.get("activity_id")), "kind": kind,
        "promised": _promised(kind, fields.get("promised")),
        "what_for": optional(fields.get("what_for"), "what_for", 200),
    }
    twin = one(
        db,
        """
        select id from commitment where organisation_id = :organisation_id and school_year = :year and kind = :kind
          and activity_id is :activity_id and id is not :id
        """,
        year=school_year, id=commitment_id, **{key: kept[key] for key in ("organisation_id", "kind", "activity_id")},
    )
    if twin:
        raise RuleBroken("commitment_exists", organisation=organisation["name"])
    return kept


def _promised(kind: str, promised: object) -> int:
    return positive(promised, "promised") if kind == "euros" else whole(promised, "promised", 1, LARGEST[kind])


def _activity(db: Database, school_year: str, activity_id: int | None) -> int | None:
    if activity_id is None:
        return None
    found = one(db, "select school_year from activity where id = :id", id=activity_id)
    if not found:
        raise RuleBroken("unknown_choice", field="activity")
    if found["school_year"] != school_year:
        raise RuleBroken("activity_of_another_year", school_year=school_year)
    return activity_id


def _found(db: Database, commitment_id: int) -> dict:
    for row in _rows(db, id=commitment_id):
        return row
    raise RuleBroken("not_found")


def _rows(db: Database, *, id: int | None = None, school_year: str | None = None) -> list[dict]:
    """`given` is everything that came to activities: whose it was, of which kind, on which day."""
    found = rows(
        db,
        """
        with given (organisation_id, activity_id, kind, on_date, quantity) as (
          select fund.organisation_id, expense.activity_id, 'euros', document_on, expense_share.charged_cents
          from expense_share join fund on fund.id = fund_id join expense on expense.id = expense_id
          union all
          select organisation_id, activity_id, case kind when 'volunteer_hours' then 'hours' else 'rooms' end, on_date, quantity
          from in_kind where kind in ('volunteer_hours', 'room')
        ),
        chosen as (select * from commitment where (:id is null or id = :id) and (:year is null or school_year = :year)),
        came as (
          select c.id, (substr(given.on_date, 6, 2) + 3) % 12 / 3 as season, sum(quantity) as quantity
          from chosen c join activity a on a.school_year = c.school_year
          join given on given.activity_id = a.id and given.organisation_id = c.organisation_id and given.kind = c.kind
          where c.activity_id = a.id
             or (c.activity_id is null and not exists (
                   select 1 from commitment own where own.activity_id = a.id and own.organisation_id = c.organisation_id
                                                  and own.kind = c.kind))
          group by c.id, season
        )
        select c.id, c.organisation_id, o.name as organisation, c.activity_id, a.title as activity, c.school_year, c.kind,
               c.promised, c.what_for, c.version, c.came,
               (select coalesce(sum(quantity), 0) from came where came.id = c.id) as summed,
               (select coalesce(sum(quantity), 0) from came where came.id = c.id and season = 0) as autumn,
               (select coalesce(sum(quantity), 0) from came where came.id = c.id and season = 1) as winter,
               (select coalesce(sum(quantity), 0) from came where came.id = c.id and season = 2) as spring,
               (select coalesce(sum(quantity), 0) from came where came.id = c.id and season = 3) as summer
        from chosen c join organisation o on o.id = c.organisation_id left join activity a on a.id = c.activity_id
        order by o.name, o.id, a.title is not null, a.title, c.kind, c.id
        """,
        id=id, year=school_year,
    )
    return [_told(row) for row in found]


def _told(row: dict) -> dict:
    summed, seasons = row.pop("summed"), {season: row.pop(season) for season in SEASONS}
    if row["kind"] == "people":
        return {**row, "seasons": None}
    return {**row, "came": summed, "seasons": seasons}
