"""What can be chosen in an activity's form."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import rows
from db.plan.activities.content import BLANK
from db.rules import By, ask


def choices(db: Database, activity: dict | None = None, *, by: By) -> dict[str, dict[int, dict]]:
    """`places` (name), `leaders` (name, organisation), `organisations` (name, kind), each id -> row by name: those in use,
    and those that stand in this activity though archived or closed since. Asks `activities.read`."""
    ask(by, "activities.read")
    now = activity or BLANK
    return {
        "places": _by_id(db, """
            select id, name from place where archived_at is null or id = :place order by name""", place=now["place"]),
        "leaders": _by_id(db, """
            select account.id, display_name as name, organisation.name as organisation
            from account join organisation on organisation.id = organisation_id
            where (active = 1 and role in ('coordinator', 'educator', 'volunteer')) or account.id = :leader
            order by display_name, account.id""", leader=now["leader"]),
        "organisations": _by_id(db, """
            select id, name, kind from organisation
            where archived_at is null or id in (select value from json_each(:ids))
            order by kind not in ('municipality', 'partner'), kind = 'school', name, id""",
            ids=json.dumps([*now["leads"], *now["involved"]])),
    }


def _by_id(db: Database, sql: str, **values) -> dict[int, dict]:
    return {row["id"]: row for row in rows(db, sql, **values)}
