"""The plain pages before Streamlit: welcome, start, sign in and out, the example's door, health."""

from __future__ import annotations

import time
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db import demo
from db.connection import EXAMPLE, REAL, file_of, opened, scalar
from db.office import casa, sign_ins
from pages import edge
from pages.gate import Gate
from pages.office import example, identity
from pages.ui import tokens
from tests.conftest import PASSWORD, TODAY

WHOLE = {"name": "Casa nostra", "municipality": "Comune", "partner": "Compagnia", "display_name": "Marta", "side": "municipality",
         "email": "marta@casa.example", "password": PASSWORD}


@pytest.fixture
def browser(data_folder):
    """A browser at the door: our routes behind the gate, redirects not followed."""
    app = Starlette(routes=edge.ROUTES, middleware=[Middleware(Gate)])
    with TestClient(app, base_url="http://casa.test", follow_redirects=False) as client:
        client.headers.update({"accept": "text/html", "accept-language": "en"})
        yield client


@pytest.fixture
def example_file(data_folder):
    return demo.make(file_of(EXAMPLE), today=TODAY)


def test_the_first_run_shows_two_ways(browser):
    assert browser.get("/").headers["location"] == "/benvenuto"
    assert browser.get("/accedi").headers["location"] == "/benvenuto"
    said = browser.get("/benvenuto").text
    assert "/benvenuto/inizia" in said and "/esempio/crea" in said
    assert not file_of(REAL).exists()


def test_starting_our_casa_signs_its_first_coordinator_in(browser):
    answer = browser.post("/benvenuto/inizia", data=WHOLE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    assert identity.visit(browser.cookies).me.side == "municipality"
    assert browser.get("/benvenuto").headers["location"] == "/accedi"


def test_under_https_the_cookie_is_secure(browser):
    answer = browser.post("https://casa.test/benvenuto/inizia", data=WHOLE)
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(("wrong", "says"), [
    ({"name": ""}, "Name of the Casa"), ({"name": "x" * 10_000}, "too long"), ({"municipality": " "}, "Municipality"),
    ({"partner": "comune"}, "two different names"), ({"display_name": "\u202e"}, "Name shown"), ({"side": "both"}, "Organisation"),
    ({"email": "marta"}, "not complete"), ({"email": "a" * 10_000 + "@x.it"}, "too long"),
    ({"password": "short"}, "at least 10"), ({"password": "x" * 10_000}, "too long"),
])
def test_a_start_that_cannot_be_is_refused_and_keeps_what_was_typed(browser, wrong, says):
    answer = browser.post("/benvenuto/inizia", data=WHOLE | wrong)
    assert answer.status_code == 422 and says in answer.text and 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers
    assert PASSWORD not in answer.text
    assert "name" in wrong or 'value="Casa nostra"' in answer.text
    with opened(file_of(REAL)) as db:
        assert casa.casa(db) is None and scalar(db, "select count(*) from organisation") == 0


def test_an_empty_form_is_a_sentence(browser):
    assert browser.post("/benvenuto/inizia").status_code == 422


@pytest.mark.parametrize("name", ["Casa Đorđević", "بيت أمينة", "Casa 🏠", '"><img src=x onerror=alert(1)>', "[x](http://x.example)"])
def test_any_name_is_text_on_the_page(browser, name):
    browser.post("/benvenuto/inizia", data=WHOLE | {"name": name})
    browser.cookies.clear()
    said = browser.get("/accedi").text
    assert "<img src=x" not in said
    assert name in said or "&lt;img" in said


def test_the_casa_is_started_once(browser):
    browser.post("/benvenuto/inizia", data=WHOLE)
    browser.cookies.clear()
    again = browser.post("/benvenuto/inizia", data=WHOLE | {"email": "other@casa.example"})
    assert (again.status_code, again.headers["location"]) == (303, "/accedi")
    with opened(file_of(REAL)) as db:
        assert scalar(db, "select count(*) from account") == 1


def test_a_wrong_password_says_so_and_keeps_the_email(browser, casa_file):
    answer = browser.post("/accedi", data={"email": "marta@casa.example", "password": "wrong"})
    assert answer.status_code == 422 and "not right" in answer.text and "marta@casa.example" in answer.text
    assert "set-cookie" not in answer.headers


def test_five_wrong_tries_lock_the_door_for_a_while(browser, casa_file):
    for _ in range(5):
        answer = browser.post("/accedi", data={"email": "marta@casa.example", "password": "wrong"})
    assert "Too many wrong tries" in answer.text
    answer = browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    assert answer.status_code == 422 and "Too many wrong tries" in answer.text


@pytest.mark.parametrize("typed", [{}, {"email": "x" * 10_000, "password": "y" * 10_000}, {"email": "\x00", "password": "\x00"},
                                   {"email": "Nguyễn", "password": "<img onerror>"}])
def test_nonsense_at_the_door_is_a_wrong_password(browser, casa_file, typed):
    answer = browser.post("/accedi", data=typed)
    assert answer.status_code == 422 and "not right" in answer.text


def test_signing_out_ends_this_sign_in_in_every_tab(browser, casa_file):
    browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    kept = dict(browser.cookies)
    assert browser.get("/chi").status_code == 204
    assert browser.post("/esci").headers["location"] == "/accedi"
    browser.cookies.update(kept)  # another tab still has the cookie
    assert browser.get("/chi").status_code == 401
    assert browser.get("/").headers["location"] == "/accedi"


def test_an_open_tab_hears_that_its_curtain_was_drawn_elsewhere(browser, casa_file, db, marta):
    browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    assert browser.get("/chi").headers["telaio-curtain"] == "open"
    db.execute("update sign_in set shared_screen = 1")
    assert browser.get("/chi").headers["telaio-curtain"] == "drawn"


def test_a_link_from_elsewhere_does_not_sign_out(browser, casa_file):
    browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    browser.get("/esci")
    assert browser.get("/chi").status_code == 204


@pytest.mark.parametrize("path", ["/accedi", "/esci", "/benvenuto/inizia", "/esempio/entra", "/esempio/crea"])
@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_a_form_of_another_site_is_refused(browser, path, headers, request):
    if path in ("/accedi", "/esci"):
        request.getfixturevalue("casa_file")
    answer = browser.post(path, data=WHOLE | {"as": "Marta"}, headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert not file_of(EXAMPLE).exists()


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "/accedi/../x", "javascript:x", ""])
def test_choosing_a_language_leads_nowhere_else(browser, back):
    answer = browser.get("/lingua/en", params={"da": back})
    assert answer.headers["location"] == "/accedi"
    assert "httponly" in answer.headers["set-cookie"].lower()


