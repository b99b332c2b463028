"""What proposes itself for an agenda: actions that fell due, decisions to look at again, activities under discussion, and what
an earlier meeting put aside."""

from __future__ import annotations

from sqlite_utils import Database

from db.connection import rows
from db.plan.table.reading import found
from db.rules import By, ask


def proposed_items(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """Items one tap away, most pressing first, each ready for `agenda.add`: kind, title, minutes, activity_id, action_item_id,
    decision_id; with `due_on` (the day it fell or falls due, or None). What stands on this agenda is not among them.

    An action is proposed when it is open and due by the day of the meeting; a decision when its review is. Asks `table.read`;
    raises RuleBroken `not_found`.
    """
    ask(by, "table.read")
    meeting = found(db, meeting_id)
    return rows(
        db,
        """
        select 'decision_review' as kind, text as title, 10 as minutes, null as activity_id, null as action_item_id,
               id as decision_id, review_on as due_on, 1 as rank
        from decision
        where state <> 'withdrawn' and reviewed_at is null and review_on <= :day and meeting_id <> :meeting
          and not exists (select 1 from agenda_item where meeting_id = :meeting and decision_id = decision.id)
        union all
        select 'action', text, 5, null, id, null, due_on, 2
        from action_item
        where state = 'open' and due_on <= :day and coalesce(meeting_id, 0) <> :meeting
          and not exists (select 1 from agenda_item where meeting_id = :meeting and action_item_id = action_item.id)
        union all
        select 'subject', i.title, i.minutes, null, null, null, m.on_date, 3
        from agenda_item i join meeting m on m.id = i.meeting_id
        where m.id = (select id from meeting where state = 'held' order by closed_at desc, id desc limit 1)
          and m.id <> :meeting and i.kind = 'subject' and i.state in ('parked', 'waiting')
          and not exists (select 1 from agenda_item where meeting_id = :meeting and title = i.title)
        union all
        select 'activity', title, 15, id, null, null, null, 4
        from activity
        where state in ('proposed', 'under_discussion')
          and not exists (select 1 from agenda_item where meeting_id = :meeting and activity_id = activity.id)
        order by rank, due_on, title
        """,
        day=meeting["on_date"], meeting=meeting_id,
    )
