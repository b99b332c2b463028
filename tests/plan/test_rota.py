"""The rota: how many are wanted, who was asked, what they said; nobody at two sessions at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from db import audit
from db.connection import IntegrityError, connect
from db.office import accounts
from db.plan import rota, sessions
from db.rules import MACHINE, RuleBroken
from tests.conftest import TODAY
from tests.plan.agreed import signed
from tests.plan.test_activities import refusal

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def theatre(db, cast, hall):
    return signed(db, cast, place=hall, leader=cast.elena.id)


@pytest.fixture
def session(db, theatre, hall, cast):
    return sessions.add(db, theatre, on_date=WEDNESDAY, starts_at="16:30", ends_at="18:30", place_id=hall, leader_id=cast.elena.id,
                        by=cast.marta)


@pytest.fixture
def kitchen(db, cast):
    """Another activity's session, from 18:00 the same day."""
    other = signed(db, cast, "Cucina insieme")
    return sessions.add(db, other, on_date=WEDNESDAY, starts_at="18:00", ends_at="19:30", place_id=None, leader_id=cast.davide.id,
                        by=cast.marta)


@pytest.fixture
def omar(db, cast):
    """A volunteer of the municipality."""
    return accounts.add(db, email="omar@casa.example", display_name="Omar", role="volunteer",
                        organisation_id=cast.marta.organisation_id, by=MACHINE)


def told(db, by, session):
    found = rota.of_session(db, session, by=by)
    return found["wanted"], found["missing"], [(each["name"], each["said"]) for each in found["helpers"]]


def test_two_are_wanted_sara_is_asked_and_says_yes(db, session, cast):
    rota.want(db, session, 2, by=cast.marta)
    rota.put(db, session, cast.sara.id, by=cast.elena)
    assert told(db, cast.marta, session) == (2, 2, [("Sara", "open")])
    rota.answer(db, session, "yes", by=cast.sara, today=TODAY)
    assert told(db, cast.marta, session) == (2, 1, [("Sara", "yes")])
    assert rota.missing(db, WEDNESDAY, WEDNESDAY, by=cast.ivo) == {session: 1}
    assert sessions.session(db, session, by=cast.ivo, today=TODAY)["missing"] == 1
    verbs = [row["verb"] for row in audit.recent(db, by=cast.marta, subject=f"session:{session}")]
    assert verbs[:3] == ["rota.answer", "rota.put", "rota.want"]


def test_no_leaves_the_place_open_and_one_may_be_asked_again(db, session, cast):
    rota.want(db, session, 1, by=cast.marta)
    rota.put(db, session, cast.sara.id, by=cast.marta)
    rota.answer(db, session, "no", by=cast.sara, today=TODAY)
    assert told(db, cast.marta, session) == (1, 1, [("Sara", "no")])
    rota.put(db, session, cast.sara.id, by=cast.marta, said="yes")
    assert told(db, cast.marta, session) == (1, 0, [("Sara", "yes")])
    rota.take_off(db, session, cast.sara.id, by=cast.marta)
    assert told(db, cast.marta, session) == (1, 1, [])
    for said in ("open", "yes"):  # asked, and the answer came by voice
        rota.put(db, session, cast.sara.id, by=cast.marta, said=said)
    assert told(db, cast.marta, session) == (1, 0, [("Sara", "yes")])


def test_a_volunteer_comes_of_her_own_accord_while_somebody_is_missing(db, session, omar, cast):
    rota.want(db, session, 1, by=cast.marta)
    assert [shift["id"] for shift in rota.open_shifts(db, by=cast.sara, today=TODAY)] == [session]
    rota.offer_myself(db, session, by=cast.sara, today=TODAY)
    assert [(shift["id"], shift["said"]) for shift in rota.my_shifts(db, by=cast.sara, today=TODAY)] == [(session, "yes")]
    assert rota.open_shifts(db, by=cast.sara, today=TODAY) == []
    assert refusal(rota.offer_myself, db, session, by=cast.sara, today=TODAY).key in ("nobody_missing", "already_on_rota")


