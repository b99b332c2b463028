"""How an activity came to what it is: its versions, what each changed, who signed which."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import rows
from db.plan.activities.content import BLANK
from db.plan.activities.reading import found
from db.plan.money import lines
from db.rules import By, ask


def history(db: Database, activity_id: int, *, by: By) -> list[dict]:
    """Versions, the newest first: version, who, written_at, `content` in words (`worded`), `changed` against the version
    before (a list of field, before, after; empty for the first), `signatures` (side, who, signed_at).

    Asks `activities.read`; raises RuleBroken `not_found`.
    """
    ask(by, "activities.read")
    found(db, activity_id)
    versions = rows(
        db,
        """
        select v.version, v.written_at, v.content, account.display_name as who,
               (select json_group_array(json_object('side', side, 'who', signer.display_name, 'signed_at', signed_at)
                                        order by signed_at, side)
                  from signature join account signer on signer.id = signature.account_id
                  where activity_id = v.activity_id and signature.version = v.version) as signatures
        from activity_version v left join account on account.id = v.written_by
        where v.activity_id = :id order by v.version
        """,
        id=activity_id,
    )
    told, before = [], None
    for version in versions:
        content = worded(db, json.loads(version["content"]))
        told.append({**version, "content": content, "signatures": json.loads(version["signatures"]),
                     "changed": changes(before, content) if before else []})
        before = content
    return told[::-1]


def changes(before: dict, after: dict) -> list[dict]:
    """The fields in which two contents in words differ: field, before, after."""
    return [{"field": field, "before": before[field], "after": after[field]} for field in BLANK if before[field] != after[field]]


def worded(db: Database, content: dict) -> dict:
    """The content with the names of organisations, place, leader and funds in place of their ids; blank is what nobody asked
    for yet when it was written."""
    return {
        **BLANK,
        **content,
        "leads": _names(db, content["leads"]),
        "involved": _names(db, content["involved"]),
        "place": next((row["name"] for row in rows(db, "select name from place where id = :id", id=content["place"])), None),
        "leader": next((row["display_name"] for row in rows(db, "select display_name from account where id = :id",
                                                           id=content["leader"])), None),
        "budget_lines": lines.worded(db, content.get("budget_lines", [])),
    }


def _names(db: Database, ids: list[int]) -> list[str]:
    return [row["name"] for row in rows(
        db, "select name from organisation where id in (select value from json_each(:ids)) order by id", ids=json.dumps(ids))]
