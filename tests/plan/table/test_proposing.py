"""What proposes itself for an agenda."""

from __future__ import annotations

from datetime import date

from db.plan.table import actions, agenda, decisions, floor, holding, meetings
from db.plan.table.proposing import proposed_items
from tests.plan.table.test_meetings import GIVEN, refused


def proposed(db, meeting, by) -> list[tuple]:
    return [(item["kind"], item["title"]) for item in proposed_items(db, meeting, by=by)]


def test_due_reviews_due_actions_what_was_left_and_what_is_discussed(db, running, points, theatre, hall, marta, davide):
    decisions.decide(db, meeting_id=running, item_id=None, text="Da rivedere", review_on=date(2026, 11, 29), by=marta)
    decisions.decide(db, meeting_id=running, item_id=None, text="Da rivedere più avanti", review_on=date(2027, 1, 1), by=marta)
    actions.assign(db, text="Chiavi", owner_account_id=davide.id, due_on=date(2026, 11, 30), meeting_id=running, by=marta)
    actions.assign(db, text="Più avanti", owner_account_id=davide.id, due_on=date(2026, 12, 24), meeting_id=running, by=marta)
    floor.park(db, running, seen=points[0], by=marta)
    floor.go_on(db, running, seen=points[1], by=marta)
    holding.close_meeting(db, running, by=marta)
    new = meetings.create(db, **GIVEN, place_id=hall, by=marta)
    assert proposed(db, new, marta) == [("decision_review", "Da rivedere"), ("action", "Chiavi"), ("subject", "Bilancio"),
                                        ("activity", "Laboratorio di teatro")]
    for item in proposed_items(db, new, by=marta):
        about = ("kind", "title", "minutes", "activity_id", "action_item_id", "decision_id")
        agenda.add(db, new, **{field: item[field] for field in about}, by=marta)
    assert proposed(db, new, marta) == []


def test_what_is_done_does_not_propose_itself(db, running, hall, marta, davide):
    done = actions.assign(db, text="Chiavi", owner_account_id=davide.id, due_on=date(2026, 11, 24), meeting_id=running, by=marta)
    actions.done(db, done, by=davide)
    new = meetings.create(db, **GIVEN, place_id=hall, by=marta)
    assert proposed(db, new, marta) == []


def test_sara_is_proposed_nothing(db, planned, sara):
    refused("not_allowed", proposed_items, db, planned, by=sara)
