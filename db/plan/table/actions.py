"""Action items: what somebody took on at the table, by when. An owner is a person with an account or an organisation."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.table import days
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import required


def of_meeting(db: Database, meeting_id: int, *, by: By, today: date) -> list[dict]:
    """What was taken on at this meeting, in the order it was said: id, text, owner (a name), owner_account_id,
    owner_organisation_id, due_on, overdue, state, done_at, reason, meeting_id, agenda_item_id, activity_id, activity, version.

    Asks `table.read`.
    """
    ask(by, "table.read")
    return _rows(db, today, meeting=meeting_id, order="said")


def of_owner(db: Database, *, account_id: int | None = None, organisation_id: int | None = None, today: date, by: By,
             over: bool = False) -> list[dict]:
    """Open action items (or those that are over) of an account, of an organisation, or of both together; the first due
    first. `overdue` is 1 for what is late. Asks `actions.read`: 'own' is one's own and one's organisation's."""
    if ask(by, "actions.read") != "all" and (account_id not in (None, by.id) or organisation_id not in (None, by.organisation_id)):
        raise RuleBroken("not_allowed", verb="actions.read", role=by.role)
    if account_id is None and organisation_id is None:
        return []
    found = _rows(db, today, account=account_id or 0, organisation=organisation_id or 0)
    return [row for row in found if (row["state"] != "open") == over]


def listed(db: Database, *, today: date, by: By, over: bool = False) -> list[dict]:
    """Open action items of everybody (or those that are over, the last one first): what is late first, then the first due; the
    rows of `of_meeting`. Asks `actions.read`: 'own' is one's own and one's organisation's."""
    everybody = ask(by, "actions.read") == "all"
    found = [row for row in _rows(db, today) if (row["state"] != "open") == over and (everybody or _own(row, by))]
    return sorted(found, key=lambda row: row["done_at"] or "", reverse=True) if over else found


def owners(db: Database, *, by: By) -> dict[str, list[dict]]:
    """Who can be given something: 'accounts' (id, name, body) and 'organisations' (id, name). Asks `actions.assign`."""
    ask(by, "actions.assign")
    return {
        "accounts": rows(
            db,
            """
            select account.id, display_name as name, organisation.name as body
            from account join organisation on organisation.id = organisation_id where active order by display_name, account.id
            """,
        ),
        "organisations": rows(db, "select id, name from organisation where archived_at is null order by name, id"),
    }


def action(db: Database, action_id: int, *, today: date, by: By) -> dict:
    """One action item, as in `of_meeting`. Asks `actions.read`; raises RuleBroken `not_found`, `not_allowed`."""
    scope = ask(by, "actions.read")
    row = _found(db, action_id, today)
    if scope != "all" and not _own(row, by):
        raise RuleBroken("not_allowed", verb="actions.read", role=by.role)
    return row


def assign(db: Database, *, text: str, due_on: date | None, owner_account_id: int | None = None,
           owner_organisation_id: int | None = None, meeting_id: int | None = None, item_id: int | None = None,
           activity_id: int | None = None, today: date | None = None, by: By) -> int:
    """Somebody takes something on; returns its id. It falls due on the day of the meeting at the earliest; outside of a meeting,
    on `today`.

    Asks `actions.assign` ('own': at a meeting one facilitates or drafts, or to oneself); raises RuleBroken:
    `action_without_owner`, `action_of_two_owners`, `missing`, `too_long`, `unknown_choice`, `out_of_range`, `not_found`,
    `meeting_not_open`, `due_in_the_past`.
    """
    scope = ask(by, "actions.assign")
    with changing(db):
        meeting = found(db, meeting_id) if meeting_id is not None else None
        if meeting:
            ask_for(by, "actions.assign", meeting)
            if meeting["state"] == "cancelled":
                raise RuleBroken("meeting_not_open")
        elif scope != "all" and owner_account_id != by.id:
            raise RuleBroken("not_allowed", verb="actions.assign", role=by.role)
        kept = {"text": required(text, "action", 500), "due_on": days.kept(due_on, "due_on")}
        if not kept["due_on"]:
            raise RuleBroken("missing", field="due_on")
        earliest = meeting["on_date"] if meeting else today and today.isoformat()
        if earliest and kept["due_on"] < earliest:
            raise RuleBroken("due_in_the_past")
        _check_owner(db, owner_account_id, owner_organisation_id)
        _check_ties(db, meeting_id, item_id, activity_id)
        new = insert(
            db,
            """
            insert into action_item (text, owner_account_id, owner_organisation_id, due_on, meeting_id, agenda_item_id, activity_id,
                                     assigned_by, assigned_at)
            values (:text, :account, :organisation, :due_on, :meeting, :item, :activity, :by, :now)
            """,
            account=owner_account_id, organisation=owner_organisation_id, meeting=meeting_id, item=item_id, activity=activity_id,
            by=by.id, now=audit.utc_now(), **kept,
        )
        audit.note(db, by, "actions.assign", f"action:{new}", account=owner_account_id, organisation=owner_organisation_id,
                   due_on=kept["due_on"], meeting=meeting_id)
        return new


