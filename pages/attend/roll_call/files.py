"""The component's own script, as the modules it is written in: fetched once by a tablet, under an address that changes
with every change of theirs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

FOLDER = Path(__file__).parent
MODULES = {file.name: file.read_bytes() for file in sorted((FOLDER / "client").glob("*.js"))}
VERSION = hashlib.sha256(b"".join(MODULES.values())).hexdigest()[:12]
ADDRESS = f"/telaio/appello/{VERSION}"
STYLE = (FOLDER / "roll_call.css").read_text(encoding="utf-8")


async def module(request: Request) -> Response:
    """One module. An old version's address gives today's, so that a page opened before an update still works."""
    found = MODULES.get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("", 404)
    keep = "public, max-age=31536000, immutable" if request.path_params["version"] == VERSION else "no-store"
    return Response(found, media_type="text/javascript", headers={"cache-control": keep})


ROUTES = [Route("/telaio/appello/{version}/{name}", module)]
