"""Decisions: numbered through the school year, taken at a meeting, approved by a person of each of the two sides.

Once somebody has approved it, a decision keeps its words (the tables say so too).
"""

from __future__ import annotations

import json
from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows, scalar
from db.plan.signatures import SIDES
from db.plan.table import days
from db.plan.table.reading import ask_for, found, item_found
from db.rules import By, RuleBroken, ask
from db.texts import optional, required


def of_meeting(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """The meeting's decisions in order: id, number, text, activity_id, activity, fund_id, fund, agenda_item_id, dissent,
    review_on, reviewed_at, state, version, decided_at and `approvals` (side -> who, at). Asks `table.read`."""
    ask(by, "table.read")
    return _rows(db, meeting=meeting_id)


def decision(db: Database, decision_id: int, *, by: By) -> dict:
    """One decision, as in `of_meeting`. Asks `table.read`; raises RuleBroken `not_found`."""
    ask(by, "table.read")
    return _found(db, decision_id)


def listed(db: Database, *, today: date, by: By, only: str | None = None, activity_id: int | None = None) -> list[dict]:
    """The Casa's decisions, the newest first, as in `of_meeting`; `only`: 'open' (an approval is missing), 'approved', 'due' (its
    review has fallen due) or None for all. Asks `table.read`."""
    ask(by, "table.read")
    wanted = {"open": lambda row: row["state"] == "taken", "approved": lambda row: row["state"] == "approved",
              "due": lambda row: due(row, today), None: lambda row: True}[only]
    return [row for row in reversed(_rows(db, activity=activity_id)) if wanted(row)]


def due(decision: dict, today: date) -> bool:
    """Whether the day to look at it again has come."""
    return bool(decision["state"] != "withdrawn" and not decision["reviewed_at"] and decision["review_on"]
                and decision["review_on"] <= today.isoformat())


def decide(db: Database, *, meeting_id: int, item_id: int | None, text: str, activity_id: int | None = None,
           fund_id: int | None = None, review_on: date | None = None, dissent: str = "", by: By) -> int:
    """Writes down what was decided, under the next number of the year; returns its id. On an activity's item it touches that
    activity unless another is named.

    Asks `decisions.take`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`, `missing`, `too_long`,
    `unknown_choice`, `out_of_range`, `review_before_meeting`.
    """
    ask(by, "decisions.take")
    with changing(db):
        meeting = found(db, meeting_id)
        ask_for(by, "decisions.take", meeting)
        if meeting["state"] not in ("running", "held"):
            raise RuleBroken("meeting_not_open")
        kept = {"text": required(text, "decision", 2000, lines=True), "dissent": optional(dissent, "dissent", 2000, lines=True),
                "review_on": days.kept(review_on, "review_on")}
        if kept["review_on"] and kept["review_on"] < meeting["on_date"]:
            raise RuleBroken("review_before_meeting")
        activity_id = _touched(db, meeting_id, item_id, activity_id)
        if fund_id is not None and not one(db, "select 1 from fund where id = :id", id=fund_id):
            raise RuleBroken("unknown_choice", field="fund")
        number = scalar(db, "select coalesce(max(number), 0) + 1 from decision where school_year = :year",
                        year=meeting["school_year"])
        new = insert(
            db,
            """
            insert into decision (school_year, number, meeting_id, agenda_item_id, text, activity_id, fund_id, dissent, review_on,
                                  decided_by, decided_at)
            values (:year, :number, :meeting, :item, :text, :activity, :fund, :dissent, :review_on, :by, :now)
            """,
            year=meeting["school_year"], number=number, meeting=meeting_id, item=item_id, activity=activity_id, fund=fund_id,
            by=by.id, now=audit.utc_now(), **kept,
        )
        audit.note(db, by, "decisions.take", f"decision:{new}", meeting=meeting_id, number=number, activity=activity_id,
                   fund=fund_id, review_on=kept["review_on"])
        return new


def approve(db: Database, decision_id: int, *, by: By) -> str:
    """Approves for one's own side; returns the decision's state: 'approved' when both have.

    Asks `decisions.approve`; raises RuleBroken: `not_found`, `not_a_signer`, `decision_is_withdrawn`, `already_approved`.
    """
    ask(by, "decisions.approve")
    if by.side is None:
        raise RuleBroken("not_a_signer")
    with changing(db):
        now = _found(db, decision_id)
        if now["state"] == "withdrawn":
            raise RuleBroken("decision_is_withdrawn")
        if by.side in now["approvals"]:
            raise RuleBroken("already_approved", who=now["approvals"][by.side]["who"])
        insert(
            db,
            "insert into decision_approval (decision_id, side, account_id, at) values (:id, :side, :by, :now)",
            id=decision_id, side=by.side, by=by.id, now=audit.utc_now(),
        )
        state = "approved" if len(now["approvals"]) + 1 == len(SIDES) else "taken"
        db.conn.execute("update decision set state = :state, version = version + 1 where id = :id",
                        {"state": state, "id": decision_id})
        audit.note(db, by, "decisions.approve", f"decision:{decision_id}", side=by.side, state=state)
        return state


def _touched(db: Database, meeting_id: int, item_id: int | None, activity_id: int | None) -> int | None:
    if item_id is not None:
        item = item_found(db, item_id)
        if item["meeting_id"] != meeting_id:
            raise RuleBroken("not_found")
        activity_id = item["activity_id"] if activity_id is None else activity_id
    if activity_id is not None and not one(db, "select 1 from activity where id = :id", id=activity_id):
        raise RuleBroken("unknown_choice", field="activity")
    return activity_id


def _found(db: Database, decision_id: int) -> dict:
    for row in _rows(db, id=decision_id):
        return row
    raise RuleBroken("not_found")


def _rows(db: Database, *, id: int | None = None, meeting: int | None = None, activity: int | None = None) -> list[dict]:
    return [{**row, "approvals": json.loads(row["approvals"])} for row in rows(
        db,
        """
        select d.id, d.school_year, d.number, d.meeting_id, d.agenda_item_id, d.text, d.activity_id, activity.title as activity,
               d.fund_id, fund.name as fund, d.dissent, d.review_on, d.state, d.reviewed_at, d.review_note, d.version, d.decided_at,
               (select json_group_object(side, json_object('who', who.display_name, 'at', at))
                  from decision_approval join account who on who.id = account_id where decision_id = d.id) as approvals
        from decision d left join activity on activity.id = d.activity_id left join fund on fund.id = d.fund_id
        where (:id is null or d.id = :id) and (:meeting is null or d.meeting_id = :meeting)
          and (:activity is null or d.activity_id = :activity)
        order by d.school_year, d.number
        """,
        id=id, meeting=meeting, activity=activity,
    )]
