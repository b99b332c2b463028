"""An evening at the door: several tablets, each behind a Wi-Fi of its own, and everything that can go wrong while fingers go on.

Each child is one tablet's, so that what its fingers did is what must stand: compared finger by finger, not tap by tap.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from pages.office import identity
from tests.browser.conftest import ARGUMENTS, PLACE, Server
from tests.browser.proxy import CUT, DEAF, HOLE, UP, Proxy

TWO_HOURS_AHEAD = "{ const real = Date.now; Date.now = () => real() + 7200000 }"
FULL = """() => {
  for (let size = 2 ** 20; size >= 1; size = size >> 1)
    try { for (let i = 0; ; i++) localStorage.setItem(`full.${size}.${i}`, 'x'.repeat(size)) } catch { /* full */ }
}"""
TILES = """tiles => tiles.map(tile => ({ name: tile.title, ...tile.getBoundingClientRect().toJSON() }))
                         .filter(tile => tile.top > 200 && tile.bottom < innerHeight)"""
LEFT = """async () => {
  const answer = asked => new Promise(done => { asked.onsuccess = () => done(asked.result) })
  const db = await answer(indexedDB.open('telaio'))
  const left = await answer(db.transaction('taps').objectStore('taps').count())
  db.close()
  return left
}"""


@dataclass
class Tablet:
    """One tablet; `profile` is its disk, so that its browser can be killed and opened again."""

    browser: Browser
    cookie: str
    wifi: Proxy
    session: int
    profile: Path
    script: str = ""
    full: bool = False
    fingers: dict[str, bool] = field(default_factory=dict)
    taps: int = 0
    context: BrowserContext | None = None
    page: Page | None = None
    tiles: list[dict] = field(default_factory=list)

    def open(self) -> None:
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile, executable_path="/usr/bin/chromium", args=ARGUMENTS, has_touch=True,
            viewport={"width": 1280, "height": 1000}, **PLACE)
        self.context.add_cookies([{"name": identity.COOKIE, "value": self.cookie, "url": self.wifi.url, "httpOnly": True,
                                   "sameSite": "Lax"}])
        if self.script:
            self.context.add_init_script(self.script)
        self.page = self.context.new_page()
        self.page.goto(f"{self.wifi.url}/appello?id={self.session}", wait_until="commit")
        self.look()

    def ready(self) -> None:
        """From here on a reload needs no network."""
        self.page.wait_for_function("async () => navigator.serviceWorker.controller && await caches.has('telaio-registers')")
        if self.full:
            self.page.evaluate(FULL)

    def look(self) -> None:
        """Where each child's tile is now: a finger goes there, whoever stands there then."""
        self.page.locator(".tile").first.wait_for(timeout=30_000)
        self.page.wait_for_timeout(200)
        self.tiles = self.page.locator(".tile").evaluate_all(TILES)

    def finger(self, name: str) -> None:
        tile = next(each for each in self.tiles if each["name"] == name)
        self.page.touchscreen.tap(tile["x"] + tile["width"] / 2, tile["y"] + tile["height"] - 4)
        self.fingers[name] = not self.fingers.get(name, False)
        self.taps += 1

    def reload(self) -> None:
        self.page.reload(wait_until="commit")
        self.look()

    def kill(self) -> None:
        """As a dead battery would."""
        for process in psutil.process_iter(["cmdline"]):
            if f"--user-data-dir={self.profile}" in (process.info["cmdline"] or []):
                process.kill()
        with suppress(Error):  # it is dead already
            self.context.close()
        (self.profile / "SingletonLock").unlink(missing_ok=True)
        self.open()


def evening(tablets: list[Tablet], server: Server, *, taps: int, seed: int, kills: int = 1, reloads: float = 0.06,
            troubles: float = 0.12, longest: float = 4.0) -> dict:
    """Taps away, each tablet at its own children, through outages, reloads, and deaths of server and browsers.
    What happened, counted."""
    chance = random.Random(seed)
    names = [tile["name"] for tile in tablets[0].tiles if all(tile["name"] in [each["name"] for each in t.tiles] for t in tablets)]
    mine = {index: names[index::len(tablets)] for index in range(len(tablets))}
    deaths = dict(zip(chance.sample(range(taps // 4, taps), 2 * kills), ["server", "browser"] * kills, strict=True))
    until = dict.fromkeys(range(len(tablets)), 0.0)
    did = {"taps": taps, "outages": 0, "reloads": 0, "servers killed": 0, "browsers killed": 0}
    for number in range(taps):
        index = number % len(tablets)
        tablet = tablets[index]
        for other, when in until.items():
            if tablets[other].wifi.mode != UP and time.monotonic() > when:
                tablets[other].wifi.turn(UP)
        if chance.random() < troubles and tablet.wifi.mode == UP:
            tablet.wifi.turn(chance.choice([CUT, HOLE, DEAF]))
            until[index] = time.monotonic() + chance.uniform(0.5, longest)
            did["outages"] += 1
        tablet.finger(chance.choice(mine[index]))
        if deaths.get(number) == "server":
            server.kill()
            did["servers killed"] += 1
        elif deaths.get(number) == "browser":
            tablet.page.wait_for_timeout(150)
            tablet.kill()
            did["browsers killed"] += 1
        elif chance.random() < reloads and not tablet.full:
            tablet.page.wait_for_timeout(60)
            tablet.reload()
            did["reloads"] += 1
        if not server.runs() and number - max(at for at in deaths if at <= number) >= 2:
            server.start()
        tablet.page.wait_for_timeout(chance.randint(0, 60))
    for tablet in tablets:
        tablet.wifi.turn(UP)
    if not server.runs():
        server.start()
    return did


def settle(tablets: list[Tablet], db) -> dict:
    """Waits until nothing is left on any tablet, then compares. Lost, doubled and wrong must be 0, and all registers equal."""
    began = time.monotonic()
    for tablet in tablets:
        expect(tablet.page.locator(".bar")).to_have_attribute("data-state", "saved", timeout=60_000)
    drained = time.monotonic() - began
    present = {row["display_name"] for row in db.query(
        "select display_name from attendance join person on person.id = person_id where present = 1")}
    until = time.monotonic() + 15
    while any(shown(tablet) != present for tablet in tablets) and time.monotonic() < until:
        tablets[0].page.wait_for_timeout(200)
    fingers = {name: here for tablet in tablets for name, here in tablet.fingers.items()}
    made = sum(tablet.taps for tablet in tablets)
    return {
        "lost": max(0, made - db["tap"].count), "doubled": max(0, db["tap"].count - made),
        "on the wrong child": len({name for name, here in fingers.items() if here} ^ present),
        "tablets that show something else": sum(shown(tablet) != present for tablet in tablets),
        "left on tablets": sum(tablet.page.evaluate(LEFT) for tablet in tablets), "drained in seconds": round(drained, 1),
    }


def shown(tablet: Tablet) -> set[str]:
    """Who is present, as this tablet shows it."""
    return set(tablet.page.locator(".tile[data-state=present]").evaluate_all("tiles => tiles.map(tile => tile.title)"))
