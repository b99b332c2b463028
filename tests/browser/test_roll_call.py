"""The tap is sacred: what a finger did is what the database has, whatever happened to network, page and server."""

from __future__ import annotations

import json
import re
import time

import pytest
from playwright.sync_api import Page, expect

from db.office import sign_ins
from tests.attend.theatre import stage

EDGE = "**/api/appello/**"
NAMES = (*(f"{first} {initial}." for first in ("Amina", "Luca", "Niccolò", "Zeynep", "Omar", "Giulia") for initial in "ABC"),
         "Maximiliana Theodora Bartolomea S.", "Maximiliana Theodora Bartolomea V.")


@pytest.fixture
def theatre(db, cast):
    return stage(db, names=NAMES)


@pytest.fixture
def tablet(signed_in, server, theatre, sara):
    """Opens today's register on a tablet (or a phone) of Sara's."""

    def opened(by=sara, **options) -> Page:
        page = signed_in(by, has_touch=True, **options).new_page()
        page.goto(f"{server.url}/appello?id={theatre.today}")
        page.locator(".tile").first.wait_for()
        expect(page.locator(".bar")).to_have_attribute("data-state", "saved")
        return page

    return opened


def tap(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f'.tile[title="{name}"]').tap()


def saved(page: Page) -> None:
    expect(page.locator(".bar")).to_have_attribute("data-state", "saved", timeout=15_000)


def present(db) -> set[str]:
    """Who is present, as SQLite has it."""
    return {row["display_name"] for row in db.query(
        "select display_name from attendance join person on person.id = person_id where present = 1")}


def on_screen(page: Page) -> set[str]:
    return set(page.locator(".tile[data-state=present]").evaluate_all("tiles => tiles.map(tile => tile.title)"))


def test_taps_counts_and_a_newcomer_reach_the_database_and_stay_after_a_reload(db, theatre, tablet):
    page = tablet()
    tap(page, "Amina A.", "Luca B.", "Zeynep C.", "Luca B.")
    page.get_by_role("button", name="3B Orchidee, bambini: uno in più").click(click_count=3)
    page.get_by_role("spinbutton", name="3B Orchidee, adulti").fill("12")
    page.get_by_role("spinbutton", name="Accesso libero, bambini").fill("0")
    page.get_by_role("button", name="Nuovo", exact=True).click()
    page.get_by_label("Nome e iniziale").fill("<img src=x onerror=alert(1)> Ḥ.")
    page.get_by_role("button", name="Segna presente").click()
    expect(page.locator(".group.added .tile")).to_have_attribute("data-state", "present")
    page.wait_for_timeout(700)
    saved(page)
    assert present(db) == on_screen(page) == {"Amina A.", "Zeynep C.", "<img src=x onerror=alert(1)> Ḥ."}
    counts = {(row["organisation_id"], row["who"]): row["number"] for row in db.query("select * from head_count")}
    assert counts == {(theatre.school, "children"): 3, (theatre.school, "adults"): 12, (0, "children"): 0}
    expect(page.locator(".totals")).to_have_text("presenti 3/21 contati 15 insieme 18")
    page.reload()
    page.locator(".tile").first.wait_for()
    assert on_screen(page) == present(db)
    assert page.get_by_role("spinbutton", name="3B Orchidee, bambini").input_value() == "3"


def test_all_present_then_who_is_missing_and_back(db, tablet):
    page = tablet()
    page.get_by_role("button", name="Tutti presenti").click()
    page.get_by_role("button", name="Annulla").first.click()
    saved(page)
    assert present(db) == set()
    page.get_by_role("button", name="Tutti presenti").click()
    page.get_by_placeholder("Cerca un nome").fill("niccolo")
    assert page.locator(".tile:visible").count() == 3
    page.get_by_placeholder("Cerca un nome").fill("niccolò a")
    page.keyboard.press("Enter")
    saved(page)
    assert present(db) == set(NAMES) - {"Niccolò A."}


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)], ids=["tablet", "phone"])
def test_the_tile_under_the_finger_is_the_child_marked_while_everything_changes(db, tablet, viewport):
    page = tablet(viewport=viewport)
    tiles = page.locator(".tile").evaluate_all(
        """tiles => tiles.map(tile => ({ name: tile.title, ...tile.getBoundingClientRect().toJSON() }))
                         .filter(tile => tile.bottom < innerHeight)""")
    fingers: dict[str, bool] = {}

    def finger(place: int) -> None:
        tile = tiles[place % len(tiles)]
        page.touchscreen.tap(tile["x"] + tile["width"] / 2, tile["y"] + tile["height"] - 4)
        fingers[tile["name"]] = not fingers.get(tile["name"], False)

    for place in range(4):
        finger(place)
    page.route(EDGE, lambda route: route.abort())
    for place in range(2, 9):
        finger(place * 3)
        page.wait_for_timeout(120)
    expect(page.locator(".bar")).to_have_attribute("data-state", "cut")
    expect(page.locator(".state-words")).to_have_text(re.compile(r"Non c’è rete: \d+ segni tenuti su questo tablet"))
    for place in range(5, 12):
        finger(place)
    after = page.locator(".tile").evaluate_all("tiles => tiles.map(tile => tile.getBoundingClientRect().toJSON())")
    assert [(tile["x"], tile["y"], tile["height"]) for tile in tiles] == [
        (tile["x"], tile["y"], tile["height"]) for tile in after[:len(tiles)]]
    page.unroute(EDGE)
    saved(page)
    assert present(db) == {name for name, here in fingers.items() if here} == on_screen(page)


