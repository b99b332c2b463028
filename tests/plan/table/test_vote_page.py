"""The phones' page: no account, no script, one vote a phone."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db.connection import EXAMPLE, REAL
from db.plan.table import ballots, holding, meetings, votes
from pages.gate import Gate
from pages.plan.table import edge, voting


@pytest.fixture
def phone():
    """A new phone, on the other side of the gate, that speaks English."""
    app = Starlette(routes=edge.ROUTES, middleware=[Middleware(Gate)])
    return lambda: TestClient(app, base_url="http://casa.example", headers={"accept-language": "en"})


@pytest.fixture
def address(db, running, marta) -> str:
    return f"/voto/{voting.token(REAL, meetings.meeting(db, running, by=marta))}"


@pytest.fixture
def question(db, running, points, marta) -> int:
    return votes.put_and_open(db, running, item_id=points[0], text="<b>Lo facciamo?</b>", by=marta)


def answer(page: str, weight: int = 1) -> dict:
    """The form of a page, filled."""
    return {"question": re.search(r'name="question" value="(\d+)"', page)[1],
            **{name: str(weight) for name in set(re.findall(r'name="(o-\d+)"', page))}}


def count(db, running, marta) -> int:
    return votes.of_meeting(db, running, by=marta)[0]["votes"]


def test_a_phone_waits_then_votes_and_may_change_its_mind(db, phone, address, running, points, marta):
    guest = phone()
    waiting = guest.get(address)
    assert waiting.status_code == 200 and "Nothing to vote on for now" in waiting.text and 'http-equiv="refresh"' in waiting.text
    votes.put_and_open(db, running, item_id=points[0], text="<b>Lo facciamo?</b>", by=marta)
    asked = guest.get(address).text
    assert "&lt;b&gt;Lo facciamo?" in asked and "<b>Lo" not in asked and 'http-equiv="refresh"' not in asked
    assert "Counted. Thank you!" in guest.post(address, data=answer(asked)).text
    assert "You had said this already" in guest.post(address, data=answer(asked)).text
    assert "Your vote counts once" in guest.post(address, data=answer(asked, -1)).text.replace("your", "Your")
    assert count(db, running, marta) == 1


def test_two_phones_are_two_votes_and_one_phone_in_two_tabs_is_one(db, phone, address, question, running, marta):
    first, second = phone(), phone()
    tabs = [(guest, guest.get(address).text) for guest in (first, second, first)]
    for guest, page in tabs:
        guest.post(address, data=answer(page))
    assert count(db, running, marta) == 2


def test_the_cookie_is_for_votes_alone_and_no_script_reads_it(phone, address, question):
    cookie = phone().get(address).headers["set-cookie"]
    assert "HttpOnly" in cookie and "Path=/voto" in cookie and "samesite=lax" in cookie.lower()


def test_a_phone_that_keeps_no_cookie_is_told_so_and_counts_nothing(db, phone, address, question, running, marta):
    page = phone().get(address).text
    sent = phone().post(address, data=answer(page))
    assert sent.status_code == 422 and "let the browser keep cookies" in sent.text
    assert count(db, running, marta) == 0


def test_a_forged_cookie_is_no_phone(db, phone, address, question, running, marta):
    guest = phone()
    page = guest.get(address).text
    guest.cookies.clear()
    guest.cookies.set(voting.COOKIE, "forged", path="/voto")
    assert guest.post(address, data=answer(page)).status_code == 422
    assert count(db, running, marta) == 0


def test_an_empty_or_senseless_form_is_refused_with_a_sentence(db, phone, address, question, running, marta):
    guest = phone()
    form = answer(guest.get(address).text)
    for bad in ({"question": form["question"]}, {**dict.fromkeys(form, "9"), "question": form["question"]}, {},
                {**form, "question": "x" * 10_000}, {**dict.fromkeys(form, "²"), "question": form["question"]},
                {"o-9999999999999999999999": "1", "question": form["question"]}):
        sent = guest.post(address, data=bad)
        assert sent.status_code == 422 and 'class="refusal"' in sent.text
    assert count(db, running, marta) == 0


def test_a_vote_that_comes_too_late_is_told_so(db, phone, address, question, running, marta):
    guest = phone()
    form = answer(guest.get(address).text)
    votes.close_vote(db, question, by=marta)
    late = guest.post(address, data=form)
    assert late.status_code == 422 and "The vote is closed: nothing was counted now." in late.text
    assert "Look at the screen" in guest.get(address).text


def test_another_site_votes_for_nobody(db, phone, address, question, running, marta):
    guest = phone()
    form = answer(guest.get(address).text)
    assert guest.post(address, data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert guest.post(address, data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert count(db, running, marta) == 0


def test_the_address_ends_with_the_meeting(db, phone, address, question, running, marta):
    holding.close_meeting(db, running, by=marta)
    over = phone().get(address)
    assert over.status_code == 410 and "This vote is over" in over.text and "Lo facciamo" not in over.text


def test_the_address_ends_eight_hours_after_the_meeting_began(db, phone, address, question):
    db.execute("update meeting set opened_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-9 hours') where state = 'running'")
    old = voting.token(REAL, {"id": 1, "opened_at": db.execute("select opened_at from meeting").fetchone()[0]})
    assert phone().get(f"/voto/{old}").status_code == 410


@pytest.mark.parametrize("token", ["x", "eyJtIjoxfQ.forged", "x" * 5000])
def test_a_made_up_address_opens_nothing(phone, question, token):
    assert phone().get(f"/voto/{token}").status_code == 410


def test_a_token_of_the_example_opens_nothing_of_the_real_casa(db, phone, question, running, marta):
    example = voting.token(EXAMPLE, meetings.meeting(db, running, by=marta))
    assert phone().get(f"/voto/{example}").status_code == 410


def test_dots_are_laid_by_radio_buttons(db, phone, address, running, marta):
    votes.put_and_open(db, running, item_id=None, text="Dove?", kind="dots", options=["Giardino", "Sala"], by=marta)
    guest = phone()
    page = guest.get(address).text
    assert "You have 3 dots" in page
    too_many = guest.post(address, data=answer(page, 2))
    assert too_many.status_code == 422 and "You have 3 dots: take some away." in too_many.text
    garden, _hall = [option["id"] for option in ballots.on_the_table(db, running, "x")["options"]]
    assert "Counted" in guest.post(address, data={"question": answer(page)["question"], f"o-{garden}": "3"}).text


def test_the_page_speaks_italian_first(phone, address, question):
    assert "Un voto per telefono" in phone().get(address, headers={"accept-language": "de"}).text
