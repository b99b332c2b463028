"""A tablet's pass: one register, for the hours of one day at the door, while the sign-in it was given to still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.connection import FILES
from pages.ui import tokens
from pages.ui.here import Here

LASTS = 12 * 3600


@dataclass(frozen=True)
class Pass:
    """What a pass says: which Casa, which session, whose sign-in, and the day it was given on."""

    casa: str
    session_id: int
    token_hash: str
    day: date


def give(here: Here, session_id: int) -> str:
    """A pass for this register, for the person at this screen."""
    return tokens.sign("register", {"casa": here.kind, "session": session_id, "sign_in": here.token_hash,
                                    "day": here.today.isoformat()})


def read(authorization: str, session_id: int) -> Pass | None:
    """The pass in an Authorization header, when it is ours, not older than twelve hours and for this register."""
    scheme, _, text = authorization.partition(" ")
    facts = tokens.read("register", text, LASTS) if scheme.lower() == "bearer" else None
    if not facts or facts["session"] != session_id or facts["casa"] not in FILES:
        return None
    return Pass(facts["casa"], session_id, facts["sign_in"], date.fromisoformat(facts["day"]))
