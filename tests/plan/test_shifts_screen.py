"""Turni: a volunteer sees the own shifts and where somebody is missing, and no name of a family."""

from __future__ import annotations

from datetime import date

import pytest

from db.plan import rota, sessions
from tests.conftest import words
from tests.plan.test_rota import kitchen, session, theatre, told  # noqa: F401


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def test_with_nothing_to_do_sara_is_thanked(screen, cast, session):  # noqa: F811
    assert "Nothing is asked of you" in words(screen(cast.sara, "turni"))


def test_sara_offers_herself_and_thinks_again(screen, db, session, cast):  # noqa: F811
    rota.want(db, session, 2, by=cast.marta)
    at = screen(cast.sara, "turni")
    assert "2 volunteers missing" in words(at)
    at = at.button(key=f"shifts.offer_{session}").click().run()
    assert "Thank you!" in words(at).replace("\\", "") and told(db, cast.marta, session)[1] == 1
    at = at.button(key=f"shifts.no_{session}").click().run()
    assert "you cannot come" in words(at) and told(db, cast.marta, session)[2] == [("Sara", "no")]
    at.button(key=f"shifts.yes_{session}").click().run()
    assert told(db, cast.marta, session)[2] == [("Sara", "yes")]


def test_a_question_comes_first_and_is_answered_by_a_tap(screen, db, session, cast):  # noqa: F811
    rota.put(db, session, cast.sara.id, by=cast.marta)
    at = screen(cast.sara, "turni")
    assert "1 question for you" in words(at)
    at.button(key=f"shifts.yes_{session}").click().run()
    assert told(db, cast.marta, session)[2] == [("Sara", "yes")]


def test_a_place_taken_meanwhile_is_said(screen, db, session, cast):  # noqa: F811
    rota.want(db, session, 1, by=cast.marta)
    at = screen(cast.sara, "turni")
    rota.put(db, session, cast.davide.id, by=cast.marta, said="yes")
    at = at.button(key=f"shifts.offer_{session}").click().run()
    assert told(db, cast.marta, session)[1:] == (0, [("Davide", "yes")]) and not at.exception


def test_elena_sees_what_she_leads_and_what_is_cancelled_says_why(screen, db, session, cast):  # noqa: F811
    assert "you lead it" in words(screen(cast.elena, "turni"))
    sessions.cancel(db, session, "<b>Neve</b>", sequence=0, by=cast.marta)
    at = screen(cast.elena, "turni")
    assert "Cancelled: <b>Neve</b>" in words(at).replace("\\", "") and f"shifts.no_{session}" not in keys(at)


@pytest.mark.parametrize("who", ["marta", "davide", "nadia", "aldo", "ivo"])
def test_who_is_no_volunteer_has_no_shifts(screen, cast, session, who):  # noqa: F811
    assert "Your role does not allow this" in words(screen(getattr(cast, who), "turni"))


def test_today_says_who_is_missing(screen, db, theatre, hall, cast):  # noqa: F811
    now = sessions.add(db, theatre, on_date=date(2026, 11, 23), starts_at="16:30", ends_at="18:30", place_id=hall, leader_id=None,
                       by=cast.marta)
    assert "missing" not in words(screen(cast.sara, "oggi"))
    rota.want(db, now, 2, by=cast.marta)
    assert "2 volunteers missing" in words(screen(cast.sara, "oggi"))