def test_the_whole_activity_wants_so_many_now_and_later(db, theatre, session, hall, cast):
    gone = sessions.add(db, theatre, on_date=date(2026, 11, 18), starts_at="16:30", ends_at="18:30", place_id=hall, leader_id=None,
                        by=cast.marta)
    assert rota.want_for_all(db, theatre, 3, by=cast.elena, today=TODAY) == 1
    later = sessions.add(db, theatre, on_date=date(2026, 12, 2), starts_at="16:30", ends_at="18:30", place_id=hall, leader_id=None,
                         by=cast.marta)
    assert [told(db, cast.marta, each)[0] for each in (gone, session, later)] == [0, 3, 3]


def test_nobody_helps_at_two_sessions_at_once(db, session, kitchen, cast):
    rota.put(db, session, cast.sara.id, by=cast.marta)
    refused = refusal(rota.put, db, kitchen, cast.sara.id, by=cast.marta)
    assert (refused.key, refused.facts["who"], refused.facts["title"], refused.facts["starts_at"]) == (
        "clash_of_helper", "Sara", "Laboratorio di teatro", "16:30")
    assert refusal(rota.put, db, kitchen, cast.elena.id, by=cast.marta).key == "clash_of_helper"  # she leads the theatre
    assert refusal(rota.put, db, kitchen, cast.davide.id, by=cast.marta).key == "leads_it_already"
    rota.want(db, kitchen, 1, by=cast.marta)
    assert rota.open_shifts(db, by=cast.sara, today=TODAY) == []
    assert refusal(rota.offer_myself, db, kitchen, by=cast.sara, today=TODAY).key == "clash_of_helper"
    rota.answer(db, session, "no", by=cast.sara, today=TODAY)
    rota.offer_myself(db, kitchen, by=cast.sara, today=TODAY)
    assert refusal(rota.answer, db, session, "yes", by=cast.sara, today=TODAY).key == "clash_of_helper"


def test_a_session_does_not_move_onto_another_of_its_helpers(db, session, kitchen, hall, cast):
    slot = {"on_date": WEDNESDAY, "starts_at": "14:00", "ends_at": "16:00", "place_id": hall, "leader_id": cast.elena.id}
    sessions.move(db, session, **slot, sequence=0, by=cast.marta)
    rota.put(db, session, cast.sara.id, by=cast.marta, said="yes")
    rota.put(db, kitchen, cast.sara.id, by=cast.marta)
    refused = refusal(sessions.move, db, session, **{**slot, "starts_at": "17:00", "ends_at": "19:00"}, sequence=1, by=cast.marta)
    assert (refused.key, refused.facts["who"], refused.facts["title"]) == ("clash_of_helper", "Sara", "Cucina insieme")
    refused = refusal(sessions.move, db, kitchen, on_date=WEDNESDAY, starts_at="15:00", ends_at="17:00", place_id=None,
                      leader_id=None, sequence=0, by=cast.marta)
    assert refused.key == "clash_of_helper"


def test_who_helps_elsewhere_is_not_free_to_lead(db, session, kitchen, cast):
    rota.put(db, kitchen, cast.sara.id, by=cast.marta)
    refused = refusal(sessions.move, db, session, on_date=WEDNESDAY, starts_at="16:30", ends_at="18:30", place_id=None,
                      leader_id=cast.sara.id, sequence=0, by=cast.marta)
    assert (refused.key, refused.facts["title"]) == ("clash_of_leader", "Cucina insieme")


