"""Sign-ins are rows: each screen asks anew whether its own still stands, so revoking one ends it everywhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, rows
from db.rules import By, RuleBroken, ask
from db.texts import tidy

LASTS = timedelta(days=14)


def open_for(db: Database, account_id: int, *, device: str = "") -> str:
    """A new sign-in of the account; returns its token, which only the caller's cookie knows."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    with changing(db):
        db.conn.execute(
            """
            insert into sign_in (token_hash, account_id, created_at, last_seen_at, expires_at, device)
            values (:hash, :account, :now, :now, :until, :device)
            """,
            {"hash": hash_of(token), "account": account_id, "now": _stamp(now), "until": _stamp(now + LASTS),
             "device": tidy(device)[:200]},
        )
        audit.note(db, By(account_id, "", "", None), "sign_ins.open", f"account:{account_id}")
    return token


def person_at(db: Database, token_hash: str) -> By | None:
    """Who this sign-in is, as the account is at this moment; None when revoked, expired or closed."""
    found = one(
        db,
        """
        select account.id, account.display_name, account.role, account.organisation_id, account.language,
               sign_in.shared_screen,
               case account.organisation_id when casa.municipality_id then 'municipality'
                                            when casa.partner_id then 'partner' end as side
        from sign_in
        join account on account.id = sign_in.account_id and account.active = 1
        join casa
        where token_hash = :hash and revoked_at is null and expires_at > :now
        """,
        hash=token_hash,
        now=_stamp(datetime.now(UTC)),
    )
    return By(**{**found, "shared_screen": bool(found["shared_screen"])}) if found else None


def draw_curtain(db: Database, token_hash: str, drawn: bool, *, by: By) -> None:
    """Makes this screen a shared one, where no name is ever read, or an own one again."""
    with changing(db):
        db.conn.execute(
            "update sign_in set shared_screen = :drawn where token_hash = :hash and account_id = :id",
            {"drawn": int(drawn), "hash": token_hash, "id": by.id},
        )
        audit.note(db, by, "sign_ins.curtain", f"account:{by.id}", drawn=drawn)


def close(db: Database, token_hash: str) -> None:
    """Signs out: this one sign-in ends, in all its tabs."""
    with changing(db):
        found = one(db, "select account_id from sign_in where token_hash = :hash and revoked_at is null", hash=token_hash)
        if found:
            _revoke(db, token_hash)
            audit.note(db, By(found["account_id"], "", "", None), "sign_ins.close", f"account:{found['account_id']}")


def of_account(db: Database, account_id: int, *, by: By) -> list[dict]:
    """Sign-ins still open, the newest first: one's own, or anybody's for whom may revoke them."""
    if by.id != account_id:
        ask(by, "sign_ins.revoke")
    return rows(
        db,
        """
        select token_hash, created_at, last_seen_at, expires_at, device from sign_in
        where account_id = :id and revoked_at is null and expires_at > :now order by created_at desc
        """,
        id=account_id,
        now=_stamp(datetime.now(UTC)),
    )


def revoke_all(db: Database, account_id: int, *, by: By) -> None:
    """Ends every sign-in of an account: one's own, or one that `by` may close. Raises RuleBroken `not_allowed`."""
    with changing(db):
        if by.id != account_id:
            theirs = one(db, "select organisation_id from account where id = :id", id=account_id)
            scope = ask(by, "sign_ins.revoke")
            if scope == "own" and (not theirs or theirs["organisation_id"] != by.organisation_id):
                raise RuleBroken("not_allowed", verb="sign_ins.revoke", role=by.role)
        for row in rows(db, "select token_hash from sign_in where account_id = :id and revoked_at is null", id=account_id):
            _revoke(db, row["token_hash"])
        audit.note(db, by, "sign_ins.revoke", f"account:{account_id}")


def hash_of(token: str) -> str:
    """What the database keeps of a token, so that a stolen copy of the file opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


def _revoke(db: Database, token_hash: str) -> None:
    db.conn.execute(
        "update sign_in set revoked_at = :now where token_hash = :hash",
        {"now": _stamp(datetime.now(UTC)), "hash": token_hash},
    )


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
