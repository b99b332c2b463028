"""The register without network: reloaded, closed and opened again, black-holed, signed out; through a proxy that is a bad Wi-Fi."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from db.office import sign_ins
from tests.attend.theatre import stage
from tests.browser.proxy import CUT, HOLE, UP, Proxy
from tests.browser.test_roll_call import NAMES, on_screen, present, saved, tap

WAITING = "Object.keys(localStorage).filter(key => key.startsWith('telaio.tap')).length"
KEPT = """async () => (await caches.has('telaio-registers'))
                    ? (await (await caches.open('telaio-registers')).keys()).map(request => request.url.split('/').pop()) : []"""


@pytest.fixture
def theatre(db, cast):
    return stage(db, names=NAMES)


@pytest.fixture
def wifi(server):
    proxy = Proxy(server.port)
    yield proxy
    proxy.close()


@pytest.fixture
def tablet(signed_in, sara):
    """A tablet of Sara's, with nothing open yet."""
    return lambda by=sara, **options: signed_in(by, has_touch=True, **options)


def ready(page: Page, *registers: str) -> None:
    """The tablet could be reloaded without network from here on."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    until = time.monotonic() + 10
    while set(page.evaluate(KEPT)) != set(registers) and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert set(page.evaluate(KEPT)) == set(registers)


def opened(page: Page, wifi: Proxy, theatre) -> Page:
    page.goto(f"{wifi.url}/appello?id={theatre.today}")
    page.locator(".tile").first.wait_for()
    return page


def written(page: Page, db, *names: str) -> None:
    until = time.monotonic() + 20
    while present(db) != set(names) and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert present(db) == set(names)


@pytest.mark.parametrize("wrong", [CUT, HOLE])
def test_a_reload_in_an_outage_shows_the_register_and_goes_on(db, theatre, wifi, tablet, wrong):
    page = opened(tablet().new_page(), wifi, theatre)
    tap(page, "Amina A.")
    saved(page)
    ready(page, f"real.{theatre.today}")
    page.wait_for_timeout(900)
    wifi.turn(wrong)
    tap(page, "Luca A.")
    page.reload(wait_until="commit")
    page.locator(".tile").first.wait_for(timeout=8000)
    assert on_screen(page) == {"Amina A.", "Luca A."}
    tap(page, "Omar A.", "Amina A.")
    expect(page.locator(".state-words")).to_have_text("Non c’è rete: 3 segni tenuti su questo tablet", timeout=8000)
    expect(page.locator(".totals")).to_have_text("presenti 2/20 contati 0 insieme 2")
    page.wait_for_timeout(300)
    wifi.turn(UP)
    saved(page)
    assert present(db) == {"Luca A.", "Omar A."} == on_screen(page)
    assert db["tap"].count == 4


def test_registers_fetched_ahead_open_without_network_and_without_having_been_opened(db, theatre, wifi, tablet):
    page = tablet().new_page()
    page.goto(f"{wifi.url}/oggi")
    ready(page, f"real.{theatre.today}")
    wifi.turn(CUT)
    page.goto(wifi.url)
    page.get_by_role("link", name="Laboratorio di teatro").click()
    page.locator(".tile").first.wait_for()
    tap(page, "Zeynep B.")
    expect(page.locator(".bar")).to_have_attribute("data-state", "cut")
    wifi.turn(UP)
    saved(page)
    assert present(db) == {"Zeynep B."}
    page.get_by_role("link", name="Oggi").click()
    page.get_by_role("button", name="Apri").wait_for()


def test_a_black_hole_is_noticed_within_five_seconds_and_nothing_moves(db, theatre, wifi, tablet):
    page = opened(tablet().new_page(), wifi, theatre)
    saved(page)
    before = page.locator(".tile").evaluate_all("tiles => tiles.map(tile => JSON.stringify(tile.getBoundingClientRect()))")
    wifi.turn(HOLE)
    began = time.monotonic()
    expect(page.locator(".bar")).to_have_attribute("data-state", "cut", timeout=8000)
    assert time.monotonic() - began < 5.5
    tap(page, "Amina A.", "Luca A.")
    expect(page.locator(".state-words")).to_have_text("Non c’è rete: 2 segni tenuti su questo tablet")
    assert page.get_by_role("dialog").count() == 0
    assert before == page.locator(".tile").evaluate_all("tiles => tiles.map(tile => JSON.stringify(tile.getBoundingClientRect()))")
    wifi.turn(UP)
    saved(page)
    assert present(db) == {"Amina A.", "Luca A."}


def test_taps_of_a_closed_tab_are_sent_from_any_screen(db, theatre, wifi, tablet):
    context = tablet()
    page = opened(context.new_page(), wifi, theatre)
    saved(page)
    wifi.turn(CUT)
    tap(page, "Amina A.", "Luca A.")
    page.wait_for_timeout(300)
    page.close()
    wifi.turn(UP)
    other = context.new_page()
    other.goto(f"{wifi.url}/io")
    written(other, db, "Amina A.", "Luca A.")
    other.wait_for_function(f"() => {WAITING} === 0")


def test_a_revoked_sign_in_takes_the_names_and_leaves_the_taps_for_whoever_signs_in(db, server, theatre, wifi, tablet, cast):
    context = tablet()
    page = opened(context.new_page(), wifi, theatre)
    ready(page, f"real.{theatre.today}")
    wifi.turn(CUT)
    tap(page, "Amina A.")
    page.get_by_role("button", name="Nuovo", exact=True).click()
    page.get_by_label("Nome e iniziale").fill("Ada Z.")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    sign_ins.revoke_all(db, cast.sara.id, by=cast.sara)
    page.reload(wait_until="commit")
    page.locator(".tile").first.wait_for()
    wifi.turn(UP)
    expect(page.locator(".state-words")).to_have_text("Accedi di nuovo: 2 segni tenuti su questo tablet", timeout=15_000)
    assert page.locator(".tile").count() == 0
    assert page.evaluate(KEPT) == []
    assert page.evaluate(WAITING) == 2
    page.get_by_role("button", name="Accedi di nuovo").click()
    page.get_by_label("E-mail").fill("davide@casa.example")
    page.get_by_label("Password").fill("una password lunga")
    page.keyboard.press("Enter")
    written(page, db, "Amina A.", "Ada Z.")


def test_signing_out_takes_the_names_off_the_tablet(theatre, wifi, tablet):
    page = tablet().new_page()
    page.goto(f"{wifi.url}/oggi")
    ready(page, f"real.{theatre.today}")
    page.locator(".st-key-header-me button").click()
    page.get_by_role("button", name="Esci").click()
    page.wait_for_url("**/accedi")
    ready(page)


def test_names_of_another_day_or_behind_a_curtain_do_not_stay(db, theatre, wifi, tablet, marta):
    page = tablet(marta).new_page()
    page.goto(f"{wifi.url}/appello?id={theatre.yesterday}")
    page.locator(".tile").first.wait_for()
    page.wait_for_timeout(1200)
    ready(page)
    page.goto(f"{wifi.url}/oggi")
    ready(page, f"real.{theatre.today}")
    db.execute("update sign_in set shared_screen = 1")
    page.goto(f"{wifi.url}/oggi")
    ready(page)
