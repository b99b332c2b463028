"""The table's screens, through the frame."""

from __future__ import annotations

import re
from datetime import date

import pytest

from db.plan.table import actions, agenda, decisions, floor, holding, invitees, meetings, votes
from pages.ui import texts
from tests.conftest import words
from tests.plan.table.bad_words import ODD


@pytest.fixture(autouse=True)
def in_english():
    texts.use("en")
    yield
    texts.use("it")


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def said(at) -> str:
    """Everything on the screen, labels of buttons too, without Markdown's backslashes."""
    return (words(at) + "\n" + "\n".join(button.label for button in at.button)).replace("\\", "").replace("\u2060", "")


def test_marta_calls_a_meeting_and_is_led_to_its_agenda(screen, db, hall, cast):
    at = screen(cast.marta, "tavolo")
    assert "No meeting is planned. Call the next one" in said(at)
    at.button(key="meetings.new").click().run()
    at.selectbox(key="meeting.place").select(hall)
    at.button(key="meeting.send").click().run()
    assert not at.exception and db["meeting"].count == 1
    assert "Meeting 1 of 2026/27" in said(screen(cast.marta, "tavolo"))


def test_what_cannot_be_a_meeting_leaves_the_form_filled(screen, db, cast):
    at = screen(cast.marta, "tavolo", nuova=1)
    at.text_input(key="meeting.link").input("javascript:alert(1)")
    at.button(key="meeting.send").click().run()
    assert "must begin with https://" in said(at) and at.text_input(key="meeting.link").value == "javascript:alert(1)"
    assert db["meeting"].count == 0


def test_ivo_looks_on_and_changes_nothing(screen, planned, points, cast):
    assert "meetings.new" not in keys(screen(cast.ivo, "tavolo"))
    at = screen(cast.ivo, "riunione", id=planned)
    assert "Mercatino" in said(at)
    assert not [key for key in keys(at) if key and key.startswith(("agenda.", "invited.", "meeting.edit", "meeting.table"))]


def test_the_agenda_is_prepared_by_taps(screen, db, planned, points, theatre, cast, marta):
    at = screen(cast.marta, "riunione", id=planned)
    at.button(key=f"agenda.up-{points[2]}").click().run()
    at.button(key=f"agenda.off-{points[0]}").click().run()
    at.button(key=f"proposed.activity-{theatre}").click().run()
    at.text_input(key="agenda.title-0").input("Varie")
    at.button(key="agenda.send").click().run()
    assert [item["title"] for item in agenda.of_meeting(db, planned, by=marta)] == [
        "Estate", "Mercatino", "Laboratorio di teatro", "Varie"]


def test_a_tap_on_an_old_agenda_is_refused_with_both_orders(screen, db, planned, points, cast, marta, davide):
    at = screen(cast.marta, "riunione", id=planned)
    agenda.move(db, points[2], 1, agenda_version=4, by=davide)
    at.button(key=f"agenda.down-{points[0]}").click().run()
    assert "Somebody changed this while you were writing" in said(at)
    assert [item["title"] for item in agenda.of_meeting(db, planned, by=marta)] == ["Estate", "Bilancio", "Mercatino"]
    at.run()
    at.button(key=f"agenda.down-{points[0]}").click().run()
    assert [item["title"] for item in agenda.of_meeting(db, planned, by=marta)] == ["Estate", "Mercatino", "Bilancio"]


def test_too_many_minutes_are_said_beforehand(screen, db, planned, points, cast, marta):
    agenda.revise(db, points[2], title="Estate", minutes=120, version=1, by=marta)
    assert "30′ too many" in said(screen(cast.marta, "riunione", id=planned))


@pytest.mark.parametrize("text", ODD)
def test_what_people_typed_is_shown_as_it_is(screen, db, running, cast, marta, text):
    agenda.add(db, running, kind="subject", title=text, by=marta)
    decisions.decide(db, meeting_id=running, item_id=None, text=text, dissent=text, by=marta)
    for path in ("riunione", "tavolo-aperto"):
        at = screen(cast.marta, path, id=running)
        assert not at.exception and said(at).count(text) >= 2
        drawn = "\n".join(element.value for element in [*at.markdown, *at.title, *at.caption])
        assert "[link](" not in drawn and not re.search(r"(?<!\\)<img", drawn)


