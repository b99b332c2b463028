"""What hands do on Streamlit's widgets, found by their keys."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def at(page: Page, key: str) -> Locator:
    """The widget with this key."""
    return page.locator("." + "st-key-" + "".join(c if c.isalnum() or c in "_-" else "-" for c in key))


def settled(page: Page) -> None:
    """Waits until the script has run and the page shows it; a moment first, for a tap to have begun it."""
    page.wait_for_timeout(150)
    page.wait_for_function("() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")


def tap(page: Page, key: str) -> None:
    """Presses a button."""
    at(page, key).locator("button").first.click()
    settled(page)


def write(page: Page, key: str, text: str) -> None:
    """Types into a field and leaves it."""
    field = at(page, key).locator("input, textarea").first
    field.fill(text)
    field.press("Tab")
    settled(page)


def choose(page: Page, key: str, text: str) -> None:
    """Picks the option that holds `text` from a list."""
    field = at(page, key).locator("input").first
    field.click()
    field.fill(text)
    page.locator("[role=option]", has_text=text).first.click()
    field.press("Tab")
    settled(page)


def pick(page: Page, key: str, text: str) -> None:
    """Presses one of a group of pills or segments."""
    at(page, key).get_by_text(text, exact=True).click()
    settled(page)


def digits(page: Page, key: str, text: str) -> None:
    """Types a day (23112026) or a time (1630) into its segments, one after the other."""
    at(page, key).get_by_role("spinbutton").first.click()
    page.keyboard.type(text, delay=30)
    page.keyboard.press("Tab")
    settled(page)


def sees(page: Page, text: str) -> None:
    """The page says this, soon."""
    expect(page.get_by_text(text).first).to_be_visible(timeout=15_000)
