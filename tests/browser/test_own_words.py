"""Words that Streamlit has only in English."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.hands import at, settled


def test_streamlits_own_words_are_italian(db, server, signed_in, marta):
    page = signed_in(marta).new_page()
    page.goto(f"{server.url}/registro")
    settled(page)
    expect(page.get_by_text("Vai al contenuto")).to_have_count(1)
    expect(at(page, "audit.first")).to_contain_text("aaaa")
    field = at(page, "audit.who").locator("input")
    field.click()
    field.fill("nessuno con questo nome")
    expect(page.get_by_role("listbox")).to_have_text("Qui non c’è niente così")
    page.keyboard.press("Escape")
    at(page, "audit.first").get_by_role("spinbutton").first.click()
    page.keyboard.type("23112026")
    page.keyboard.press("Tab")
    settled(page)
    expect(at(page, "audit.first")).to_contain_text("2026")
    for word in ("Skip to main content", "No results", "dd", "yyyy"):
        expect(page.get_by_text(word, exact=True)).to_have_count(0)
