"""Bad luck, tried: tablets at the door through outages, reloads and deaths. Small here; `make soak` is the long one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from db.connection import REAL
from db.office import sign_ins
from pages.office import identity
from tests.attend.theatre import stage
from tests.browser.door import TWO_HOURS_AHEAD, Tablet, evening, settle
from tests.browser.proxy import Proxy
from tests.browser.test_roll_call import NAMES, on_screen, present, saved, tap

NO_STORAGE = """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('private', 'SecurityError') } })
                indexedDB.open = () => { throw new DOMException('private', 'InvalidStateError') }"""
EVERYTHING_RIGHT = {"lost": 0, "doubled": 0, "on the wrong child": 0, "tablets that show something else": 0, "left on tablets": 0}


@pytest.fixture
def theatre(db, cast):
    return stage(db, names=NAMES)


@pytest.fixture
def tablets(db, server, browser, theatre, cast, tmp_path):
    """`tablets(3)`: the second has its clock two hours ahead, the third its storage full."""
    made: list[Tablet] = []

    def opened(number: int) -> list[Tablet]:
        for place in range(number):
            by = (cast.sara, cast.davide, cast.elena)[place % 3]
            made.append(Tablet(browser, identity.cookie_for(REAL, sign_ins.open_for(db, by.id)), Proxy(server.port), theatre.today,
                               tmp_path / f"tablet-{place}", script=TWO_HOURS_AHEAD if place == 1 else "", full=place == 2))
            made[-1].open()
            made[-1].ready()
        return made

    yield opened
    for tablet in made:
        tablet.context.close()
        tablet.wifi.close()


def test_sixty_taps_on_three_tablets_through_everything(db, server, tablets):
    three = tablets(3)
    did = evening(three, server, taps=60, seed=4)
    right = settle(three, db)
    assert did["servers killed"] == did["browsers killed"] == 1
    assert did["outages"] and did["reloads"]
    assert {key: right[key] for key in EVERYTHING_RIGHT} == EVERYTHING_RIGHT, (did, right)


def test_a_tablet_that_keeps_nothing_says_so_and_still_sends(db, theatre, signed_in, server, sara):
    context = signed_in(sara, has_touch=True)
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"{server.url}/appello?id={theatre.today}")
    page.locator(".tile").first.wait_for()
    saved(page)
    page.route("**/api/appello/**", lambda route: route.abort())
    tap(page, "Amina A.", "Luca A.", "Amina A.")
    expect(page.locator(".state-words")).to_have_text(
        "Questo tablet non può tenere i segni: lascia aperta la pagina finché non sono salvati")
    page.unroute("**/api/appello/**")
    saved(page)
    assert present(db) == {"Luca A."} == on_screen(page)
