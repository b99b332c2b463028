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


def search(db: Database, *, by: By, account_id: int | None = None, room: str = "", first: str = "", last: str = "",
           before: int | None = None, limit: int = 100) -> list[dict]:
    """Traces that fit, the newest first: id, at, verb, subject, facts (a dict), who (None: the shell, or nobody yet), and
    what it is `about`: the title of an activity or a session's, the name of a place, an organisation or an account; never
    that of a person. `about_on` is the day of a session.

    `room` is the beginning of the verb ('activities'), or of the subject ('activity:12'); `first` and `last` are days in
    UTC, both included; `before` goes on from an id. Asks `audit.read`.
    """
    ask(by, "audit.read")
    found = rows(
        db,
        """
        select audit.id, at, verb, subject, facts, account.display_name as who,
               case substr(subject, 1, instr(subject, ':') - 1)
                 when 'activity' then (select title from activity where id = substr(subject, instr(subject, ':') + 1))
                 when 'place' then (select name from place where id = substr(subject, instr(subject, ':') + 1))
                 when 'organisation' then (select name from organisation where id = substr(subject, instr(subject, ':') + 1))
                 when 'session' then (select title from activity join session on activity.id = activity_id
                                      where session.id = substr(subject, instr(subject, ':') + 1))
                 when 'account' then (select display_name from account a where a.id = substr(subject, instr(subject, ':') + 1))
               end as about,
               case when subject like 'session:%' then
                 (select on_date from session where id = substr(subject, instr(subject, ':') + 1)) end as about_on
        from audit left join account on account.id = audit.account_id
        where (:account is null or audit.account_id = :account)
          and (:room in ('', subject) or instr(verb, :room || '.') = 1 or instr(subject, :room || ':') = 1)
          and (:first = '' or at >= :first) and (:last = '' or substr(at, 1, 10) <= :last)
          and (:before is null or audit.id < :before)
        order by audit.id desc limit :limit
        """,
        account=account_id, room=room, first=first, last=last, before=before, limit=limit,
    )
    return [{**row, "facts": json.loads(row["facts"])} for row in found]


def rooms(db: Database, *, by: By) -> list[str]:
    """The first words of the verbs traced so far, in order. Asks `audit.read`."""
    ask(by, "audit.read")
    return [row["room"] for row in rows(
        db, "select distinct substr(verb, 1, instr(verb, '.') - 1) as room from audit order by room")]


def broken_at(db: Database) -> int | None:
    """The id of the first row whose chain does not hold, or None when all is well."""
    previous = START
    for row in db.query("select * from audit order by id"):
        if row["previous"] != previous or row["hash"] != _hash(row):
            return row["id"]
        previous = row["hash"]
    return None
