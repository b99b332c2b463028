"""GET /health: whether Telaio can work, as JSON and without secrets."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.office.health import health


async def answer(_request: Request) -> Response:
    """200 with `status: ok`, or 503 with what is wrong."""
    found = await run_in_threadpool(health)
    return JSONResponse(found, 200 if found["status"] == "ok" else 503, headers={"cache-control": "no-store"})


ROUTES = [Route("/health", answer)]
