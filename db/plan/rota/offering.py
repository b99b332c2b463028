"""What a volunteer does for oneself: comes of one's own accord, says yes or no, sees the own shifts and the open ones."""

from __future__ import annotations

from datetime import date, timedelta

from sqlite_utils import Database

from db import audit
from db.connection import changing, rows
from db.plan.rota.reading import session_of, sessions
from db.plan.rota.writing import asked, planned, refuse_clash, write
from db.rules import By, RuleBroken, ask

AHEAD = timedelta(weeks=6)


def offer_myself(db: Database, session_id: int, *, by: By, today: date) -> None:
    """One comes of one's own accord, where somebody is still missing.

    Asks `shifts.offer`; raises RuleBroken: `not_found`, `session_is_cancelled`, `session_gone_by`, `nobody_missing`,
    `leads_it_already`, `already_on_rota`, `clash_of_helper`.
    """
    ask(by, "shifts.offer")
    with changing(db):
        session = planned(_still_to_come(session_of(db, session_id), today))
        mine = asked(db, session_id, by.id)
        if mine and mine["said"] == "open":
            answer(db, session_id, "yes", by=by, today=today)
            return
        if session["missing"] == 0:
            raise RuleBroken("nobody_missing")
        write(db, session, by.id, by.display_name, "yes", by)
        audit.note(db, by, "rota.offer", f"session:{session_id}", account=by.id)


def answer(db: Database, session_id: int, said: str, *, by: By, today: date) -> None:
    """Who was asked says 'yes' or 'no', and may think again until the day itself is over.

    Asks `shifts.offer`; raises RuleBroken: `not_found` when nobody asked, `session_is_cancelled`, `session_gone_by`,
    `unknown_choice`, `clash_of_helper`."""
    ask(by, "shifts.offer")
    if said not in ("yes", "no"):
        raise RuleBroken("unknown_choice", field="said")
    with changing(db):
        session = planned(_still_to_come(session_of(db, session_id), today))
        if not asked(db, session_id, by.id):
            raise RuleBroken("not_found")
        if said == "yes":
            refuse_clash(db, session, by.id, by.display_name)
        db.conn.execute(
            "update session_helper set said = :said, said_at = :now where session_id = :session and account_id = :me",
            {"said": said, "now": audit.utc_now(), "session": session_id, "me": by.id},
        )
        audit.note(db, by, "rota.answer", f"session:{session_id}", account=by.id, said=said)


def my_shifts(db: Database, *, by: By, today: date) -> list[dict]:
    """The coming sessions one leads, helps at, or is asked to help at (id, title, on_date, starts_at, ends_at, place, said:
    'leads', 'yes', 'open' or 'no'; state, reason). Asks `shifts.offer`."""
    ask(by, "shifts.offer")
    return rows(
        db,
        """
        select s.id, activity.title, s.on_date, s.starts_at, s.ends_at, place.name as place, s.state, s.reason,
               case when s.leader_id = :me then 'leads' else h.said end as said
        from session s join activity on activity.id = s.activity_id
        left join place on place.id = s.place_id
        left join session_helper h on h.session_id = s.id and h.account_id = :me
        where s.on_date >= :today and (s.leader_id = :me or h.said is not null)
        order by s.on_date, s.starts_at, s.id
        """,
        me=by.id, today=today.isoformat(),
    )


def open_shifts(db: Database, *, by: By, today: date) -> list[dict]:
    """The sessions of the next six weeks, of the whole Casa, that miss somebody and at whose hours one is free (id, title,
    on_date, starts_at, ends_at, place, leader, missing). Asks `shifts.offer`; no leader behind the curtain."""
    ask(by, "shifts.offer")
    busy = rows(db, "select session_id, on_date, starts_at, ends_at from session_hand where account_id = :me and on_date >= :today",
                me=by.id, today=today.isoformat())
    asked = {row["session_id"] for row in rows(db, "select session_id from session_helper where account_id = :me", me=by.id)}
    return [
        {**session, "leader": None if by.shared_screen else session["leader"]}
        for session in sessions(db, today, today + AHEAD) if session["missing"] and session["id"] not in asked
        and not any(each["on_date"] == session["on_date"] and each["starts_at"] < session["ends_at"]
                    and session["starts_at"] < each["ends_at"] for each in busy)
    ]


def _still_to_come(session: dict, today: date) -> dict:
    if session["on_date"] < today.isoformat():
        raise RuleBroken("session_gone_by")
    return session
