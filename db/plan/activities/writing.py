"""How a version is kept: the activity as it stands, and the same content whole beside it for good."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db import audit
from db.connection import insert
from db.rules import By


def write_version(db: Database, activity_id: int, version: int, content: dict, by: By) -> None:
    """Keeps the content as this version of the activity. Call inside `changing`, when the activity's row has the version."""
    insert(
        db,
        """
        insert into activity_version (activity_id, version, content, written_by, written_at)
        values (:id, :version, :content, :by, :now)
        """,
        id=activity_id,
        version=version,
        content=json.dumps(content, ensure_ascii=False),
        by=by.id,
        now=audit.utc_now(),
    )


def write_lists(db: Database, activity_id: int, content: dict) -> None:
    """The age bands, principles, organisations and budget lines of the activity are these from now on."""
    here = {"id": activity_id}
    db.conn.execute("delete from activity_age_band where activity_id = :id", here)
    db.conn.execute("delete from activity_principle where activity_id = :id", here)
    db.conn.execute("delete from activity_organisation where activity_id = :id", here)
    db.conn.execute("delete from budget_line where activity_id = :id", here)
    db.conn.executemany("insert into activity_age_band (activity_id, age_band) values (?, ?)",
                        [(activity_id, band) for band in content["age_bands"]])
    db.conn.executemany("insert into activity_principle (activity_id, principle) values (?, ?)",
                        [(activity_id, principle) for principle in content["principles"]])
    db.conn.executemany("insert into activity_organisation (activity_id, organisation_id, part) values (?, ?, ?)",
                        [(activity_id, each, part) for part in ("leads", "involved") for each in content[part]])
    db.conn.executemany("insert into budget_line (activity_id, category, fund_id, planned_cents) values (?, ?, ?, ?)",
                        [(activity_id, *line) for line in content["budget_lines"]])
