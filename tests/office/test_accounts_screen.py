"""Accounts: who gives which, to whom; and what the screen refuses."""

from __future__ import annotations

import pytest

from db.office import accounts, sign_ins
from db.rules import MAY, RuleBroken
from pages.office import permissions
from pages.ui import texts
from tests.conftest import words

LONG = "una prima password"


@pytest.fixture(autouse=True)
def english():
    """The options of a select are looked up outside the screen's run: they speak English there too."""
    texts.use("en")
    yield
    texts.use("it")


def typed(at, key, value):
    next(each for each in [*at.text_input, *at.selectbox] if each.key == key).set_value(value)


def test_marta_adds_an_account_of_her_organisation(screen, cast, db):
    at = screen(cast.marta, "account", nuovo=1)
    for key, value in {"name": "Đorđe 🎈", "email": "dj@casa.example", "organisation": cast.marta.organisation_id,
                       "role": "volunteer", "password": LONG}.items():
        typed(at, f"account.new.{key}", value)
    at.button(key="account.new.save").click().run()
    assert not at.exception and not at.error
    assert accounts.check_password(db, "dj@casa.example", LONG)


@pytest.mark.parametrize(("wrong", "says"), [
    ({"name": ""}, "Please fill in"), ({"email": ""}, "Please fill in"), ({"email": "no at"}, "not complete"),
    ({"email": "marta@casa.example"}, "already an account"), ({"password": "short"}, "at least 10"),
    ({"organisation": None}, "Please fill in: Organisation"), ({"role": None}, "Please fill in: Role"),
])
def test_a_form_that_is_not_complete_adds_nobody(screen, cast, db, wrong, says):
    before = len(accounts.everyone(db, by=cast.marta))
    at = screen(cast.marta, "account", nuovo=1)
    whole = {"name": "Nuova", "email": "nuova@casa.example", "organisation": cast.marta.organisation_id, "role": "viewer",
             "password": LONG}
    for key, value in (whole | wrong).items():
        typed(at, f"account.new.{key}", value)
    at.button(key="account.new.save").click().run()
    assert says in at.error[0].value.replace("\\", "")
    assert len(accounts.everyone(db, by=cast.marta)) == before


@pytest.mark.parametrize(("field", "value"), [("display_name", "x" * 10_000), ("email", "x" * 10_000), ("password", "x" * 10_000),
                                              ("email", "<img@onerror.it>")])
def test_what_is_too_long_or_strange_is_refused(db, marta, field, value):
    whole = {"display_name": "Nuova", "email": "nuova@casa.example", "role": "viewer", "password": LONG,
             "organisation_id": marta.organisation_id}
    with pytest.raises(RuleBroken):
        accounts.add(db, **(whole | {field: value}), by=marta)


def test_a_closed_account_is_out_at_once(screen, cast, db):
    token = sign_ins.hash_of(sign_ins.open_for(db, cast.sara.id))
    at = screen(cast.davide, "account", id=cast.sara.id)
    next(each for each in at.toggle if each.key == f"account.active.{cast.sara.id}").set_value(False)
    at.button(key="account.save").click().run()
    assert not at.exception and not at.error
    assert sign_ins.person_at(db, token) is None


def test_a_new_password_ends_the_sign_ins_and_opens(screen, cast, db):
    token = sign_ins.hash_of(sign_ins.open_for(db, cast.sara.id))
    at = screen(cast.davide, "account", id=cast.sara.id)
    typed(at, "account.password.new", LONG)
    at.button(key="account.password.save").click().run()
    assert not at.error
    assert sign_ins.person_at(db, token) is None
    assert accounts.check_password(db, "sara@casa.example", LONG) == cast.sara.id


def test_the_other_signer_is_left_alone(screen, cast, db):
    at = screen(cast.marta, "account")
    keys = {each.key for each in at.button}
    assert f"accounts.{cast.ivo.id}.change" in keys and f"accounts.{cast.sara.id}.change" not in keys
    at = screen(cast.marta, "account", id=cast.sara.id)
    typed(at, f"account.name.{cast.sara.id}", "Altra")
    at.button(key="account.save").click().run()
    assert "Your role does not allow this" in at.error[0].value


def test_an_administrator_names_no_coordinator(db, cast):
    theirs = accounts.account(db, cast.elena.id, by=cast.aldo)
    with pytest.raises(RuleBroken, match="coordinators_name_coordinators"):
        accounts.revise(db, cast.elena.id, display_name="Elena", role="coordinator", active=True, version=theirs["version"],
                        by=cast.aldo)
    with pytest.raises(RuleBroken, match="coordinators_name_coordinators"):
        accounts.set_password(db, cast.davide.id, LONG, by=cast.aldo)
    with pytest.raises(RuleBroken, match="coordinators_name_coordinators"):
        accounts.add(db, email="n@casa.example", display_name="N", role="coordinator", organisation_id=cast.davide.organisation_id,
                     password=LONG, by=cast.aldo)
    accounts.set_password(db, cast.elena.id, LONG, by=cast.aldo)


def test_a_stale_page_is_refused(screen, cast, db):
    at = screen(cast.davide, "account", id=cast.sara.id)
    accounts.revise(db, cast.sara.id, display_name="Sara di Davide", role="volunteer", active=True, version=1, by=cast.davide)
    typed(at, f"account.name.{cast.sara.id}", "Sara mia")
    at.button(key="account.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    assert accounts.account(db, cast.sara.id, by=cast.davide)["display_name"] == "Sara di Davide"


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "ivo"])
def test_whoever_may_not_sees_no_account(screen, cast, who):
    for query in ({}, {"nuovo": 1}, {"id": cast.marta.id}):
        at = screen(getattr(cast, who), "account", **query)
        assert "Your role does not allow this" in words(at)
        assert "casa.example" not in words(at)


def test_every_permission_is_said_in_words(screen, cast):
    assert set(MAY) <= set(permissions.VERBS)
    assert len(screen(cast.marta, "account").table) == 1


def test_a_password_typed_twice_differently_is_refused(screen, cast):
    at = screen(cast.ivo, "io")
    typed(at, "mine.first", LONG)
    typed(at, "mine.again", LONG + "!")
    at.button(key="mine.change").click().run()
    assert "not the same" in at.error[0].value