def test_two_tablets_see_each_other(db, tablet, davide):
    one, other = tablet(), tablet(davide)
    tap(one, "Amina A.")
    expect(other.locator('.tile[title="Amina A."]')).to_have_attribute("data-state", "present", timeout=3000)
    tap(other, "Amina A.", "Luca A.")
    expect(one.locator('.tile[title="Luca A."]')).to_have_attribute("data-state", "present", timeout=3000)
    expect(one.locator('.tile[title="Amina A."]')).to_have_attribute("data-state", "absent", timeout=3000)
    one.get_by_role("button", name="Nuovo", exact=True).click()
    one.get_by_label("Nome e iniziale").fill("Ada Z.")
    one.keyboard.press("Enter")
    expect(other.locator('.tile[title="Ada Z."]')).to_have_attribute("data-state", "present", timeout=3000)
    assert present(db) == {"Luca A.", "Ada Z."}


def test_a_killed_server_loses_no_acknowledged_tap_and_gets_the_queued_ones(db, server, tablet):
    page = tablet()
    tap(page, "Amina A.", "Luca A.")
    saved(page)
    server.kill()
    assert present(db) == {"Amina A.", "Luca A."}
    tap(page, "Zeynep A.", "Luca A.", "Omar B.")
    expect(page.locator(".state-words")).to_have_text("Non c’è rete: 3 segni tenuti su questo tablet", timeout=10_000)
    assert on_screen(page) == {"Amina A.", "Zeynep A.", "Omar B."}
    server.start()
    saved(page)
    assert present(db) == {"Amina A.", "Zeynep A.", "Omar B."}
    assert db["tap"].count == 5


def test_a_register_left_in_an_outage_still_sends_what_waits(db, tablet):
    page = tablet()
    page.route(EDGE, lambda route: None)
    tap(page, "Amina A.", "Luca A.")
    expect(page.locator(".bar")).to_have_attribute("data-state", "cut", timeout=6000)
    page.get_by_role("button", name="Oggi").click()
    page.get_by_role("button", name="Apri").wait_for()
    page.unroute(EDGE)
    until = time.monotonic() + 15
    while present(db) != {"Amina A.", "Luca A."} and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert present(db) == {"Amina A.", "Luca A."}


def test_a_tap_whose_answer_was_lost_or_that_was_sent_twice_counts_once(db, tablet):
    page = tablet()

    def swallowed(route) -> None:
        route.fetch()
        route.abort()

    page.route(EDGE, swallowed)
    tap(page, "Amina A.")
    expect(page.locator(".bar")).to_have_attribute("data-state", "cut")
    tap(page, "Amina A.", "Luca A.")
    page.wait_for_timeout(500)
    page.unroute(EDGE)

    def doubled(route) -> None:
        route.fetch()
        route.fulfill(response=route.fetch())

    page.route(EDGE, doubled)
    tap(page, "Omar C.")
    saved(page)
    assert present(db) == {"Luca A.", "Omar C."}
    assert db["tap"].count == 4
    page.unroute(EDGE)


def test_taps_come_back_from_the_strict_store_and_their_order_does_not_rewind(db, tablet):
    page = tablet()
    page.route(EDGE, lambda route: route.abort())
    tap(page, "Amina A.", "Luca A.", "Amina A.", "Omar A.")
    page.wait_for_timeout(400)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator('.tile[title="Omar A."]')).to_have_attribute("data-state", "present")
    tap(page, "Omar A.")
    page.wait_for_timeout(200)
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('telaio.tap')).map(key => localStorage[key])")
    assert len({json.loads(each)["tap"]["seq"] for each in kept}) == 5
    page.unroute(EDGE)
    saved(page)
    assert present(db) == {"Luca A."}
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('telaio.tap'))") == []


def test_a_revoked_sign_in_keeps_the_queue_and_a_cancelled_session_says_why(db, theatre, tablet, cast):
    page = tablet()
    db.execute("update session set state = 'cancelled' where id = ?", [theatre.today])
    tap(page, "Amina A.")
    expect(page.locator(".refused .why")).to_have_text(
        "Nel frattempo l’incontro è stato annullato. È dal coordinatore, che decide.")
    assert on_screen(page) == set()
    db.execute("update session set state = 'planned' where id = ?", [theatre.today])
    page.get_by_role("button", name="Riprova").click()
    saved(page)
    assert present(db) == {"Amina A."}
    sign_ins.revoke_all(db, cast.sara.id, by=cast.sara)
    tap(page, "Luca A.")
    expect(page.locator(".state-words")).to_have_text("Accedi di nuovo: 1 segno tenuto su questo tablet")
    expect(page.get_by_role("button", name="Accedi di nuovo")).to_be_visible()
    time.sleep(0.3)
    assert present(db) == {"Amina A."}
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('telaio.tap')).length") == 1
