"""Who changed what and when: append-only, each row carrying the hash of the one before.

Facts hold ids, field names and figures, never a person's name or number. A row is written in the transaction of the
change it tells of, so that one cannot be without the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from sqlite_utils import Database

from db.connection import insert, one, rows
from db.rules import By, ask

START = "0" * 64

_told: ContextVar[str | None] = ContextVar("told", default=None)


def utc_now() -> str:
    """This instant, as traces keep it: ISO 8601, UTC, to the second."""
    return _told.get() or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def told_of(instant: str) -> Iterator[None]:
    """What is written inside carries this instant: for the example, whose three years are told in one go."""
    before = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(before)


def note(db: Database, by: By, verb: str, subject: str, **facts) -> None:
    """Writes one row. Call it inside `changing(db)`, beside the change; `subject` is like 'activity:12'."""
    if not db.conn.in_transaction:
        raise RuntimeError("an audit row is written in the transaction of its change")
    last = one(db, "select hash from audit order by id desc limit 1")
    row = {"at": utc_now(), "account_id": by.id, "verb": verb, "subject": subject,
           "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str),
           "previous": last["hash"] if last else START}
    insert(
        db,
        """
        insert into audit (at, account_id, verb, subject, facts, previous, hash)
        values (:at, :account_id, :verb, :subject, :facts, :previous, :hash)
        """,
        hash=_hash(row),
        **row,
    )


def _hash(row: dict) -> str:
    kept = [row[key] for key in ("previous", "at", "account_id", "verb", "subject", "facts")]
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()


def recent(db: Database, *, by: By, subject: str | None = None, limit: int = 200) -> list[dict]:
    """The newest traces first: at, who, verb, subject, facts (a dict). Asks `audit.read`."""
    ask(by, "audit.read")
    found = rows(
        db,
        """
        select audit.id, at, verb, subject, facts, account.display_name as who
        from audit left join account on account.id = audit.account_id
        where :subject is null or subject = :subject
        order by audit.id desc limit :limit
        """,
        subject=subject,
        limit=limit,
    )
    return [{**row, "facts": json.loads(row["facts"])} for row in found]


def broken_at(db: Database) -> int | None:
    """The id of the first row whose chain does not hold, or None when all is well."""
    previous = START
    for row in db.query("select * from audit order by id"):
        if row["previous"] != previous or row["hash"] != _hash(row):
            return row["id"]
        previous = row["hash"]
    return None
