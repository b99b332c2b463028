"""What else a tile does: the long press, all present and its undo, the order of the names, a family together."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from db.attend import attendance
from tests.attend.theatre import TODAY, stage
from tests.browser.test_roll_call import on_screen, saved, tap

NAMES = tuple(f"{first} {initial}." for first in ("Zoe", "Omar", "Amina", "Luca", "Giulia") for initial in "ABCDEFGHI")
BOXES = """tiles => { const top = tiles[0].closest('.columns').getBoundingClientRect().y
                      return tiles.map(tile => [tile.title, tile.getBoundingClientRect().x,
                                                tile.getBoundingClientRect().y - top]) }"""


@pytest.fixture
def theatre(db, cast):
    theatre = stage(db, names=NAMES)
    family = [theatre.people[name] for name in ("Amina A.", "Luca A.", "Zoe A.")]
    db.execute("update person set household_id = (select household_id from person where id = ?) where id in (?, ?, ?)",
               [family[0], *family])
    for name, here in (("Amina A.", True), ("Luca A.", True), ("Zoe A.", False)):
        attendance.mark(db, theatre.yesterday, theatre.people[name], here, by=cast.marta, today=TODAY)
    return theatre


@pytest.fixture
def tablet(signed_in, server, theatre, sara):
    def opened(by=sara, **options) -> Page:
        page = signed_in(by, has_touch=True, **options).new_page()
        page.goto(f"{server.url}/appello?id={theatre.today}")
        page.locator(".tile").first.wait_for()
        saved(page)
        return page

    return opened


def tile(page: Page, name: str):
    return page.locator(f'.tile[title="{name}"]')


def hold(page: Page, name: str) -> None:
    tile(page, name).scroll_into_view_if_needed()
    box = tile(page, name).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.locator(".sheet[open]").wait_for(timeout=2000)
    page.mouse.up()


def remarks(db) -> dict:
    return {(row["display_name"], row["what"]): row["said"] for row in db.query(
        "select display_name, what, said from remark join person on person.id = person_id where said <> ''")}


def test_a_long_press_says_more_and_is_no_tap(db, theatre, tablet):
    page = tablet()
    hold(page, "Omar C.")
    assert on_screen(page) == set()
    page.get_by_role("button", name="in ritardo").click()
    page.get_by_label("Nota per oggi").fill("  la nonna alle 18 <b>أمينة</b> ")
    page.get_by_role("button", name="Fatto").click()
    expect(tile(page, "Omar C.").locator(".remarks")).to_have_text("in ritardo · nota")
    saved(page)
    assert present_today(db, theatre) == {"Omar C."}
    assert remarks(db) == {("Omar C.", "late"): "yes", ("Omar C.", "note"): "la nonna alle 18 <b>أمينة</b>"}
    assert "nonna" not in "".join(row["body"] for row in db.query("select body from tap"))
    tap(page, "Omar C.")
    expect(tile(page, "Omar C.").locator(".remarks")).to_have_text("nota")
    page.reload()
    expect(tile(page, "Omar C.").locator(".remarks")).to_have_text("nota")


def test_the_same_by_keyboard_and_by_right_click(db, theatre, tablet):
    page = tablet()
    tile(page, "Luca B.").focus()
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="assenza giustificata").press("Enter")
    page.keyboard.press("Escape")
    expect(tile(page, "Luca B.")).to_have_attribute("data-state", "absent")
    tile(page, "Luca C.").click(button="right")
    page.get_by_role("dialog").get_by_role("button", name="presente", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="non ancora segnato").click()
    page.get_by_role("button", name="Fatto").click()
    page.keyboard.press("Tab")
    tile(page, "Luca D.").press(" ")
    saved(page)
    assert present_today(db, theatre) == {"Luca D."}
    assert remarks(db) == {("Luca B.", "excused"): "yes"}
    assert db["attendance"].count_where("present = 0") == 2  # Luca B., and Zoe A. yesterday


def test_undoing_all_present_gives_back_what_stood_before_and_forty_at_once_are_asked_about(db, theatre, tablet):
    page = tablet()
    tap(page, "Omar A.", "Omar B.", "Omar B.")
    places = page.locator(".tile").evaluate_all(BOXES)
    page.get_by_role("button", name="Tutti presenti").click()
    expect(page.locator(".notice")).to_contain_text("44 segnati presenti in un attimo")
    assert page.locator(".tile").evaluate_all(BOXES) == places
    saved(page)
    assert len(present_today(db, theatre)) == 45
    page.locator(".notice").get_by_role("button", name="Annulla").click()
    saved(page)
    assert on_screen(page) == present_today(db, theatre) == {"Omar A."}
    assert [row["state"] for row in page.locator(".tile").evaluate_all(
        "tiles => tiles.map(tile => ({state: tile.dataset.state}))")].count("unmarked") == 43
    assert db["unmarked"].count == 43


def present_today(db, theatre) -> set[str]:
    return {row["display_name"] for row in db.query(
        "select display_name from attendance join person on person.id = person_id where present = 1 and session_id = ?",
        [theatre.today])}


def test_the_order_is_chosen_remembered_and_nothing_moves_while_tapping(tablet):
    page = tablet()
    first = lambda: page.locator(".tile:visible").first.get_attribute("title")  # noqa: E731
    page.get_by_label("Ordine dei nomi").select_option("name")
    assert first() == "Amina A."
    tap(page, "Amina A.", "Amina C.")
    page.get_by_label("Ordine dei nomi").select_option("missing")
    assert first() == "Amina B."
    places = page.locator(".tile").evaluate_all(BOXES)
    tap(page, "Amina B.", "Amina D.")
    saved(page)
    assert page.locator(".tile").evaluate_all(BOXES) == places
    page.reload()
    page.locator(".tile").first.wait_for()
    assert first() == "Amina E."
    page.get_by_label("Ordine dei nomi").select_option("group")
    page.get_by_placeholder("Cerca un nome").fill("zoe b")
    assert page.locator(".tile:visible").count() == 1


def test_a_family_is_marked_together_as_it_came_last_time(db, theatre, tablet):
    page = tablet()
    tap(page, "Luca A.")
    expect(page.locator(".notice")).to_contain_text("Della famiglia mancano ancora: 2")
    page.locator(".notice").get_by_role("button", name="Famiglia").click()
    chosen = page.get_by_role("dialog").get_by_role("checkbox", checked=True)
    assert chosen.count() == 2
    page.get_by_role("button", name="Segna presenti (2)").click()
    saved(page)
    assert present_today(db, theatre) == {"Amina A.", "Luca A."} == on_screen(page)


def test_who_comes_second_is_told_who_marked_before(tablet, davide):
    page = tablet()
    expect(page.locator(".notice")).to_have_text("Tieni premuto un nome: in ritardo, uscito prima, giustificato, una nota.")
    tap(page, "Luca A.")
    saved(page)
    expect(tablet(davide).locator(".notice")).to_contain_text("Già segnato da Sara, alle")


def test_every_target_of_the_register_is_48_pixels_high(tablet):
    page = tablet(viewport=(390, 844))
    hold(page, "Amina A.")
    small = page.locator(".roll-call").evaluate(
        """root => [...root.querySelectorAll('button, select, .members label, input:not([type=checkbox], [type=radio])')]
                      .filter(each => each.offsetParent && getComputedStyle(each).visibility === 'visible')
                      .map(each => [each.className || each.textContent, each.offsetHeight]).filter(([, height]) => height < 48)""")
    assert small == []
