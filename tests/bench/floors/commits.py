"""The floor under every durable tap: a plain script that commits one row at a time, with nothing around it."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

from db.connection import changing, connect


def commits(path: Path, number: int) -> list[float]:
    """Milliseconds of each of `number` durable commits of one row to a new file at `path`."""
    db = connect(path)
    db.conn.execute("pragma journal_mode = wal")
    db.conn.execute("create table t (uuid text primary key, at integer)")
    times = []
    for _ in range(number):
        began = time.perf_counter()
        with changing(db):
            db.conn.execute("insert into t values (?, ?)", (str(uuid.uuid4()), 0))
        times.append((time.perf_counter() - began) * 1000)
    db.close()
    return times
