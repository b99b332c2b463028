"""Local accounts: an e-mail, a role in an organisation, a password kept as argon2."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.rules import ROLES, By, RuleBroken, ask
from db.texts import required, tidy

TRIES, LOCK = 5, timedelta(minutes=10)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
NAMED_ROLES = tuple(role for role in ROLES if role != "machine")

# OWASP's password storage cheat sheet, argon2id, second choice: 19 MiB, 2 passes, 1 lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _hasher.hash("nobody has this password")


def add(db: Database, *, email: str, display_name: str, role: str, organisation_id: int, by: By,
        password: str | None = None, language: str = "it") -> int:
    """Makes an account and returns its id; without a password nobody can sign in to it with one.

    A coordinator makes accounts of the own organisation and of those that do not sign, the machine any. Raises RuleBroken:
    `not_allowed`, `bad_email`, `email_taken`, `password_too_short`, `missing`, `too_long`, `unknown_choice`.
    """
    with changing(db):
        _ask_for(db, by, organisation_id, role)
        kept = {
            "email": _email(email),
            "display_name": required(display_name, "display_name", 60),
            "role": _role(role),
            "organisation_id": organisation_id,
            "language": language,
            "password_hash": None if password is None else _hash(password),
            "created_at": audit.utc_now(),
        }
        if one(db, "select 1 from account where email = :email", email=kept["email"]):
            raise RuleBroken("email_taken")
        new = insert(
            db,
            """
            insert into account (email, display_name, role, organisation_id, language, password_hash, created_at)
            values (:email, :display_name, :role, :organisation_id, :language, :password_hash, :created_at)
            """,
            **kept,
        )
        audit.note(db, by, "accounts.add", f"account:{new}", role=role, organisation=organisation_id)
        return new


def revise(db: Database, account_id: int, *, display_name: str, role: str, active: bool, version: int, by: By) -> None:
    """Changes an account; closing it ends its sign-ins at once.

    Raises RuleBroken: `not_allowed`, `stale`, `last_coordinator` (each signing organisation keeps one), `missing`, `too_long`.
    """
    with changing(db):
        now = account(db, account_id, by=by)
        _ask_for(db, by, now["organisation_id"], role, now["role"])
        if now["version"] != version:
            raise RuleBroken("stale", theirs={"display_name": now["display_name"], "role": now["role"]},
                             mine={"display_name": display_name, "role": role})
        if now["role"] == "coordinator" and now["active"] and not (active and role == "coordinator"):
            _keep_one_coordinator(db, now)
        db.conn.execute(
            """
            update account set display_name = :name, role = :role, active = :active, version = version + 1
            where id = :id
            """,
            {"name": required(display_name, "display_name", 60), "role": _role(role), "active": int(active), "id": account_id},
        )
        if not active:
            _end_sign_ins(db, account_id)
        audit.note(db, by, "accounts.revise", f"account:{account_id}", role=role, active=active)


def set_password(db: Database, account_id: int, password: str, *, by: By, keeping: str = "") -> None:
    """A new password: one's own, or that of an account one may change. Every other sign-in of the account ends;
    `keeping` is the token hash of the one to keep. Raises RuleBroken: `not_allowed`, `password_too_short`, `too_long`."""
    with changing(db):
        if by.id != account_id:
            now = account(db, account_id, by=by)
            _ask_for(db, by, now["organisation_id"], now["role"])
        db.conn.execute(
            "update account set password_hash = :hash, wrong_tries = 0, locked_until = null where id = :id",
            {"hash": _hash(password), "id": account_id},
        )
        _end_sign_ins(db, account_id, keeping)
        audit.note(db, by, "accounts.set_password", f"account:{account_id}")


def speak(db: Database, language: str, *, by: By) -> None:
    """The language in which this person's screens speak from now on."""
    if language not in ("it", "en"):
        raise RuleBroken("unknown_choice", field="language")
    with changing(db):
        db.conn.execute("update account set language = :language where id = :id", {"language": language, "id": by.id})
        audit.note(db, by, "accounts.speak", f"account:{by.id}", language=language)


