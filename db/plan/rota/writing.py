"""A helper is written when nothing is in the way: one session at a time, and not the one they lead."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import insert, one
from db.rules import By, RuleBroken


def write(db: Database, session: dict, account_id: int, name: str, said: str, by: By) -> None:
    """Call inside `changing`. Raises RuleBroken: `leads_it_already`, `already_on_rota`, `clash_of_helper`."""
    if session["leader_id"] == account_id:
        raise RuleBroken("leads_it_already", who=name)
    now = asked(db, session["id"], account_id)
    if now and now["said"] != "no" and (now["said"], said) != ("open", "yes"):
        raise RuleBroken("already_on_rota", who=name)
    refuse_clash(db, session, account_id, name)
    insert(
        db,
        """
        insert into session_helper (session_id, account_id, said, asked_by, asked_at, said_at)
        values (:session, :account, :said, :by, :now, case when :said = 'yes' then :now end)
        on conflict (session_id, account_id) do update
          set said = excluded.said, asked_by = excluded.asked_by, asked_at = excluded.asked_at, said_at = excluded.said_at
        """,
        session=session["id"], account=account_id, said=said, by=by.id, now=audit.utc_now(),
    )


def refuse_clash(db: Database, session: dict, account_id: int, name: str) -> None:
    """Raises RuleBroken `clash_of_helper` when they lead or help elsewhere at these hours."""
    clash = one(
        db,
        """
        select title, hand.on_date, hand.starts_at, hand.ends_at
        from session_hand hand join session on session.id = hand.session_id join activity on activity.id = session.activity_id
        where hand.account_id = :account and hand.session_id <> :session and hand.on_date = :on_date
          and hand.starts_at < :ends_at and :starts_at < hand.ends_at
        order by hand.starts_at limit 1
        """,
        account=account_id, session=session["id"], **{key: session[key] for key in ("on_date", "starts_at", "ends_at")},
    )
    if clash:
        raise RuleBroken("clash_of_helper", who=name, **clash)


def asked(db: Database, session_id: int, account_id: int | None) -> dict | None:
    """What they said of this session, or None when nobody asked."""
    return one(db, "select said from session_helper where session_id = :session and account_id = :account",
               session=session_id, account=account_id)


def planned(session: dict) -> dict:
    """The session itself. Raises RuleBroken `session_is_cancelled`."""
    if session["state"] == "cancelled":
        raise RuleBroken("session_is_cancelled")
    return session
