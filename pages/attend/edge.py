"""The door of the taps: /api/appello/{session}, beside Streamlit. A tablet sends its batch and hears what others wrote.

No cookie is read there: the tablet shows the pass its signed-in screen was given, and the sign-in behind it is asked anew
each time, so that revoking one stops its tablets too. What gives passes and names, /appello/{session}/…, stands behind the gate.
"""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

from sqlite_utils import Database
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.attend import attendance, registers
from db.connection import connect, file_of, opened
from db.office import sign_ins
from db.rules import RuleBroken, ask
from db.texts import tidy
from pages.attend import passes
from pages.attend.roll_call import files
from pages.attend.roll_call.component import data_of, name_of
from pages.ui import clock, texts
from pages.ui.here import Here
from pages.ui.plain_page import same_origin

LARGEST = 128 * 1024

_own = threading.local()
_one_writer = threading.Lock()  # waiting here is shorter than being told "busy" by SQLite and sleeping


async def register(request: Request) -> Response:
    """POST {"device", "now", "since", "taps"} or GET ?since=: {"acknowledged", "refused", "changes"}.

    401 without a pass that holds, 403 from another origin or when the role does not allow it, 413 past 128 KB, 415 for
    anything but JSON, 400 for JSON that is not a batch; each with {"refused": key}.
    """
    if request.method == "POST" and request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return _said(415, "not_json")
    if not same_origin(request):
        return _said(403, "other_origin")
    shown = passes.read(request.headers.get("authorization", ""), request.path_params["session_id"])
    if not shown:
        return _said(401, "no_pass")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return _said(413, "too_large")
    try:
        batch = _batch(body) if request.method == "POST" else _batch_of_nothing(request.query_params.get("since", "-1"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return _said(400, "not_a_batch")
    return await run_in_threadpool(_answer, shown, batch)


def _batch(body: bytes) -> dict:
    sent = json.loads(body)
    if type(sent["now"]) is not int or type(sent["since"]) is not int or not isinstance(sent["taps"], list):
        raise ValueError("a batch has its tablet's time, what it knows and its taps")
    if not 0 <= sent["now"] < 2**53 or abs(sent["since"]) >= 2**53:
        raise ValueError("out of all range")
    return {"device": tidy(str(sent.get("device", "")))[:64], **{key: sent[key] for key in ("now", "since", "taps")}}


def _batch_of_nothing(since: str) -> dict:
    return {"device": "", "now": 0, "since": max(-1, min(int(since), 2**53)), "taps": []}


def _answer(shown: passes.Pass, batch: dict) -> Response:
    """`shown.day` stands for today: taps of a session that ran past midnight are still those of its day."""
    db = _connection(file_of(shown.casa))
    me = sign_ins.person_at(db, shown.token_hash) if db else None
    if not me:
        return _said(401, "no_pass")
    done = {"acknowledged": [], "refused": {}}
    try:
        if batch["taps"]:
            with _one_writer:
                done = attendance.record(db, shown.session_id, batch["taps"], device=batch["device"], tablet_now_ms=batch["now"],
                                         by=me, today=shown.day, now_ms=time.time_ns() // 1_000_000)
        changes = attendance.since(db, shown.session_id, batch["since"], by=me, today=shown.day)
    except RuleBroken as refusal:
        if not done["refused"]:
            return _said(404 if refusal.key == "not_found" else 403, refusal.key)
        changes = {"revision": batch["since"], "people": [], "marks": {}, "remarks": {}, "counts": []}
    return JSONResponse({"acknowledged": done["acknowledged"], "refused": done["refused"], "changes": changes},
                        headers={"cache-control": "no-store"})


def _connection(file: Path) -> Database | None:
    """This thread's own connection, kept between requests: opening one costs fifty times what a tap asks of it.
    A file put in its place (a restored backup) is opened anew; no file, no connection."""
    try:
        inode = file.stat().st_ino
    except FileNotFoundError:
        return None
    kept = vars(_own).setdefault("connections", {})
    if kept.get(file, (None, None))[0] != inode:
        if file in kept:
            kept.pop(file)[1].close()
        kept[file] = (inode, connect(file))
    return kept[file][1]


async def ahead(request: Request) -> Response:
    """One register of today with its pass, for a tablet to have at hand when the network goes; 403 or 404 with the reason."""
    return await run_in_threadpool(_behind_the_gate, request, _register)


async def renewed(request: Request) -> Response:
    """{"name", "pass"}: a new pass for a register whose pass ran out, or whose taps were found waiting on the tablet."""
    return await run_in_threadpool(_behind_the_gate, request, _pass)


def _behind_the_gate(request: Request, answer) -> Response:
    if not same_origin(request):
        return _said(403, "other_origin")
    visit = request.scope["telaio.visit"]
    texts.use(visit.me.language)
    with opened(file_of(visit.kind)) as db:
        here = Here(db, visit.me, {}, visit.kind, clock.today(), visit.token_hash)
        try:
            return JSONResponse(answer(here, request.path_params["session_id"]), headers={"cache-control": "no-store"})
        except RuleBroken as refusal:
            return _said(404 if refusal.key == "not_found" else 403, refusal.key)


def _register(here: Here, session_id: int) -> dict:
    data = data_of(here, registers.open_register(here.db, session_id, by=here.me, today=here.today))
    if not data["keep"]:
        raise RuleBroken("only_today")
    return data


def _pass(here: Here, session_id: int) -> dict:
    ask(here.me, "registers.record")
    return {"name": name_of(here, session_id), "pass": passes.give(here, session_id)}


def _said(status: int, key: str) -> Response:
    return JSONResponse({"refused": key}, status, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/api/appello/{session_id:int}", register, methods=["GET", "POST"]),
    Route("/appello/{session_id:int}/register.json", ahead),
    Route("/appello/{session_id:int}/pass.json", renewed),
    *files.ROUTES,
]
