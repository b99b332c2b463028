"""Which sheets came in, when, by whom, and whether they were taken back."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import rows
from db.rules import By, ask


def recent(db: Database, *, by: By, limit: int = 10) -> list[dict]:
    """The newest first: id, activity_id, title, counts, who, imported_at, undone_at. Asks `registers.import`."""
    ask(by, "registers.import")
    return [_whole(row) for row in rows(
        db,
        """
        select sheet_import.id, activity_id, activity.title, counts, account.display_name as who, imported_at, undone_at
        from sheet_import
        join activity on activity.id = activity_id
        left join account on account.id = imported_by
        order by sheet_import.id desc limit :limit
        """,
        limit=limit,
    )]


def standing(db: Database, content: str, activity_id: int) -> dict | None:
    """The import of this very sheet into this activity that was not taken back: id, counts, imported_at."""
    return next((_whole(row) for row in rows(
        db,
        """
        select id, counts, imported_at from sheet_import
        where content = :content and activity_id = :activity and undone_at is null
        """,
        content=content, activity=activity_id,
    )), None)


def _whole(row: dict) -> dict:
    return {**row, "counts": json.loads(row["counts"])}
