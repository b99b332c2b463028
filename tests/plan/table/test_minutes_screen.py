"""The screens of decisions, action items and minutes, through the frame."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.connection import rows
from db.plan.table import actions, comments, decisions, frozen, minutes, minutes_approval, minutes_writing
from pages.plan.table import pdf
from pages.ui import texts
from tests.conftest import TODAY, words
from tests.plan.table.told_meeting import told

MARKUP = "<img src=x onerror=alert(1)> [x](http://y) **no** أمينة 🎭"


@pytest.fixture(autouse=True)
def english():
    texts.use("en")
    yield
    texts.use("it")


@pytest.fixture
def meeting(db, cast):
    return told(db, cast)


def keys(at) -> set[str]:
    return {each.key for kind in ("button", "text_area", "text_input", "selectbox") for each in at.get(kind)}


def test_decisions_are_listed_and_filtered(screen, cast, meeting):
    at = screen(cast.ivo, "decisioni")
    assert [each.key for each in at.button if each.key.startswith("decisions.open")] == [
        f"decisions.open-{id}" for id in reversed(meeting.decisions)]
    at.get_by_key("decisions.only").set_value("open").run()
    assert [each.key for each in at.button if each.key.startswith("decisions.open")] == [f"decisions.open-{meeting.decisions[1]}"]


def test_without_a_decision_the_way_to_the_table_is_shown(screen, cast):
    assert "decisions.table" in keys(screen(cast.marta, "decisioni"))


def test_each_side_approves_a_decision_with_one_tap_and_only_its_own(screen, db, cast, meeting):
    second = meeting.decisions[1]
    for by in (cast.marta, cast.davide):
        screen(by, "decisioni", id=second).get_by_key("decision.approve").click().run()
    assert decisions.decision(db, second, by=cast.ivo)["state"] == "approved"
    assert "decision.approve" not in keys(screen(cast.marta, "decisioni", id=second))


@pytest.mark.parametrize("who", ["ivo", "elena"])
def test_who_does_not_sign_has_no_button_to_approve(screen, cast, meeting, who):
    assert "decision.approve" not in keys(screen(getattr(cast, who), "decisioni", id=meeting.decisions[1]))


def test_then_stands_beside_now_with_the_difference_in_words(screen, db, cast, meeting):
    at = screen(cast.ivo, "decisioni", id=meeting.decisions[0])
    said = words(at)
    assert "**Then**" in said and "**Now**" in said and "27 then, 27 now: as many" in said.replace("\\", "")


def test_a_chart_is_frozen_with_one_form_and_its_picture_is_kept(screen, db, cast, meeting):
    at = screen(cast.marta, "decisioni", id=meeting.decisions[1])
    at.get_by_key("freeze.chart").set_value("by_weekday")
    at.get_by_key("freeze.send").click().run()
    kept = frozen.of_decision(db, meeting.decisions[1], by=cast.marta)
    assert [(each["chart"], each["picture"][:4]) for each in kept] == [("by_weekday", b"\x89PNG")]
    assert "Presenze per nome" in kept[0]["definition"] and not at.exception
    assert "freeze.send" not in keys(screen(cast.ivo, "decisioni", id=meeting.decisions[1]))


def test_a_due_decision_is_reviewed_and_an_empty_review_is_refused(screen, db, cast, meeting, monkeypatch):
    monkeypatch.setenv("TELAIO_TODAY", (TODAY + timedelta(100)).isoformat())
    at = screen(cast.davide, "decisioni", id=meeting.decisions[0])
    at.get_by_key("review.send").click().run()
    assert "What came of it" in at.error[0].value
    at.get_by_key("review.text").set_value(MARKUP)
    at.get_by_key("review.outcome").set_value("change")
    at.get_by_key("review.send").click().run()
    assert [row["outcome"] for row in rows(db, "select outcome from decision_review")] == ["change"]
    assert not at.exception and "\\<img" in words(at)


def test_actions_show_what_is_late_and_are_done_with_one_tap(screen, db, cast, meeting, monkeypatch):
    monkeypatch.setenv("TELAIO_TODAY", (TODAY + timedelta(10)).isoformat())
    at = screen(cast.davide, "impegni")
    assert sum("**late**" in each.value for each in at.markdown) == 1
    assert [each.value for each in at.header] == ["Davide", "Comune di Rozzano"]
    at.get_by_key(f"actions.done-{meeting.actions[0]}").click().run()
    assert actions.action(db, meeting.actions[0], today=TODAY, by=cast.marta)["state"] == "done"
    assert "done 23 Nov 2026" in words(at).replace("\\", "")


@pytest.mark.parametrize(("typed", "owner", "due", "said"), [
    ("", True, 3, "What is to be done"), ("a" * 10_000, True, 3, "500"), (MARKUP, False, 3, "Who takes it on"),
    ("Ok", True, -1, "over already")])
def test_a_bad_action_is_refused_in_words_and_nothing_is_written(screen, db, cast, typed, owner, due, said):
    at = screen(cast.marta, "impegni")
    at.get_by_key("actions.text-0").set_value(typed)
    if owner:
        at.get_by_key("actions.owner-0").set_value(("owner_account_id", cast.sara.id))
    at.get_by_key("actions.due-0").set_value(TODAY + timedelta(due))
    at.get_by_key("actions.send").click().run()
    assert said in at.error[0].value.replace("\\", "")
    assert not actions.listed(db, today=TODAY, by=cast.marta)


def test_dropping_asks_why(screen, db, cast, meeting):
    at = screen(cast.marta, "impegni")
    at.get_by_key(f"actions.do_drop-{meeting.actions[0]}").click().run()
    assert at.error and actions.action(db, meeting.actions[0], today=TODAY, by=cast.marta)["state"] == "open"
    at.get_by_key(f"actions.reason-{meeting.actions[0]}").set_value("Non serve più")
    at.get_by_key(f"actions.do_drop-{meeting.actions[0]}").click().run()
    assert actions.action(db, meeting.actions[0], today=TODAY, by=cast.marta)["reason"] == "Non serve più"


@pytest.mark.parametrize("who", ["sara", "nadia", "ivo"])
def test_what_one_took_on_stands_at_the_foot_of_ones_home_and_nobody_elses(screen, db, cast, meeting, who):
    by = getattr(cast, who)
    assert "Chiedere la palestra" not in words(screen(by))
    mine = actions.assign(db, text="Portare le sedie", due_on=TODAY, owner_account_id=by.id, today=TODAY, by=cast.marta)
    at = screen(by)
    assert "Portare le sedie" in words(at)
    at.get_by_key(f"mine.done-{mine}").click().run()
    assert "Portare le sedie" not in words(at) and not at.exception


def test_today_shows_the_actions_of_ones_organisation(screen, cast, meeting):
    assert "Scrivere alle famiglie" in words(screen(cast.marta, "oggi"))
    assert "Scrivere alle famiglie" not in words(screen(cast.davide, "oggi"))


def test_minutes_are_drafted_mended_sent_commented_and_approved(screen, db, cast, meeting):
    at = screen(cast.elena, "verbale", riunione=meeting.id)
    at.get_by_key("minutes.draft").click().run()
    drafted = minutes.of_meeting(db, meeting.id, by=cast.elena)[0]["id"]
    at.get_by_key("part.opening.text-1").set_value(MARKUP)
    at.get_by_key("part.opening.save").click().run()
    at.get_by_key("minutes.send").click().run()
    assert not at.exception and "\\<img" in words(at)
    at = screen(cast.davide, "verbale", id=drafted)
    at.get_by_key("part.decisions.comment-0").set_value("Aggiungiamo la data?")
    at.get_by_key("part.decisions.comment.send").click().run()
    word = comments.of_minutes(db, drafted, by=cast.davide)[0]["id"]
    assert "minutes.approve" not in keys(at)
    at.get_by_key(f"comment.settle-{word}").click().run()
    at.get_by_key("minutes.approve").click().run()
    screen(cast.marta, "verbale", id=drafted).get_by_key("minutes.approve").click().run()
    assert minutes.minutes(db, drafted, by=cast.ivo)["state"] == "approved"
    at = screen(cast.marta, "verbale", id=drafted)
    assert "part.opening.save" not in keys(at)
    at.get_by_key("minutes.why").set_value("Un refuso.")
    at.get_by_key("minutes.do_correct").click().run()
    assert [each["version"] for each in minutes.of_meeting(db, meeting.id, by=cast.marta)] == [2, 1]


def test_a_page_that_another_has_written_over_is_told_and_keeps_what_was_typed(screen, db, cast, meeting):
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    at = screen(cast.elena, "verbale", id=drafted)
    minutes_writing.write(db, drafted, "opening", "Di Marta.", revision=1, by=cast.marta)
    at.get_by_key("part.opening.text-1").set_value("Di Elena.")
    at.get_by_key("part.opening.save").click().run()
    assert "Somebody changed this" in at.error[0].value.replace("\\", "")
    assert minutes.shown(minutes.minutes(db, drafted, by=cast.marta), "opening") == "Di Marta."


def test_approving_a_page_that_has_changed_since_is_refused(screen, db, cast, meeting):
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    minutes_approval.send(db, drafted, by=cast.elena)
    at = screen(cast.davide, "verbale", id=drafted)
    minutes_writing.write(db, drafted, "opening", "Una cosa che Davide non ha letto.", revision=1, by=cast.elena)
    at.get_by_key("minutes.approve").click().run()
    assert "have just changed" in at.error[0].value and not minutes.minutes(db, drafted, by=cast.davide)["approvals"]


def test_ivo_opens_minutes_only_once_they_are_approved(screen, db, cast, meeting):
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    assert "not ready yet" in words(screen(cast.ivo, "verbale", riunione=meeting.id))
    at = screen(cast.ivo, "verbale", id=drafted)
    assert "Il teatro continua" not in words(at)
    minutes_approval.send(db, drafted, by=cast.elena)
    for by in (cast.marta, cast.davide):
        minutes_approval.approve(db, drafted, revision=1, by=by)
    at = screen(cast.ivo, "verbale", id=drafted)
    assert "Il teatro continua" in words(at) and "minutes.correct" not in keys(at)


@pytest.mark.parametrize("who", ["sara", "nadia"])
def test_who_is_not_of_the_table_opens_neither_decisions_nor_minutes(screen, db, cast, meeting, who):
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    for path, id in (("verbale", drafted), ("decisioni", meeting.decisions[0]), ("impegni", "")):
        said = words(screen(getattr(cast, who), path, id=id))
        assert "Your role does not allow this" in said and "teatro" not in said


def test_without_libreoffice_one_line_says_so(screen, db, cast, meeting, monkeypatch):
    drafted = minutes_writing.draft(db, meeting.id, by=cast.elena)
    monkeypatch.setattr(pdf, "converter", lambda: None)
    at = screen(cast.marta, "verbale", id=drafted)
    assert "LibreOffice" in words(at) and "minutes.make_pdf" not in keys(at)


@pytest.mark.parametrize("path", ["verbale", "decisioni"])
@pytest.mark.parametrize("id", ["999999", "abc", "-1"])
def test_an_address_that_leads_nowhere_says_so(screen, cast, path, id):
    at = screen(cast.marta, path, id=id)
    assert not at.exception and "Something went wrong" not in words(at)
