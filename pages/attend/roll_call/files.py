"""What a tablet fetches once: the component's own script, as the modules it is written in, and the shell that stands in
while there is no network. All of it under an address that changes with every change of theirs."""

from __future__ import annotations

import hashlib
import json
from contextvars import copy_context
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pages.attend.roll_call.words import shell_words
from pages.ui import texts

FOLDER = Path(__file__).parent
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
STYLE = (FOLDER / "roll_call.css").read_text(encoding="utf-8")


def _read() -> dict[str, str]:
    found = {file.name: file.read_text(encoding="utf-8") for file in sorted((FOLDER / "client").iterdir()) if file.suffix in KINDS}
    words = json.dumps({language: copy_context().run(_words_in, language) for language in texts.LANGUAGES}, ensure_ascii=False)
    return {**found, "roll_call.css": STYLE, "shell.html": found["shell.html"].replace("{words}", words.replace("<", "\\u003c"))}


def _words_in(language: str) -> dict:
    texts.use(language)
    return shell_words()


_FILES = _read()
VERSION = hashlib.sha256("".join(_FILES.values()).encode()).hexdigest()[:12]
ADDRESS = f"/telaio/appello/{VERSION}"
_worker = _FILES.pop("sw.js")
_kept = [f"{ADDRESS}/{name}" for name in sorted(_FILES, key="shell.html".__ne__)]  # the shell first
WORKER = f"const CACHE = 'telaio-client-{VERSION}'\nconst FILES = {json.dumps(_kept)}\n{_worker}"
FILES = {name: text.replace("{address}", ADDRESS).encode() for name, text in _FILES.items()}


async def module(request: Request) -> Response:
    """One file. An old version's address gives today's, so that a page opened before an update still works."""
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("", 404)
    keep = "public, max-age=31536000, immutable" if request.path_params["version"] == VERSION else "no-store"
    return Response(FILES[name], media_type=KINDS[Path(name).suffix], headers={"cache-control": keep})


async def worker(_request: Request) -> Response:
    """The service worker, asked for anew each time so that a tablet hears of an update."""
    return Response(WORKER, media_type="text/javascript", headers={"cache-control": "no-cache"})


ROUTES = [Route("/telaio/appello/{version}/{name}", module), Route("/sw.js", worker)]
