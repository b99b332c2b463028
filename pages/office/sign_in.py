"""The doors before Streamlit: sign in, sign out, choose a language. Plain pages and a cookie that a script cannot read."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from db.connection import EXAMPLE, REAL, file_of, opened
from db.office import accounts, sign_ins
from db.office.casa import casa
from db.rules import RuleBroken
from pages.office import identity
from pages.ui import texts
from pages.ui.plain_page import page, same_origin, see

YEAR = 365 * 24 * 3600


async def sign_in(request: Request) -> Response:
    """GET: the form. POST: e-mail and password; 303 home with the cookie, or the form again with the reason."""
    speak(request)
    if not identity.founded(REAL):
        return see("/benvenuto")
    if request.method == "GET":
        if identity.visit(request.cookies):
            return see("/")
        return _form(request)
    if not same_origin(request):
        return PlainTextResponse("origin", 403)
    form = await request.form()
    email, password = str(form.get("email", "")), str(form.get("password", ""))
    try:
        token = await run_in_threadpool(_open, REAL, email, password, request.headers.get("user-agent", ""))
    except RuleBroken as refusal:
        return _form(request, refusal, email[:254])
    return with_cookie(request, see("/"), REAL, token)


def _form(request: Request, refusal: RuleBroken | None = None, email: str = "") -> Response:
    with opened(file_of(REAL)) as db:
        name = casa(db)["name"]
    return page(request, "office/sign_in.html", refusal=refusal, casa_name=name, email=email,
                example=file_of(EXAMPLE).exists())


def _open(kind: str, email: str, password: str, device: str) -> str:
    with opened(file_of(kind)) as db:
        return sign_ins.open_for(db, accounts.check_password(db, email, password), device=device)


async def sign_out(request: Request) -> Response:
    """Ends this sign-in in every tab, forgets the cookie and goes back to the door; a tab without a cookie any more says which
    (`da`). GET only asks a form of ours to POST."""
    if request.method == "POST" and not same_origin(request):
        return PlainTextResponse("origin", 403)
    kind, token_hash = identity.named(request.cookies)
    if kind and file_of(kind).exists() and request.method == "POST":
        with opened(file_of(kind)) as db:
            sign_ins.close(db, token_hash)
    of_example = kind == EXAMPLE or (kind is None and request.query_params.get("da") == "/esempio")
    answer = see("/esempio" if of_example else "/accedi")
    if request.method == "POST" or not identity.visit(request.cookies):
        answer.delete_cookie(identity.COOKIE, path="/")
        return answer
    return see("/")


async def who(request: Request) -> Response:
    """Whether this browser's sign-in still holds (204 or 401) and whether its curtain is drawn. Open tabs ask it, so that
    signing out, or a shared screen, reaches them all."""
    holds = await run_in_threadpool(identity.visit, request.cookies)
    curtain = {"telaio-curtain": "drawn" if holds.me.shared_screen else "open"} if holds else {}
    return Response(status_code=204 if holds else 401, headers={"cache-control": "no-store", **curtain})


async def choose_language(request: Request) -> Response:
    """Remembers a language for whoever has not signed in, and goes back where it was asked."""
    chosen = request.path_params["language"]
    back = request.query_params.get("da", "/accedi")
    answer = see(back if back in ("/accedi", "/benvenuto", "/benvenuto/inizia", "/esempio", "/esempio/prepara") else "/accedi")
    if chosen in texts.LANGUAGES:
        answer.set_cookie(identity.LANGUAGE_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="lax",
                          secure=request.url.scheme == "https")
    return answer


def speak(request: Request) -> None:
    """Lets the rest of this request speak the visitor's language."""
    texts.use(identity.language_of(request.cookies, request.headers.get("accept-language", "")))


def with_cookie(request: Request, answer: Response, kind: str, token: str) -> Response:
    """The answer with the sign-in cookie: signed, HttpOnly, SameSite=Lax, Secure under https."""
    answer.set_cookie(
        identity.COOKIE, identity.cookie_for(kind, token), max_age=int(sign_ins.LASTS.total_seconds()), path="/",
        httponly=True, samesite="lax", secure=request.url.scheme == "https",
    )
    return answer


async def not_signed_in(request: Request) -> Response:
    """What a stranger gets instead of a screen."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return see("/accedi" if identity.founded(REAL) else "/benvenuto")
    return JSONResponse({"error": "sign_in"}, 401)


ROUTES = [
    Route("/accedi", sign_in, methods=["GET", "POST"]),
    Route("/esci", sign_out, methods=["GET", "POST"]),
    Route("/chi", who),
    Route("/lingua/{language}", choose_language),
]
