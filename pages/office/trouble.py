"""A fault of ours outside the screens (a damaged file, a full disk): a sentence and a reference, never a trace."""

from __future__ import annotations

import logging
import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pages.office.sign_in import speak
from pages.ui.plain_page import page

log = logging.getLogger("telaio")


async def answer(request: Request, problem: Exception) -> Response:
    """500: a page for a person, JSON for a program; the log has the whole of it under the same reference."""
    reference = secrets.token_hex(4)
    log.error("fault %s", reference, exc_info=problem)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": "trouble", "reference": reference}, 500)
    speak(request)
    said = page(request, "office/trouble.html", reference=reference)
    said.status_code = 500
    return said
