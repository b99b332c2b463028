"""Taps the rules would not let in, put aside: see `settling` for what becomes of them. Never lost in silence."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db import audit
from db.attend.taps import TYPED
from db.rules import By

# What somebody can mend. A damaged tap says nothing that could be applied.
KEPT = ("only_today", "unknown_session", "session_cancelled", "unknown_person", "person_archived", "not_on_register",
        "unknown_organisation")


def keep(db: Database, tap: dict, reason: str, *, session_id: int, at: int, device: str, by: By, now_ms: int) -> None:
    """Puts a refused tap aside, once however often it is sent. For `attend.batch`, inside its transaction."""
    if reason not in KEPT:
        return
    typed = tap[TYPED[tap["kind"]]] if '"typed"' in tap["body"] else ""
    new = db.conn.execute(
        """
        insert into refused_tap (uuid, session_id, body, typed, reason, at, device, account_id, received_at)
        values (:uuid, :session, :body, :typed, :reason, :at, :device, :account, :now)
        on conflict (uuid) do update set reason = excluded.reason where settled is null and reason <> excluded.reason
        """,
        {"uuid": tap["uuid"], "session": session_id, "body": tap["body"], "typed": typed[:200], "reason": reason, "at": at,
         "device": device, "account": by.id, "now": now_ms},
    ).rowcount
    if new:
        audit.note(db, by, "registers.refuse", f"session:{session_id}", tap=tap["uuid"], reason=reason)


def known(db: Database, uuids: list[str]) -> dict[str, bool]:
    """Those of the taps that were put aside before: whether a coordinator has settled them, so that a tablet may forget them."""
    found = db.conn.execute(
        "select uuid, settled is not null from refused_tap where uuid in (select value from json_each(?))", [json.dumps(uuids)])
    return {uuid: bool(settled) for uuid, settled in found.fetchall()}


def settle(db: Database, uuid: str, settled: str, *, by: By, why: str = "") -> None:
    """It waits for nobody any more: 'applied', or 'dropped' for a reason. What was typed goes. Inside a transaction."""
    db.conn.execute(
        """
        update refused_tap set settled = :settled, settled_at = :now, settled_by = :by, why = :why, typed = '' where uuid = :uuid
        """,
        {"settled": settled, "now": audit.utc_now(), "by": by.id, "why": why, "uuid": uuid},
    )