def test_a_chosen_language_stays(browser):
    browser.get("/lingua/it", params={"da": "/benvenuto"})
    assert '<html lang="it">' in browser.get("/benvenuto").text
    assert "set-cookie" not in browser.get("/lingua/xx").headers


def test_health_says_what_it_knows_and_no_more(browser, casa_file):
    answer = browser.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok" and answer.json()["casa"] == "founded"
    assert "Casa per fare insieme" not in answer.text and "casa.db" not in answer.text
    casa_file.write_bytes(b"no database" * 200)
    assert browser.get("/health").status_code == 503


def test_the_example_is_made_while_one_waits(browser):
    assert "/esempio/crea" in browser.get("/esempio").text
    assert browser.post("/esempio/crea").headers["location"] == "/esempio/prepara"
    for _ in range(300):
        answer = browser.get("/esempio/prepara")
        if answer.status_code == 303:
            break
        assert 'http-equiv="refresh"' in answer.text and "<progress" in answer.text
        time.sleep(0.05)
    assert answer.headers["location"] == "/esempio"
    said = browser.get("/esempio").text
    assert [name for name in ("Marta", "Davide", "Sara", "Nadia", "Ivo") if f'value="{name}"' in said] == list(example.CAN)
    assert browser.post("/esempio/crea").headers["location"] == "/esempio"


def test_every_tab_of_the_example_goes_back_to_its_door(browser, example_file):
    browser.post("/esempio/entra", data={"as": "Sara"})
    assert browser.post("/esci").headers["location"] == "/esempio"
    assert browser.get("/esci?da=/esempio").headers["location"] == "/esempio"
    assert browser.get("/esci").headers["location"] == "/accedi"
    assert browser.get("/esci?da=https://evil.example").headers["location"] == "/accedi"


def test_a_tab_of_our_casa_goes_to_our_door(browser, casa_file):
    browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    assert browser.post("/esci?da=/esempio").headers["location"] == "/accedi"


@pytest.fixture
def makings(monkeypatch):
    """The days an example was asked to be made for; none is made."""
    asked = []
    monkeypatch.setattr(example.making, "start", asked.append)
    return asked