def check_password(db: Database, email: str, password: str) -> int:
    """The account's id when e-mail and password fit.

    Raises RuleBroken: `wrong_password` (the same for an unknown e-mail, in the same time) or `account_locked` after
    five wrong tries, with the minutes to wait.
    """
    known = one(db, "select password_hash from account where email = :email", email=tidy(email)[:254])
    fits = _fits((known or {}).get("password_hash") or _NOBODY, password[:LONGEST_PASSWORD])  # slow on purpose: outside the lock
    with changing(db):
        found = one(
            db,
            "select id, password_hash, active, wrong_tries, locked_until from account where email = :email",
            email=tidy(email)[:254],
        )
        now = datetime.now(UTC)
        if found and found["locked_until"] and found["locked_until"] > now.isoformat():
            left = datetime.fromisoformat(found["locked_until"]) - now
            refusal = RuleBroken("account_locked", minutes=int(left.total_seconds() // 60) + 1)
        elif found and found["active"] and fits and found["password_hash"] == known["password_hash"]:
            db.conn.execute("update account set wrong_tries = 0, locked_until = null where id = :id", {"id": found["id"]})
            return found["id"]
        else:
            refusal = _one_more_wrong_try(db, found, now)
    raise refusal


def _one_more_wrong_try(db: Database, found: dict | None, now: datetime) -> RuleBroken:
    if not found:
        return RuleBroken("wrong_password")
    tries = found["wrong_tries"] + 1
    locked = (now + LOCK).isoformat() if tries >= TRIES else None
    db.conn.execute(
        "update account set wrong_tries = :tries, locked_until = :until where id = :id",
        {"tries": 0 if locked else tries, "until": locked, "id": found["id"]},
    )
    nobody = By(None, "", "", None)
    if not locked:
        audit.note(db, nobody, "accounts.wrong_password", f"account:{found['id']}", tries=tries)
        return RuleBroken("wrong_password")
    audit.note(db, nobody, "accounts.lock", f"account:{found['id']}")
    return RuleBroken("account_locked", minutes=int(LOCK.total_seconds() // 60))


def everyone(db: Database, *, by: By) -> list[dict]:
    """Every account by organisation and name, with its open sign-ins counted. Asks `accounts.read`."""
    ask(by, "accounts.read")
    return rows(
        db,
        """
        select account.id, email, display_name, role, organisation_id, organisation.name as organisation, active,
               account.version, locked_until,
               (select count(*) from sign_in where account_id = account.id and revoked_at is null
                 and expires_at > :now) as sign_ins
        from account join organisation on organisation.id = account.organisation_id
        order by active desc, organisation.name, display_name
        """,
        now=audit.utc_now(),
    )


def account(db: Database, account_id: int, *, by: By) -> dict:
    """One account. Asks `accounts.read`; raises RuleBroken `not_found`."""
    ask(by, "accounts.read")
    found = one(db, "select * from account where id = :id", id=account_id)
    if not found:
        raise RuleBroken("not_found")
    return {key: value for key, value in found.items() if key != "password_hash"}


def leaders(db: Database, *, by: By) -> list[dict]:
    """Who can lead an activity: active coordinators, educators and volunteers, by name (id, display_name, organisation)."""
    ask(by, "activities.read")
    return rows(
        db,
        """
        select account.id, display_name, organisation.name as organisation
        from account join organisation on organisation.id = account.organisation_id
        where active = 1 and role in ('coordinator', 'educator', 'volunteer')
        order by display_name
        """,
    )


def _ask_for(db: Database, by: By, organisation_id: int, *roles: str) -> None:
    """A coordinator changes accounts of the own organisation and of those that do not sign. The other signer's are its
    own affair, but for its very first: somebody has to open the door. An administrator runs the machine and names no
    coordinator: with one's password one could sign."""
    if by.role == "administrator" and "coordinator" in roles:
        raise RuleBroken("coordinators_name_coordinators")
    if ask(by, "accounts.change") == "all" or by.organisation_id == organisation_id:
        return
    signs = one(db, "select 1 from casa where :id in (municipality_id, partner_id)", id=organisation_id)
    if signs and one(db, "select 1 from account where organisation_id = :id", id=organisation_id):
        raise RuleBroken("not_allowed", verb="accounts.change", role=by.role)


def _keep_one_coordinator(db: Database, now: dict) -> None:
    others = one(
        db,
        """
        select count(*) as others from account, casa
        where account.organisation_id = :organisation and account.id <> :id and active = 1 and role = 'coordinator'
        """,
        organisation=now["organisation_id"],
        id=now["id"],
    )["others"]
    if not others:
        raise RuleBroken("last_coordinator")


def _end_sign_ins(db: Database, account_id: int, keeping: str = "") -> None:
    db.conn.execute(
        """
        update sign_in set revoked_at = :now
        where account_id = :id and revoked_at is null and token_hash <> :keeping
        """,
        {"now": audit.utc_now(), "id": account_id, "keeping": keeping},
    )


def _email(text: str) -> str:
    kept = required(text, "email", 254)
    if not re.fullmatch(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+", kept):
        raise RuleBroken("bad_email")
    return kept


def _role(role: str | None) -> str:
    if not role:
        raise RuleBroken("missing", field="role")
    if role not in NAMED_ROLES:
        raise RuleBroken("unknown_choice", field="role")
    return role


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken("password_too_short", shortest=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise RuleBroken("too_long", field="password", longest=LONGEST_PASSWORD, length=len(password))
    return _hasher.hash(password)


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
