"""Signing in, staying signed in, and being signed out."""

from __future__ import annotations

import pytest

from db.office import accounts, sign_ins
from db.rules import RuleBroken
from tests.conftest import PASSWORD, words


def test_the_right_password_opens(db, marta):
    assert accounts.check_password(db, "MARTA@casa.example ", PASSWORD) == marta.id


def test_a_wrong_password_and_an_unknown_email_are_the_same_refusal(db):
    for email in ("marta@casa.example", "nobody@casa.example"):
        with pytest.raises(RuleBroken) as refused:
            accounts.check_password(db, email, "wrong")
        assert refused.value.key == "wrong_password"


def test_five_wrong_tries_lock_even_the_right_password(db):
    for _ in range(4):
        with pytest.raises(RuleBroken, match="wrong_password"):
            accounts.check_password(db, "marta@casa.example", "wrong")
    with pytest.raises(RuleBroken, match="account_locked"):
        accounts.check_password(db, "marta@casa.example", "wrong")
    with pytest.raises(RuleBroken, match="account_locked") as refused:
        accounts.check_password(db, "marta@casa.example", PASSWORD)
    assert 1 <= refused.value.facts["minutes"] <= 11


def test_a_revoked_sign_in_is_nobody(db, marta):
    token = sign_ins.open_for(db, marta.id)
    assert sign_ins.person_at(db, sign_ins.hash_of(token)) == marta
    sign_ins.close(db, sign_ins.hash_of(token))
    assert sign_ins.person_at(db, sign_ins.hash_of(token)) is None


def test_the_frame_shows_nothing_to_a_stranger(screen):
    at = screen(None)
    assert not at.exception
    assert "You are signed out." in words(at)
    assert not at.title


def test_a_revoked_sign_in_sees_nothing_at_its_next_tap(screen, db, marta):
    at = screen(marta, "io")
    assert at.title[0].value == "My account"
    db.execute("update sign_in set revoked_at = '2026-01-01T00:00:00Z'")
    at.run()
    assert not at.title


def test_another_sign_in_gets_nothing_of_what_was_typed_in_a_session(screen, cast):
    at = screen(cast.marta, "nuclei")
    at.text_input(key="households.search").set_value("Amina Benali").run()
    assert at.session_state["households.search"] == "Amina Benali"
    screen(cast.davide)  # from here on the browser has Davide's cookie, and Marta's session id
    at.run()
    assert at.session_state["households.search"] == ""


def test_everyone_of_the_cast_opens_their_own_account(screen, cast):
    for by in cast.everyone():
        at = screen(by, "io")
        assert at.title[0].value == "My account" and not at.exception


def test_ivo_may_not_see_the_accounts(screen, ivo):
    at = screen(ivo, "account")
    assert "Your role does not allow this" in words(at)
    assert "marta@casa.example" not in words(at)


def test_the_last_coordinator_stays(db, marta, davide):
    theirs = accounts.account(db, davide.id, by=davide)
    with pytest.raises(RuleBroken, match="last_coordinator"):
        accounts.revise(db, davide.id, display_name="Davide", role="viewer", active=True, version=theirs["version"], by=davide)


def test_a_coordinator_leaves_the_other_signer_alone(db, marta, davide):
    with pytest.raises(RuleBroken, match="not_allowed"):
        accounts.set_password(db, davide.id, "another password", by=marta)
