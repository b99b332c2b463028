"""Asking somebody to help, and no longer counting on them."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, one
from db.plan.rota.reading import changeable
from db.plan.rota.writing import planned, write
from db.rules import By, RuleBroken, ask

HELPING = ("coordinator", "educator", "volunteer")


def put(db: Database, session_id: int, account_id: int, *, by: By, said: str = "open") -> None:
    """Asks somebody to help, or with `said="yes"` writes that they said so; whoever had said no is asked anew.

    Asks `rota.change`; raises RuleBroken: `not_found`, `session_is_cancelled`, `unknown_choice` (an account that is closed or
    helps nowhere), `leads_it_already`, `already_on_rota`, `clash_of_helper`.
    """
    ask(by, "rota.change")
    with changing(db):
        session = planned(changeable(db, session_id, by))
        if said not in ("open", "yes"):
            raise RuleBroken("unknown_choice", field="said")
        helper = one(db, "select display_name, role from account where id = :id and active", id=account_id)
        if not helper or helper["role"] not in HELPING:
            raise RuleBroken("unknown_choice", field="helper")
        write(db, session, account_id, helper["display_name"], said, by)
        audit.note(db, by, "rota.put", f"session:{session_id}", account=account_id, said=said)


def take_off(db: Database, session_id: int, account_id: int, *, by: By) -> None:
    """Nobody counts on them for this session any more. Asks `rota.change`; raises RuleBroken `not_found`."""
    ask(by, "rota.change")
    with changing(db):
        changeable(db, session_id, by)
        gone = db.conn.execute("delete from session_helper where session_id = :session and account_id = :account",
                               {"session": session_id, "account": account_id}).rowcount
        if not gone:
            raise RuleBroken("not_found")
        audit.note(db, by, "rota.take_off", f"session:{session_id}", account=account_id)
