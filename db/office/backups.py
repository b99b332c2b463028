"""Copies of the whole Casa, made while it works and opened before they count.

SQLite's online backup copies one consistent moment; `cp` of a file in use may copy two halves of different ones.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from db import audit
from db.connection import FILES, DatabaseError, changing, connect, data_folder, opened, rows, scalar
from db.rules import By, RuleBroken, ask

_NAME = re.compile(r"(casa|esempio)-\d{4}-\d\d-\d\d-\d{6}\.db")
COUNTED = ("organisation", "account", "household", "person", "activity", "session", "attendance", "head_count", "audit")


def make(db: Database, *, kind: str, by: By, to: Path | None = None) -> dict:
    """Copies this Casa into `to`, or into a new file of the backup folder; says `path`, `size` in bytes and `rows` by table.

    The copy takes its place only after `verify` has opened it. Asks `backup.make`; raises RuleBroken: `file_exists` (a backup
    is never written over), `folder_missing`, `backup_damaged`; OSError when the disk refuses.
    """
    ask(by, "backup.make")
    path = to or _new_name(kind)
    if not path.parent.is_dir():
        raise RuleBroken("folder_missing", folder=str(path.parent))
    try:
        path.open("xb").close()  # the name is ours from here on
    except FileExistsError:
        raise RuleBroken("file_exists", file=str(path)) from None
    half = path.with_name(f".{path.name}.part")
    try:
        _copy(db, half)
        found = verify(half)
        os.replace(half, path)
    except BaseException:
        path.unlink(missing_ok=True)
        half.unlink(missing_ok=True)
        raise
    with changing(db):
        audit.note(db, by, "backup.make", "casa:1", file=path.name, size=found["size"], rows=sum(found["rows"].values()))
    return {"path": path, **found}


def verify(path: Path) -> dict:
    """Opens a copy and looks: SQLite's own integrity check, foreign keys, the audit chain. Says `size` and `rows` by table.

    Raises RuleBroken `backup_damaged` with `what` is wrong."""
    try:
        with opened(path) as copy:
            said = scalar(copy, "pragma integrity_check")
            if said != "ok":
                raise RuleBroken("backup_damaged", what=said)
            if rows(copy, "pragma foreign_key_check"):
                raise RuleBroken("backup_damaged", what="foreign keys")
            if (row := audit.broken_at(copy)) is not None:
                raise RuleBroken("backup_damaged", what=f"audit row {row}")
            counted = {table: copy[table].count for table in COUNTED}
    except DatabaseError as problem:
        raise RuleBroken("backup_damaged", what=str(problem)) from None
    return {"size": path.stat().st_size, "rows": counted}


def kept(db: Database, *, kind: str, by: By) -> list[dict]:
    """The backups of this Casa in the backup folder, the newest first: `name`, `made_at` (UTC), `size`, and `verified`:
    whether the trail says it was opened and found whole, and it still has that size. Asks `backup.make`."""
    ask(by, "backup.make")
    traced = {
        row["file"]: row["size"] for row in db.query(
            "select facts ->> 'file' as file, facts ->> 'size' as size from audit where verb = 'backup.make'")
    }
    found = []
    for path in sorted(folder().glob(f"{Path(FILES[kind]).stem}-*.db"), reverse=True):
        if _NAME.fullmatch(path.name):
            size = path.stat().st_size
            made_at = datetime.strptime(path.stem.split("-", 1)[1], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
            found.append({"name": path.name, "made_at": made_at, "size": size, "verified": traced.get(path.name) == size})
    return found


def folder() -> Path:
    """`backups/` in the data folder; made when missing."""
    made = data_folder() / "backups"
    made.mkdir(exist_ok=True)
    return made


def _new_name(kind: str) -> Path:
    return folder() / f"{Path(FILES[kind]).stem}-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.db"


def _copy(db: Database, path: Path) -> None:
    """One file that needs no other beside it, and that only its owner may read."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    copy = connect(path)
    try:
        db.conn.backup(copy.conn)
        copy.conn.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
