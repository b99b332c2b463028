"""Telaio from the shell: `python -m db COMMAND`. Each command says in one line what it did, or why it did not."""

from __future__ import annotations

import argparse
import getpass
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from db import demo, migrations, shell_words
from db.connection import EXAMPLE, REAL, DatabaseError, file_of, opened
from db.office import accounts, backups, casa, checks
from db.registry import import_schools
from db.rules import MACHINE, RuleBroken


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns 0, or 1 after a refusal said on the error stream. Wrong arguments exit with 2."""
    asked = _parser().parse_args(arguments)
    try:
        print(asked.run(asked))
        return 0
    except RuleBroken as broken:
        said = shell_words.refusal(broken)
    except OSError as problem:
        what = f"{problem.strerror or problem} {problem.filename or ''}".strip()
        said = shell_words.refusal(RuleBroken("disk_refused", what=what))
    print(said, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, says: str) -> argparse.ArgumentParser:
        new = commands.add_parser(name, help=says, description=says)
        new.set_defaults(run=run)
        return new

    command("demo", _demo, "make the example Casa anew, in its own file").add_argument(
        "--today", type=_day, default=None, metavar="YYYY-MM-DD", help="the day it is made for (default: today)")
    schools = command("import-schools", _import_schools, "bring in the Ministry's school file (Anagrafe scuole, CSV)")
    schools.add_argument("file", type=Path)
    schools.add_argument("--municipality", nargs="+", metavar="H623", type=str.upper, action="extend",
                         help="cadastral codes; without it, all")
    command("new-password", _new_password, "give an account a new password, typed or from the standard input").add_argument(
        "email", help="the account's e-mail")
    backup = command("backup", _backup, "copy the Casa while it works, and open the copy to verify it")
    backup.add_argument("file", type=Path, nargs="?", help="a new file (default: one in the data folder's backups/)")
    check = command("check", _check, "look whether the file, its traces and its rules are whole")
    for each in (schools, backup, check):
        each.add_argument("--example", dest="kind", action="store_const", const=EXAMPLE, default=REAL,
                          help="the example Casa instead of the real one")
    command("schema", _schema, "print the tables into db/schema.sql")
    return parser


def _demo(asked) -> str:
    today = asked.today or datetime.now(ZoneInfo("Europe/Rome")).date()
    return f"The example Casa is in {demo.make(file_of(EXAMPLE), today=today)}, as of {today}."


def _import_schools(asked) -> str:
    if asked.file.is_dir():
        raise RuleBroken("is_a_folder", file=str(asked.file))
    if not asked.file.exists():
        raise RuleBroken("file_missing", file=str(asked.file))
    with asked.file.open("rb") as file:
        found = import_schools.read(file.read(import_schools.LARGEST + 1))
    with _casa(asked.kind, newest=True) as db:
        done = import_schools.bring_in(db, found, asked.municipality, by=MACHINE)
    return f"Schools: {done['added']} added, {done['updated']} updated, {done['unchanged']} as they were."


def _new_password(asked) -> str:
    with _casa(REAL, newest=True) as db:
        found = next((row for row in accounts.everyone(db, by=MACHINE) if row["email"].casefold() == asked.email.casefold()), None)
        if not found:
            raise RuleBroken("no_such_account", email=asked.email)
        password = getpass.getpass("New password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        accounts.set_password(db, found["id"], password, by=MACHINE)
    return f"{found['email']} has a new password, and is signed out everywhere."


def _backup(asked) -> str:
    if asked.file and asked.file.is_dir():
        raise RuleBroken("is_a_folder", file=str(asked.file))
    with _casa(asked.kind) as db:
        made = backups.make(db, kind=asked.kind, by=MACHINE, to=asked.file)
    return f"Backup in {made['path']}: {made['size'] / 2**20:.1f} MB, opened and whole, {made['rows']['audit']} traces chained."


def _check(asked) -> str:
    with _casa(asked.kind) as db:
        found = checks.problems(db, kind=asked.kind)
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise RuleBroken("not_whole", file=file_of(asked.kind).name,
                         found="; ".join(shell_words.problem(*each) for each in found[:3]) + more)
    return f"All is well in {file_of(asked.kind)}: integrity, foreign keys, migrations, audit chain, rules."


def _schema(_asked) -> str:
    with tempfile.TemporaryDirectory() as folder, opened(migrations.migrate(f"{folder}/new.db")) as db:
        migrations.SCHEMA.write_text(migrations.picture(db), encoding="utf-8")
    return f"{migrations.SCHEMA} is the picture of the tables as they are."


@contextmanager
def _casa(kind: str, *, newest: bool = False) -> Iterator[Database]:
    """The Casa of that kind; with its tables brought to the newest when it will be written. A damaged file is a refusal."""
    path = file_of(kind)
    if not path.exists():
        raise RuleBroken("no_casa_yet", file=str(path))
    try:
        if newest:
            migrations.migrate(path)
        with opened(path) as db:
            if not casa.casa(db):
                raise RuleBroken("no_casa_yet", file=str(path))
            yield db
    except DatabaseError as problem:
        raise RuleBroken("file_damaged", file=str(path), what=str(problem)) from None


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as YYYY-MM-DD") from None
    if not 2003 <= day.year <= 2097:
        raise argparse.ArgumentTypeError(f"{text!r} is too far away: between 2003 and 2097")
    return day


if __name__ == "__main__":
    sys.exit(main())
