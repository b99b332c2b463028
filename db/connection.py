"""One door to the data: a connection is opened for one script run or one request, and never shared.

The driver is the one sqlite-utils uses (pysqlite3, with a SQLite free of the WAL-reset bug); two copies of
SQLite on one file can lose a committed row, so nothing else in Telaio opens these files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

REAL, EXAMPLE = "real", "example"
FILES = {REAL: "casa.db", EXAMPLE: "esempio.db"}
SAFE_SQLITE = (3, 51, 3)

IntegrityError = sqlite3.IntegrityError
DatabaseError = sqlite3.DatabaseError


def data_folder() -> Path:
    """The folder that holds everything Telaio keeps: `TELAIO_DATA`, or `data/` beside `app.py`. Made when missing."""
    folder = Path(os.environ.get("TELAIO_DATA") or Path(__file__).parents[1] / "data")
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def file_of(kind: str) -> Path:
    """The database file of the real Casa or of the example one."""
    return data_folder() / FILES[kind]


def connect(path: Path | str) -> Database:
    """A connection of the caller's own, ready for work. The file must already have its tables (`migrations.migrate`).

    Reads see one consistent state per statement; writes go through `changing`. Raises `RuntimeError` on an unsafe SQLite.
    """
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is older than 3.51.3, which mends a data-loss bug.")
    conn = sqlite3.connect(str(path), timeout=10, isolation_level=None)
    conn.executescript(
        """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA recursive_triggers = ON;
        PRAGMA secure_delete = ON;
        """
    )
    return Database(conn, strict=True)


@contextmanager
def opened(path: Path | str) -> Iterator[Database]:
    """`connect`, closed at the end of the block."""
    db = connect(path)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def changing(db: Database) -> Iterator[Database]:
    """One transaction that takes the write lock at once, so that what is checked inside is still true when it is written.

    Inside another `changing` it joins it. Anything raised, Streamlit's control exceptions included, undoes it all.
    """
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def one(db: Database, sql: str, **values) -> dict | None:
    """The first row of a query, or None."""
    return next(iter(db.query(sql, values)), None)


def rows(db: Database, sql: str, **values) -> list[dict]:
    """Every row of a query."""
    return list(db.query(sql, values))


def scalar(db: Database, sql: str, **values):
    """The first column of the first row, or None."""
    row = one(db, sql, **values)
    return None if row is None else next(iter(row.values()))


def insert(db: Database, sql: str, **values) -> int:
    """Runs an INSERT and returns the new row's id."""
    return db.conn.execute(sql, values).lastrowid