def test_presence_is_said_by_one_tap_and_an_old_page_writes_over_nothing(screen, db, running, cast, marta, davide):
    first = invitees.of_meeting(db, running, by=marta)[0]["id"]
    at = screen(cast.marta, "riunione", id=running)
    at.get_by_key(f"invited.presence-{first}-unsaid").set_value("present").run()
    assert invitees.of_meeting(db, running, by=marta)[0]["presence"] == "present"
    invitees.mark(db, first, "excused", by=davide)
    at.run()
    assert invitees.of_meeting(db, running, by=marta)[0]["presence"] == "excused"


def test_called_off_on_its_screen(screen, db, planned, cast, marta):
    at = screen(cast.marta, "riunione", id=planned)
    at.text_input(key="meeting.reason").input("Neve")
    at.button(key="meeting.do_cancel").click().run()
    assert meetings.meeting(db, planned, by=marta)["state"] == "cancelled" and "Called off: Neve" in said(at)


def test_at_the_table_the_curtain_is_drawn_by_itself(screen, db, running, cast):
    screen(cast.marta, "tavolo-aperto", id=running)
    assert db.execute("select max(shared_screen) from sign_in where account_id = ?", [cast.marta.id]).fetchone()[0] == 1


def test_the_meeting_is_opened_and_led_from_the_table(screen, db, planned, points, cast, marta):
    at = screen(cast.marta, "tavolo-aperto", id=planned)
    at.button(key="table.open").click().run()
    at.button(key="table.next").click().run()
    assert "Bilancio" in at.title[0].value and "10′ left" in said(at)
    at.button(key="table.park").click().run()
    at.button(key=f"table.item-{points[2]}").click().run()
    assert [item["state"] for item in agenda.of_meeting(db, planned, by=marta)] == ["parked", "waiting", "on"]
    at.button(key="table.close").click().run()
    assert meetings.meeting(db, planned, by=marta)["state"] == "held"


def test_next_pressed_after_somebody_else_says_whose_turn_it_is(screen, db, running, points, cast, davide):
    at = screen(cast.marta, "tavolo-aperto", id=running)
    floor.go_on(db, running, seen=points[0], by=davide)
    at.button(key="table.next").click().run()
    assert "now it is the turn of “Mercatino”" in said(at)
    at.button(key="table.next").click().run()
    assert "Estate" in at.title[0].value


def test_decide_assign_and_approve_at_the_table(screen, db, running, points, cast, marta):
    at = screen(cast.marta, "tavolo-aperto", id=running)
    at.button(key="table.decide").click().run()
    at.button(key="table.panel_send").click().run()
    assert "Please fill in: Decision" in said(at)
    at.text_area(key="table.decision").input("Si apre alle 16.")
    at.button(key="table.panel_send").click().run()
    [decision] = decisions.of_meeting(db, running, by=marta)
    assert decision["agenda_item_id"] == points[0] and "table.panel_send" not in keys(at)
    at.button(key=f"table.approve-{decision['id']}").click().run()
    assert list(decisions.decision(db, decision["id"], by=marta)["approvals"]) == ["municipality"]
    at.button(key="table.assign").click().run()
    at.text_input(key="table.action").input("Chiedere le chiavi")
    at.button(key="table.panel_send").click().run()
    assert "Who takes it on?" in said(at) and at.text_input(key="table.action").value == "Chiedere le chiavi"
    at.selectbox(key="table.owner").select(("owner_organisation_id", cast.davide.organisation_id))
    at.button(key="table.panel_send").click().run()
    assert db["action_item"].count == 1 and "Chiedere le chiavi" in said(at)


