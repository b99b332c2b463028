"""The door of what is said: POST /api/tavolo/detto/{item}, beside Streamlit, so that no line waits for a screen to be drawn.

No cookie is read here: the table shows the pass its signed-in screen was given, and the sign-in behind it is asked anew each time.
"""

from __future__ import annotations

import json

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.connection import FILES, file_of, opened
from db.office import sign_ins
from db.plan.table.said import note_summary
from db.rules import RuleBroken
from pages.ui import messages, texts, tokens
from pages.ui.here import Here
from pages.ui.plain_page import same_origin

LARGEST, LASTS = 128 * 1024, 12 * 3600


def give(here: Here) -> str:
    """A pass for the person at this screen, the same from one run to the next."""
    kept = st.session_state.get("table.pass")
    if not kept or tokens.read("said", kept, LASTS // 2) != _facts(here):
        kept = st.session_state["table.pass"] = tokens.sign("said", _facts(here))
    return kept


def _facts(here: Here) -> dict:
    return {"casa": here.kind, "sign_in": here.token_hash}


async def write(request: Request) -> Response:
    """{"text", "version"} -> {"version"}; 409 with the text and version of now when somebody else wrote, 401 without a pass that
    holds, 403 from another origin, 413 past 128 KB, 400 for anything else, 422 with a sentence for a refusal."""
    if not same_origin(request):
        return JSONResponse({}, 403)
    shown = tokens.read("said", request.headers.get("authorization", "").removeprefix("Bearer "), LASTS)
    if not shown or shown["casa"] not in FILES:
        return JSONResponse({}, 401)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return JSONResponse({}, 413)
    try:
        told = json.loads(body)
        text, version = told["text"], told["version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return JSONResponse({}, 400)
    if not isinstance(text, str) or not isinstance(version, int):
        return JSONResponse({}, 400)
    return await run_in_threadpool(_kept, shown, request.path_params["item"], text, version)


def _kept(shown: dict, item_id: int, text: str, version: int) -> Response:
    with opened(file_of(shown["casa"])) as db:
        me = sign_ins.person_at(db, shown["sign_in"])
        if me is None:
            return JSONResponse({}, 401)
        texts.use(me.language)
        try:
            return JSONResponse({"version": note_summary(db, item_id, text, version, by=me)})
        except RuleBroken as refusal:
            if refusal.key == "stale":
                return JSONResponse({"text": refusal.facts["theirs"]["summary"], "version": refusal.facts["version"]}, 409)
            return JSONResponse({"sentence": messages.sentence(refusal)}, 422)


ROUTES = [Route("/api/tavolo/detto/{item:int}", write, methods=["POST"])]