def done(db: Database, action_id: int, *, by: By) -> None:
    """It is done, now. Asks `actions.finish` ('own': one's own or one's organisation's); raises RuleBroken: `not_found`,
    `not_allowed`, `action_is_over`."""
    with changing(db):
        _finishable(db, action_id, by)
        db.conn.execute(
            "update action_item set state = 'done', done_at = :now, version = version + 1 where id = :id",
            {"now": audit.utc_now(), "id": action_id},
        )
        audit.note(db, by, "actions.done", f"action:{action_id}")


def drop(db: Database, action_id: int, reason: str, *, by: By) -> None:
    """It will not be done, and why (up to 300 characters). Raises RuleBroken as `done`, `missing`, `too_long`."""
    with changing(db):
        _finishable(db, action_id, by)
        db.conn.execute(
            "update action_item set state = 'dropped', reason = :reason, version = version + 1 where id = :id",
            {"reason": required(reason, "reason", 300), "id": action_id},
        )
        audit.note(db, by, "actions.drop", f"action:{action_id}")


def _finishable(db: Database, action_id: int, by: By) -> None:
    scope = ask(by, "actions.finish")
    now = one(db, "select state, owner_account_id, owner_organisation_id from action_item where id = :id", id=action_id)
    if not now:
        raise RuleBroken("not_found")
    if scope != "all" and not _own(now, by):
        raise RuleBroken("not_allowed", verb="actions.finish", role=by.role)
    if now["state"] != "open":
        raise RuleBroken("action_is_over")


def _own(row: dict, by: By) -> bool:
    return row["owner_account_id"] == by.id or row["owner_organisation_id"] == by.organisation_id


def _check_owner(db: Database, account_id: int | None, organisation_id: int | None) -> None:
    if account_id is None and organisation_id is None:
        raise RuleBroken("action_without_owner")
    if account_id is not None and organisation_id is not None:
        raise RuleBroken("action_of_two_owners")
    known = one(db, "select 1 from account where id = :id and active", id=account_id) if account_id is not None else one(
        db, "select 1 from organisation where id = :id and archived_at is null", id=organisation_id)
    if not known:
        raise RuleBroken("unknown_choice", field="owner")


def _check_ties(db: Database, meeting_id: int | None, item_id: int | None, activity_id: int | None) -> None:
    if item_id is not None and not one(db, "select 1 from agenda_item where id = :id and meeting_id = :meeting", id=item_id,
                                       meeting=meeting_id):
        raise RuleBroken("not_found")
    if activity_id is not None and not one(db, "select 1 from activity where id = :id", id=activity_id):
        raise RuleBroken("unknown_choice", field="activity")


def _found(db: Database, action_id: int, today: date) -> dict:
    for row in _rows(db, today, id=action_id):
        return row
    raise RuleBroken("not_found")


def _rows(db: Database, today: date, *, id: int | None = None, meeting: int | None = None, account: int | None = None,
          organisation: int | None = None, order: str = "due") -> list[dict]:
    return rows(
        db,
        """
        select a.id, a.text, coalesce(account.display_name, organisation.name) as owner, a.owner_account_id,
               a.owner_organisation_id, a.due_on, a.state = 'open' and a.due_on < :today as overdue, a.state, a.done_at, a.reason,
               a.meeting_id, a.agenda_item_id, a.activity_id, activity.title as activity, a.version
        from action_item a
        left join account on account.id = a.owner_account_id
        left join organisation on organisation.id = a.owner_organisation_id
        left join activity on activity.id = a.activity_id
        where (:id is null or a.id = :id) and (:meeting is null or a.meeting_id = :meeting)
          and (:account is null or a.owner_account_id = :account or a.owner_organisation_id = :organisation)
        order by case :order when 'due' then a.due_on end, a.id
        """,
        today=today.isoformat(), id=id, meeting=meeting, account=account, organisation=organisation, order=order,
    )
