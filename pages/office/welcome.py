"""First run: start our Casa, or visit the example one."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import calendar
from db.connection import REAL, changing, file_of, opened
from db.migrations import migrate
from db.office import casa, sign_ins
from db.office.accounts import SHORTEST_PASSWORD
from db.rules import MACHINE, RuleBroken
from pages.office import identity
from pages.office.sign_in import speak, with_cookie
from pages.ui import clock, texts
from pages.ui.plain_page import page, same_origin, see

FIELDS = ("name", "municipality", "partner", "display_name", "side", "email", "password")


async def welcome(request: Request) -> Response:
    """Two ways to begin; once our Casa is there, the sign-in page."""
    speak(request)
    if identity.founded(REAL):
        return see("/accedi")
    return page(request, "office/welcome.html")


async def start(request: Request) -> Response:
    """GET: the form. POST: founds the Casa and signs its first coordinator in, or shows the form with the reason."""
    speak(request)
    if identity.founded(REAL):
        return see("/accedi")
    if request.method == "GET":
        return _form(request, dict.fromkeys(FIELDS, ""))
    if not same_origin(request):
        return PlainTextResponse("origin", 403)
    form = await request.form()
    typed = {field: str(form.get(field, "")) for field in FIELDS}
    try:
        token = await run_in_threadpool(_found, typed, texts.language(), request.headers.get("user-agent", ""))
    except RuleBroken as refusal:
        return _form(request, typed, refusal)
    return with_cookie(request, see("/"), REAL, token)


def _form(request: Request, typed: dict[str, str], refusal: RuleBroken | None = None) -> Response:
    return page(request, "office/start.html", refusal=refusal, typed={**typed, "password": ""}, shortest=SHORTEST_PASSWORD)


def _found(typed: dict[str, str], language: str, device: str) -> str:
    with opened(migrate(file_of(REAL))) as db:
        with changing(db):
            coordinator = casa.found(db, **typed, language=language)
            calendar.open_year(db, calendar.school_year_of(clock.today()), by=MACHINE)
        return sign_ins.open_for(db, coordinator, device=device)


ROUTES = [
    Route("/benvenuto", welcome),
    Route("/benvenuto/inizia", start, methods=["GET", "POST"]),
]
