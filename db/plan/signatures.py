"""Two signatures: an activity is shared when municipality and partner have each signed the same version of it.

A signature is not taken back: who has changed their mind writes a new version. Below these verbs stand the triggers of
the tables, which let nobody else make an activity shared either.
"""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert
from db.plan.activities.reading import found
from db.rules import By, RuleBroken, ask

SIDES = ("municipality", "partner")


def sign(db: Database, activity_id: int, *, version: int, by: By) -> str:
    """Signs, for one's own side, the version one has seen; returns the activity's state: 'shared' when both have signed.

    Asks `activities.sign`; raises RuleBroken: `not_found`, `not_a_signer` (of neither organisation), `activity_is_over`,
    `version_just_changed`, `already_signed`, `nobody_leads` (no leading organisation yet).
    """
    ask(by, "activities.sign")
    if by.side is None:
        raise RuleBroken("not_a_signer")
    with changing(db):
        now = found(db, activity_id)
        if now["state"] in ("closed", "dropped"):
            raise RuleBroken("activity_is_over")
        if now["version"] != version:
            raise RuleBroken("version_just_changed")
        if by.side in now["signatures"]:
            raise RuleBroken("already_signed", who=now["signatures"][by.side]["who"])
        if not now["leads"]:
            raise RuleBroken("nobody_leads")
        insert(
            db,
            """
            insert into signature (activity_id, version, side, account_id, signed_at)
            values (:activity_id, :version, :side, :by, :now)
            """,
            activity_id=activity_id, version=version, side=by.side, by=by.id, now=audit.utc_now(),
        )
        state = "shared" if len(now["signatures"]) + 1 == len(SIDES) else "under_discussion"
        db.conn.execute("update activity set state = :state where id = :id", {"state": state, "id": activity_id})
        audit.note(db, by, "activities.sign", f"activity:{activity_id}", version=version, side=by.side, state=state)
        return state


def standing(db: Database, activity_id: int, *, by: By) -> dict[str, dict | None]:
    """Side -> who signed the version of now and when (UTC), or None: {'municipality': {...}, 'partner': None}.

    Asks `activities.read`; raises RuleBroken `not_found`."""
    ask(by, "activities.read")
    signed = found(db, activity_id)["signatures"]
    return {side: signed.get(side) for side in SIDES}
