"""Action items: an owner, a day, and whether it is done."""

from __future__ import annotations

from datetime import date

import pytest

from db.connection import IntegrityError
from db.plan.table import actions
from tests.conftest import TODAY
from tests.plan.table.bad_words import ODD
from tests.plan.table.test_meetings import refused

DUE = date(2026, 12, 1)


@pytest.fixture
def given(db, running, points, marta, davide) -> int:
    return actions.assign(db, text="Chiedere la palestra", owner_account_id=davide.id, due_on=DUE, meeting_id=running,
                          item_id=points[0], by=marta)


def test_an_action_has_an_owner_and_a_day(db, running, given, marta):
    [one] = actions.of_meeting(db, running, today=TODAY, by=marta)
    assert (one["owner"], one["due_on"], one["overdue"], one["state"]) == ("Davide", "2026-12-01", 0, "open")
    assert actions.of_meeting(db, running, today=date(2026, 12, 2), by=marta)[0]["overdue"] == 1


def test_an_organisation_may_own_one(db, running, school, marta):
    new = actions.assign(db, text="Aprire la palestra", owner_organisation_id=school, due_on=DUE, meeting_id=running, by=marta)
    assert actions.action(db, new, today=TODAY, by=marta)["owner"] == "Scuola Orchidee"


@pytest.mark.parametrize(("change", "key"), [
    ({"owner_account_id": None}, "action_without_owner"), ({"owner_organisation_id": 1}, "action_of_two_owners"),
    ({"owner_account_id": 999}, "unknown_choice"), ({"text": ""}, "missing"), ({"text": "x" * 10_000}, "too_long"),
    ({"due_on": None}, "missing"), ({"due_on": date(3000, 1, 1)}, "out_of_range"), ({"activity_id": 999}, "unknown_choice"),
    ({"item_id": 999}, "not_found"), ({"meeting_id": 999}, "not_found"),
])
def test_what_nobody_can_take_on_is_refused(db, running, marta, davide, change, key):
    fields = {"text": "x", "owner_account_id": davide.id, "due_on": DUE, "meeting_id": running, **change}
    refused(key, actions.assign, db, **fields, by=marta)
    assert db["action_item"].count == 0


@pytest.mark.parametrize("text", ODD)
def test_words_are_kept_as_they_are(db, running, davide, marta, text):
    new = actions.assign(db, text=text, owner_account_id=davide.id, due_on=DUE, by=marta)
    assert actions.action(db, new, today=TODAY, by=marta)["text"] == text


def test_done_says_when_and_only_once(db, given, davide, marta):
    actions.done(db, given, by=davide)
    now = actions.action(db, given, today=TODAY, by=marta)
    assert now["state"] == "done" and now["done_at"]
    refused("action_is_over", actions.done, db, given, by=davide)
    refused("action_is_over", actions.drop, db, given, "no", by=marta)


def test_dropped_says_why(db, given, marta):
    refused("missing", actions.drop, db, given, "", by=marta)
    actions.drop(db, given, "La palestra è chiusa", by=marta)
    assert actions.action(db, given, today=TODAY, by=marta)["reason"] == "La palestra è chiusa"


def test_each_owner_sees_their_own_the_first_due_first(db, given, cast):
    late = actions.assign(db, text="Prima", owner_account_id=cast.davide.id, due_on=date(2026, 11, 1), by=cast.marta)
    found = actions.of_owner(db, account_id=cast.davide.id, today=TODAY, by=cast.davide)
    assert [(row["id"], row["overdue"]) for row in found] == [(late, 1), (given, 0)]
    actions.done(db, late, by=cast.davide)
    assert [row["id"] for row in actions.of_owner(db, account_id=cast.davide.id, today=TODAY, by=cast.davide)] == [given]
    assert [row["id"] for row in actions.of_owner(db, account_id=cast.davide.id, today=TODAY, by=cast.davide, over=True)] == [late]


def test_sara_finishes_her_own_and_no_other(db, given, cast):
    hers = actions.assign(db, text="Sedie", owner_account_id=cast.sara.id, due_on=DUE, by=cast.marta)
    assert [row["id"] for row in actions.of_owner(db, account_id=cast.sara.id, today=TODAY, by=cast.sara)] == [hers]
    refused("not_allowed", actions.of_owner, db, account_id=cast.davide.id, today=TODAY, by=cast.sara)
    refused("not_allowed", actions.done, db, given, by=cast.sara)
    actions.done(db, hers, by=cast.sara)


def test_ivo_gives_nobody_anything_to_do(db, running, cast):
    refused("not_allowed", actions.assign, db, text="x", owner_account_id=cast.davide.id, due_on=DUE, by=cast.ivo)


def test_elena_takes_something_on_herself(db, cast):
    actions.assign(db, text="x", owner_account_id=cast.elena.id, due_on=DUE, by=cast.elena)
    refused("not_allowed", actions.assign, db, text="x", owner_account_id=cast.davide.id, due_on=DUE, by=cast.elena)


def test_the_tables_know_one_owner_and_lose_no_action(db, given, school):
    for sql in ("delete from action_item", "update action_item set owner_organisation_id = :school",
                "update action_item set state = 'done'"):
        with pytest.raises(IntegrityError):
            db.execute(sql, {"school": school})
