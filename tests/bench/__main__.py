"""`make bench [SIZES="10000 1000000"]`: what Telaio costs, beside what else it could cost, in one run on this machine.

Look at the ratios: the times are this machine's.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path

from tests.bench import casa, servers, votes
from tests.bench.floors.commits import commits
from tests.bench.load import Measured, taps, visits

SIZES = [int(size) for size in os.environ.get("SIZES", "10000 100000 1000000").split()]
SECONDS = float(os.environ.get("SECONDS", "15"))
VISITS = int(os.environ.get("VISITS", "30"))
TABLETS = (1, 10, 50)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="telaio-bench-") as folder:
        await _taps(Path(folder))
        await _screens(Path(folder))
        await _votes(Path(folder))


async def _taps(folder: Path) -> None:
    _title("A tap at the edge, one a second from each tablet")
    found = Measured(times=commits(folder / "floor.db", 500))
    _line("one durable commit, no server", found)
    with servers.bare(gc=True) as server:
        _line("Streamlit button, as installed", (await visits(server.base, times=VISITS, meter=server.meter, tap=True))[1])
    with servers.bare(gc=False) as server:
        _line("Streamlit button, postScriptGC off", (await visits(server.base, times=VISITS, meter=server.meter, tap=True))[1])
    database, passes = _django(folder)
    with servers.django_taps(database) as server:
        for tablets in TABLETS:
            found = await taps(lambda _: f"{server.base}/tap/1", _django_body, lambda n: passes, tablets=tablets, seconds=SECONDS,
                               every=1.0, meter=server.meter)
            _line(f"Django view, gunicorn, {tablets} tablets", found)
    measured = casa.make(folder / "taps", 10_000, max(TABLETS))
    with servers.telaio(measured.data) as server:
        for tablets in TABLETS:
            found = await taps(lambda _: f"{server.base}/api/appello/{measured.session}", measured.tap, measured.headers,
                               tablets=tablets, seconds=SECONDS, every=1.0, meter=server.meter)
            _line(f"Telaio, {tablets} tablets", found)
    _line_kept(measured)


async def _screens(folder: Path) -> None:
    _title("Opening a screen: a new tab, and once more in the same tab")
    with servers.bare(gc=False) as server:
        _pair("floor: one button, postScriptGC off", *await visits(server.base, times=VISITS, meter=server.meter))
    for size in SIZES:
        measured = casa.make(folder / f"casa-{size}", size)
        with servers.telaio(measured.data) as server:
            async def look(name: str, path: str, query: str = "", server=server, measured=measured, size=size) -> None:
                _pair(f"{name}, {size:,} attendances", *await visits(server.base, path, query, cookie=measured.cookie,
                                                                     times=VISITS, meter=server.meter))

            if size == SIZES[0]:
                await look("Oggi", "oggi")
                await look("Appello of 60 people", "appello", f"id={measured.session}")
            await look("Partecipazione", "partecipazione")


async def _votes(folder: Path) -> None:
    _title(f"A vote's way: {votes.PHONES} phones in one room, a projector that reads once a second")
    found = await votes.way(folder / "votes", rounds=max(2, VISITS // 3))
    _line("Telaio, the phone's POST", found["post"])
    _line("Telaio, from the tap to the projector", found["seen"])


def _django(folder: Path) -> tuple[Path, dict]:
    """The Django floor's own database, and the header its tablets show."""
    from db.connection import connect

    database = folder / "django.db"
    db = connect(database)
    db.conn.executescript("""
        pragma journal_mode = wal;
        create table tap (uuid text primary key, session integer, body text, at integer, who integer, received integer);
        create table attendance (session integer, person integer, present integer, at integer, primary key (session, person));
        create table register (session integer primary key, revision integer);
        create table audit (id integer primary key, at integer, who integer, facts text, hash text);
        insert into register values (1, 0);
    """)
    db.close()
    from django.conf import settings

    if not settings.configured:
        settings.configure(SECRET_KEY="bench")
    from django.core.signing import dumps

    return database, {"Authorization": f"Bearer {dumps({'id': 1})}"}


def _django_body(tablet: int) -> dict:
    now = time.time_ns() // 1_000_000
    return {"taps": [{"uuid": str(uuid.uuid4()), "person": 1 + now % 60, "present": bool(now & 1), "at": now}]}


def _line_kept(measured: casa.Measured) -> None:
    """Whether every acknowledged tap is on disk."""
    from db.connection import REAL, file_of, opened, scalar

    with opened(file_of(REAL)) as db:
        kept = scalar(db, "select count(*) from tap where session_id = :id", id=measured.session)
    sent = sum(casa.turns_taken().values())
    print(f"  {'taps sent / kept':48} {sent:>6} / {kept}  lost: {sent - kept}")


def _title(text: str) -> None:
    print(f"\n{text}\n  {'':48} {'median':>9} {'p95':>9} {'CPU':>9}   (ms)", flush=True)


def _line(name: str, found: Measured) -> None:
    problems = f"  {len(found.errors)} errors: {found.errors[0]}" if found.errors else ""
    print(f"  {name:48} {found.at(0.5):9.1f} {found.at(0.95):9.1f} {found.cpu_ms:9.2f}{problems}", flush=True)
    if out := os.environ.get("OUT"):
        with open(out, "a") as file:
            file.write(json.dumps({"name": name, "p50": found.at(0.5), "p95": found.at(0.95), "cpu": found.cpu_ms}) + "\n")


def _pair(name: str, opened: Measured, again: Measured) -> None:
    _line(f"{name}: new tab", opened)
    _line(f"{name}: again", again)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
