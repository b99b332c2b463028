"""Minutes: they write themselves, keep what was written by hand, are approved by both and then stay."""

from __future__ import annotations

import json

import pytest

from db import audit
from db.connection import DatabaseError, insert
from db.plan.table import actions, comments, decisions, holding, minutes, minutes_approval, minutes_writing
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.table.told_meeting import told


@pytest.fixture
def meeting(db, cast):
    return told(db, cast)


@pytest.fixture
def drafted(db, cast, meeting) -> int:
    return minutes_writing.draft(db, meeting.id, by=cast.elena)


@pytest.fixture
def approved(db, cast, drafted) -> int:
    minutes_approval.send(db, drafted, by=cast.elena)
    for by in (cast.marta, cast.davide):
        minutes_approval.approve(db, drafted, revision=1, by=by)
    return drafted


def test_a_draft_holds_every_decision_and_every_action(db, cast, meeting, drafted):
    facts = minutes.minutes(db, drafted, by=cast.marta)["facts"]
    assert [(each["text"], each["dissent"]) for each in facts["decisions"]] == [
        ("Il teatro continua fino a giugno.", ""), ("Il tavolo si riunisce ogni mese.", "La scuola preferisce ogni due mesi.")]
    assert [each["side"] for each in facts["decisions"][0]["approvals"]] == ["municipality", "partner"]
    assert len(facts["decisions"][0]["charts"]) == 1
    assert [(each["text"], each["owner"]) for each in facts["actions"]] == [
        ("Chiedere la palestra", "Davide (Libera Compagnia di Arti e Mestieri)"), ("Scrivere alle famiglie", "Comune di Rozzano")]
    assert [(each["title"], each["who"]) for each in facts["proposals"]] == [("Laboratorio di teatro", "Marta")]
    assert (facts["number"], facts["place"], facts["facilitator"], facts["drafter"]) == (1, "Sala grande", "Marta", "Elena")


def test_who_comes_for_a_body_by_office_is_named_and_a_parent_is_not(db, cast, drafted):
    facts = minutes.minutes(db, drafted, by=cast.marta)["facts"]
    assert {each["body"]: (each["name"], each["role"], each["presence"]) for each in facts["people"] if not each["account"]} == {
        "Comune di Rozzano": ("Lucia Ferri", "responsabile del servizio", "present"),
        "Libera Compagnia di Arti e Mestieri": ("", "", None),
        "Genitori in cerchio": ("", "portavoce", "present"), "Scuola Orchidee": ("", "", "excused")}
    assert "Mamma" not in json.dumps(facts)


def test_behind_the_curtain_nobody_who_came_for_a_body_is_named(db, cast, drafted, behind_curtain):
    assert "Lucia" not in json.dumps(minutes.minutes(db, drafted, by=behind_curtain(cast.marta)))


def test_writing_them_again_keeps_what_was_written_by_hand(db, cast, meeting, drafted):
    part = f"item:{meeting.items[0]}"
    minutes_writing.write(db, drafted, part, "Scritto a mano.", revision=1, by=cast.elena)
    minutes_writing.write(db, drafted, "opening", "Apre la seduta Marta.", revision=2, by=cast.elena)
    decisions.decide(db, meeting_id=meeting.id, item_id=None, text="Una decisione dell'ultimo minuto.", by=cast.marta)
    assert minutes.moved(db, minutes.minutes(db, drafted, by=cast.elena), by=cast.elena)
    assert minutes_writing.draft(db, meeting.id, by=cast.elena) == drafted
    now = minutes.minutes(db, drafted, by=cast.elena)
    assert minutes.shown(now, part) == "Scritto a mano." and minutes.shown(now, "opening") == "Apre la seduta Marta."
    assert now["facts"]["decisions"][-1]["text"] == "Una decisione dell'ultimo minuto."
    assert not minutes.moved(db, now, by=cast.elena)


def test_writing_them_again_when_nothing_changed_is_no_new_revision(db, cast, meeting, drafted):
    minutes_writing.draft(db, meeting.id, by=cast.elena)
    assert minutes.minutes(db, drafted, by=cast.elena)["revision"] == 1


def test_two_write_different_parts_and_both_stay(db, cast, meeting, drafted):
    minutes_writing.write(db, drafted, "opening", "Di Elena.", revision=1, by=cast.elena)
    minutes_writing.write(db, drafted, "closing", "Di Marta.", revision=1, by=cast.marta)
    now = minutes.minutes(db, drafted, by=cast.elena)
    assert (minutes.shown(now, "opening"), minutes.shown(now, "closing")) == ("Di Elena.", "Di Marta.")


