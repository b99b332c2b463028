"""Every HTTP route of ours, gathered from the rooms that own them."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pages.attend import edge as appello
from pages.office import example, health, sign_in, welcome
from pages.plan import feed
from pages.plan.table import edge as tavolo

UI = Path(__file__).parent / "ui"


async def stylesheet(_request: Request) -> Response:
    """The look of our plain pages."""
    return FileResponse(UI / "plain.css", headers={"cache-control": "max-age=600"})


async def icon(_request: Request) -> Response:
    """Telaio's mark."""
    return FileResponse(UI / "icon.svg", headers={"cache-control": "max-age=86400"})


ROUTES = [
    *sign_in.ROUTES,
    *welcome.ROUTES,
    *example.ROUTES,
    *health.ROUTES,
    *feed.ROUTES,
    *tavolo.ROUTES,
    *appello.ROUTES,
    Route("/telaio/plain.css", stylesheet),
    Route("/telaio/icon.svg", icon),
]
