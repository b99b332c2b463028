"""Votes: one a phone a question, counted at once, shown when the facilitator says so."""

from __future__ import annotations

import pytest

from db.connection import IntegrityError
from db.plan.table import ballots, holding, votes
from tests.plan.table.bad_words import ODD
from tests.plan.table.test_meetings import refused

PHONE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def thumbs(db, running, points, marta) -> int:
    return votes.put_and_open(db, running, item_id=points[0], text="Lo facciamo?", by=marta)


@pytest.fixture
def dots(db, running, marta) -> int:
    return votes.put_and_open(db, running, item_id=None, text="Dove?", kind="dots", options=["Giardino", "Sala", "Cortile"],
                              by=marta)


def options(db, meeting, question) -> list[int]:
    return [option["id"] for option in ballots.on_the_table(db, meeting, PHONE)["options"]]


def seen(db, running, question, by) -> dict:
    return next(each for each in votes.of_meeting(db, running, by=by) if each["id"] == question)


def test_the_number_is_known_at_once_and_the_result_only_when_shown(db, running, thumbs, marta):
    [yes] = options(db, running, thumbs)
    assert ballots.cast(db, running, thumbs, PHONE, {yes: 1}) == "counted"
    assert ballots.cast(db, running, thumbs, OTHER, {yes: -1}) == "counted"
    now = seen(db, running, thumbs, marta)
    assert now["votes"] == 2 and "up" not in now["options"][0]
    refused("vote_is_open", votes.show_result, db, thumbs, by=marta)
    votes.close_vote(db, thumbs, by=marta)
    assert "up" not in seen(db, running, thumbs, marta)["options"][0]
    votes.show_result(db, thumbs, by=marta)
    result = seen(db, running, thumbs, marta)["options"][0]
    assert (result["up"], result["level"], result["down"]) == (1, 0, 1)


def test_a_second_vote_takes_the_place_of_the_first(db, running, thumbs, marta):
    [yes] = options(db, running, thumbs)
    assert [ballots.cast(db, running, thumbs, PHONE, {yes: weight}) for weight in (1, 1, -1)] == ["counted", "same", "changed"]
    assert ballots.on_the_table(db, running, PHONE)["mine"] == {yes: -1}
    assert seen(db, running, thumbs, marta)["votes"] == 1


def test_after_the_vote_nothing_is_counted(db, running, thumbs, marta):
    [yes] = options(db, running, thumbs)
    votes.close_vote(db, thumbs, by=marta)
    refused("vote_is_closed", ballots.cast, db, running, thumbs, PHONE, {yes: 1})
    votes.open_vote(db, thumbs, by=marta)
    ballots.cast(db, running, thumbs, PHONE, {yes: 1})
    votes.close_vote(db, thumbs, by=marta)
    votes.show_result(db, thumbs, by=marta)
    refused("vote_is_closed", ballots.cast, db, running, thumbs, OTHER, {yes: 1})
    refused("question_not_closed", votes.open_vote, db, thumbs, by=marta)


def test_dots_lie_where_one_likes_up_to_their_number(db, running, dots, marta):
    garden, hall, yard = options(db, running, dots)
    refused("too_many_dots", ballots.cast, db, running, dots, PHONE, {garden: 3, yard: 1})
    refused("vote_not_complete", ballots.cast, db, running, dots, PHONE, {garden: 0})
    refused("vote_not_complete", ballots.cast, db, running, dots, PHONE, {999: 2})
    ballots.cast(db, running, dots, PHONE, {garden: 2, yard: 1})
    ballots.cast(db, running, dots, OTHER, {garden: 1, hall: 0})
    votes.close_vote(db, dots, by=marta)
    votes.show_result(db, dots, by=marta)
    assert [option["dots"] for option in seen(db, running, dots, marta)["options"]] == [3, 0, 1]


