"""One batch of taps on its way into the database. It reads what it will be held against at once, so that forty taps cost
little more than one; the statements go straight to the driver, which keeps them prepared."""

from __future__ import annotations

import json
from datetime import date

from sqlite_utils import Database

from db import audit
from db.attend import last_word, refused
from db.attend.taps import checked, name_of
from db.registry import people
from db.rules import By, RuleBroken


class Batch:
    """What a batch meets, and what becomes of each of its taps. Used by `attendance.record` alone, inside its transaction."""

    def __init__(self, db: Database, session_id: int, taps: list, *, device: str, ahead_ms: int, by: By, scope: str, now_ms: int):
        self.db, self.session_id, self.by, self.scope = db, session_id, by, scope
        self.device, self.ahead_ms, self.now_ms = device, ahead_ms, now_ms
        self.acknowledged: list[str] = []
        self.refused: dict[str, str] = {}
        self.applied = {"mark": 0, "count": 0, "newcomer": 0, "remark": 0}
        self.taps = self._well_formed(taps)

    def meet(self, today: date) -> None:
        """Reads the session, the taps already here, the people and organisations named."""
        found = self._read(
            """
            select activity_id, on_date, state, coalesce(revision, 0)
            from session left join register on session_id = session.id where session.id = :id
            """,
            id=self.session_id,
        )
        self.activity_id, on_date, self.state, self.revision = found[0] if found else (0, None, "unknown", 0)
        self.other_day = self.scope == "today" and on_date not in (None, today.isoformat())
        self.before = {
            uuid: (session_id, body) for uuid, session_id, body in self._read(
                "select uuid, session_id, body from tap where uuid in (select value from json_each(:uuids))",
                uuids=json.dumps([tap["uuid"] for tap in self.taps]))
        }
        self.moments = self._moments()
        self.aside = refused.known(self.db, [tap["uuid"] for tap in self.taps])
        self.people = self._people([tap["person"] for tap in self.taps if "person" in tap])
        self.organisations = self._organisations([tap["organisation"] for tap in self.taps if tap["kind"] == "count"])

    def take(self, tap: dict) -> None:
        """Acknowledges one tap, or refuses it and keeps it apart for a coordinator."""
        try:
            if self._is_new(tap):
                {"mark": self._mark, "count": self._count, "newcomer": self._newcomer, "remark": self._remark}[tap["kind"]](tap)
                self.applied[tap["kind"]] += 1
                if tap["uuid"] in self.aside:
                    refused.settle(self.db, tap["uuid"], "applied", by=self.by)
            self.acknowledged.append(tap["uuid"])
        except RuleBroken as refusal:
            self.refused[tap["uuid"]] = refusal.key
            refused.keep(self.db, tap, refusal.key, session_id=self.session_id, at=self.moments[tap["uuid"]], device=self.device,
                         by=self.by, now_ms=self.now_ms)

    def close(self) -> None:
        """One trace for the whole batch, when anything of it was new."""
        if any(self.applied.values()):
            audit.note(self.db, self.by, "registers.record", f"session:{self.session_id}", revision=self.revision,
                       **{kind: number for kind, number in self.applied.items() if number})

    def _well_formed(self, taps: list) -> list[dict]:
        """Newcomers first, since marks may name them."""
        good = []
        for place, tap in enumerate(taps):
            try:
                good.append(checked(tap))
            except RuleBroken as refusal:
                self.refused[name_of(tap, place)] = refusal.key
        return sorted(good, key=lambda tap: tap["kind"] != "newcomer")

    def _is_new(self, tap: dict) -> bool:
        """False for a tap sent again, or settled by a coordinator meanwhile. The same UUID with another body is a fault of
        the sender, not a tap."""
        if self.aside.get(tap["uuid"]):
            return False
        if kept := self.before.get(tap["uuid"]):
            if kept != (self.session_id, tap["body"]):
                raise RuleBroken("uuid_reused")
            return False
        if self.other_day:
            raise RuleBroken("only_today")
        if self.state == "unknown":
            raise RuleBroken("unknown_session")
        if self.state == "cancelled":
            raise RuleBroken("session_cancelled")
        return True

    def _mark(self, tap: dict) -> None:
        person_id = self._person(tap)
        self._log(tap)
        if tap["present"] is None:
            last_word.unmark(self.db, self._facts(tap, person=person_id))
        else:
            last_word.mark(self.db, self._facts(tap, person=person_id, present=int(tap["present"])))

    def _remark(self, tap: dict) -> None:
        person_id = self._person(tap)
        self._log(tap)
        last_word.remark(self.db, self._facts(tap, person=person_id, what=tap["what"], said=tap["said"]))

    def _person(self, tap: dict) -> int:
        """Whom the tap is about, when they may be written here."""
        if tap["person"] not in self.people:
            raise RuleBroken("unknown_person")
        person_id, archived, here = self.people[tap["person"]]
        if archived:
            raise RuleBroken("person_archived")
        if self.scope == "today" and not here:
            raise RuleBroken("not_on_register")
        return person_id

    def _newcomer(self, tap: dict) -> None:
        self.db.conn.execute("savepoint newcomer")
        try:
            person_id = people.newcomer(self.db, uuid=tap["uuid"], display_name=tap["name"], kind=tap["person_kind"], by=self.by)
        except RuleBroken:
            self.db.conn.execute("rollback to newcomer")
            raise
        finally:
            self.db.conn.execute("release newcomer")
        self.people[tap["uuid"]] = (person_id, 0, 1)
        self._log(tap)
        last_word.mark(self.db, self._facts(tap, person=person_id, present=1))

    def _count(self, tap: dict) -> None:
        if tap["organisation"] not in self.organisations:
            raise RuleBroken("unknown_organisation")
        self._log(tap)
        last_word.count(self.db, self._facts(tap, organisation=tap["organisation"], who=tap["who"], number=tap["number"],
                                             estimated=int(tap["estimated"])))

    def _log(self, tap: dict) -> None:
        """Keeps the tap as it came; the first new one opens the register, or moves it to its next revision."""
        if not any(self.applied.values()):
            self.revision += 1
            self.db.conn.execute(
                """
                insert into register (session_id, revision) values (:session, :revision)
                on conflict (session_id) do update set revision = excluded.revision
                """,
                {"session": self.session_id, "revision": self.revision},
            )
        self.db.conn.execute(
            """
            insert into tap (uuid, session_id, body, at, seq, device, account_id, received_at)
            values (:uuid, :session, :body, :at, :seq, :device, :account, :now)
            """,
            self._facts(tap, body=tap["body"], device=self.device, account=self.by.id, now=self.now_ms),
        )
        self.before[tap["uuid"]] = (self.session_id, tap["body"])

    def _people(self, named: list) -> dict:
        """By id and by newcomer's uuid: (id, archived, here). `here`: enrolled in the activity, or marked in it once."""
        found = self._read(
            """
            select person.id, newcomer_uuid, archived_at is not null,
                   exists (select 1 from enrolment where activity_id = :activity and person_id = person.id)
                   or exists (select 1 from attendance join session on session.id = attendance.session_id
                              where attendance.person_id = person.id and session.activity_id = :activity)
            from person
            where id in (select value from json_each(:named)) or newcomer_uuid in (select value from json_each(:named))
            """,
            activity=self.activity_id,
            named=json.dumps(named),
        ) if named else []
        return {name: (id_, archived, here) for id_, uuid, archived, here in found for name in (id_, uuid) if name}

    def _organisations(self, counted: list[int]) -> set[int]:
        """Those of the ids that there are; 0 is drop-in, nobody's."""
        found = self._read(
            "select id from organisation where id in (select value from json_each(:ids))", ids=json.dumps(counted),
        ) if any(counted) else []
        return {0, *(row[0] for row in found)}

    def _read(self, sql: str, **values) -> list[tuple]:
        return self.db.conn.execute(sql, values).fetchall()

    def _facts(self, tap: dict, **more) -> dict:
        return {"session": self.session_id, "uuid": tap["uuid"], "at": self.moments[tap["uuid"]], "seq": tap["seq"],
                "revision": self.revision, **more}

    def _moments(self) -> dict[str, int]:
        """When each tap was made, by our clock: never later than now, and never before what the same tablet tapped earlier,
        however long the one or the other was on its way."""
        if not self.taps:
            return {}
        in_order = sorted(self.taps, key=lambda tap: tap["seq"])
        floor = self._read("select max(at) from tap where session_id = :id and device = :device and seq < :first",
                           id=self.session_id, device=self.device, first=in_order[0]["seq"])[0][0] or 0
        moments = {}
        for tap in in_order:
            floor = moments[tap["uuid"]] = max(floor, min(self.now_ms, tap["at"] - self.ahead_ms))
        return moments
