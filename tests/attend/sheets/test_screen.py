"""Importa un foglio presenze, through the frame: upload, glance, answer, confirm, take back."""

from __future__ import annotations

import pytest
from streamlit.util import calc_hash

from db.connection import scalar
from pages.ui import texts
from tests.attend.sheets.making import csv_of, signed
from tests.attend.theatre import person
from tests.conftest import words

SHEET = [
    ["Laboratorio di teatro"],
    ["Cognome e nome", "01-10", "08-10", "15-10", "22-10"],
    ["Rossi Dario", "P", "A", "P", ""],
    ["Haddad Omar", "P", "P", "G", ""],
    ["Totale presenti", "2", "1", "1", ""],
]
STEPS = [("go_on", {}), ("go_year", {"year": 2025}), ("go_held", {}), ("go_names", {"names": "surname_first"})]


@pytest.fixture
def opened(screen, cast, monkeypatch):
    """The screen with this file chosen: AppTest has no uploader of its own, so what it hands over is handed over."""
    from pages.ui import upload

    def choose(data: bytes, by=None):
        monkeypatch.setattr(upload, "one_file", lambda label, key: data)
        return screen(by or cast.marta, "importa-foglio")

    return choose


def press(at, key: str, chosen: dict | None = None):
    """Chooses, then presses; the address is kept as a browser keeps it."""
    texts.use("en")  # a radio's options are said in the language of whoever asks
    for name, value in (chosen or {}).items():
        at.radio(key=f"import_sheet.{name}").set_value(value)
    at.button(key=f"import_sheet.{key}").click()
    at._page_hash = calc_hash("importa-foglio")
    return at.run()


def walked(at):
    for key, chosen in STEPS:
        at = press(at, key, chosen)
        assert not at.exception
    return at


def test_glance_answer_confirm_and_take_back(db, cast, opened):
    signed(db, cast, "Laboratorio di teatro")
    at = opened(csv_of(SHEET))
    assert "This is what I understood" in words(at)
    assert {metric.label: metric.value for metric in at.metric}["People"] == "2"
    at = walked(at)
    assert {metric.label: metric.value for metric in at.metric} == {
        "Present": "4",
        "Excused absences": "1",
        "Absent": "1",
        "New people": "2",
        "People here already": "0",
        "New sessions": "3",
        "Sessions here already": "0",
    }
    assert scalar(db, "select count(*) from attendance") == 0 and scalar(db, "select count(*) from person") == 0
    at = press(at, "import")
    assert "The sheet is in" in words(at)
    assert scalar(db, "select count(*) from attendance") == 6
    at = press(at, "undo")
    assert "Taken back" in words(at)
    assert scalar(db, "select count(*) from attendance") == 0 and scalar(db, "select count(*) from session") == 0


def test_back_goes_to_the_question_before_and_keeps_the_answers(db, cast, opened):
    signed(db, cast, "Laboratorio di teatro")
    at = walked(opened(csv_of(SHEET)))
    at = press(at, "back")
    assert "Which part is the surname?" in words(at)
    at = press(press(at, "back"), "back")
    assert at.radio(key="import_sheet.year").value == 2025


def test_an_address_does_not_jump_over_an_open_question(db, cast, opened):
    signed(db, cast, "Laboratorio di teatro")
    at = opened(csv_of(SHEET))
    at.query_params["passo"] = "conferma"
    at._page_hash = calc_hash("importa-foglio")
    at.run()
    assert "Which year is it?" in words(at)
    assert not [button for button in at.button if button.key == "import_sheet.import"]


def test_somebody_of_the_same_name_has_to_be_looked_at(db, cast, opened):
    signed(db, cast, "Laboratorio di teatro")
    person(db, "Dario R.")
    at = walked(opened(csv_of(SHEET)))
    assert "Are these people here already?" in words(at)
    at = press(at, "go_who")
    assert {metric.label: metric.value for metric in at.metric}["People here already"] == "1"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"<html></html>", b"latte;pane", b"PK\x03\x04x"])
def test_a_file_that_is_no_register_says_why(cast, opened, data):
    at = opened(data)
    assert at.error and not at.exception


def test_names_are_shown_and_never_obeyed(db, cast, opened):
    signed(db, cast, "Laboratorio di teatro")
    odd = "<img src=x onerror=alert(1)> [qui](http://x)"
    at = opened(csv_of([*SHEET[:3], [odd, "P", "P", "A", ""], *SHEET[3:]]))
    shown = "".join(each.proto.body for each in at.get("html"))
    assert "&lt;img src=x" in shown and "<img" not in shown
    at = walked(at)
    assert not at.exception and "](http" not in words(at)


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_who_may_not_is_told(screen, cast, who):
    assert "Your role does not allow this" in words(screen(getattr(cast, who), "importa-foglio"))


def test_coordinators_find_the_way_from_today_and_others_do_not(db, cast, screen):
    assert "today.import" in {button.key for button in screen(cast.marta, "oggi").button}
    assert "today.import" not in {button.key for button in screen(cast.elena, "oggi").button}
