"""A real server and a real browser, for stories that nothing less can tell."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from db.connection import REAL
from db.office import sign_ins
from db.rules import By
from pages.office import identity
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
PLACE = {"locale": "it-IT", "timezone_id": "Europe/Rome"}


class Server:
    """`streamlit run app.py` on a port and in a data folder of its own; it can be killed and started again."""

    process: subprocess.Popen | None = None

    def __init__(self, folder: Path):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"

    def start(self) -> None:
        """Back when it answers /health."""
        self.log = (self.folder / "server.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
            cwd=ROOT, env={**os.environ, "TELAIO_DATA": str(self.folder)}, stdout=self.log, stderr=self.log)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text())

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        if not self.process:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """One server for all the stories: starting one takes longer than most of them."""
    house = Server(tmp_path_factory.mktemp("house"))
    yield house
    house.stop()


@pytest.fixture(autouse=True)
def data_folder(house, monkeypatch):
    """Each story begins in an empty Casa, though the house stands: new files, for the old ones may still be open."""
    monkeypatch.setenv("TELAIO_DATA", str(house.folder))
    monkeypatch.setenv("TELAIO_TODAY", TODAY.isoformat())
    for file in house.folder.glob("*.db*"):
        file.unlink()
    return house.folder


@pytest.fixture
def server(house, data_folder):
    """The running server; with `db` or `cast` it has their Casa, without it nothing is founded yet."""
    if not house.runs():
        house.start()
    return house


@pytest.fixture(scope="session")
def browser() -> Browser:
    """The system's Chromium; without one there is no browser story."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def signed_in(db, server, browser):
    """`signed_in(cast.sara, viewport=...)`: a browser of theirs, with the cookie of a sign-in that stands, in Italian."""
    contexts: list[BrowserContext] = []

    def opened(by: By, viewport: tuple[int, int] = (1280, 800), **options) -> BrowserContext:
        context = browser.new_context(**PLACE, viewport={"width": viewport[0], "height": viewport[1]}, **options)
        cookie = identity.cookie_for(REAL, sign_ins.open_for(db, by.id))
        context.add_cookies([{"name": identity.COOKIE, "value": cookie, "url": server.url, "httpOnly": True, "sameSite": "Lax"}])
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