def test_who_said_yes_to_another_hour_is_asked_again(db, session, hall, cast):
    rota.put(db, session, cast.sara.id, by=cast.marta, said="yes")
    slot = {"on_date": WEDNESDAY, "starts_at": "16:30", "ends_at": "18:30", "place_id": None, "leader_id": cast.elena.id}
    sessions.move(db, session, **slot, sequence=0, by=cast.marta)
    assert told(db, cast.marta, session)[2] == [("Sara", "yes")]
    sessions.move(db, session, **{**slot, "starts_at": "17:00"}, sequence=1, by=cast.marta)
    assert told(db, cast.marta, session)[2] == [("Sara", "open")]
    sessions.move(db, session, **{**slot, "starts_at": "17:00", "leader_id": cast.sara.id}, sequence=2, by=cast.marta)
    assert told(db, cast.marta, session)[2] == []


def test_a_cancelled_session_misses_nobody_and_holds_nobody(db, session, kitchen, cast):
    rota.want(db, session, 2, by=cast.marta)
    rota.put(db, session, cast.sara.id, by=cast.marta)
    sessions.cancel(db, session, "Neve", sequence=0, by=cast.marta)
    assert rota.missing(db, WEDNESDAY, WEDNESDAY, by=cast.marta) == {}
    assert refusal(rota.answer, db, session, "yes", by=cast.sara, today=TODAY).key == "session_is_cancelled"
    assert refusal(rota.put, db, session, cast.davide.id, by=cast.marta).key == "session_is_cancelled"
    rota.put(db, kitchen, cast.sara.id, by=cast.marta)
    assert refusal(sessions.restore, db, session, sequence=1, by=cast.marta).key == "clash_of_helper"


def test_a_shift_gone_by_is_no_longer_taken_nor_given_up(db, session, cast):
    rota.want(db, session, 2, by=cast.marta)
    late = date(2026, 11, 26)
    assert refusal(rota.offer_myself, db, session, by=cast.sara, today=late).key == "session_gone_by"
    rota.put(db, session, cast.sara.id, by=cast.marta)
    assert refusal(rota.answer, db, session, "no", by=cast.sara, today=late).key == "session_gone_by"
    assert rota.my_shifts(db, by=cast.sara, today=late) == []


@pytest.mark.parametrize(("number", "key"), [(-1, "out_of_range"), (51, "out_of_range"), (2**70, "out_of_range"),
                                             ("due", "bad_number"), (1.5, "bad_number"), (True, "bad_number"),
                                             (None, "bad_number")])
def test_a_number_that_makes_no_sense_is_refused(db, theatre, session, marta, number, key):
    assert refusal(rota.want, db, session, number, by=marta).key == key
    assert refusal(rota.want_for_all, db, theatre, number, by=marta, today=TODAY).key == key
    assert told(db, marta, session)[0] == 0


def test_only_who_leads_or_helps_is_asked(db, session, cast):
    for account in (999, 2**62, cast.ivo.id, cast.nadia.id, cast.aldo.id):
        assert refusal(rota.put, db, session, account, by=cast.marta).key == "unknown_choice"
    db.execute("update account set active = 0 where id = ?", [cast.sara.id])
    assert refusal(rota.put, db, session, cast.sara.id, by=cast.marta).key == "unknown_choice"
    assert refusal(rota.put, db, session, cast.davide.id, by=cast.marta, said="forse").key == "unknown_choice"
    assert refusal(rota.put, db, 999, cast.davide.id, by=cast.marta).key == "not_found"


def test_asked_once_is_enough(db, session, cast):
    rota.put(db, session, cast.sara.id, by=cast.marta)
    assert refusal(rota.put, db, session, cast.sara.id, by=cast.davide).key == "already_on_rota"
    assert cast.sara.id not in [each["id"] for each in rota.helpers(db, session, by=cast.marta)]
    assert refusal(rota.take_off, db, session, cast.davide.id, by=cast.marta).key == "not_found"
    assert refusal(rota.answer, db, session, "yes", by=cast.elena, today=TODAY).key == "not_found"
    assert refusal(rota.answer, db, session, "boh", by=cast.sara, today=TODAY).key == "unknown_choice"


def test_who_closed_their_account_is_missing_again(db, session, cast):
    rota.want(db, session, 1, by=cast.marta)
    rota.put(db, session, cast.sara.id, by=cast.marta, said="yes")
    db.execute("update account set active = 0 where id = ?", [cast.sara.id])
    assert told(db, cast.marta, session)[1] == 1


