"""The gate before everything: a stranger reaches the doors, the public files and nothing else, by HTTP or websocket.

It also gives the shell of the page its language and title, and keeps Streamlit's own connection dialog away: it would
cover the register when the Wi-Fi drops.
"""

from __future__ import annotations

import json
import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.office import identity
from pages.office.sign_in import not_signed_in

# Doors and files for everybody. Roll-call and feed routes carry their own pass and check it themselves.
OPEN = re.compile(
    r"/(accedi|esci|chi|lingua/\w+|benvenuto(/inizia)?|esempio(/\w+)?|health|_stcore/health|favicon\.\w+"
    r"|sw\.js|telaio/.*|static/.*|calendario/.+\.ics|voto/[^/]+|api/.*)"
)


class Gate:
    """ASGI middleware: lets a valid sign-in through, and sends a stranger to the door."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (scope["type"] == "http" and OPEN.fullmatch(scope["path"])):
            return await self.app(scope, receive, send)
        visit = await run_in_threadpool(identity.visit, HTTPConnection(scope).cookies)
        if visit is None:
            if scope["type"] == "websocket":
                await receive()
                return await send({"type": "websocket.close", "code": 4401})
            return await (await not_signed_in(Request(scope)))(scope, receive, send)
        scope = {**scope, "telaio.visit": visit}  # for the routes of ours behind the gate
        if scope["type"] == "http" and scope["path"].endswith("/_stcore/host-config"):
            return await self.app(_plain(scope), receive, _rewriting(send, _without_dialog))
        if scope["type"] == "http" and scope["method"] == "GET" and "/_stcore/" not in scope["path"]:
            return await self.app(_plain(scope), receive, _rewriting(send, _speaking(visit.me.language), only=b"text/html"))
        return await self.app(scope, receive, send)


def _plain(scope: Scope) -> Scope:
    """The request without its leave to compress the answer, which is about to be rewritten."""
    return {**scope, "headers": [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]}


def _without_dialog(body: bytes) -> bytes:
    return json.dumps({**json.loads(body), "blockErrorDialogs": True}).encode()


def _speaking(language: str):
    def rewritten(body: bytes) -> bytes:
        html = body.decode()
        html = re.sub(r'<html lang="\w*"', f'<html lang="{language}"', html, count=1)
        return re.sub(r"<title>.*?</title>", "<title>Telaio</title>", html, count=1).encode()

    return rewritten


def _rewriting(send: Send, rewrite, only: bytes = b"") -> Send:
    """A `send` that passes the whole body of a 200 answer through `rewrite`, when its type begins with `only`."""
    start: Message | None = None
    body = b""

    async def rewriting(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            if message["status"] != 200 or not kind.startswith(only):
                await send(message)
            else:
                start = message
            return
        if start is None or message["type"] != "http.response.body":
            await send(message)
            return
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        changed = rewrite(body)
        kept = [(key, value) for key, value in start["headers"] if key.lower() not in (b"content-length", b"etag")]
        await send({**start, "headers": [*kept, (b"content-length", str(len(changed)).encode())]})
        await send({"type": "http.response.body", "body": changed})

    return rewriting
