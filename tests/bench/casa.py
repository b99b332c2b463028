"""The Casa that is measured: generated years behind it, and today one session with sixty people enrolled."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.connection import REAL, file_of, insert, opened
from db.office import sign_ins
from pages.office import identity
from pages.ui import tokens
from tests.bench.generate import TODAY, generate

PEOPLE = 60


@dataclass(frozen=True)
class Measured:
    """Where it lies, who is signed in, and what a tablet needs to tap."""

    data: Path
    cookie: str
    session: int
    people: list[int]
    headers: Callable[[int], dict]

    def tap(self, tablet: int) -> dict:
        """One batch of one tap, as tablet number `tablet` sends it."""
        now = _now()
        person = self.people[_turn(tablet) % len(self.people)]
        return {"device": f"tablet-{tablet}", "now": now, "since": 1 << 40,
                "taps": [{"uuid": str(uuid.uuid4()), "kind": "mark", "person": person, "present": bool(_turns[tablet] & 1),
                          "at": now, "seq": _turns[tablet]}]}


def make(data: Path, attendances: int, tablets: int = 0) -> Measured:
    """Makes it in the folder `data` and points this process there."""
    os.environ["TELAIO_DATA"], os.environ["TELAIO_TODAY"] = str(data), TODAY.isoformat()
    generate(file_of(REAL), attendances)
    with opened(file_of(REAL)) as db:
        account = next(iter(db.query("select id from account")))["id"]
        cookie = f"{identity.COOKIE}={identity.cookie_for(REAL, sign_ins.open_for(db, account))}"
        activity = insert(
            db, "insert into activity (school_year, title, kind, created_at) values ('2026/27', 'Prova', 'workshop', '')")
        session = insert(
            db,
            """
            insert into session (activity_id, on_date, starts_at, ends_at, uid, changed_at)
            values (:activity, :today, '09:00', '10:00', 'measured', '')
            """,
            activity=activity, today=TODAY.isoformat())
        people = [row["id"] for row in db.query("select id from person order by id limit :many", {"many": PEOPLE})]
        for person in people:
            db.execute("insert into enrolment values (?, ?, '2026-09-01', null)", [activity, person])
        shown = [_pass(sign_ins.hash_of(sign_ins.open_for(db, account)), session) for _ in range(max(1, tablets))]
    return Measured(data, cookie, session, people, lambda tablet: {"Authorization": f"Bearer {shown[tablet]}"})


def _pass(token_hash: str, session: int) -> str:
    return tokens.sign("register", {"casa": REAL, "session": session, "sign_in": token_hash, "day": TODAY.isoformat()})


def _now() -> int:
    return time.time_ns() // 1_000_000


_turns: dict[int, int] = {}


def turns_taken() -> dict[int, int]:
    """How many taps each tablet has sent."""
    return dict(_turns)


def _turn(tablet: int) -> int:
    _turns[tablet] = _turns.get(tablet, 0) + 1
    return tablet + _turns[tablet] // 2
