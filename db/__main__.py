"""Telaio from the shell: `python -m db COMMAND`. Each command says in one line what it did, or why it did not."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.connection import EXAMPLE, file_of


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    asked = _parser().parse_args(arguments)
    print(asked.run(asked))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="make the example Casa anew, in its own file")
    demo.add_argument("--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    demo.set_defaults(run=_demo)
    schema = commands.add_parser("schema", help="print the tables into db/schema.sql")
    schema.set_defaults(run=_schema)
    return parser


def _demo(asked) -> str:
    from db import demo

    today = asked.today or datetime.now(ZoneInfo("Europe/Rome")).date()
    return f"The example Casa is in {demo.make(file_of(EXAMPLE), today=today)}, as of {today}."


def _schema(_asked) -> str:
    import tempfile

    from db import migrations
    from db.connection import opened

    with tempfile.TemporaryDirectory() as folder, opened(migrations.migrate(f"{folder}/new.db")) as db:
        migrations.SCHEMA.write_text(migrations.picture(db), encoding="utf-8")
    return f"{migrations.SCHEMA} is the picture of the tables as they are."


if __name__ == "__main__":
    sys.exit(main())
