"""The example Casa: invented from the first name to the last, the same for the same day, and always in its own file.

It is built in a file of its own and put in place whole, so that a half-made one never shows.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from db.connection import REAL, DatabaseError, changing, opened, scalar
from db.demo import board, families, funds, house, money, registers, sessions, shifts, table
from db.demo.visitors import keep_day
from db.demo.world import World
from db.migrations import migrate
from db.rules import RuleBroken

SEED = 20170901


def make(path: Path, *, today: date, seed: int = SEED, progress: Callable[[float], None] | None = None) -> Path:
    """Builds the example as of `today` and puts it at `path`, instead of the one that was there; returns the path.

    `progress` is told the share done, 0 to 1. The same day and seed give the same rows, tokens apart.
    Raises RuleBroken `not_the_example` when a real Casa is there.
    """
    tell = progress or (lambda share: None)
    if path.exists():
        _refuse_a_real_one(path)
    with tempfile.TemporaryDirectory(prefix=".esempio-", dir=path.parent) as folder:
        made = migrate(Path(folder) / path.name)
        with opened(made) as db:
            db.conn.execute("PRAGMA synchronous = OFF")  # a power cut here costs an example, and it is not in place yet
            with changing(db):
                fill(World(db, today, seed), tell)
                keep_day(db, today)
            db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _put_in_place(made, path)
    tell(1.0)
    return path


def fill(world: World, tell: Callable[[float], None]) -> None:
    """Writes the whole example, in one transaction of the caller's."""
    tell(0.05)
    house.build(world)
    funds.raise_funds(world)
    families.settle(world)
    tell(0.15)
    board.agree(world)
    met = sessions.meet(world)
    money.spend(world)
    for n, year in enumerate(world.years()):
        attend = partial(_attend, world, met, year, lambda share, n=n: tell(0.15 + (n + share) / 4))
        world.on(min(date(year, 9, 2), world.today), attend, "08:00")
    table.sit(world)
    world.tell()
    shifts.fill(world)
    tell(0.95)


def _attend(world: World, met: list[sessions.Session], year: int, tell: Callable[[float], None]) -> None:
    """Writes the sessions of a school year and who came: the table looks at charts of what came before its day."""
    sessions.write(world, met, year)
    registers.take(world, met, registers.enrol(world, met, year), year, tell)


def _put_in_place(made: Path, path: Path) -> None:
    """A new file is renamed into place; an old one, which somebody may have open, is overwritten in one transaction."""
    if path.exists():
        try:
            with opened(made) as source, opened(path) as target:
                source.conn.backup(target.conn)
            return
        except DatabaseError:  # damaged beyond opening: nothing in an example is worth saving
            for beside in ("", "-wal", "-shm"):
                Path(f"{path}{beside}").unlink(missing_ok=True)
    os.replace(made, path)


def _refuse_a_real_one(path: Path) -> None:
    """Never over a file that holds a real Casa, whatever its name."""
    try:
        with opened(path) as db:
            kind = scalar(db, "select kind from casa")
    except DatabaseError:
        return
    if kind == REAL:
        raise RuleBroken("not_the_example")


__all__ = ["SEED", "make"]