def test_elena_changes_the_rota_of_what_she_leads_and_of_nothing_else(db, session, kitchen, cast):
    rota.want(db, session, 2, by=cast.elena)
    assert refusal(rota.want, db, kitchen, 2, by=cast.elena).key == "not_allowed"
    assert refusal(rota.put, db, kitchen, cast.sara.id, by=cast.elena).key == "not_allowed"


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo", "ivo"])
def test_who_may_not_changes_no_rota(db, theatre, session, cast, who):
    by = getattr(cast, who)
    for verb, *args in ((rota.want, session, 2), (rota.put, session, cast.sara.id), (rota.take_off, session, cast.sara.id),
                        (rota.helpers, session)):
        assert refusal(verb, db, *args, by=by).key == "not_allowed"
    assert refusal(rota.want_for_all, db, theatre, 2, by=by, today=TODAY).key == "not_allowed"
    assert not rota.may_change(db, theatre, by=by)


@pytest.mark.parametrize("who", ["marta", "nadia", "aldo", "ivo"])
def test_who_is_no_volunteer_takes_no_shift(db, session, cast, who):
    by = getattr(cast, who)
    for verb in (rota.my_shifts, rota.open_shifts):
        assert refusal(verb, db, by=by, today=TODAY).key == "not_allowed"
    assert refusal(rota.offer_myself, db, session, by=by, today=TODAY).key == "not_allowed"
    assert refusal(rota.answer, db, session, "yes", by=by, today=TODAY).key == "not_allowed"


def test_sara_and_the_shared_screen_see_numbers_and_no_names(db, session, omar, cast, behind_curtain):
    rota.want(db, session, 2, by=cast.marta)
    rota.put(db, session, omar, by=cast.marta, said="yes")
    assert told(db, cast.ivo, session) == (2, 1, [("Omar", "yes")])
    for by in (cast.sara, behind_curtain(cast.marta)):
        assert told(db, by, session) == (2, 1, [])
    (open_shift,) = rota.open_shifts(db, by=behind_curtain(cast.sara), today=TODAY)
    assert open_shift["leader"] is None and "Omar" not in str(open_shift)


def test_two_who_offer_for_the_last_place_at_once_one_is_thanked(db, casa_file, session, omar, cast):
    from db.office import sign_ins

    rota.want(db, session, 1, by=cast.marta)
    other = sign_ins.person_at(db, sign_ins.hash_of(sign_ins.open_for(db, omar)))
    start, outcomes = threading.Barrier(2), []

    def offer(by):
        own = connect(casa_file)
        start.wait()
        try:
            outcomes.append(rota.offer_myself(own, session, by=by, today=TODAY))
        except RuleBroken as refused:
            outcomes.append(refused.key)
        finally:
            own.close()

    threads = [threading.Thread(target=offer, args=[by]) for by in (cast.sara, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["None", "nobody_missing"]
    assert told(db, cast.marta, session)[1] == 0


def test_the_tables_hold_it_too(db, session, kitchen, cast):
    rota.put(db, session, cast.sara.id, by=cast.marta)
    insert = "insert into session_helper (session_id, account_id, said, asked_at) values (?, ?, ?, '2026-11-23T10:00:00Z')"
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute(insert, [kitchen, cast.sara.id, "yes"])
    db.execute(insert, [kitchen, cast.sara.id, "no"])
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute("update session_helper set said = 'yes' where session_id = ?", [kitchen])
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute("update session set leader_id = ? where id = ?", [cast.sara.id, kitchen])
    with pytest.raises(IntegrityError, match="session_clashes"):
        db.execute(insert, [session, cast.elena.id, "open"])
    with pytest.raises(IntegrityError, match="leader_is_helper"):
        db.execute("update session set leader_id = ? where id = ?", [cast.sara.id, session])
