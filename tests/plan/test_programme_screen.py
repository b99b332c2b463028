"""The programme's screen, through the frame."""

from __future__ import annotations

import pytest

from db.plan import programme
from tests.conftest import words
from tests.plan.test_steering import bring


def test_without_a_year_it_leads_to_the_board(screen, cast):
    at = screen(cast.ivo, "programma")
    assert "No school year is open yet" in words(at)


@pytest.mark.parametrize("who", ["marta", "davide", "elena", "ivo"])
def test_it_tells_what_the_year_is_made_of(screen, db, theatre, cast, who):
    bring(db, theatre, cast, "running")
    at = screen(getattr(cast, who), "programma")
    assert not at.exception
    assert {metric.label: metric.value for metric in at.metric}["Money signed"] == "€1,200.00"
    assert bool([button for button in at.button if button.key == "programme.edit"]) is (who in ("marta", "davide"))


def test_marta_writes_the_aims(screen, db, year, cast):
    at = screen(cast.marta, "programma")
    at.button(key="programme.edit").click().run()
    at.text_area(key="programme.aims").set_value("Più famiglie <b>nuove</b>")
    at.button(key="programme.save").click().run()
    assert "Più famiglie <b>nuove</b>" in words(at).replace("\\", "")
    assert programme.programme(db, year, by=cast.ivo)["version"] == 2


def test_stale_or_too_long_aims_are_refused_and_stay_typed(screen, db, year, cast):
    at = screen(cast.marta, "programma", modifica=1)
    at.text_area(key="programme.aims").set_value("a" * 10_000)
    at.button(key="programme.save").click().run()
    assert "Aims is too long" in at.error[0].value
    programme.aim(db, year, "Di Davide", version=1, by=cast.davide)
    at.text_area(key="programme.aims").set_value("Di Marta")
    at.button(key="programme.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    assert "Di Davide" in at.table[0].value.to_string()
    assert at.text_area(key="programme.aims").value == "Di Marta"


def test_elena_finds_no_form_of_aims(screen, year, cast):
    assert not screen(cast.elena, "programma", modifica=1).text_area