def test_a_stranger_does_not_take_from_visitors_what_they_wrote_today(browser, example_file, makings):
    assert 'name="anew"' not in browser.get("/esempio").text
    assert browser.post("/esempio/crea", data={"anew": "1"}).headers["location"] == "/esempio"
    assert makings == []


def test_a_visitor_makes_the_example_anew(browser, example_file, makings):
    browser.post("/esempio/entra", data={"as": "Sara"})
    assert 'name="anew"' in browser.get("/esempio").text
    assert browser.post("/esempio/crea", data={"anew": "1"}).headers["location"] == "/esempio/prepara"
    assert makings == [TODAY]


def test_who_is_signed_in_at_the_real_casa_makes_the_example_anew(browser, casa_file, example_file, makings):
    browser.post("/accedi", data={"email": "marta@casa.example", "password": PASSWORD})
    assert 'name="anew"' in browser.get("/esempio").text
    browser.post("/esempio/crea", data={"anew": "1"})
    assert makings == [TODAY]


def test_an_example_of_another_day_is_made_anew_by_anybody(browser, example_file, makings, monkeypatch):
    monkeypatch.setenv("TELAIO_TODAY", "2026-11-24")
    assert 'name="anew"' in browser.get("/esempio").text
    assert browser.post("/esempio/crea").headers["location"] == "/esempio", "only when asked"
    browser.post("/esempio/crea", data={"anew": "1"})
    assert makings == [date(2026, 11, 24)]


def test_a_making_that_fails_is_said(browser, monkeypatch):
    monkeypatch.setattr(demo, "make", lambda *_, **__: 1 / 0)
    browser.post("/esempio/crea")
    example.making.thread.join()
    assert "could not be made" in browser.get("/esempio").text
    example.making.failed = False


@pytest.mark.parametrize("name", list(example.CAN))
def test_one_tap_enters_as_each_of_the_five(browser, example_file, name):
    answer = browser.post("/esempio/entra", data={"as": name})
    assert answer.headers["location"] == "/"
    visit = identity.visit(browser.cookies)
    assert (visit.kind, visit.me.display_name) == (EXAMPLE, name)
    assert browser.post("/esci").headers["location"] == "/esempio"
    assert identity.visit(browser.cookies) is None


@pytest.mark.parametrize("name", ["Elena", "Nobody", "", "x" * 10_000, "Marta' or 1=1", "<img>"])
def test_nobody_else_enters(browser, example_file, name):
    answer = browser.post("/esempio/entra", data={"as": name})
    assert answer.status_code == 422 and "set-cookie" not in answer.headers


def test_the_example_opens_no_real_casa_and_the_reverse(browser, example_file, casa_file):
    browser.post("/esempio/entra", data={"as": "Marta"})
    facts = tokens.read("cookie", browser.cookies[identity.COOKIE], 60)
    assert facts["casa"] == EXAMPLE
    assert identity.visit({identity.COOKIE: identity.cookie_for(REAL, facts["token"])}) is None
    with opened(file_of(REAL)) as db:
        token = sign_ins.open_for(db, 1)
    assert identity.visit({identity.COOKIE: identity.cookie_for(REAL, token)}).kind == REAL
    assert identity.visit({identity.COOKIE: identity.cookie_for(EXAMPLE, token)}) is None


def test_a_real_casa_in_the_place_of_the_example_opens_to_nobody(browser, casa_file):
    with opened(casa_file) as db:
        token = sign_ins.open_for(db, 1)
    casa_file.rename(file_of(EXAMPLE))
    assert identity.visit({identity.COOKIE: identity.cookie_for(EXAMPLE, token)}) is None
    assert not identity.founded(EXAMPLE)
    assert browser.post("/esempio/entra", data={"as": "Marta"}).headers["location"] == "/esempio"


def test_a_damaged_example_can_be_made_anew(browser, data_folder):
    file_of(EXAMPLE).write_bytes(b"this is no database" * 300)
    assert "/esempio/crea" in browser.get("/esempio").text
    browser.post("/esempio/crea", data={"anew": "1"})
    example.making.thread.join()
    assert 'value="Marta"' in browser.get("/esempio").text


def test_an_example_of_another_day_says_so(browser, data_folder):
    demo.make(file_of(EXAMPLE), today=TODAY.replace(month=3))
    assert "23 March 2026" in browser.get("/esempio").text
