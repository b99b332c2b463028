"""In-kind: what an organisation gave without money, volunteer hours, a room, something else. Never added to cash."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.money.amounts import past, positive, whole
from db.rules import By, RuleBroken, ask
from db.texts import optional

KINDS = ("volunteer_hours", "room", "other")
MOST = {"volunteer_hours": 600_000, "room": 10_000, "other": 10_000}  # minutes, times, pieces
MOST_RATE = 10_000_00


def of_activity(db: Database, activity_id: int, *, by: By) -> list[dict]:
    """What was given to an activity, the newest first: id, organisation, kind, quantity (minutes, or times), rate_cents (an
    hour, or a time), cents (its worth, to the nearest cent), on_date, description. Asks `money.read`."""
    ask(by, "money.read")
    return rows(
        db,
        """
        select in_kind.id, organisation_id, organisation.name as organisation, in_kind.kind, quantity, rate_cents, on_date,
               description,
               case in_kind.kind when 'volunteer_hours' then (quantity * rate_cents + 30) / 60
                                 else quantity * rate_cents end as cents
        from in_kind join organisation on organisation.id = organisation_id
        where activity_id = :id order by on_date desc, in_kind.id desc
        """,
        id=activity_id,
    )


def add(db: Database, activity_id: int, *, organisation_id: int, kind: str, quantity: int, rate_cents: int, on_date: date | str,
        today: date, by: By, description: str = "") -> int:
    """Enters what an organisation gave; returns its id. Asks `money.change`; raises RuleBroken: `not_found`,
    `unknown_choice`, `missing`, `bad_number`, `out_of_range`, `bad_amount`, `amount_not_positive`, `amount_too_large`, `bad_date`,
    `in_future`, `too_long`."""
    ask(by, "money.change")
    with changing(db):
        if not one(db, "select 1 from activity where id = :id", id=activity_id):
            raise RuleBroken("not_found")
        if kind not in KINDS:
            raise RuleBroken("unknown_choice", field="kind")
        if not one(db, "select 1 from organisation where id = :id", id=organisation_id):
            raise RuleBroken("unknown_choice", field="organisation")
        kept = {
            "kind": kind, "organisation_id": organisation_id,
            "quantity": whole(quantity, "quantity", 1, MOST[kind]),
            "rate_cents": positive(rate_cents, "rate_cents", most=MOST_RATE, lowest=0),
            "on_date": past(on_date, "on_date", today),
            "description": optional(description, "description", 200),
        }
        new = insert(
            db,
            """
            insert into in_kind (activity_id, organisation_id, kind, quantity, rate_cents, on_date, description)
            values (:activity_id, :organisation_id, :kind, :quantity, :rate_cents, :on_date, :description)
            """,
            activity_id=activity_id, **kept,
        )
        audit.note(db, by, "money.add_in_kind", f"in_kind:{new}", activity=activity_id,
                   **{field: kept[field] for field in kept if field != "description"})
        return new


def remove(db: Database, in_kind_id: int, *, by: By) -> None:
    """Takes out what was entered by mistake. Raises RuleBroken `not_found`."""
    ask(by, "money.change")
    with changing(db):
        now = one(db, "select activity_id, kind, quantity, rate_cents, on_date from in_kind where id = :id", id=in_kind_id)
        if not now:
            raise RuleBroken("not_found")
        db.conn.execute("delete from in_kind where id = :id", {"id": in_kind_id})
        audit.note(db, by, "money.remove_in_kind", f"in_kind:{in_kind_id}", **now)
