"""A meeting as it stands, for verbs that have asked already."""

from __future__ import annotations

from sqlite_utils import Database

from db.connection import one, rows
from db.rules import By, RuleBroken, ask, may

OPEN = ("planned", "running")


def found(db: Database, meeting_id: int) -> dict:
    """The meeting with the names of its place, facilitator and drafter. Raises RuleBroken `not_found`."""
    for row in listed(db, id=meeting_id):
        return row
    raise RuleBroken("not_found")


def listed(db: Database, *, id: int | None = None, first: str = "", last: str = "9999") -> list[dict]:
    """Meetings between two days, as they follow each other."""
    return rows(
        db,
        """
        select m.id, m.school_year, m.number, m.on_date, m.starts_at, m.ends_at, m.ends_on, m.mode, m.place_id, m.link, m.state,
               m.reason, m.facilitator_id, m.drafter_id, m.next_meeting_id, m.opened_at, m.closed_at, m.uid, m.sequence,
               m.agenda_version, m.version, m.changed_at,
               place.name as place, facilitator.display_name as facilitator, drafter.display_name as drafter,
               (select count(*) from agenda_item where meeting_id = m.id) as items,
               (select coalesce(sum(minutes), 0) from agenda_item where meeting_id = m.id) as minutes,
               (select count(*) from decision where meeting_id = m.id and state <> 'withdrawn') as decisions,
               (select count(*) from action_item where meeting_id = m.id and state = 'open') as open_actions
        from meeting m
        left join place on place.id = m.place_id
        left join account facilitator on facilitator.id = m.facilitator_id
        left join account drafter on drafter.id = m.drafter_id
        where (:id is null or m.id = :id) and m.on_date between :first and :last
        order by m.on_date, m.starts_at, m.id
        """,
        id=id, first=first, last=last,
    )


def ask_for(by: By, verb: str, meeting: dict) -> None:
    """Asks `verb` for this one meeting: 'own' is what one facilitates or drafts. Raises RuleBroken `not_allowed`."""
    if ask(by, verb) != "all" and by.id not in (meeting["facilitator_id"], meeting["drafter_id"]):
        raise RuleBroken("not_allowed", verb=verb, role=by.role)


def holds(meeting: dict, *, by: By) -> bool:
    """Whether to offer `by` to prepare and run this meeting; the verbs ask again."""
    scope = may(by, "table.hold")
    return scope == "all" or (scope == "own" and by.id in (meeting["facilitator_id"], meeting["drafter_id"]))


def item_found(db: Database, item_id: int) -> dict:
    """One item of an agenda, whole. Raises RuleBroken `not_found`."""
    row = one(db, "select * from agenda_item where id = :id", id=item_id)
    if not row:
        raise RuleBroken("not_found")
    return row
