"""Two proposals become one: the other is dropped with a link, both histories stay, and it can be undone."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from db import audit
from db.connection import IntegrityError, connect
from db.plan import activities, enrolments, signatures
from db.rules import RuleBroken
from tests.plan.test_activities import refusal
from tests.plan.test_enrolments import amina  # noqa: F401
from tests.plan.test_steering import bring

VERSIONS = {1: 1, 2: 1}


@pytest.fixture
def market(db, year, cast):
    return activities.propose(db, {"title": "Mercatino", "kind": "other", "purpose": "Vestiti che passano di mano",
                                   "school_year": year, "leads": [1]}, by=cast.marta)


@pytest.fixture
def swap(db, market, year, cast):
    return activities.propose(db, {"title": "Scambio di giochi", "kind": "other", "purpose": "Giochi per tutti",
                                   "school_year": year, "leads": [1]}, by=cast.elena)


def seen(db, by, id):
    return activities.activity(db, id, by=by)


def test_the_merged_one_is_dropped_with_a_link_and_both_histories_stay(db, market, swap, cast):
    activities.revise(db, swap, {"idea": "Un tavolo per classe"}, version=1, by=cast.elena)
    activities.merge(db, market, swap, versions={market: 1, swap: 2}, by=cast.davide)
    gone, stays = seen(db, cast.ivo, swap), seen(db, cast.ivo, market)
    assert (gone["state"], gone["merged_into"]) == ("dropped", {"id": market, "title": "Mercatino"})
    assert stays["merged"] == [{"id": swap, "title": "Scambio di giochi", "purpose": "Giochi per tutti"}]
    assert (stays["state"], stays["version"], stays["purpose"]) == ("proposed", 1, "Vestiti che passano di mano")
    assert [version["version"] for version in activities.history(db, swap, by=cast.ivo)] == [2, 1]
    trace = audit.recent(db, by=cast.marta, subject=f"activity:{swap}")[0]
    assert (trace["verb"], trace["who"], trace["facts"]) == ("activities.merge", "Davide", {"into": market, "version": 2})


def test_a_discussed_proposal_takes_one_in_and_one_may_be_merged_on(db, market, swap, year, cast):
    activities.discuss(db, market, by=cast.marta)
    activities.merge(db, market, swap, versions=VERSIONS, by=cast.marta)
    feast = activities.propose(db, {"title": "Festa", "kind": "festival", "school_year": year}, by=cast.marta)
    activities.merge(db, feast, market, versions={market: 1, feast: 1}, by=cast.marta)
    assert [each["title"] for each in seen(db, cast.ivo, feast)["merged"]] == ["Mercatino"]
    assert [each["title"] for each in seen(db, cast.ivo, market)["merged"]] == ["Scambio di giochi"]


def test_taking_it_up_again_undoes_the_merge(db, market, swap, cast):
    activities.merge(db, market, swap, versions=VERSIONS, by=cast.marta)
    activities.reopen(db, swap, by=cast.davide)
    assert (seen(db, cast.ivo, swap)["state"], seen(db, cast.ivo, swap)["merged_into"]) == ("under_discussion", None)
    assert seen(db, cast.ivo, market)["merged"] == []


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_only_coordinators_merge(db, market, swap, cast, who):
    assert refusal(activities.merge, db, market, swap, versions=VERSIONS, by=getattr(cast, who)).key == "not_allowed"
    assert refusal(activities.mergeable, db, seen(db, cast.marta, market), by=getattr(cast, who)).key == "not_allowed"


@pytest.mark.parametrize("turned", [False, True])
def test_what_somebody_has_signed_is_merged_neither_way(db, market, swap, cast, turned):
    signatures.sign(db, market, version=1, by=cast.marta)
    into, other = (swap, market) if turned else (market, swap)
    refused = refusal(activities.merge, db, into, other, versions=VERSIONS, by=cast.davide)
    assert (refused.key, refused.facts) == ("merge_not_signed", {"title": "Mercatino"})
    signatures.sign(db, market, version=1, by=cast.davide)
    assert refusal(activities.merge, db, into, other, versions=VERSIONS, by=cast.davide).key == "merge_not_signed"
    assert activities.mergeable(db, seen(db, cast.marta, market), by=cast.marta) == []
    assert activities.mergeable(db, seen(db, cast.marta, swap), by=cast.marta) == []


@pytest.mark.parametrize("state", ["closed", "dropped"])
def test_what_is_over_is_not_merged(db, theatre, market, cast, state):
    bring(db, theatre, cast, state)
    for pair in ((theatre, market), (market, theatre)):
        refused = refusal(activities.merge, db, *pair, versions={theatre: 1, market: 1}, by=cast.marta)
        assert refused.key in ("merge_only_proposals", "merge_not_signed")


@pytest.mark.parametrize(("into", "other", "versions", "key"), [
    (1, 1, {1: 1}, "merge_with_itself"), (1, 999, VERSIONS, "not_found"), (999, 1, VERSIONS, "not_found"),
    (1, 2, {}, "merge_just_changed"), (1, 2, {1: 1, 2: 7}, "merge_just_changed"), (1, 2, {1: 0, 2: 1}, "merge_just_changed"),
])
def test_what_makes_no_sense_is_refused_and_nothing_is_written(db, market, swap, marta, into, other, versions, key):
    assert refusal(activities.merge, db, into, other, versions=versions, by=marta).key == key
    assert db["activity_merge"].count == 0 and seen(db, marta, swap)["state"] == "proposed"


def test_nobody_enrolled_is_lost_in_a_merge(db, market, swap, cast, amina):  # noqa: F811
    enrolments.enrol(db, swap, amina, date(2026, 11, 20), by=cast.marta)
    assert refusal(activities.merge, db, market, swap, versions=VERSIONS, by=cast.marta).key == "merge_has_begun"
    activities.merge(db, swap, market, versions=VERSIONS, by=cast.marta)


def test_two_who_merge_each_into_the_other_at_once_one_wins(db, casa_file, market, swap, cast):
    start, outcomes = threading.Barrier(2), []

    def merge(into, other, by):
        own = connect(casa_file)
        start.wait()
        try:
            outcomes.append(activities.merge(own, into, other, versions=VERSIONS, by=by))
        except RuleBroken as refused:
            outcomes.append(refused.key)
        finally:
            own.close()

    threads = [threading.Thread(target=merge, args=args) for args in ((market, swap, cast.marta), (swap, market, cast.davide))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["None", "merge_only_proposals"]
    assert sorted(seen(db, cast.ivo, each)["state"] for each in (market, swap)) == ["dropped", "proposed"]


def test_the_tables_hold_it_too(db, market, swap, marta):
    insert = "insert into activity_merge values (2, 1, 1, 1, null, '2026-11-23T10:00:00Z')"
    with pytest.raises(IntegrityError, match="only_proposals_merge"):
        db.execute(insert)
    activities.merge(db, market, swap, versions=VERSIONS, by=marta)
    with pytest.raises(IntegrityError, match="merged_stays_dropped"):
        db.execute("update activity set state = 'proposed' where id = 2")
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute("update activity_merge set into_id = 1")