def test_a_thumb_is_up_level_or_down(db, running, thumbs):
    [only] = options(db, running, thumbs)
    for weights in ({}, {only: 2}, {only: -2}):
        refused("vote_not_complete", ballots.cast, db, running, thumbs, PHONE, weights)


@pytest.mark.parametrize(("given", "key"), [
    ({"text": ""}, "missing"), ({"text": "x" * 10_000}, "too_long"), ({"text": "x", "kind": "stars"}, "unknown_choice"),
    ({"text": "x", "kind": "dots", "options": ["a"]}, "too_few_options"),
    ({"text": "x", "kind": "dots", "options": ["a", "a"]}, "too_few_options"),
    ({"text": "x", "options": [str(n) for n in range(13)]}, "too_many_options"),
    ({"text": "x", "options": ["x" * 10_000]}, "too_long"),
    ({"text": "x", "kind": "dots", "options": ["a", "b"], "dots": 11}, "out_of_range"),
])
def test_what_cannot_be_asked_is_refused_whole(db, running, marta, given, key):
    refused(key, votes.put_and_open, db, running, item_id=None, **given, by=marta)
    assert db["question"].count == db["question_option"].count == 0


@pytest.mark.parametrize("text", ODD)
def test_answers_are_kept_as_they_are(db, running, marta, text):
    votes.put(db, running, item_id=None, text=text, options=[text, "no"], by=marta)
    [question] = votes.of_meeting(db, running, by=marta)
    assert (question["text"], question["options"][0]["text"]) == (text, text)


def test_one_vote_is_open_at_a_time(db, running, thumbs, marta):
    refused("another_vote_is_open", votes.put_and_open, db, running, item_id=None, text="E poi?", by=marta)
    assert len(votes.of_meeting(db, running, by=marta)) == 1


def test_closing_the_meeting_closes_the_vote(db, running, thumbs, marta):
    [yes] = options(db, running, thumbs)
    holding.close_meeting(db, running, by=marta)
    refused("vote_is_closed", ballots.cast, db, running, thumbs, PHONE, {yes: 1})
    assert ballots.on_the_table(db, running, PHONE) is None
    refused("meeting_not_open", votes.show_result, db, thumbs, by=marta)


def test_a_question_of_another_meeting_is_not_here(db, running, thumbs):
    refused("not_found", ballots.cast, db, running + 1, thumbs, PHONE, {1: 1})


@pytest.mark.parametrize("who", ["elena", "ivo", "sara"])
def test_who_does_not_hold_the_meeting_opens_no_vote(db, running, thumbs, cast, who):
    for verb in (votes.open_vote, votes.close_vote, votes.show_result):
        refused("not_allowed", verb, db, thumbs, by=getattr(cast, who))


def test_no_vote_leads_back_to_a_phone(db, running, thumbs, marta):
    [yes] = options(db, running, thumbs)
    ballots.cast(db, running, thumbs, PHONE, {yes: 1})
    votes.close_vote(db, thumbs, by=marta)
    second = votes.put_and_open(db, running, item_id=None, text="E questo?", by=marta)
    ballots.cast(db, running, second, PHONE, {options(db, running, second)[0]: 1})
    keys = [row["device_key"] for row in db.query("select device_key from ballot")]
    assert len(set(keys)) == 2 and PHONE not in keys
    assert not [row for row in db.query("select facts from audit where verb = 'votes.cast'") if row["facts"] != "{}"]


def test_the_tables_count_a_phone_once_and_only_while_the_vote_is_open(db, running, thumbs, marta):
    ballots.cast(db, running, thumbs, PHONE, {options(db, running, thumbs)[0]: 1})
    with pytest.raises(IntegrityError):
        db.execute("insert into ballot (question_id, device_key, cast_at) select question_id, device_key, 'x' from ballot")
    votes.close_vote(db, thumbs, by=marta)
    with pytest.raises(IntegrityError, match="vote_is_closed"):
        db.execute("insert into ballot (question_id, device_key, cast_at) values (?, ?, 'x')", [thumbs, "c" * 64])
