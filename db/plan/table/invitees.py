"""Who is invited to a meeting, organisations and people, and who came.

`represented_by`, who comes for an organisation, may be a parent: on a shared screen it is neither read nor written.
"""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.table.reading import ask_for, found
from db.rules import By, RuleBroken, ask
from db.texts import optional

PRESENCES = ("present", "absent", "excused")


def of_meeting(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """Who is invited: id, organisation_id, account_id, name, body (the organisation a person is of), kind (of the organisation),
    presence (None: not said), role, represented_by ('' behind the curtain). Organisations first. Asks `table.read`."""
    ask(by, "table.read")
    return rows(
        db,
        """
        select i.id, i.organisation_id, i.account_id, coalesce(o.name, account.display_name) as name, body.name as body,
               coalesce(o.kind, body.kind) as kind, i.presence, i.role,
               case when :curtain then '' else i.represented_by end as represented_by
        from meeting_invitee i
        left join organisation o on o.id = i.organisation_id
        left join account on account.id = i.account_id
        left join organisation body on body.id = account.organisation_id
        where i.meeting_id = :meeting
        order by i.organisation_id is null, o.kind not in ('municipality', 'partner'), name, i.id
        """,
        meeting=meeting_id, curtain=by.shared_screen,
    )


def invitable(db: Database, meeting_id: int, *, by: By) -> dict[str, list[dict]]:
    """Who may still be invited: 'organisations' (id, name, kind) and 'accounts' (id, name, body). Asks `table.hold`."""
    ask(by, "table.hold")
    return {
        "organisations": rows(
            db,
            """
            select id, name, kind from organisation
            where archived_at is null and id not in
                  (select organisation_id from meeting_invitee where meeting_id = :meeting and organisation_id is not null)
            order by name, id
            """,
            meeting=meeting_id,
        ),
        "accounts": rows(
            db,
            """
            select account.id, display_name as name, organisation.name as body
            from account join organisation on organisation.id = organisation_id
            where active and account.id not in
                  (select account_id from meeting_invitee where meeting_id = :meeting and account_id is not null)
            order by display_name, account.id
            """,
            meeting=meeting_id,
        ),
    }


def invite(db: Database, meeting_id: int, *, organisation_id: int | None = None, account_id: int | None = None, by: By) -> int:
    """One more invited, an organisation or an account; returns the invitation's id. Raises RuleBroken: `not_found`,
    `not_allowed`, `meeting_is_over`, `unknown_choice`, `already_invited`."""
    ask(by, "table.hold")
    with changing(db):
        _open(db, meeting_id, by)
        if (organisation_id is None) == (account_id is None):
            raise RuleBroken("unknown_choice", field="organisation")
        known = one(db, "select 1 from organisation where id = :id and archived_at is null", id=organisation_id) if (
            organisation_id is not None) else one(db, "select 1 from account where id = :id and active", id=account_id)
        if not known:
            raise RuleBroken("unknown_choice", field="organisation")
        if one(db, "select 1 from meeting_invitee where meeting_id = :id and (organisation_id = :org or account_id = :account)",
               id=meeting_id, org=organisation_id, account=account_id):
            raise RuleBroken("already_invited")
        new = insert(db, "insert into meeting_invitee (meeting_id, organisation_id, account_id) values (:id, :org, :account)",
                     id=meeting_id, org=organisation_id, account=account_id)
        audit.note(db, by, "table.invite", f"meeting:{meeting_id}", organisation=organisation_id, account=account_id)
        return new


def take_back(db: Database, invitee_id: int, *, by: By) -> None:
    """No longer invited. Raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over`, `meeting_has_begun` (who was said to be
    there stays)."""
    ask(by, "table.hold")
    with changing(db):
        now = _found(db, invitee_id)
        _open(db, now["meeting_id"], by)
        if now["presence"]:
            raise RuleBroken("meeting_has_begun")
        db.conn.execute("delete from meeting_invitee where id = :id", {"id": invitee_id})
        audit.note(db, by, "table.take_back", f"meeting:{now['meeting_id']}", organisation=now["organisation_id"],
                   account=now["account_id"])


def mark(db: Database, invitee_id: int, presence: str | None, *, role: str = "", represented_by: str = "", by: By) -> None:
    """Who came, as what, and who came for an organisation. Also after the meeting, until the minutes say it.

    Raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over` (cancelled), `unknown_choice`, `too_long`, `curtain_drawn`
    when a name is given on a shared screen.
    """
    ask(by, "table.hold")
    with changing(db):
        now = _found(db, invitee_id)
        meeting = found(db, now["meeting_id"])
        ask_for(by, "table.hold", meeting)
        if meeting["state"] == "cancelled":
            raise RuleBroken("meeting_is_over")
        if presence is not None and presence not in PRESENCES:
            raise RuleBroken("unknown_choice", field="presence")
        if by.shared_screen and represented_by:
            raise RuleBroken("curtain_drawn", verb="table.hold")
        kept = {"presence": presence, "role": optional(role, "role", 80),
                "represented_by": now["represented_by"] if by.shared_screen else optional(represented_by, "represented_by", 80)}
        db.conn.execute(
            "update meeting_invitee set presence = :presence, role = :role, represented_by = :represented_by where id = :id",
            {**kept, "id": invitee_id},
        )
        audit.note(db, by, "table.mark", f"meeting:{now['meeting_id']}", invitee=invitee_id, presence=presence)


def _found(db: Database, invitee_id: int) -> dict:
    row = one(db, "select * from meeting_invitee where id = :id", id=invitee_id)
    if not row:
        raise RuleBroken("not_found")
    return row


def _open(db: Database, meeting_id: int, by: By) -> None:
    meeting = found(db, meeting_id)
    ask_for(by, "table.hold", meeting)
    if meeting["state"] not in ("planned", "running"):
        raise RuleBroken("meeting_is_over")
