"""Addresses and tabs, as a browser keeps them: Back goes where one came from, and what one tab decides the other hears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.attend.theatre import TODAY, stage
from tests.browser.hands import at, sees, settled, tap

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def theatre(db, cast):
    return stage(db)


def test_back_goes_to_the_very_address_one_came_from(db, theatre, server, signed_in, marta):
    page = signed_in(marta).new_page()
    page.goto(f"{server.url}/oggi?giorno={YESTERDAY}")
    sees(page, "Domenica 22 novembre 2026")
    tap(page, f"today.open_{theatre.yesterday}")
    page.wait_for_url(f"**/appello?id={theatre.yesterday}")
    page.locator(".roll-call").wait_for()
    page.go_back()
    sees(page, "Domenica 22 novembre 2026")
    assert page.url == f"{server.url}/oggi?giorno={YESTERDAY}"
    page.go_forward()
    page.locator(".roll-call").wait_for()
    assert page.url == f"{server.url}/appello?id={theatre.yesterday}"


def test_a_curtain_drawn_in_one_tab_takes_the_names_from_the_other(db, theatre, server, signed_in, marta):
    browser = signed_in(marta)
    names, projector = browser.new_page(), browser.new_page()
    names.goto(f"{server.url}/appello?id={theatre.today}")
    expect(names.locator('.tile[title="Amina B."]')).to_be_visible()
    projector.goto(f"{server.url}/bacheca")
    settled(projector)
    at(projector, "header.curtain").locator("label").first.click()
    sees(projector, "nessun nome")
    sees(names, "schermo condiviso")
    expect(names.locator(".tile")).to_have_count(0)
