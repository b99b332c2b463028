"""Whether Telaio can work: its files open, their tables are the newest, the disk has room."""

from __future__ import annotations

import shutil

from db.connection import REAL, data_folder, file_of, opened, scalar
from db.migrations import pending
from db.office.casa import casa

ENOUGH = 200 * 1024 * 1024


def health() -> dict:
    """`status` ('ok' or 'trouble'), `casa` ('founded' or 'not founded'), `database`, `disk_free_mb`; no path and no name."""
    free = shutil.disk_usage(data_folder()).free
    found = {"status": "ok", "casa": "not founded", "database": "ok", "disk_free_mb": free // 2**20}
    if file_of(REAL).exists():
        try:
            with opened(file_of(REAL)) as db:
                if casa(db):
                    found["casa"] = "founded"
                if pending(db):
                    found["database"] = "migrations pending"
                scalar(db, "select count(*) from sqlite_schema")
        except Exception as problem:  # whatever it is, health says so instead of failing
            found["database"] = type(problem).__name__
    if found["database"] != "ok" or free < ENOUGH:
        found["status"] = "trouble"
    return found