def test_a_decision_belongs_to_the_point_it_was_begun_on(screen, db, running, points, cast, marta, davide):
    at = screen(cast.marta, "tavolo-aperto", id=running)
    at.button(key="table.decide").click().run()
    floor.go_on(db, running, seen=points[0], by=davide)
    at.text_area(key="table.decision").input("Si apre alle 16.")
    at.button(key="table.panel_send").click().run()
    assert decisions.of_meeting(db, running, by=marta)[0]["agenda_item_id"] == points[0]


def test_the_activity_is_signed_at_the_table_for_ones_own_side(screen, db, running, points, theatre, cast, marta):
    item = agenda.add(db, running, kind="activity", activity_id=theatre, by=marta)
    floor.start(db, item, seen=points[0], by=marta)
    at = screen(cast.marta, "tavolo-aperto", id=running)
    at.button(key="table.sign").click().run()
    assert "table.sign" not in keys(at)
    at = screen(cast.davide, "tavolo-aperto", id=running)
    at.button(key="table.sign").click().run()
    assert db["activity"].get(theatre)["state"] == "shared"
    assert "table.sign" not in keys(screen(cast.elena, "tavolo-aperto", id=running))


def test_a_vote_is_put_counted_and_shown_at_the_table(screen, db, running, points, cast, marta):
    at = screen(cast.marta, "tavolo-aperto", id=running)
    at.button(key="table.vote").click().run()
    at.button(key="table.panel_send").click().run()
    [question] = votes.of_meeting(db, running, by=marta)
    assert question["state"] == "open" and "0 votes" in said(at)
    assert "table.vote_show" not in keys(at)
    at.button(key="table.vote_close").click().run()
    at.button(key="table.vote_show").click().run()
    assert votes.of_meeting(db, running, by=marta)[0]["state"] == "shown" and "phones voted" in said(at)


def test_a_chart_on_the_table_is_drawn_and_kept_in_the_decision(screen, db, running, points, cast, marta):
    at = screen(cast.marta, "riunione", id=running)
    at.button(key="agenda.chart_send").click().run()
    item = agenda.of_meeting(db, running, by=marta)[-1]
    floor.start(db, item["id"], seen=points[0], by=marta)
    at = screen(cast.marta, "tavolo-aperto", id=running)
    assert not at.exception and "Something went wrong" not in said(at)
    at.button(key="table.decide").click().run()
    at.text_area(key="table.decision").input("Avanti così.")
    at.button(key="table.panel_send").click().run()
    assert db["frozen_chart"].count == 1


@pytest.mark.parametrize("who", ["elena", "ivo"])
def test_who_follows_sees_the_table_and_has_no_keys(screen, running, cast, who):
    at = screen(getattr(cast, who), "tavolo-aperto", id=running)
    assert "Bilancio" in at.title[0].value
    assert not {"table.next", "table.decide", "table.park", "table.close", "table.open"} & keys(at)


def test_sara_does_not_see_the_table(screen, running, cast):
    at = screen(cast.sara, "tavolo-aperto", id=running)
    assert "Your role does not allow this" in said(at) and "Bilancio" not in said(at)


def test_who_came_for_whom_is_on_no_shared_screen(screen, db, running, school, cast, marta, behind_curtain):
    invitees.mark(db, invitees.invite(db, running, organisation_id=school, by=marta), "present", represented_by="Rosa B.", by=marta)
    assert "Rosa B." in said(screen(cast.marta, "riunione", id=running))
    at = screen(cast.marta, "tavolo-aperto", id=running)
    assert "Rosa" not in said(at)


def test_what_came_of_it_stands_on_the_meetings_page(screen, db, running, cast, marta):
    decisions.decide(db, meeting_id=running, item_id=None, text="Si apre.", by=marta)
    actions.assign(db, text="Chiavi", owner_account_id=cast.davide.id, due_on=date(2026, 11, 30), meeting_id=running, by=marta)
    holding.close_meeting(db, running, by=marta)
    at = screen(cast.davide, "riunione", id=running)
    assert "Si apre." in said(at) and "Chiavi" in said(at)


