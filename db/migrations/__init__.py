"""The tables, one numbered SQL file after the other; a file that has landed is never edited, the next one mends it.

Migrations run once, at start-up or from the shell: first opens that race each other on a new file fail.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from db.connection import connect

FOLDER = Path(__file__).parent
SCHEMA = FOLDER.parent / "schema.sql"

telaio = Migrations("telaio")


def _registered(sql_file: Path) -> None:
    def run(db: Database) -> None:
        for statement in _statements(sql_file.read_text(encoding="utf-8")):
            db.conn.execute(statement)

    telaio(name=sql_file.stem)(run)


def _statements(sql: str):
    """Whole statements of a SQL text; a trigger's inner semicolons do not end it."""
    from sqlite_utils.utils import sqlite3

    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line.strip() and not line.strip().startswith("--") for line in pending.splitlines()):
        raise ValueError("a migration ends in the middle of a statement")


for _file in sorted(FOLDER.glob("[0-9]*.sql")):
    _registered(_file)


def migrate(path: Path | str) -> Path:
    """Brings the file at `path` to the newest tables, making it if missing; returns the path. Safe to repeat."""
    db = connect(path)
    try:
        db.conn.execute("PRAGMA journal_mode = WAL")
        telaio.apply(db)
    finally:
        db.close()
    return Path(path)


def pending(db: Database) -> list[str]:
    """Names of the migrations this file has not had yet."""
    return [migration.name for migration in telaio.pending(db)]


def picture(db: Database) -> str:
    """The whole schema as SQL, in a stable order: what `db/schema.sql` holds."""
    made = db.query(
        """
        select sql from sqlite_schema
        where sql is not null and name not like 'sqlite_%' and name not like '\\_sqlite%' escape '\\'
          and name not like '%\\_fts\\_%' escape '\\'
        order by case type when 'table' then 0 when 'index' then 1 when 'view' then 2 else 3 end, name
        """
    )
    return "\n\n".join(row["sql"].rstrip() + ";" for row in made) + "\n"