def test_two_who_write_the_same_part_are_told(db, cast, drafted):
    minutes_writing.write(db, drafted, "opening", "Di Elena.", revision=1, by=cast.elena)
    with pytest.raises(RuleBroken) as refusal:
        minutes_writing.write(db, drafted, "opening", "Di Marta.", revision=1, by=cast.marta)
    assert refusal.value.key == "stale"
    assert refusal.value.facts == {"mine": {"summary": "Di Marta."}, "theirs": {"summary": "Di Elena."}}


@pytest.mark.parametrize("text", ["Đorđević, Nguyễn, أمينة 🎭", "<img src=x onerror=alert(1)>", "[x](http://y) **no** `a`",
                                  "a\x00b\x1bc"])
def test_what_is_typed_stays_what_it_is_without_control_characters(db, cast, drafted, text):
    minutes_writing.write(db, drafted, "opening", text, revision=1, by=cast.elena)
    kept = minutes.shown(minutes.minutes(db, drafted, by=cast.elena), "opening")
    assert kept == text.replace("\x00", "").replace("\x1b", "")


def test_too_long_a_part_is_refused_and_nothing_is_written(db, cast, drafted):
    with pytest.raises(RuleBroken, match="too_long"):
        minutes_writing.write(db, drafted, "opening", "a" * 20_001, revision=1, by=cast.elena)
    assert minutes.minutes(db, drafted, by=cast.elena)["revision"] == 1


def test_a_part_that_is_not_there_cannot_be_written(db, cast, drafted):
    with pytest.raises(RuleBroken, match="not_found"):
        minutes_writing.write(db, drafted, "decisions", "io decido", revision=1, by=cast.elena)


def test_both_sides_approve_and_then_nothing_changes_any_more(db, cast, meeting, approved):
    now = minutes.minutes(db, approved, by=cast.ivo)
    assert now["state"] == "approved" and set(now["approvals"]) == {"municipality", "partner"}
    for verb in (lambda: minutes_writing.write(db, approved, "opening", "no", revision=1, by=cast.elena),
                 lambda: minutes_writing.draft(db, meeting.id, by=cast.elena),
                 lambda: comments.comment(db, approved, "opening", "no", by=cast.marta),
                 lambda: minutes_approval.approve(db, approved, revision=1, by=cast.marta)):
        with pytest.raises(RuleBroken, match="minutes_are_approved"):
            verb()


@pytest.mark.parametrize("sql", ["update minutes set content = '{}', revision = 9",
                                 "update minutes set state = 'draft', approved_at = null", "delete from minutes",
                                 "delete from minutes_approval", "update minutes set why = 'x'"])
def test_not_even_raw_sql_changes_what_is_approved(db, approved, sql):
    with pytest.raises(DatabaseError):
        db.execute(sql)


def test_an_edit_after_the_first_approval_opens_both_again(db, cast, drafted):
    minutes_approval.send(db, drafted, by=cast.elena)
    minutes_approval.approve(db, drafted, revision=1, by=cast.marta)
    minutes_writing.write(db, drafted, "opening", "Ancora una cosa.", revision=1, by=cast.elena)
    with pytest.raises(RuleBroken, match="minutes_just_changed"):
        minutes_approval.approve(db, drafted, revision=1, by=cast.davide)
    assert minutes_approval.approve(db, drafted, revision=2, by=cast.davide) == "review"
    assert minutes_approval.approve(db, drafted, revision=2, by=cast.marta) == "approved"


def test_one_side_does_not_approve_twice_nor_before_the_review(db, cast, drafted):
    with pytest.raises(RuleBroken, match="minutes_not_in_review"):
        minutes_approval.approve(db, drafted, revision=1, by=cast.marta)
    minutes_approval.send(db, drafted, by=cast.elena)
    minutes_approval.approve(db, drafted, revision=1, by=cast.marta)
    with pytest.raises(RuleBroken, match="already_approved"):
        minutes_approval.approve(db, drafted, revision=1, by=cast.marta)


def test_an_open_comment_waits_before_the_approval(db, cast, drafted):
    minutes_approval.send(db, drafted, by=cast.elena)
    word = comments.comment(db, drafted, "decisions", "Manca il dissenso?", by=cast.davide)
    with pytest.raises(RuleBroken, match="comments_wait"):
        minutes_approval.approve(db, drafted, revision=1, by=cast.marta)
    comments.settle(db, word, by=cast.elena)
    comments.settle(db, word, by=cast.marta)
    assert comments.of_minutes(db, drafted, by=cast.elena)[0]["settler"] == "Elena"
    minutes_approval.approve(db, drafted, revision=1, by=cast.marta)


