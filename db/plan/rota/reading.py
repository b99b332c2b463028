"""Who helps at a session, who could, and how many are missing."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db.connection import rows
from db.plan.activities.reading import ask_for, found
from db.rules import By, RuleBroken, ask, may


def of_session(db: Database, session_id: int, *, by: By) -> dict:
    """`wanted`, `missing` and `helpers` (account_id, name, said, asked_by), those who said yes first.

    Asks `shifts.read`; behind the curtain, and for who sees only the own shifts, no helper is named. Raises RuleBroken `not_found`.
    """
    scope = ask(by, "shifts.read")
    session = session_of(db, session_id)
    helpers = rows(
        db,
        """
        select account_id, helper.display_name as name, said, asker.display_name as asked_by
        from session_helper
        join account helper on helper.id = account_id left join account asker on asker.id = session_helper.asked_by
        where session_id = :id order by said = 'no', said = 'open', name, account_id
        """,
        id=session_id,
    )
    named = scope == "all" and not by.shared_screen
    return {"wanted": session["helpers_wanted"], "missing": session["missing"], "helpers": helpers if named else []}


def missing(db: Database, first: date, last: date, *, by: By) -> dict[int, int]:
    """Session id -> how many helpers are missing, from `first` to `last`, where any is. Asks `shifts.read`."""
    ask(by, "shifts.read")
    return {row["id"]: row["missing"] for row in sessions(db, first, last) if row["missing"]}


def helpers(db: Database, session_id: int, *, by: By) -> list[dict]:
    """Who could be asked: accounts in use that lead or help (id, name, organisation), volunteers first, those free at these
    hours and not on the rota yet. Asks `rota.change`; raises RuleBroken `not_found`."""
    ask(by, "rota.change")
    changeable(db, session_id, by)
    return rows(
        db,
        """
        select account.id, display_name as name, organisation.name as organisation
        from account join organisation on organisation.id = organisation_id
        where active = 1 and role in ('coordinator', 'educator', 'volunteer')
          and account.id not in (select account_id from session_helper where session_id = :id and said <> 'no')
          and not exists (select 1 from session mine join session_hand other on other.on_date = mine.on_date
                          where mine.id = :id and other.account_id = account.id
                            and other.starts_at < mine.ends_at and mine.starts_at < other.ends_at)
        order by role <> 'volunteer', display_name, account.id
        """,
        id=session_id,
    )


def may_change(db: Database, activity_id: int, *, by: By) -> bool:
    """Whether to offer `by` the rota of this activity."""
    if may(by, "rota.change") is None:
        return False
    try:
        ask_for(by, "rota.change", found(db, activity_id))
    except RuleBroken:
        return False
    return True


def changeable(db: Database, session_id: int, by: By) -> dict:
    """The session, when `by` may change its rota. Raises RuleBroken `not_found`, `not_allowed`."""
    session = session_of(db, session_id)
    ask_for(by, "rota.change", found(db, session["activity_id"]))
    return session


def session_of(db: Database, session_id: int) -> dict:
    """The session, for a verb that has asked already. Raises RuleBroken `not_found`."""
    for session in sessions(db, id=session_id):
        return session
    raise RuleBroken("not_found")


def sessions(db: Database, first: date = date.min, last: date = date.max, *, id: int | None = None) -> list[dict]:
    """Sessions with whom they miss, in order."""
    return rows(
        db,
        """
        select s.id, s.activity_id, activity.title, s.on_date, s.starts_at, s.ends_at, place.name as place, s.leader_id,
               leader.display_name as leader, s.state, s.helpers_wanted,
               case when s.state = 'planned' then max(0, s.helpers_wanted - (
                 select count(*) from session_helper h join account a on a.id = h.account_id
                 where h.session_id = s.id and h.said = 'yes' and a.active)) else 0 end as missing
        from session s join activity on activity.id = s.activity_id
        left join place on place.id = s.place_id left join account leader on leader.id = s.leader_id
        where (:id is null or s.id = :id) and s.on_date between :first and :last
        order by s.on_date, s.starts_at, s.id
        """,
        id=id, first=first.isoformat(), last=last.isoformat(),
    )
