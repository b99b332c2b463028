"""A vote's way from a phone to the projector: the POST, and then the first message to the projector's tab that counts it."""

from __future__ import annotations

import asyncio
import random
import re
import time
from pathlib import Path

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from db.connection import REAL, file_of, one, opened, scalar
from db.plan.table import agenda, floor, holding, meetings, votes
from db.rules import By
from pages.plan.table import voting
from tests.bench import casa, servers
from tests.bench.generate import TODAY
from tests.bench.load import Measured, Tab

PHONES = 12
THINKS = 4.0  # seconds in which the whole room votes, each phone at a moment of its own
COUNT = re.compile(r"\*\*(\d+) vot")  # "3 voti", in bold


async def way(folder: Path, rounds: int) -> dict[str, Measured]:
    """Votes `rounds` times in a meeting of a generated Casa, `PHONES` phones each time: what the phone waits for ('post'), and
    how long until the projector counts it ('seen')."""
    measured = casa.make(folder, 10_000)
    meeting, by = _meeting()
    found = {"post": Measured(), "seen": Measured()}
    with servers.telaio(measured.data) as server:
        with opened(file_of(REAL)) as db:
            url = f"{server.base}/voto/{voting.token(REAL, meetings.meeting(db, meeting, by=by))}"
        projector = Projector(server.base, measured.cookie)
        await projector.open("tavolo-aperto", f"id={meeting}")
        watching = asyncio.create_task(projector.watch())
        phones = [_phone() for _ in range(PHONES)]
        try:
            for phone in phones:
                await (await phone.get(url)).read()  # its cookie
            before = server.meter.seconds()
            for number in range(rounds):
                await _round(f"Prova {number}", meeting, by, url, phones, projector, found)
            found["seen"].cpu_ms = (server.meter.seconds() - before) * 1000 / (rounds * PHONES)
        finally:
            watching.cancel()
            await asyncio.gather(watching, *(phone.close() for phone in phones), return_exceptions=True)
            await projector.close()
    return found


class Projector(Tab):
    """The tab of the table. Like a browser it asks for its live part at its interval, and notes when each count came."""

    counts: list[tuple[float, int]]

    async def watch(self) -> None:
        """Runs until it is cancelled."""
        self.counts = []
        asking = asyncio.create_task(self._ask())
        try:
            while True:
                said = ForwardMsg.FromString(await self.socket.recv())
                if said.metadata.cacheable:
                    self.hashes[said.hash] = True
                element = said.delta.new_element if said.WhichOneof("type") == "delta" else None
                if element is not None and element.WhichOneof("type") == "markdown" and (n := COUNT.search(element.markdown.body)):
                    self.counts.append((time.perf_counter(), int(n[1])))
        finally:
            asking.cancel()

    async def _ask(self) -> None:
        part, every = self.live
        while True:
            await asyncio.sleep(every)
            message = BackMsg()
            message.rerun_script.page_script_hash = self.page
            message.rerun_script.fragment_id, message.rerun_script.is_auto_rerun = part, True
            message.rerun_script.cached_message_hashes.extend(self.hashes)
            await self.socket.send(message.SerializeToString())

    async def counted(self, least: int, since: float, most: int = 1 << 30) -> float | None:
        """When, after `since`, it first showed at least `least` votes and at most `most`; None when it did not in 15 seconds."""
        until = time.perf_counter() + 15
        while time.perf_counter() < until:
            for at, number in self.counts:
                if at >= since and least <= number <= most:
                    return at
            await asyncio.sleep(0.01)
        return None


async def _round(text: str, meeting: int, by: By, url: str, phones: list, projector: Projector, found: dict) -> None:
    """A new question, which the projector shows without votes before anybody votes."""
    with opened(file_of(REAL)) as db:
        if last := one(db, "select id from question where state = 'open'"):
            votes.close_vote(db, last["id"], by=by)
        asked = votes.put_and_open(db, meeting, item_id=scalar(db, "select id from agenda_item"), text=text, by=by)
        option = scalar(db, "select id from question_option where question_id = :asked", asked=asked)
        answer = {"question": asked, f"o-{option}": 1}
    if await projector.counted(0, time.perf_counter(), most=0) is None:
        found["seen"].errors.append("the question did not show")
        return
    began = time.perf_counter()
    sent = sorted(await asyncio.gather(*(_vote(phone, url, answer, found) for phone in phones)))
    for rank, (_answered, posted) in enumerate(sent, start=1):
        seen = await projector.counted(rank, began)
        if seen is None:
            found["seen"].errors.append("a vote did not show")
        else:
            found["seen"].times.append((seen - posted) * 1000)


def _phone() -> aiohttp.ClientSession:
    """With its own cookie; it opens a connection for each request, as a phone does that was put down in between."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), connector=aiohttp.TCPConnector(force_close=True))


async def _vote(phone: aiohttp.ClientSession, url: str, answer: dict, found: dict) -> tuple[float, float]:
    """When it was answered and when it was sent."""
    await asyncio.sleep(random.random() * THINKS)  # noqa: S311 - people in a room
    posted = time.perf_counter()
    async with phone.post(url, data=answer, headers={"Sec-Fetch-Site": "same-origin"}, allow_redirects=False) as said:
        await said.read()
        if said.status != 303:
            found["post"].errors.append(f"{said.status}")
    answered = time.perf_counter()
    found["post"].times.append((answered - posted) * 1000)
    return answered, posted


def _meeting() -> tuple[int, By]:
    """A meeting under way in the measured Casa, at its only point; and who holds it."""
    with opened(file_of(REAL)) as db:
        account = one(db, "select id, display_name, role, organisation_id from account")
        by = By(account["id"], account["display_name"], account["role"], account["organisation_id"], "municipality")
        meeting = meetings.create(db, on_date=TODAY, starts_at="20:45", ends_at="22:15", link="https://casa.example", by=by)
        item = agenda.add(db, meeting, kind="subject", title="Prova", by=by)
        holding.open_meeting(db, meeting, by=by)
        floor.start(db, item, seen=None, by=by)
        return meeting, by
