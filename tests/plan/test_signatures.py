"""Two signatures make an activity shared, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.connection import IntegrityError, opened
from db.plan import activities, signatures
from db.rules import RuleBroken
from tests.conftest import TODAY
from tests.plan.test_activities import refusal


def state(db, activity_id) -> str:
    return db.execute("select state from activity where id = ?", [activity_id]).fetchone()[0]


def test_marta_then_davide_make_it_shared(db, theatre, marta, davide):
    assert signatures.sign(db, theatre, version=1, by=marta) == "under_discussion"
    standing = signatures.standing(db, theatre, by=davide)
    assert (standing["municipality"]["who"], standing["partner"]) == ("Marta", None)
    assert signatures.sign(db, theatre, version=1, by=davide) == "shared"
    assert signatures.standing(db, theatre, by=marta)["partner"]["who"] == "Davide"
    assert state(db, theatre) == "shared"


def test_davide_then_marta_as_well(db, theatre, marta, davide):
    assert signatures.sign(db, theatre, version=1, by=davide) == "under_discussion"
    assert signatures.sign(db, theatre, version=1, by=marta) == "shared"


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_nobody_else_signs(db, theatre, cast, who):
    assert refusal(signatures.sign, db, theatre, version=1, by=getattr(cast, who)).key == "not_allowed"
    assert db["signature"].count == 0


def test_a_coordinator_of_neither_organisation_does_not_sign(db, theatre, marta):
    assert refusal(signatures.sign, db, theatre, version=1, by=replace(marta, side=None)).key == "not_a_signer"


def test_sara_does_not_read_who_signed(db, theatre, sara, ivo):
    assert refusal(signatures.standing, db, theatre, by=sara).key == "not_allowed"
    assert signatures.standing(db, theatre, by=ivo) == {"municipality": None, "partner": None}


def test_a_side_signs_once(db, theatre, marta):
    signatures.sign(db, theatre, version=1, by=marta)
    refused = refusal(signatures.sign, db, theatre, version=1, by=marta)
    assert (refused.key, refused.facts["who"]) == ("already_signed", "Marta")


def test_a_signature_on_a_version_that_has_just_changed_is_refused(db, theatre, marta, davide):
    signatures.sign(db, theatre, version=1, by=marta)
    activities.revise(db, theatre, {"budget_cents": 5}, version=1, by=marta)
    assert refusal(signatures.sign, db, theatre, version=1, by=davide).key == "version_just_changed"
    assert state(db, theatre) == "under_discussion"


def test_nobody_signs_what_nobody_leads(db, theatre, marta):
    activities.revise(db, theatre, {"leads": []}, version=1, by=marta)
    assert refusal(signatures.sign, db, theatre, version=2, by=marta).key == "nobody_leads"


def test_what_was_dropped_is_not_signed(db, theatre, marta):
    activities.drop(db, theatre, "Rinviato", by=marta, today=TODAY)
    assert refusal(signatures.sign, db, theatre, version=1, by=marta).key == "activity_is_over"


def test_two_hands_at_once_sign_once_each(db, casa_file, theatre, marta, davide):
    with opened(casa_file) as other:
        signatures.sign(other, theatre, version=1, by=davide)
        assert refusal(signatures.sign, db, theatre, version=1, by=davide).key == "already_signed"
        assert signatures.sign(db, theatre, version=1, by=marta) == "shared"


def raw(db, sql, *values):
    with pytest.raises(IntegrityError) as refused:
        db.conn.execute(sql, values)
    return str(refused.value)


@pytest.mark.parametrize("wanted", ["shared", "running"])
@pytest.mark.parametrize("signers", [[], ["marta"], ["davide"]])
def test_even_sql_makes_nothing_shared_with_fewer_than_two(db, theatre, cast, wanted, signers):
    for name in signers:
        signatures.sign(db, theatre, version=1, by=getattr(cast, name))
    assert "two_signatures_needed" in raw(db, "update activity set state = ? where id = ?", wanted, theatre)


def test_even_sql_bears_nothing_shared(db, year):
    assert "two_signatures_needed" in raw(
        db, "insert into activity (school_year, title, kind, state, created_at) values (?, 'x', 'other', 'shared', '')", year)


def sign_by_sql(db, activity_id, version, side, account) -> None:
    db.conn.execute("insert into signature values (?, ?, ?, ?, '2026-11-23T10:00:00Z')", [activity_id, version, side, account])


def test_even_sql_signs_only_for_the_own_side_and_as_a_coordinator(db, theatre, cast):
    for side, who in [("municipality", cast.davide), ("partner", cast.marta), ("partner", cast.elena), ("partner", cast.ivo)]:
        with pytest.raises(IntegrityError, match="signature_of_another_side"):
            sign_by_sql(db, theatre, 1, side, who.id)
    sign_by_sql(db, theatre, 1, "partner", cast.davide.id)


def test_even_sql_signs_only_the_version_of_now(db, theatre, marta):
    activities.revise(db, theatre, {"title": "Teatro"}, version=1, by=marta)
    with pytest.raises(IntegrityError, match="signature_on_an_old_version"):
        sign_by_sql(db, theatre, 1, "municipality", marta.id)


@pytest.fixture
def shared(db, theatre, marta, davide) -> int:
    """Theatre, signed by both."""
    signatures.sign(db, theatre, version=1, by=marta)
    signatures.sign(db, theatre, version=1, by=davide)
    return theatre


@pytest.mark.parametrize(("sql", "why"), [
    ("update activity set title = 'altro' where id = ?", "new_version_needed"),
    ("update activity set budget_cents = 1 where id = ?", "new_version_needed"),
    ("update activity set version = 2 where id = ?", "two_signatures_needed"),
    ("update activity set version = 2, title = 'altro' where id = ?", "two_signatures_needed"),
    ("delete from activity_organisation where activity_id = ?", "new_version_needed"),
    ("update activity_organisation set part = 'involved' where activity_id = ?", "new_version_needed"),
    ("insert into activity_organisation values (?, 1, 'leads')", "new_version_needed"),
    ("delete from signature where activity_id = ?", "append_only"),
    ("update signature set version = 2 where activity_id = ?", "append_only"),
    ("update activity_version set content = '{}' where activity_id = ?", "append_only"),
    ("delete from activity_version where activity_id = ?", "append_only"),
    ("insert or replace into signature select * from signature where activity_id = ?", "append_only"),
])
def test_what_is_shared_is_not_touched_below_the_verbs(db, shared, sql, why):
    assert why in raw(db, sql, shared)
    assert state(db, shared) == "shared"


def test_an_old_version_does_not_come_back_with_its_signatures(db, shared, marta):
    activities.revise(db, shared, {"title": "Teatro"}, version=1, by=marta)
    assert "history_is_append_only" in raw(db, "update activity set version = 1, state = 'shared' where id = ?", shared)


def test_signing_and_sharing_are_one(db, theatre, marta, davide, monkeypatch):
    signatures.sign(db, theatre, version=1, by=marta)
    monkeypatch.setattr(signatures.audit, "note", lambda *a, **k: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError):
        signatures.sign(db, theatre, version=1, by=davide)
    assert state(db, theatre) == "under_discussion"
    assert db["signature"].count == 1


def test_a_refusal_travels_whole():
    import pickle

    assert pickle.loads(pickle.dumps(RuleBroken("already_signed", who="Marta"))).facts == {"who": "Marta"}
