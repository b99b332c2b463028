"""Small HTML pages of our own, for the doors that stand before Streamlit: welcome, sign-in, the example's people.

They need no script and no websocket, and everything people typed is escaped by the template.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from db.rules import RuleBroken
from pages.ui import texts
from pages.ui.messages import sentence

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1]), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, template: str, *, refusal: RuleBroken | None = None, **facts) -> HTMLResponse:
    """The template (a path below `pages/`) as an answer: 200, or 422 with the refusal's sentence in it."""
    html = _templates.get_template(template).render(
        _=texts._, language=texts.language(), languages=texts.LANGUAGES, path=request.url.path,
        refusal=sentence(refusal) if refusal else None, **facts,
    )
    return HTMLResponse(html, 422 if refusal else 200, headers={"cache-control": "no-store"})


def same_origin(request: Request) -> bool:
    """Whether a form was sent from a page of ours: the browser's own word for it, or no word at all (not a browser)."""
    if request.headers.get("sec-fetch-site") not in (None, "same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def see(path: str) -> RedirectResponse:
    """303: go there with a GET."""
    return RedirectResponse(path, 303)
