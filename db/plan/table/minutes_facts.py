"""What the minutes say by themselves: everything the meeting left in the tables, gathered once and kept as JSON.

No name of a family is among it. People with an account are named; an organisation is named, and of who came for it only the
role is said, except for the bodies whose people come by office.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlite_utils import Database

from db.connection import one, rows
from db.plan.table import agenda, days, reviews, votes
from db.plan.table.reading import found
from db.rules import By

BY_OFFICE = ("municipality", "partner", "service", "operational_unit")


def gathered(db: Database, meeting_id: int, *, by: By) -> dict:
    """The facts of a meeting, for verbs that have asked: number, school_year, on_date, ends_on, starts_at, ends_at (as they
    happened), mode, place, online, casa, sides, facilitator, drafter, people, items, proposals, votes, decisions, reviews, actions,
    next_meeting."""
    meeting = found(db, meeting_id)
    facts = {
        **{field: meeting[field] for field in ("number", "school_year", "on_date", "ends_on", "mode", "place", "facilitator",
                                               "drafter")},
        **_hours(meeting), "online": bool(meeting["link"]), **_casa(db), "people": _people(db, meeting_id),
        "items": [{key: item[key] for key in ("id", "kind", "title", "minutes", "state", "summary")}
                  for item in agenda.items(db, meeting_id)],
        "proposals": _proposals(db, meeting_id), "votes": _votes(db, meeting_id, by), "decisions": _decisions(db, meeting_id),
        "reviews": [{key: row[key] for key in ("number", "school_year", "decision", "outcome", "text", "next_review_on")}
                    for row in reviews.of_meeting(db, meeting_id)],
        "actions": _actions(db, meeting_id), "next_meeting": _next(db, meeting),
    }
    return json.loads(json.dumps(facts))


def _hours(meeting: dict) -> dict:
    """When it really began and ended, unless the table was opened or closed on another day."""
    hours = {}
    for said, happened in (("starts_at", "opened_at"), ("ends_at", "closed_at")):
        at = meeting[happened] and datetime.fromisoformat(meeting[happened]).replace(tzinfo=UTC).astimezone(days.ROME)
        near = at and meeting["on_date"] <= at.date().isoformat() <= meeting["ends_on"]
        hours[said] = f"{at:%H:%M}" if near else meeting[said]
    return hours


def _casa(db: Database) -> dict:
    return one(
        db,
        """
        select casa.name as casa, municipality.name as municipality, partner.name as partner
        from casa join organisation municipality on municipality.id = municipality_id
        join organisation partner on partner.id = partner_id
        """,
    )


def _people(db: Database, meeting_id: int) -> list[dict]:
    """Who was invited and who came, the two signing organisations first, each followed by its people."""
    return rows(
        db,
        """
        select coalesce(account.display_name, case when o.kind in (select value from json_each(:by_office)) then represented_by end,
                        '') as name,
               coalesce(o.name, body.name) as body, coalesce(o.kind, body.kind) as kind, i.role, i.presence,
               i.account_id is not null as account
        from meeting_invitee i
        left join organisation o on o.id = i.organisation_id
        left join account on account.id = i.account_id
        left join organisation body on body.id = account.organisation_id
        where i.meeting_id = :meeting
        order by coalesce(o.kind, body.kind) <> 'municipality', coalesce(o.kind, body.kind) <> 'partner',
                 coalesce(o.name, body.name), i.organisation_id is null, name, i.id
        """,
        meeting=meeting_id, by_office=json.dumps(BY_OFFICE),
    )


def _proposals(db: Database, meeting_id: int) -> list[dict]:
    """The activities on the agenda, with who had proposed each and how it stands."""
    return rows(
        db,
        """
        select activity.title, activity.state, account.display_name as who,
               (select group_concat(name, ', ') from (select name from activity_organisation
                join organisation on organisation.id = organisation_id
                where activity_id = activity.id and part = 'leads' order by name)) as leads
        from agenda_item i join activity on activity.id = i.activity_id left join account on account.id = activity.proposed_by
        where i.meeting_id = :meeting order by i.position
        """,
        meeting=meeting_id,
    )


def _votes(db: Database, meeting_id: int, by: By) -> list[dict]:
    """The questions whose result everybody saw."""
    return [{**{key: row[key] for key in ("agenda_item_id", "text", "kind", "votes")},
             "options": [{key: option[key] for key in ("text", "up", "level", "down", "dots")} for option in row["options"]]}
            for row in votes.of_meeting(db, meeting_id, by=by) if row["state"] == "shown"]


def _decisions(db: Database, meeting_id: int) -> list[dict]:
    found = rows(
        db,
        """
        select d.id, d.number, d.agenda_item_id, d.text, activity.title as activity, fund.name as fund, d.dissent, d.review_on,
               d.state = 'withdrawn' as withdrawn,
               (select json_group_array(json_object('side', side, 'who', display_name, 'at', at)) from
                (select side, display_name, at from decision_approval join account on account.id = account_id
                 where decision_id = d.id order by side)) as approvals,
               (select json_group_array(id) from (select id from frozen_chart where decision_id = d.id order by id)) as charts
        from decision d left join activity on activity.id = d.activity_id left join fund on fund.id = d.fund_id
        where d.meeting_id = :meeting order by d.number
        """,
        meeting=meeting_id,
    )
    return [{**row, "approvals": json.loads(row["approvals"]), "charts": json.loads(row["charts"])} for row in found]


def _actions(db: Database, meeting_id: int) -> list[dict]:
    return rows(
        db,
        """
        select a.id, a.text, coalesce(account.display_name || ' (' || body.name || ')', organisation.name) as owner, a.due_on
        from action_item a
        left join account on account.id = a.owner_account_id
        left join organisation body on body.id = account.organisation_id
        left join organisation on organisation.id = a.owner_organisation_id
        where a.meeting_id = :meeting order by a.id
        """,
        meeting=meeting_id,
    )


def _next(db: Database, meeting: dict) -> dict | None:
    return one(
        db,
        """
        select n.number, n.on_date, n.starts_at, place.name as place from meeting n left join place on place.id = n.place_id
        where n.id = coalesce(:next, (select id from meeting where state = 'planned' and on_date >= :day and id <> :id
                                      order by on_date, starts_at, id limit 1))
        """,
        next=meeting["next_meeting_id"], day=meeting["on_date"], id=meeting["id"],
    )
