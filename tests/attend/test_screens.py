"""Oggi and Appello through the frame: who sees what, and that odd titles and addresses do no harm."""

from __future__ import annotations

import json
import re

import pytest

from db.attend import attendance
from db.office import sign_ins
from tests.attend.theatre import TODAY
from tests.conftest import words


def component(at) -> dict | None:
    """The data that the roll call was given."""
    found = at.get("bidi_component")
    return next((json.loads(each.proto.json) for each in found if each.proto.component_name == "telaio_roll_call"), None)


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def test_a_volunteer_sees_today_and_opens_a_register(db, theatre, screen, sara):
    attendance.mark(db, theatre.today, theatre.people["Amina B."], True, by=sara, today=TODAY)
    at = screen(sara, "oggi")
    assert "Monday 23 November 2026" in words(at)
    assert "1/6" in words(at)
    assert "Amina" not in words(at)
    assert f"today.open_{theatre.today}" in keys(at)
    assert f"today.open_{theatre.cancelled}" not in keys(at)
    assert not at.date_input
    at.button(key=f"today.open_{theatre.today}").click().run()
    assert component(at)["marks"] == {str(theatre.people["Amina B."]): True}


def test_today_is_where_a_volunteer_lands(theatre, screen, sara):
    assert f"today.open_{theatre.today}" in keys(screen(sara))


def test_a_volunteer_is_kept_from_yesterday(theatre, screen, sara):
    assert "today's registers only" in words(screen(sara, "oggi", giorno="2026-11-22"))
    at = screen(sara, "appello", id=theatre.yesterday)
    assert "today's registers only" in words(at)
    assert component(at) is None
    assert f"today.write_{theatre.yesterday}" not in keys(screen(sara, "oggi"))


def test_a_coordinator_picks_a_day_and_writes_what_was_forgotten(theatre, screen, marta):
    at = screen(marta, "oggi")
    assert at.date_input
    at.button(key=f"today.write_{theatre.yesterday}").click().run()
    assert "Not today's" in words(at)
    assert component(at)["name"] == f"real.{theatre.yesterday}"
    assert f"today.open_{theatre.yesterday}" in keys(screen(marta, "oggi", giorno="2026-11-22"))


@pytest.mark.parametrize("path", ["oggi", "appello"])
@pytest.mark.parametrize("who", ["ivo", "nadia", "aldo"])
def test_who_may_not_is_told(theatre, screen, cast, path, who):
    at = screen(getattr(cast, who), path, id=theatre.today)
    assert "Your role does not allow this" in words(at)
    assert "teatro" not in words(at)
    assert component(at) is None


def test_behind_the_curtain_today_has_no_register_to_open(db, theatre, screen, cast, monkeypatch):
    opened = sign_ins.open_for

    def curtained(db, account_id, **more):
        token = opened(db, account_id, **more)
        sign_ins.draw_curtain(db, sign_ins.hash_of(token), True, by=cast.marta)
        return token

    attendance.mark(db, theatre.today, theatre.people["Amina B."], True, by=cast.marta, today=TODAY)
    monkeypatch.setattr(sign_ins, "open_for", curtained)
    at = screen(cast.marta, "oggi")
    assert f"today.open_{theatre.today}" not in keys(at)
    assert "not shown" in words(at) and "1/6" not in words(at)
    at = screen(cast.marta, "appello", id=theatre.today)
    assert component(at) is None
    assert "shared screen" in words(at)


@pytest.mark.parametrize("asked", [{}, {"id": "abc"}, {"id": "999"}, {"id": "-1"}, {"id": "9" * 30}])
def test_an_address_of_no_register_says_so(theatre, screen, marta, asked):
    at = screen(marta, "appello", **asked)
    assert not at.exception
    assert "not here any more" in words(at)


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-45", "9" * 10_000, "<img>"])
def test_a_day_that_is_none_is_today(theatre, screen, marta, day):
    at = screen(marta, "oggi", giorno=day)
    assert not at.exception
    assert "Monday 23 November 2026" in words(at)


def test_an_empty_day_says_so_kindly(db, screen, marta, sara):
    assert "No sessions today." in words(screen(sara, "oggi"))
    assert "No sessions on this day." in words(screen(marta, "oggi", giorno="2026-08-15"))


@pytest.mark.parametrize("title", ["<img src=x onerror=alert(1)>", "[qui](http://x) **b** :smile:", "$x^2$ # a", "أمينة", "👩‍👧"])
def test_a_title_is_never_markup(db, theatre, screen, marta, title):
    db.execute("update activity set title = ?", [title])
    for at in (screen(marta, "oggi"), screen(marta, "appello", id=theatre.today)):
        assert not at.exception
        said = words(at)
        assert "](http" not in said
        assert not re.search(r"(?<!\\)<img", said)
        assert ":smile:" not in said


def test_a_cancelled_register_is_locked(theatre, screen, marta):
    at = screen(marta, "appello", id=theatre.cancelled)
    assert "cancelled" in words(at)
    assert component(at)["locked"] is True


def test_the_tablet_gets_its_words_in_its_language_and_no_fact_is_left_open(theatre, screen, sara):
    said = component(screen(sara, "appello", language="it", id=theatre.today))["words"]
    assert said["kept_many"] == "Non c’è rete: {n} segni tenuti su questo tablet"
    assert said["reasons"]["session_cancelled"] == "Nel frattempo l’incontro è stato annullato."
    assert [key for key, reason in said["reasons"].items() if "{" in reason] == ["other"]
