"""/voto/{token}: the page a phone comes to. No account, no script: a form, and a cookie that tells one phone from another.

The token is for one meeting and ends with it, or eight hours after it began. It is the same on every screen and after a restart.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.connection import FILES, file_of, opened
from db.plan.table import ballots
from db.rules import RuleBroken
from pages.ui import texts, tokens
from pages.ui.plain_page import page, same_origin, see
from pages.ui.texts import N_, _, ngettext

COOKIE = "telaio_voto"
LASTS = timedelta(hours=8)
SAID = {"counted": N_("Counted. Thank you!"), "changed": N_("Changed: your vote counts once, as you said now."),
        "same": N_("You had said this already: it counts once.")}


def token(kind: str, meeting: dict) -> str:
    """What the address of a meeting's votes ends with, once the meeting has been opened."""
    begun = int(datetime.fromisoformat(meeting["opened_at"]).timestamp())
    return tokens.pseudonym("vote", {"c": kind[0], "m": meeting["id"], "o": begun})  # short: it is read off a wall


async def look(request: Request) -> Response:
    """The question that is open, with this phone's own answer; or a page that waits and asks again by itself."""
    _speak(request)
    device = _device(request)
    answer = await run_in_threadpool(_page, request, device or "")
    return answer if device else _with_cookie(request, answer)


async def vote(request: Request) -> Response:
    """POST: one vote a phone a question; a second one takes the place of the first while the vote is open."""
    _speak(request)
    if not same_origin(request):
        return PlainTextResponse("origin", 403)
    device = _device(request)
    if not device:
        return _with_cookie(request, await run_in_threadpool(_page, request, "", RuleBroken("phone_unknown")))
    form = await request.form(max_files=0, max_fields=30)
    return await run_in_threadpool(_cast, request, device, {key: str(value) for key, value in form.items()})


def _cast(request: Request, device: str, form: dict[str, str]) -> Response:
    opens = _opened_by(request)
    if opens is None:
        return _page(request, device)
    marks = {key.removeprefix("o-"): value for key, value in form.items() if key.startswith("o-")}
    weights = {int(option): int(weight) for option, weight in marks.items() if _small(option) and _small(weight)}
    question = form.get("question", "")
    try:
        with opened(file_of(opens["casa"])) as db:
            done = ballots.cast(db, opens["meeting"], int(question) if _small(question) else 0, device, weights)
    except RuleBroken as refusal:
        return _page(request, device, refusal)
    return see(f"{request.url.path}?fatto={done}")


def _page(request: Request, device: str, refusal: RuleBroken | None = None) -> Response:
    opens, meeting, question = _opened_by(request), None, None
    if opens:
        with opened(file_of(opens["casa"])) as db:
            meeting = ballots.running(db, opens["meeting"])
            question = meeting and ballots.on_the_table(db, opens["meeting"], device)
    done = request.query_params.get("fatto")
    answer = page(request, "plan/table/vote.html", refusal=refusal, meeting=meeting, question=question,
                  asks_again="cambia" in request.query_params,
                  dots=ngettext("You have {n} dot to lay where you like.", "You have {n} dots to lay where you like.",
                                question["dots"]) if question and question["dots"] else None,
                  said=_(SAID[done]) if done in SAID and not refusal else None)
    if not meeting:
        answer.status_code = 410
    return answer


def _opened_by(request: Request) -> dict | None:
    """The Casa and the meeting that the token opens, while it is under way and not too old."""
    facts = tokens.read_pseudonym("vote", request.path_params["token"])
    kind = facts and next((kind for kind in FILES if kind[0] == facts["c"]), None)
    if not kind or not file_of(kind).exists():
        return None
    with opened(file_of(kind)) as db:
        meeting = ballots.running(db, facts["m"])
    begun = meeting and datetime.fromisoformat(meeting["opened_at"])
    if not begun or int(begun.timestamp()) != facts["o"] or datetime.now(UTC) - begun >= LASTS:
        return None
    return {"casa": kind, "meeting": facts["m"]}


def _device(request: Request) -> str | None:
    facts = tokens.read("vote.device", request.cookies.get(COOKIE), int(LASTS.total_seconds()) * 3)
    return facts and facts["device"]


def _with_cookie(request: Request, answer: Response) -> Response:
    answer.set_cookie(COOKIE, tokens.sign("vote.device", {"device": secrets.token_hex(16)}), max_age=int(LASTS.total_seconds()) * 3,
                      path="/voto", httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _small(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 16


def _speak(request: Request) -> None:
    chosen = request.cookies.get("telaio_language", "")
    texts.use(chosen or ("en" if request.headers.get("accept-language", "").lower().startswith("en") else "it"))


ROUTES = [Route("/voto/{token}", look), Route("/voto/{token}", vote, methods=["POST"])]
