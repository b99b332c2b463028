"""Expenses: documents, what of each is charged to the Casa, and which funds pay it, to the cent.

Suppliers may be people: only `suppliers.read` sees them, with the number and the description of the document, and never
behind the curtain. The figures are for all who may read money.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.money.amounts import past, positive
from db.plan.money.lines import CATEGORIES
from db.rules import By, RuleBroken, ask, may
from db.texts import optional, required

FIELDS = ("category", "document_number", "document_on", "supplier", "description", "amount_cents", "charged_cents", "paid_on")
WHO = ("document_number", "supplier", "description")


def of_activity(db: Database, activity_id: int, *, by: By) -> list[dict]:
    """The expenses of an activity, the newest document first, as `expense` gives them. Asks `money.read`."""
    ask(by, "money.read")
    return _seen(_rows(db, activity_id=activity_id), by)


def of_fund(db: Database, fund_id: int, *, by: By) -> list[dict]:
    """The expenses a fund has a share in, the newest document first. Asks `money.read`."""
    ask(by, "money.read")
    return _seen(_rows(db, fund_id=fund_id), by)


def expense(db: Database, expense_id: int, *, by: By) -> dict:
    """One expense: `FIELDS`, activity_id, version, and `shares` (fund_id, fund, charged_cents). Number, supplier and
    description are None for whom may not read suppliers. Asks `money.read`; raises RuleBroken `not_found`."""
    ask(by, "money.read")
    return _seen([_found(db, expense_id)], by)[0]


def add(db: Database, activity_id: int, *, shares: Mapping[int, int], today: date, by: By, **fields) -> int:
    """A new expense of an activity; returns its id. `shares` is {fund id: cents}, coming to `charged_cents` exactly.

    Asks `expenses.change`; raises RuleBroken: `not_found`, `only_a_proposal`, `missing`, `too_long`, `unknown_choice`,
    `bad_amount`, `amount_not_positive`, `amount_too_large`, `bad_date`, `in_future`, `charged_above_amount`, `no_shares`,
    `shares_too_low`, `shares_too_high`, `fund_archived`, `outside_fund_period`, `fund_overdrawn` (by how much),
    `document_charged` (the same document charged for more than it is of).
    """
    ask(by, "expenses.change")
    with changing(db):
        _agreed(db, activity_id)
        kept = _checked(db, fields, today)
        paid = _paid(db, kept, shares)
        new = insert(
            db,
            """
            insert into expense (activity_id, category, document_number, document_on, supplier, description, amount_cents,
                                 charged_cents, paid_on)
            values (:activity_id, :category, :document_number, :document_on, :supplier, :description, :amount_cents,
                    :charged_cents, :paid_on)
            """,
            activity_id=activity_id, **kept,
        )
        _write_shares(db, new, paid)
        audit.note(db, by, "money.add_expense", f"expense:{new}", **_traced(activity_id, kept, paid))
        return new


def revise(db: Database, expense_id: int, *, shares: Mapping[int, int], version: int, today: date, by: By, **fields) -> None:
    """Writes an expense anew. Raises RuleBroken as `add`, and `stale` with both versions."""
    ask(by, "expenses.change")
    with changing(db):
        now = _found(db, expense_id)
        before = {field: now[field] for field in FIELDS}
        had = {share["fund_id"]: share["charged_cents"] for share in now["shares"]}
        kept = _checked(db, {**before, **fields}, today, expense_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={**kept, **_named(db, shares)}, theirs={**before, **_named(db, had)})
        paid = _paid(db, kept, shares, had)
        if kept == before and paid == had:
            return
        db.conn.execute("delete from expense_share where expense_id = :id", {"id": expense_id})
        db.conn.execute(
            """
            update expense set category = :category, document_number = :document_number, document_on = :document_on,
                   supplier = :supplier, description = :description, amount_cents = :amount_cents,
                   charged_cents = :charged_cents, paid_on = :paid_on, version = version + 1
            where id = :id
            """,
            {**kept, "id": expense_id},
        )
        _write_shares(db, expense_id, paid)
        audit.note(db, by, "money.revise_expense", f"expense:{expense_id}", **_traced(now["activity_id"], kept, paid))


def remove(db: Database, expense_id: int, *, version: int, by: By) -> None:
    """Takes an expense out that should not have been written; its figures stay in the trail. Raises RuleBroken
    `not_found`, `stale`."""
    ask(by, "expenses.change")
    with changing(db):
        now = _found(db, expense_id)
        if now["version"] != version:
            raise RuleBroken("stale", mine={}, theirs={})
        paid = {share["fund_id"]: share["charged_cents"] for share in now["shares"]}
        db.conn.execute("delete from expense_share where expense_id = :id", {"id": expense_id})
        db.conn.execute("delete from expense where id = :id", {"id": expense_id})
        audit.note(db, by, "money.remove_expense", f"expense:{expense_id}", **_traced(now["activity_id"], now, paid))


def _agreed(db: Database, activity_id: int) -> None:
    found = one(db, "select state from activity where id = :id", id=activity_id)
    if not found:
        raise RuleBroken("not_found")
    if found["state"] == "proposed":
        raise RuleBroken("only_a_proposal")


def _checked(db: Database, fields: dict, today: date, expense_id: int | None = None) -> dict:
    if fields.get("category") not in CATEGORIES:
        raise RuleBroken("unknown_choice", field="category")
    kept = {
        "category": fields["category"],
        "document_number": required(fields.get("document_number"), "document_number", 40),
        "document_on": past(fields.get("document_on"), "document_on", today),
        "supplier": required(fields.get("supplier"), "supplier", 120),
        "description": optional(fields.get("description"), "description", 300),
        "amount_cents": positive(fields.get("amount_cents"), "amount_cents"),
        "charged_cents": positive(fields.get("charged_cents"), "charged_cents"),
        "paid_on": past(fields["paid_on"], "paid_on", today) if fields.get("paid_on") else None,
    }
    if kept["charged_cents"] > kept["amount_cents"]:
        raise RuleBroken("charged_above_amount", over_cents=kept["charged_cents"] - kept["amount_cents"])
    _charged_once(db, kept, expense_id)
    return kept


def _charged_once(db: Database, kept: dict, expense_id: int | None) -> None:
    """A document may stand in several activities, but never be charged for more than it is of."""
    already = one(
        db,
        """
        select coalesce(sum(charged_cents), 0) as cents from expense
        where document_number = :document_number and document_on = :document_on and lower(supplier) = lower(:supplier)
          and id is not :id
        """,
        id=expense_id, **{field: kept[field] for field in ("document_number", "document_on", "supplier")},
    )["cents"]
    if already + kept["charged_cents"] > kept["amount_cents"]:
        raise RuleBroken("document_charged", charged_cents=already,
                         over_cents=already + kept["charged_cents"] - kept["amount_cents"])


def _paid(db: Database, kept: dict, shares: Mapping[int, int], had: Mapping[int, int] | None = None) -> dict[int, int]:
    """The shares, each within its fund. `had`: what this expense has of the funds already."""
    paid = {fund_id: positive(cents, "charged_cents") for fund_id, cents in shares.items()}
    if not paid:
        raise RuleBroken("no_shares")
    difference = sum(paid.values()) - kept["charged_cents"]
    if difference:
        raise RuleBroken("shares_too_high" if difference > 0 else "shares_too_low", difference_cents=abs(difference))
    had = had or {}
    for fund_id, cents in paid.items():
        _fund_pays(db, fund_id, cents, kept["document_on"], had.get(fund_id))
    return paid


def _fund_pays(db: Database, fund_id: int, cents: int, document_on: str, had: int | None) -> None:
    fund = one(
        db,
        """
        select name, amount_cents, first_on, last_on, archived_at,
               (select coalesce(sum(charged_cents), 0) from expense_share where fund_id = fund.id) as spent_cents
        from fund where id = :id
        """,
        id=fund_id,
    )
    if not fund:
        raise RuleBroken("unknown_choice", field="fund")
    if fund["archived_at"] and had is None:
        raise RuleBroken("fund_archived", fund=fund["name"])
    if not fund["first_on"] <= document_on <= fund["last_on"]:
        raise RuleBroken("outside_fund_period", fund=fund["name"], on_date=document_on, lowest=fund["first_on"],
                         highest=fund["last_on"])
    left = fund["amount_cents"] - fund["spent_cents"] + (had or 0)
    if cents > left:
        raise RuleBroken("fund_overdrawn", fund=fund["name"], over_cents=cents - left, left_cents=left)


def _write_shares(db: Database, expense_id: int, paid: Mapping[int, int]) -> None:
    db.conn.executemany("insert into expense_share (expense_id, fund_id, charged_cents) values (?, ?, ?)",
                        [(expense_id, fund_id, cents) for fund_id, cents in paid.items()])


def _traced(activity_id: int, kept: Mapping, paid: Mapping[int, int]) -> dict:
    """Figures only: a supplier may be a person."""
    return {"activity": activity_id, "category": kept["category"], "document_on": kept["document_on"],
            "amount_cents": kept["amount_cents"], "charged_cents": kept["charged_cents"],
            "funds": {str(fund_id): cents for fund_id, cents in paid.items()}}


def _named(db: Database, shares: Mapping[int, int]) -> dict:
    names = {row["id"]: row["name"] for row in rows(db, "select id, name from fund")}
    return {"shares": [{"fund": names.get(fund_id, ""), "cents": cents} for fund_id, cents in sorted(shares.items())]}


def _seen(found: list[dict], by: By) -> list[dict]:
    if may(by, "suppliers.read"):
        return found
    return [{**row, **dict.fromkeys(WHO)} for row in found]


def _found(db: Database, expense_id: int) -> dict:
    for row in _rows(db, id=expense_id):
        return row
    raise RuleBroken("not_found")


def _rows(db: Database, *, id: int | None = None, activity_id: int | None = None, fund_id: int | None = None) -> list[dict]:
    found = rows(
        db,
        """
        select expense.id, activity_id, activity.title as activity, category, document_number, document_on, supplier, description,
               amount_cents, charged_cents, paid_on, expense.version
        from expense join activity on activity.id = activity_id
        where (:id is null or expense.id = :id) and (:activity_id is null or activity_id = :activity_id)
          and (:fund_id is null or expense.id in (select expense_id from expense_share where fund_id = :fund_id))
        order by document_on desc, expense.id desc
        """,
        id=id, activity_id=activity_id, fund_id=fund_id,
    )
    shares: dict[int, list[dict]] = {}
    for share in db.query(
        """
        select expense_id, fund_id, fund.name as fund, expense_share.charged_cents
        from expense_share join fund on fund.id = fund_id join expense on expense.id = expense_id
        where (:id is null or expense_id = :id) and (:activity_id is null or activity_id = :activity_id)
        order by fund.first_on, fund.name
        """,
        {"id": id, "activity_id": activity_id},
    ):
        shares.setdefault(share.pop("expense_id"), []).append(share)
    return [{**row, "shares": shares.get(row["id"], [])} for row in found]
