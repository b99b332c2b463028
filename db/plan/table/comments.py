"""Words in the margin of minutes, each at its part, until somebody settles them."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.table.minutes import minutes
from db.rules import By, RuleBroken, ask
from db.texts import required


def of_minutes(db: Database, minutes_id: int, *, by: By) -> list[dict]:
    """The comments as they were made: id, part, text, who, account_id, at, settled_at, settler. Asks `minutes.comment`."""
    ask(by, "minutes.comment")
    return rows(
        db,
        """
        select c.id, c.part, c.text, account.display_name as who, c.account_id, c.at, c.settled_at, settler.display_name as settler
        from minutes_comment c join account on account.id = c.account_id left join account settler on settler.id = c.settled_by
        where c.minutes_id = :id order by c.id
        """,
        id=minutes_id,
    )


def comment(db: Database, minutes_id: int, part: str, text: str, *, by: By) -> int:
    """A word on one part; returns its id. Asks `minutes.comment`; raises RuleBroken: `not_found`, `minutes_are_approved`,
    `missing`, `too_long`."""
    ask(by, "minutes.comment")
    with changing(db):
        _open(db, minutes_id, by)
        new = insert(
            db,
            "insert into minutes_comment (minutes_id, part, text, account_id, at) values (:id, :part, :text, :by, :now)",
            id=minutes_id, part=part, text=required(text, "comment", 2000, lines=True), by=by.id, now=audit.utc_now(),
        )
        audit.note(db, by, "minutes.comment", f"minutes:{minutes_id}", comment=new, part=part)
        return new


def settle(db: Database, comment_id: int, *, by: By) -> None:
    """It has been seen to. Settling twice is settling once. Asks `minutes.comment`; raises RuleBroken: `not_found`,
    `minutes_are_approved`."""
    ask(by, "minutes.comment")
    with changing(db):
        now = one(db, "select minutes_id, settled_at from minutes_comment where id = :id", id=comment_id)
        if not now:
            raise RuleBroken("not_found")
        _open(db, now["minutes_id"], by)
        if now["settled_at"]:
            return
        db.conn.execute("update minutes_comment set settled_at = :now, settled_by = :by where id = :id",
                        {"now": audit.utc_now(), "by": by.id, "id": comment_id})
        audit.note(db, by, "minutes.settle", f"minutes:{now['minutes_id']}", comment=comment_id)


def _open(db: Database, minutes_id: int, by: By) -> None:
    if minutes(db, minutes_id, by=by)["state"] == "approved":
        raise RuleBroken("minutes_are_approved")