@pytest.mark.parametrize("text", ["", " ", "a" * 2001])
def test_a_comment_says_something(db, cast, drafted, text):
    with pytest.raises(RuleBroken, match="missing|too_long"):
        comments.comment(db, drafted, "", text, by=cast.davide)
    assert not comments.of_minutes(db, drafted, by=cast.davide)


def test_minutes_that_lack_a_decision_are_not_approved(db, cast, meeting, drafted):
    minutes_approval.send(db, drafted, by=cast.elena)
    actions.assign(db, text="Un'altra cosa", due_on=TODAY, owner_account_id=cast.marta.id, meeting_id=meeting.id, by=cast.marta)
    with pytest.raises(RuleBroken, match="minutes_lack_something"):
        minutes_approval.approve(db, drafted, revision=1, by=cast.marta)


@pytest.mark.parametrize("named", ["la mamma di AMINA C. ha detto", "Amina   C. c'era", "Yusuf Ben Àli arriva"])
def test_minutes_that_name_a_family_do_not_leave_the_table(db, cast, drafted, named):
    insert(db, "insert into contact (person_id, full_name, folded) values (2, 'Yusuf Ben Ali', 'yusuf ben ali')")
    minutes_writing.write(db, drafted, "opening", named, revision=1, by=cast.elena)
    with pytest.raises(RuleBroken) as refusal:
        minutes_approval.send(db, drafted, by=cast.elena)
    assert refusal.value.key == "minutes_name_a_family" and refusal.value.facts == {"part": "opening"}
    assert minutes.minutes(db, drafted, by=cast.elena)["state"] == "draft"


def test_a_first_name_before_a_small_word_is_nobody(db, cast, drafted):
    db.execute("update person set display_name = 'Marta E.' where id = 2")
    minutes_writing.write(db, drafted, "opening", "Marta e Davide aprono; Amina c'era.", revision=1, by=cast.elena)
    minutes_approval.send(db, drafted, by=cast.elena)


def test_a_correction_is_a_new_version_that_says_why(db, cast, meeting, approved):
    with pytest.raises(RuleBroken, match="missing"):
        minutes_writing.correct(db, approved, " ", by=cast.elena)
    new = minutes_writing.correct(db, approved, "L'ora di fine era sbagliata.", by=cast.elena)
    now, before = (minutes.minutes(db, each, by=cast.elena) for each in (new, approved))
    assert (now["version"], now["state"], now["correction_of"]) == (2, "draft", approved)
    assert now["why"] == "L'ora di fine era sbagliata."
    assert before["state"] == "approved" and not before["latest"] and now["facts"] == before["facts"]
    with pytest.raises(RuleBroken, match="correction_exists"):
        minutes_writing.correct(db, approved, "Di nuovo.", by=cast.elena)
    with pytest.raises(RuleBroken, match="minutes_not_approved"):
        minutes_writing.correct(db, new, "Di nuovo.", by=cast.elena)
    assert [each["version"] for each in minutes.of_meeting(db, meeting.id, by=cast.ivo)] == [1]


def test_ivo_reads_what_is_approved_and_nothing_before(db, cast, drafted, meeting):
    with pytest.raises(RuleBroken, match="not_found"):
        minutes.minutes(db, drafted, by=cast.ivo)
    assert minutes.of_meeting(db, meeting.id, by=cast.ivo) == []


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo"])
def test_volunteers_and_spazio_neutro_read_no_minutes(db, cast, approved, who):
    with pytest.raises(RuleBroken, match="not_allowed"):
        minutes.minutes(db, approved, by=getattr(cast, who))


def test_an_educator_writes_only_of_the_meetings_they_draft(db, cast, meeting):
    db.execute("update meeting set drafter_id = ? where id = ?", [cast.davide.id, meeting.id])
    with pytest.raises(RuleBroken, match="not_allowed"):
        minutes_writing.draft(db, meeting.id, by=cast.elena)
    with pytest.raises(RuleBroken, match="not_allowed"):
        minutes_writing.draft(db, meeting.id, by=cast.ivo)


def test_a_meeting_that_is_still_open_is_drafted_but_not_sent(db, cast):
    meeting = told(db, cast, close=False, charts=False)
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    with pytest.raises(RuleBroken, match="meeting_still_open"):
        minutes_approval.send(db, drafted, by=cast.elena)
    holding.close_meeting(db, meeting.id, by=cast.marta)
    minutes_approval.send(db, drafted, by=cast.elena)


def test_every_step_leaves_a_trace_without_the_words(db, cast, approved):
    traces = [row for row in audit.recent(db, by=cast.marta) if row["verb"].startswith("minutes.")]
    assert [row["verb"] for row in reversed(traces)] == ["minutes.draft", "minutes.send", "minutes.approve", "minutes.approve"]
