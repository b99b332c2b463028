"""The HTTP routes of the table: the votes' page, the printed agenda, what is said, and their looks."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pages.plan.table import agenda_print, voting
from pages.plan.table.said import edge as said

LOOKS = {file.name: file for file in Path(__file__).parent.glob("*.css")}


async def look(request: Request) -> Response:
    """A stylesheet of the table's plain pages."""
    file = LOOKS.get(request.path_params["name"])
    return FileResponse(file, headers={"cache-control": "max-age=600"}) if file else Response(status_code=404)


ROUTES = [*agenda_print.ROUTES, *voting.ROUTES, *said.ROUTES, Route("/telaio/tavolo/{name}", look)]
