"""Who is invited, who came, and the curtain before who came for whom."""

from __future__ import annotations

import pytest

from db.connection import scalar
from db.plan.table import holding, invitees
from tests.plan.table.test_meetings import refused


@pytest.fixture
def invited(db, planned, school, marta) -> int:
    return invitees.invite(db, planned, organisation_id=school, by=marta)


def test_organisations_and_people_are_invited_once(db, planned, invited, school, cast, marta):
    invitees.invite(db, planned, account_id=cast.elena.id, by=marta)
    assert [each["name"] for each in invitees.of_meeting(db, planned, by=marta)][-2:] == ["Scuola Orchidee", "Elena"]
    refused("already_invited", invitees.invite, db, planned, organisation_id=school, by=marta)
    refused("already_invited", invitees.invite, db, planned, account_id=cast.elena.id, by=marta)
    offered = invitees.invitable(db, planned, by=marta)
    assert school not in [row["id"] for row in offered["organisations"]]
    assert cast.elena.id not in [row["id"] for row in offered["accounts"]]


@pytest.mark.parametrize("who", [{"organisation_id": 999}, {"account_id": 999}, {}, {"organisation_id": 1, "account_id": 1}])
def test_nobody_else_can_be_invited(db, planned, marta, who):
    refused("unknown_choice", invitees.invite, db, planned, **who, by=marta)


def test_an_invitation_is_taken_back_until_presence_is_said(db, running, invited, marta):
    invitees.mark(db, invited, "present", role="dirigente", represented_by="Rosa B.", by=marta)
    refused("meeting_has_begun", invitees.take_back, db, invited, by=marta)
    invitees.mark(db, invited, None, by=marta)
    invitees.take_back(db, invited, by=marta)
    assert "Scuola Orchidee" not in [each["name"] for each in invitees.of_meeting(db, running, by=marta)]


def test_behind_the_curtain_nobody_reads_or_writes_who_came_for_whom(db, planned, invited, marta, behind_curtain):
    invitees.mark(db, invited, "present", role="genitore", represented_by="Rosa B.", by=marta)
    assert "Rosa" not in str(invitees.of_meeting(db, planned, by=behind_curtain(marta)))
    refused("curtain_drawn", invitees.mark, db, invited, "present", represented_by="Anna C.", by=behind_curtain(marta))
    invitees.mark(db, invited, "excused", by=behind_curtain(marta))
    assert scalar(db, "select represented_by from meeting_invitee where id = :id", id=invited) == "Rosa B."


@pytest.mark.parametrize(("given", "key"), [
    ({"presence": "late"}, "unknown_choice"), ({"presence": "present", "role": "x" * 10_000}, "too_long"),
    ({"presence": "present", "represented_by": "x" * 10_000}, "too_long"),
])
def test_what_is_no_presence_is_refused(db, invited, marta, given, key):
    refused(key, invitees.mark, db, invited, **given, by=marta)


def test_elena_invites_nobody_to_a_meeting_that_is_not_hers(db, planned, invited, cast):
    refused("not_allowed", invitees.invite, db, planned, account_id=cast.sara.id, by=cast.elena)
    refused("not_allowed", invitees.mark, db, invited, "present", by=cast.elena)


def test_presence_may_be_said_after_the_meeting(db, running, invited, marta):
    holding.close_meeting(db, running, by=marta)
    invitees.mark(db, invited, "absent", by=marta)
    refused("meeting_is_over", invitees.invite, db, running, account_id=marta.id, by=marta)
