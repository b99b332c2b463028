"""What an import writes into a Casa that has people and sessions already, who may, and what it leaves when taken back."""

from __future__ import annotations

import pytest

from db.attend import attendance
from db.attend.sheets import imports, reading, undoing, writing
from db.connection import insert, rows, scalar
from db.plan import sessions
from db.rules import RuleBroken
from tests.attend.sheets.making import NOW_MS, answered, bring, contents, planned, sheet_of, signed
from tests.attend.theatre import person
from tests.conftest import TODAY

SHEET = [
    ["Laboratorio di teatro"],
    ["Cognome", "Nome", "01/10/2025", "08/10/2025", "15/10/2025"],
    ["Rossi", "Dario", "P", "A", "P"],
    ["Haddad", "Omar", "P", "P", "G"],
]


@pytest.fixture
def sheet():
    return sheet_of(SHEET)


@pytest.fixture
def activity(db, cast):
    return signed(db, cast, "Laboratorio di teatro")


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_only_coordinators_import(db, cast, sheet, activity, who):
    by = getattr(cast, who)
    for attempt in (
        lambda: planned(db, sheet, {}, by=by),
        lambda: imports.recent(db, by=by),
        lambda: undoing.undo(db, 1, by=by),
        lambda: writing.bring_in(db, sheet, {}, shown={}, by=by, today=TODAY, now_ms=NOW_MS),
    ):
        with pytest.raises(RuleBroken, match="not_allowed"):
            attempt()


def test_nobody_imports_at_a_shared_screen(db, cast, sheet, activity, behind_curtain):
    with pytest.raises(RuleBroken, match="curtain_drawn"):
        planned(db, sheet, {}, by=behind_curtain(cast.marta))


def test_an_existing_session_is_used_and_its_register_is_the_later_word(db, cast, sheet, activity):
    day = reading.read(sheet, {}, today=TODAY).held[0]
    here = sessions.add(db, activity, on_date=day, starts_at="17:00", ends_at="18:00", place_id=None, leader_id=None, by=cast.marta)
    dario = person(db, "Dario R.")
    attendance.mark(db, here, dario, False, by=cast.marta, today=TODAY)
    plan = planned(db, sheet, {}, by=cast.marta)
    assert plan.questions == [] and plan.who["rossi dario|"] == dario
    assert plan.counts["sessions_here"] == 1 and plan.counts["sessions_new"] == 2
    assert plan.counts["different"] == 1 and plan.counts["people_new"] == 1
    bring(db, sheet, {}, by=cast.marta)
    assert scalar(db, "select present from attendance where session_id = :s and person_id = :p", s=here, p=dario) == 0
    assert scalar(db, "select count(*) from session where on_date = :d", d=day.isoformat()) == 1


def test_somebody_of_this_name_elsewhere_is_asked_about_and_never_merged(db, cast, sheet, activity):
    other = person(db, "Dario R.")
    plan = planned(db, sheet, {}, by=cast.marta)
    assert plan.questions == ["who"]
    match = next(each for each in plan.matches if not each.sure)
    assert match.proposed == other
    done = bring(db, sheet, {"who": {match.person.key: None}}, by=cast.marta)
    assert done["people_new"] == 2 and scalar(db, "select count(*) from attendance where person_id = :p", p=other) == 0


def test_a_taken_place_leaves_the_session_without_place_and_leader(db, cast, sheet):
    place = insert(db, "insert into place (name) values ('Sala grande')")
    signed(db, cast, "Laboratorio di teatro", place=place)
    other = signed(db, cast, "Cucina", place=place)
    day = reading.read(sheet, {}, today=TODAY).held[1]
    sessions.add(db, other, on_date=day, starts_at="17:00", ends_at="19:00", place_id=place, leader_id=None, by=cast.marta)
    plan = planned(db, sheet, {}, by=cast.marta)
    assert [meeting.elsewhere for meeting in plan.meetings] == [False, True, False]
    bring(db, sheet, {}, by=cast.marta)
    assert [
        row["place_id"] for row in rows(db, "select place_id from session where activity_id <> :a order by on_date", a=other)
    ] == [place, None, place]


def test_a_cancelled_session_and_a_day_of_another_year_are_left_out_and_told(db, cast, activity):
    sheet = sheet_of(
        [
            ["Laboratorio di teatro"],
            ["Cognome", "Nome", "01/06/2026", "08/06/2026", "05/10/2026"],
            ["Rossi", "Dario", "P", "P", "P"],
        ]
    )
    day = reading.read(sheet, {}, today=TODAY).held[0]
    gone = sessions.add(db, activity, on_date=day, starts_at="17:00", ends_at="18:00", place_id=None, leader_id=None, by=cast.marta)
    sessions.cancel(db, gone, "pioggia", sequence=0, by=cast.marta)
    plan = planned(db, sheet, {}, by=cast.marta)
    assert plan.counts["left_out"] == 2 and len(plan.write) == 1


def test_without_a_signed_activity_there_is_nowhere_to_go(db, cast, sheet):
    with pytest.raises(RuleBroken, match="sheet_without_activity"):
        planned(db, sheet, {}, by=cast.marta)


def test_an_open_question_or_a_changed_count_writes_nothing(db, cast, sheet, activity):
    person(db, "Dario R.")
    before = contents(db)
    counts = planned(db, sheet, {}, by=cast.marta).counts
    for answers, shown, key in (
        ({}, counts, "sheet_has_questions"),
        (answered(db, sheet, {}, by=cast.marta), {}, "sheet_things_changed"),
    ):
        with pytest.raises(RuleBroken, match=key):
            writing.bring_in(db, sheet, answers, shown=shown, by=cast.marta, today=TODAY, now_ms=NOW_MS)
    assert contents(db) == before


def test_a_mended_sheet_adds_what_is_new_alone(db, cast, sheet, activity):
    bring(db, sheet, {}, by=cast.marta)
    mended = sheet_of([*SHEET, ["Popescu", "Nour", "P", "", "P"]])
    done = bring(db, mended, {"marks": {"p": "present", "a": "absent", "g": "excused", "": "absent"}}, by=cast.marta)
    assert (done["people_new"], done["sessions_new"], done["present"], done["absent"], done["same"]) == (1, 0, 2, 1, 6)


def test_what_somebody_used_since_stays(db, cast, sheet, activity):
    done = bring(db, sheet, {}, by=cast.marta)
    session, who = db.execute(
        "select session_id, person_id from attendance where present = 1 order by session_id limit 1"
    ).fetchone()
    attendance.mark(db, session, who, False, by=cast.davide, today=TODAY)
    gone = undoing.undo(db, done["import_id"], by=cast.marta)
    assert gone == {"marks": 5, "sessions": 2, "people": 1, "kept": 3}
    assert rows(db, "select session_id, person_id, present from attendance") == [
        {"session_id": session, "person_id": who, "present": 0}
    ]


def test_a_tap_of_a_tablet_is_the_later_word(db, cast, sheet, activity):
    bring(db, sheet, {}, by=cast.marta)
    session, who = db.execute("select session_id, person_id from attendance where present = 1 limit 1").fetchone()
    attendance.mark(db, session, who, False, by=cast.marta, today=TODAY)
    assert scalar(db, "select present from attendance where session_id = :s and person_id = :p", s=session, p=who) == 0


def test_the_import_says_no_name_in_the_trail(db, cast, sheet, activity):
    bring(db, sheet, {"full_names": True}, by=cast.marta)
    told = " ".join(row["facts"] for row in rows(db, "select facts from audit"))
    assert "Rossi" not in told and "Dario" not in told
