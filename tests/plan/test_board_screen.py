"""The board, through the frame."""

from __future__ import annotations

import pytest

from db.plan import activities
from pages.ui import messages, texts
from tests.conftest import words
from tests.plan.test_steering import bring


@pytest.fixture(autouse=True)
def in_english():
    """The test picks options by their words, as the screen says them."""
    texts.use("en")
    yield
    texts.use("it")


def test_before_the_year_is_open_marta_opens_it_from_the_board(screen, db, cast):
    at = screen(cast.marta, "bacheca")
    assert "2026/27 is not open yet" in words(at)
    at.button(key="board.open_year").click().run()
    assert db["programme"].count == 1
    assert "Propose the first activity" in words(at)
    assert not screen(cast.elena, "bacheca").exception


def test_elena_may_not_open_the_year_and_is_told_who_may(screen, cast):
    at = screen(cast.elena, "bacheca")
    assert "A coordinator opens it." in words(at)
    assert not [button for button in at.button if button.key == "board.open_year"]


def test_a_card_says_what_for_whom_when_and_who_has_still_to_sign(screen, theatre, cast):
    at = screen(cast.ivo, "bacheca")
    said = words(at).replace("\\", "")
    for word in ("every Wednesday 16:30–18:30 until 9 June 2027", "workshop · 6-10, 11-13 years", "Elena",
                 "Comune di Rozzano: signature missing"):
        assert word in said, word


def titles(at) -> list[str]:
    """The cards' titles, as Markdown."""
    return [link.proto.label for link in at.get("page_link") if link.proto.query_string.startswith("id=")]


@pytest.mark.parametrize("state", ["proposed", "under_discussion", "shared", "running", "closed", "dropped"])
def test_every_state_has_its_place(screen, db, theatre, cast, state):
    bring(db, theatre, cast, state)
    at = screen(cast.marta, "bacheca", finite=1)
    assert not at.exception
    assert titles(at) == ["**Laboratorio di teatro**"]


def test_what_is_over_stays_behind_a_toggle(screen, db, theatre, cast):
    bring(db, theatre, cast, "dropped")
    at = screen(cast.marta, "bacheca")
    assert "Nessuna adesione" not in words(at)
    at.toggle(key="board.over").set_value(True).run()
    assert "Nessuna adesione" in words(at)


def test_filters_stand_in_the_address(screen, theatre, cast):
    assert "Nothing fits these filters" in words(screen(cast.marta, "bacheca", tipo="garden"))
    at = screen(cast.marta, "bacheca", tipo="workshop", principio="prevention", ente=2)
    assert titles(at) == ["**Laboratorio di teatro**"]
    at.selectbox(key="board.principio").set_value("linearity").run()
    assert at.query_params["principio"] == "linearity"
    assert titles(at) == []


@pytest.mark.parametrize("query", [{"tipo": "circus"}, {"ente": "<img>"}, {"anno": "1999/00"}, {"principio": "x" * 5000}])
def test_a_filter_nobody_knows_is_left_out(screen, theatre, cast, query):
    at = screen(cast.marta, "bacheca", **query)
    assert not at.exception
    assert titles(at) == ["**Laboratorio di teatro**"]


def propose(at, title="Orto", purpose="Terra", kind="garden"):
    at.text_input(key="proposal.title").set_value(title)
    at.text_area(key="proposal.purpose").set_value(purpose)
    at.selectbox(key="proposal.kind").set_value(kind)
    at.button(key="proposal.send").click().run()
    return at


def test_elena_proposes_in_four_fields(screen, db, year, cast):
    at = screen(cast.elena, "bacheca")
    at.button(key="board.propose").click().run()
    propose(at)
    assert not at.error
    (card,) = activities.board(db, by=cast.elena)["proposed"]
    assert (card["title"], card["kind"], card["school_year"]) == ("Orto", "garden", year)


@pytest.mark.parametrize(("fields", "said"), [
    ({"title": ""}, "Please fill in: Title"),
    ({"title": "t" * 10_000}, "Title is too long: 10000 characters, at most 120"),
    ({"purpose": "p" * 10_000}, "Purpose is too long"),
    ({"kind": None}, "Please choose again: Kind"),
])
def test_a_bad_proposal_gets_a_sentence_and_stays_in_the_form(screen, db, year, cast, fields, said):
    at = screen(cast.elena, "bacheca", proponi=1)
    propose(at, **fields)
    assert said in at.error[0].value.replace("\\", "")
    assert db["activity"].count == 0
    if "purpose" not in fields:
        assert at.text_area(key="proposal.purpose").value == "Terra"


@pytest.mark.parametrize("title", ["Đorđević", "Nguyễn", "أمينة", "Festa 🎈", "<img src=x onerror=alert(1)>",
                                   "[qui](http://x.example)", "**forte** :red[x] $x$"])
def test_a_title_of_any_script_is_shown_as_it_is(screen, db, year, cast, title):
    at = propose(screen(cast.elena, "bacheca", proponi=1), title=title)
    assert not at.error and not at.exception
    (shown,) = titles(screen(cast.ivo, "bacheca"))
    assert shown == f"**{messages.plain(title)}**"


def test_ivo_sees_the_board_and_may_not_propose(screen, theatre, cast):
    at = screen(cast.ivo, "bacheca")
    assert not [button for button in at.button if button.key == "board.propose"]
    at = screen(cast.ivo, "bacheca", proponi=1)
    assert not at.exception


@pytest.mark.parametrize("who", ["sara", "nadia", "aldo"])
def test_sara_nadia_and_aldo_are_refused(screen, theatre, cast, who):
    for path in ("bacheca", "programma", "attivita"):
        at = screen(getattr(cast, who), path, id=theatre)
        assert "Your role does not allow this" in at.error[0].value
        assert "teatro" not in words(at)
