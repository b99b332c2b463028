"""The two registers the Casa has: read whole, with nothing asked that could be known."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from db.attend.sheets import cells, reading, undoing, writing
from db.connection import rows, scalar
from db.rules import RuleBroken
from tests.attend.sheets.making import HOMEWORK, NOW_MS, THEATRE, answered, bring, contents, planned, signed
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(not THEATRE.exists(), reason="the real registers stand beside the project")
HOMEWORK_ANSWERS = {"year": 2026, "codes": {"C08": "two"}, "names": "surname_first"}


@pytest.fixture
def theatre():
    return cells.read(THEATRE.read_bytes())


@pytest.fixture
def homework():
    return cells.read(HOMEWORK.read_bytes())


def test_the_theatre_sheet_asks_one_thing_alone(theatre):
    read = reading.read(theatre, {}, today=TODAY)
    assert read.questions == ["held"]
    assert read.blank_days == [date(2025, 12, 10), date(2025, 12, 17)]
    assert read.counts == {"people": 31, "days": 10, "present": 211, "excused": 36, "absent": 63}
    assert {mark.folded: (mark.meaning, mark.known_by) for mark in read.marks} == {
        "si": ("present", "legend"),
        "g": ("excused", "legend"),
        "": ("absent", "legend"),
    }
    assert "Amina B." in [person.shown for person in read.people]
    assert len({person.shown for person in read.people}) == 31


def test_a_day_held_with_nobody_is_held_when_one_says_so(theatre):
    read = reading.read(theatre, {"held": ["2025-12-10"]}, today=TODAY)
    assert read.counts == {"people": 31, "days": 11, "present": 211, "excused": 36, "absent": 94}


def test_the_homework_sheet_asks_its_year_its_twice_given_code_and_its_surnames(homework):
    read = reading.read(homework, {}, today=TODAY)
    assert read.questions == ["year", "codes", "names"]
    assert read.years[0] == 2026 and list(read.codes) == ["C08"]
    assert {mark.folded: (mark.meaning, mark.cells, mark.known_by) for mark in read.marks} == {
        "x": ("present", 173, "totals"),
        "o": ("absent", 43, "totals"),
    }
    read = reading.read(homework, HOMEWORK_ANSWERS, today=TODAY)
    assert read.questions == []
    assert read.counts == {"people": 24, "days": 9, "present": 173, "excused": 0, "absent": 43}
    assert read.held[0] == date(2026, 1, 12) and read.held[-1] == date(2026, 3, 9)


def test_two_with_one_code_are_never_one(homework):
    for answer, people in (("two", 24), ("out", 22)):
        read = reading.read(homework, {**HOMEWORK_ANSWERS, "codes": {"C08": answer}}, today=TODAY)
        assert len(read.people) == people


def test_both_come_in_as_counted_and_the_charts_count_them(db, cast, theatre, homework):
    signed(db, cast, "Laboratorio di teatro")
    signed(db, cast, "Spazio compiti", kind="homework_club")
    first = bring(db, theatre, {"held": []}, by=cast.marta)
    assert (first["people_new"], first["sessions_new"], first["present"], first["excused"], first["absent"]) == (
        31,
        10,
        211,
        36,
        63,
    )
    assert scalar(db, "select sum(times) from gathered") == 211 and scalar(db, "select sum(marks) from gathered") == 310
    assert scalar(db, "select count(*) from remark where what = 'excused' and said = 'yes'") == 36
    assert scalar(db, "select count(*) from contact") == 0
    second = bring(db, homework, HOMEWORK_ANSWERS, by=cast.davide)
    assert (second["present"], second["absent"], second["sessions_new"]) == (173, 43, 9)
    assert second["people_new"] + second["people_here"] == 24
    assert scalar(db, "select sum(times) from gathered") == 211 + 173
    held = rows(db, "select distinct starts_at, ends_at, state from session")
    assert held == [{"starts_at": "16:30", "ends_at": "18:30", "state": "planned"}]
    told = Counter(row["verb"] for row in rows(db, "select verb from audit"))
    assert told["registers.import"] == 2 and told["registers.record"] == 0


def test_taken_back_everything_is_as_before(db, cast, theatre):
    signed(db, cast, "Laboratorio di teatro")
    before = contents(db)
    done = bring(db, theatre, {"held": [], "full_names": True}, by=cast.marta)
    assert scalar(db, "select count(*) from contact where full_name = 'Amina Ben Ali'") == 1
    assert contents(db) != before
    assert undoing.undo(db, done["import_id"], by=cast.davide) == {"marks": 310, "sessions": 10, "people": 31, "kept": 0}
    assert contents(db) == before
    with pytest.raises(RuleBroken, match="sheet_undone_already"):
        undoing.undo(db, done["import_id"], by=cast.davide)
    assert bring(db, theatre, {"held": []}, by=cast.marta)["present"] == 211


def test_the_same_sheet_twice_adds_nothing(db, cast, theatre):
    signed(db, cast, "Laboratorio di teatro")
    bring(db, theatre, {"held": []}, by=cast.marta)
    before = contents(db)
    answers = answered(db, theatre, {"held": []}, by=cast.marta)
    plan = planned(db, theatre, answers, by=cast.marta)
    assert plan.before and plan.counts["people_new"] == 0 and plan.counts["same"] == 310 and not plan.write
    with pytest.raises(RuleBroken, match="sheet_already_imported"):
        writing.bring_in(db, theatre, answers, shown=plan.counts, by=cast.marta, today=TODAY, now_ms=NOW_MS)
    assert contents(db) == before
