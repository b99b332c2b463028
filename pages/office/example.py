"""The example Casa's door: five people, one tap each; and the page that waits while it is being made."""

from __future__ import annotations

import logging
import threading
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import demo
from db.connection import EXAMPLE, REAL, file_of, opened
from db.demo import visitors
from db.rules import RuleBroken
from pages.office import identity
from pages.office.sign_in import speak, with_cookie
from pages.ui import clock
from pages.ui.plain_page import page, same_origin, see
from pages.ui.texts import N_, _, day

log = logging.getLogger("telaio")

CAN = {
    "Marta": N_("Coordinates for the municipality: plans, signs, knows the families."),
    "Davide": N_("Coordinates for the partner: plans, signs, knows the families."),
    "Sara": N_("Volunteers with a tablet: takes today's roll calls, and sees nothing else."),
    "Nadia": N_("Runs Spazio Neutro: says only when a room is not free."),
    "Ivo": N_("Looks on: activities, calendar and charts, never a name."),
}


class _Making:
    """The one making that can be under way: how far it is, and whether it failed."""

    def __init__(self):
        self.lock, self.thread, self.share, self.failed = threading.Lock(), None, 0.0, False

    def start(self, today: date) -> None:
        """Begins in the background, unless it has begun already."""
        with self.lock:
            if not self.under_way():
                self.share, self.failed = 0.0, False
                self.thread = threading.Thread(target=self._make, args=(today,), daemon=True)
                self.thread.start()

    def under_way(self) -> bool:
        """Whether it is being made at this moment."""
        return self.thread is not None and self.thread.is_alive()

    def _make(self, today: date) -> None:
        try:
            demo.make(file_of(EXAMPLE), today=today, progress=self._tell)
        except Exception:
            self.failed = True
            log.exception("the example could not be made")

    def _tell(self, share: float) -> None:
        self.share = share


making = _Making()


async def door(request: Request) -> Response:
    """Who to be; or the way to make the example when there is none."""
    speak(request)
    return await run_in_threadpool(_door, request)


def _door(request: Request, refusal: RuleBroken | None = None) -> Response:
    people, made_for = [], None
    if identity.founded(EXAMPLE):
        with opened(file_of(EXAMPLE)) as db:
            people, made_for = visitors.visitors(db), visitors.made_for(db)
    today = clock.today()
    return page(
        request, "office/example.html", refusal=refusal, real=identity.founded(REAL), failed=making.failed,
        people=[{"name": each["display_name"], "can": _(can)} for each in people if (can := CAN.get(each["display_name"]))],
        made_for=day(made_for) if made_for and made_for != today else None, today=day(today),
        anew=_may_make_anew(request, made_for, today),
    )


def _may_make_anew(request: Request, made_for: date | None, today: date) -> bool:
    """It takes what every visitor wrote, and the server's time: for who is signed in somewhere, or when its day is not today."""
    return made_for != today or identity.visit(request.cookies) is not None


async def enter(request: Request) -> Response:
    """POST: in as one of the five, with a cookie of the example's own."""
    speak(request)
    if not same_origin(request):
        return PlainTextResponse("origin", 403)
    if not await run_in_threadpool(identity.founded, EXAMPLE):
        return see("/esempio")
    form = await request.form()
    try:
        token = await run_in_threadpool(_enter, str(form.get("as", "")), request.headers.get("user-agent", ""))
    except RuleBroken as refusal:
        return await run_in_threadpool(_door, request, refusal)
    return with_cookie(request, see("/"), EXAMPLE, token)


def _enter(name: str, device: str) -> str:
    with opened(file_of(EXAMPLE)) as db:
        return visitors.enter(db, name, device=device)


async def make(request: Request) -> Response:
    """POST: makes the example when it is missing, or anew when asked (`anew`) by who may; goes where one waits."""
    if not same_origin(request):
        return PlainTextResponse("origin", 403)
    form = await request.form()
    if not await run_in_threadpool(_may_make, request, "anew" in form):
        return see("/esempio")
    making.start(clock.today())
    return see("/esempio/prepara")


def _may_make(request: Request, anew: bool) -> bool:
    if not identity.founded(EXAMPLE):
        return True
    with opened(file_of(EXAMPLE)) as db:
        return anew and _may_make_anew(request, visitors.made_for(db), clock.today())


async def wait(request: Request) -> Response:
    """How far the making is; the page asks again by itself, without a script, until it is done."""
    speak(request)
    if not making.under_way():
        return see("/esempio")
    return page(request, "office/example_wait.html", percent=int(making.share * 100))


ROUTES = [
    Route("/esempio", door),
    Route("/esempio/entra", enter, methods=["POST"]),
    Route("/esempio/crea", make, methods=["POST"]),
    Route("/esempio/prepara", wait),
]
