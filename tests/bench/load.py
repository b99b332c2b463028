"""The two kinds of visitor: a tablet that posts taps over HTTP, a browser tab that opens screens over Streamlit's websocket.

Taps come at a fixed clock whether or not the server keeps up, and their time counts from the moment they were due.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Measured:
    """What one run found: times in milliseconds, server CPU in milliseconds for each request, and what went wrong."""

    times: list[float] = field(default_factory=list)
    cpu_ms: float = 0.0
    errors: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """The time that `share` of the requests stayed under; nan when there was none."""
        kept = sorted(self.times)
        return kept[min(len(kept) - 1, int(share * len(kept)))] if kept else float("nan")


class Meter:
    """CPU seconds that a server and its children have used so far."""

    def __init__(self, pid: int):
        self.pid = pid

    def seconds(self) -> float:
        root = psutil.Process(self.pid)
        return sum(sum(process.cpu_times()[:2]) for process in [root, *root.children(recursive=True)])


async def taps(url: Callable[[int], str], body: Callable[[int], dict], headers: Callable[[int], dict], *, tablets: int,
               seconds: float, every: float, meter: Meter) -> Measured:
    """`tablets` tablets that each tap once every `every` seconds."""
    found = Measured()
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
        async def tap(tablet: int, due: float) -> None:
            try:
                async with session.post(url(tablet), json=body(tablet), headers=headers(tablet)) as answer:
                    said = await answer.text()
                    if answer.status >= 400:
                        found.errors.append(f"{answer.status} {said[:120]}")
                        return
            except (aiohttp.ClientError, TimeoutError) as problem:
                found.errors.append(repr(problem)[:120])
                return
            found.times.append((time.perf_counter() - due) * 1000)

        async def tablet(number: int, began: float, until: float) -> None:
            due = began + every * random.random()
            while due < until:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await tap(number, due)
                due += every

        began = time.perf_counter()
        await asyncio.gather(*(tablet(number, began, began + 2) for number in range(tablets)))
        found.times.clear()
        before, began = meter.seconds(), time.perf_counter()
        await asyncio.gather(*(tablet(number, began, began + seconds) for number in range(tablets)))
        found.cpu_ms = (meter.seconds() - before) * 1000 / max(1, len(found.times))
    return found


class Tab:
    """A browser tab, as far as Streamlit's server can tell."""

    def __init__(self, base: str, cookie: str = ""):
        self.base, self.cookie, self.hashes, self.page = base, cookie, {}, ""
        self.buttons: list[str] = []
        self.live: tuple[str, float] | None = None  # the part that asks to be run by itself, and every how many seconds

    async def open(self, path: str = "", query: str = "") -> float:
        """Connects and runs the screen at `path`; milliseconds until the script has finished."""
        began = time.perf_counter()
        headers = {"Cookie": self.cookie} if self.cookie else {}
        self.socket = await websockets.connect(
            f"ws://{urlsplit(self.base).netloc}/_stcore/stream", subprotocols=["streamlit"], max_size=None, compression=None,
            additional_headers=headers, origin=self.base, ping_interval=None,
        )
        await self._rerun(path, query)
        return (time.perf_counter() - began) * 1000

    async def again(self, path: str = "", query: str = "", tap: bool = False) -> float:
        """One more run in the same tab, with its first button pressed if `tap`; milliseconds."""
        began = time.perf_counter()
        await self._rerun(path, query, tap)
        return (time.perf_counter() - began) * 1000

    async def close(self) -> None:
        await self.socket.close()

    async def _rerun(self, path: str, query: str, tap: bool = False) -> None:
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self.page
        if not self.page:
            message.rerun_script.page_name = path
        message.rerun_script.cached_message_hashes.extend(self.hashes)
        if tap and self.buttons:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = self.buttons[0], True
        await self.socket.send(message.SerializeToString())
        while True:
            said = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 120))
            kind = said.WhichOneof("type")
            if said.metadata.cacheable:
                self.hashes[said.hash] = True
            if kind == "new_session":
                self.page = said.new_session.page_script_hash
            elif kind == "auto_rerun":
                self.live = (said.auto_rerun.fragment_id, said.auto_rerun.interval)
            elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
                element = said.delta.new_element
                if element.WhichOneof("type") == "button" and element.button.id not in self.buttons:
                    self.buttons.append(element.button.id)
                if element.WhichOneof("type") == "exception":
                    raise RuntimeError(element.exception.message[:200])
            elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return


async def visits(base: str, path: str = "", query: str = "", *, cookie: str = "", times: int, meter: Meter,
                 tap: bool = False) -> tuple[Measured, Measured]:
    """Opens a screen in `times` new tabs, one after the other, and runs it once more in each: (opened, run again)."""
    opened, again = Measured(), Measured()
    for number in range(times + 3):
        tab = Tab(base, cookie)
        before = meter.seconds()
        first = await tab.open(path, query)
        between = meter.seconds()
        second = await tab.again(path, query, tap)
        after = meter.seconds()
        await tab.close()
        if number >= 3:
            opened.times.append(first)
            again.times.append(second)
            opened.cpu_ms += (between - before) * 1000 / times
            again.cpu_ms += (after - between) * 1000 / times
    return opened, again
