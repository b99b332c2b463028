"""One session's screen: clashes told while one chooses, all that follow, the rota."""

from __future__ import annotations

from datetime import date, time

import pytest

from db.plan import rota, sessions
from pages.ui import texts
from tests.conftest import TODAY, words
from tests.plan.agreed import signed
from tests.plan.test_following import all_of, made, theatre  # noqa: F401
from tests.plan.test_rota import told


@pytest.fixture(autouse=True)
def in_english():
    """The test picks options by their words, as the screen says them."""
    texts.use("en")
    yield
    texts.use("it")


@pytest.fixture
def kitchen(db, hall, cast):
    """Somebody else in the hall on Thursday 26 November, from 18:00."""
    return sessions.add(db, signed(db, cast, "Cucina insieme"), on_date=date(2026, 11, 26), starts_at="18:00", ends_at="19:30",
                        place_id=hall, leader_id=cast.davide.id, by=cast.marta)


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def tap(at, key):
    return at.button(key=key).click().run()


def refused(at) -> str:
    return at.error[0].value.replace("\\", "").replace("\u2060", "")


def test_a_clash_is_told_while_the_day_is_chosen(screen, db, made, kitchen, cast):  # noqa: F811
    at = screen(cast.marta, "incontro", id=made[0])
    assert not at.error
    at = at.date_input(key=f"session.on_date.{made[0]}").set_value(date(2026, 11, 26)).run()
    assert "Sala grande is taken on 26 Nov 2026, 18:00–19:30: Cucina insieme." in refused(at)
    assert at.button(key="session.do_move").disabled
    at = at.time_input(key=f"session.ends_at.{made[0]}").set_value(time(18, 0)).run()
    assert not at.error and not at.button(key="session.do_move").disabled
    at = tap(at, "session.do_move")
    assert sessions.session(db, made[0], by=cast.marta, today=TODAY)["on_date"] == "2026-11-26"


def test_a_clash_is_told_while_one_session_more_is_chosen(screen, db, theatre, made, kitchen, cast):  # noqa: F811
    at = screen(cast.marta, "attivita", id=theatre)
    at = at.date_input(key="activity_sessions.on_date").set_value(date(2026, 11, 26)).run()
    assert "Cucina insieme" in refused(at) and at.button(key="activity_sessions.add").disabled
    at = at.selectbox(key=f"activity_sessions.{theatre}.place").select_index(0).run()
    assert not at.error
    tap(at, "activity_sessions.add")
    assert len(all_of(db, cast.marta, activity_id=theatre)) == 25


def test_all_following_move_from_the_screen(screen, db, made, cast):  # noqa: F811
    at = screen(cast.marta, "incontro", id=made[0])
    at = at.segmented_control(key=f"session.move_reach.{made[0]}").set_value("all").run()
    assert "Choose what changes" in words(at) and "session.do_move_all" not in keys(at)
    at = at.pills(key=f"session.weekday.{made[0]}").set_value("TH").run()
    assert "Vacanze di Pasqua" in words(at)
    at = tap(at, "session.do_move_all")
    assert not at.exception and not at.error
    assert {date.fromisoformat(row["on_date"]).weekday() for row in all_of(db, cast.marta) if row["state"] == "planned"} == {3}


def test_with_one_clash_the_button_for_all_is_not_there(screen, db, made, kitchen, cast):  # noqa: F811
    at = screen(cast.marta, "incontro", id=made[0])
    at = at.segmented_control(key=f"session.move_reach.{made[0]}").set_value("all").run()
    at = at.pills(key=f"session.weekday.{made[0]}").set_value("TH").run()
    assert "Cucina insieme" in refused(at) and "session.do_move_all" not in keys(at)


def test_all_following_are_cancelled_from_the_screen(screen, db, made, cast):  # noqa: F811
    at = screen(cast.davide, "incontro", id=made[20])
    at = at.segmented_control(key=f"session.cancel_reach.{made[20]}").set_value("all").run()
    at.text_input(key=f"session.reason.{made[20]}").set_value("Lavori <b>in sala</b>")
    at = tap(at, "session.do_cancel")
    assert not at.exception and [row["state"] for row in all_of(db, cast.marta)].count("cancelled") == 4


def test_a_page_that_has_not_seen_a_change_moves_nothing(screen, db, made, cast, hall):  # noqa: F811
    at = screen(cast.marta, "incontro", id=made[0])
    at = at.segmented_control(key=f"session.move_reach.{made[0]}").set_value("all").run()
    at = at.pills(key=f"session.weekday.{made[0]}").set_value("TH").run()
    sessions.move(db, made[0], on_date=date(2026, 11, 25), starts_at="16:30", ends_at="18:30", place_id=None, leader_id=None,
                  sequence=0, by=cast.davide)
    at = tap(at, "session.do_move_all")
    assert "Somebody changed this while you were writing" in words(at)
    assert {row["sequence"] for row in all_of(db, cast.marta)} == {0, 1}


def test_marta_asks_sara_and_takes_her_off(screen, db, made, cast):  # noqa: F811
    at = screen(cast.marta, "incontro", id=made[0])
    at = at.number_input(key=f"session.wanted_{made[0]}").set_value(2).run()
    assert "2 volunteers missing" in words(at)
    at = tap(at, "session.ask_helper")
    assert "Please fill in: Who helps" in refused(at)
    at = at.selectbox(key=f"session.helper.{made[0]}.0").set_value(cast.sara.id).run()
    at = tap(at, "session.ask_helper")
    assert told(db, cast.marta, made[0]) == (2, 2, [("Sara", "open")])
    at = tap(at, f"session.helper_yes_{cast.sara.id}")
    assert "1 volunteer missing" in words(at)
    at = tap(at, f"session.helper_off_{cast.sara.id}")
    assert told(db, cast.marta, made[0]) == (2, 2, [])


def test_ivo_reads_the_rota_and_changes_nothing(screen, db, made, cast):  # noqa: F811
    rota.want(db, made[0], 2, by=cast.marta)
    rota.put(db, made[0], cast.sara.id, by=cast.marta)
    at = screen(cast.ivo, "incontro", id=made[0])
    assert "2 volunteers missing" in words(at) and "Sara" in words(at)
    assert not {key for key in keys(at) if key and "helper" in key}


def test_behind_the_curtain_nobody_on_the_rota_is_named(screen, db, made, cast):  # noqa: F811
    rota.want(db, made[0], 2, by=cast.marta)
    rota.put(db, made[0], cast.sara.id, by=cast.marta)
    at = screen(cast.marta, "incontro", id=made[0])
    at = at.get_by_key("header.curtain").set_value(True).run()
    assert "2 volunteers missing" in words(at) and "Sara" not in words(at)


def test_the_whole_activity_asks_for_volunteers(screen, db, theatre, made, cast):  # noqa: F811
    at = screen(cast.elena, "attivita", id=theatre)
    at = at.number_input(key=f"activity_sessions.wanted_{theatre}").set_value(3).run()
    assert not at.exception and told(db, cast.marta, made[23])[0] == 3
    assert "3 volunteers missing" in str([button.label for button in at.button])
    assert not [each for each in screen(cast.ivo, "attivita", id=theatre).number_input if "wanted" in each.key]
