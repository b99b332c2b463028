"""Rule 1, tried by chance: no sequence of steps leaves an activity shared without two signatures on what it says now."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import calendar
from db.connection import connect
from db.office import sign_ins
from db.plan import activities, signatures
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.conftest import YEAR


class Table(RuleBasedStateMachine):
    """Everybody at the table does anything to any activity, with versions that may be old."""

    founded: Path
    hands = some.sampled_from(["Marta", "Davide", "Marta", "Davide", "Elena", "Sara", "Ivo"])
    ids = some.integers(1, 2)
    versions = some.sampled_from([0, 0, 0, 0, -1, 1])

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = connect(shutil.copy(self.founded, Path(self.folder.name) / "casa.db"))
        self.db.conn.execute("pragma synchronous = off")
        self.who = {}
        for row in self.db.query("select id, display_name from account"):
            token = sign_ins.open_for(self.db, row["id"])
            self.who[row["display_name"]] = sign_ins.person_at(self.db, sign_ins.hash_of(token))
        calendar.open_year(self.db, YEAR, by=self.who["Marta"])

    def teardown(self):
        self.db.close()
        self.folder.cleanup()

    @initialize(leads=some.sampled_from([[1], [1, 2], []]))
    def propose(self, leads):
        for hand in ("Marta", "Elena"):
            content = {"title": "Orto", "kind": "garden", "school_year": YEAR, "leads": leads}
            activities.propose(self.db, content, by=self.who[hand])

    @rule(id=ids, hand=hands, off=versions, field=some.sampled_from(["title", "budget_cents", "leads", "first_on"]),
          pick=some.integers(0, 2))
    def revise(self, id, hand, off, field, pick):
        value = {"title": ["Orto", "Serra", ""], "budget_cents": [0, 7, -1], "leads": [[], [1], [2]],
                 "first_on": [None, "2026-12-01", "1999-01-01"]}[field][pick]
        with contextlib.suppress(RuleBroken):
            activities.revise(self.db, id, {field: value}, version=self.version(id) + off, by=self.who[hand])

    @rule(id=ids, hand=hands, off=versions)
    def sign(self, id, hand, off):
        with contextlib.suppress(RuleBroken):
            signatures.sign(self.db, id, version=self.version(id) + off, by=self.who[hand])

    @rule(id=ids, hand=hands, step=some.sampled_from(["discuss", "start", "start", "start", "close", "drop", "reopen", "reopen"]))
    def steer(self, id, hand, step):
        reason = ["perché no"] if step == "drop" else []
        day = {"today": TODAY} if step in ("drop", "close") else {}
        with contextlib.suppress(RuleBroken):
            getattr(activities, step)(self.db, id, *reason, by=self.who[hand], **day)

    def version(self, id):
        return self.db["activity"].get(id)["version"]

    @invariant()
    def shared_is_what_both_have_signed(self):
        for row in self.db.query("select id, version, state from activity"):
            now = activities.activity(self.db, row["id"], by=self.who["Ivo"])
            kept = self.db["activity_version"].get((row["id"], row["version"]))
            assert json.loads(kept["content"]) == activities.content_of(now)
            if row["state"] in ("shared", "running"):
                assert set(now["signatures"]) == {"municipality", "partner"}
                assert now["leads"]


@pytest.fixture(autouse=True)
def founded(founded_file):
    """The machine starts each time from the founded Casa."""
    Table.founded = founded_file


Table.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None,
                                   suppress_health_check=list(HealthCheck))


class TestRuleOne(Table.TestCase):
    """No way leads past rule 1."""
