"""Who sits at this browser: the cookie names a Casa (real or example) and a sign-in; the database says whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import EXAMPLE, FILES, REAL, DatabaseError, file_of, opened
from db.office import sign_ins
from db.office.casa import casa
from db.rules import By
from pages.ui import tokens

COOKIE = "telaio"
LANGUAGE_COOKIE = "telaio_language"


@dataclass(frozen=True)
class Visit:
    """A valid sign-in: which Casa, which row, who."""

    kind: str
    token_hash: str
    me: By


def founded(kind: str) -> bool:
    """Whether that Casa's file is there and has its Casa."""
    if not file_of(kind).exists():
        return False
    try:
        with opened(file_of(kind)) as db:
            return _is(db, kind)
    except DatabaseError:
        if kind == REAL:
            raise  # never start a new Casa over a damaged one
        return False


def cookie_for(kind: str, token: str) -> str:
    """What the browser keeps: signed, and worth nothing once the row is revoked."""
    return tokens.sign("cookie", {"casa": kind, "token": token})


def visit(cookies: Mapping[str, str]) -> Visit | None:
    """The visit this browser's cookie stands for, if its sign-in still holds."""
    kind, token_hash = named(cookies)
    if not kind or not file_of(kind).exists():
        return None
    try:
        with opened(file_of(kind)) as db:
            me = sign_ins.person_at(db, token_hash) if _is(db, kind) else None
    except DatabaseError:
        if kind == REAL:
            raise
        me = None
    return Visit(kind, token_hash, me) if me else None


def _is(db: Database, kind: str) -> bool:
    """Whether this file holds the Casa its name says: an example put in the place of the real one opens to nobody."""
    there = casa(db)
    return bool(there) and there["kind"] == kind


def named(cookies: Mapping[str, str]) -> tuple[str | None, str]:
    """The Casa and the sign-in's hash that the cookie names, whether or not the sign-in still holds."""
    facts = tokens.read("cookie", cookies.get(COOKIE), int(sign_ins.LASTS.total_seconds()))
    if not facts or facts.get("casa") not in FILES:
        return None, ""
    return facts["casa"], sign_ins.hash_of(facts["token"])


def language_of(cookies: Mapping[str, str], accepted: str = "") -> str:
    """The language of somebody not yet known: the one chosen before, else Italian unless the browser speaks English first."""
    chosen = cookies.get(LANGUAGE_COOKIE)
    if chosen in ("it", "en"):
        return chosen
    return "en" if accepted.lower().startswith("en") else "it"


__all__ = ["COOKIE", "EXAMPLE", "LANGUAGE_COOKIE", "REAL", "Visit", "cookie_for", "founded", "language_of", "named", "visit"]
