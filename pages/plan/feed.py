"""The calendar a phone subscribes to (RFC 5545): sessions, meetings and closures of the Casa, no name of anybody, ever.

A change keeps its UID and raises its SEQUENCE; what is cancelled stays, and says why.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.connection import EXAMPLE, REAL, file_of, opened
from db.plan import feed
from pages.plan.table.told import called
from pages.ui import clock, texts
from pages.ui.texts import N_, _

FORM = 1  # raise it when `ics` writes the same content in another way, so that phones fetch it again


async def calendar(request: Request) -> Response:
    """The feed that the key in the address opens; 304 when the phone has it already, 404 in one line for any other key."""
    texts.use("it")
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    found = await run_in_threadpool(_found, request.path_params["key"], known)
    if found is None:
        return PlainTextResponse(_("There is no calendar at this address.") + "\n", 404, headers={"cache-control": "no-store"})
    etag, body = found
    headers = {"etag": etag, "cache-control": "private, max-age=900"}
    if body is None:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


def _found(key: str, known: set[str]) -> tuple[str, bytes | None] | None:
    """The tag of what the key opens and, unless the tag is `known`, the calendar itself."""
    for kind in (REAL, EXAMPLE):
        if not file_of(kind).exists():
            continue
        with opened(file_of(kind)) as db:
            opens = feed.opened_by(db, key)
            content = opens and feed.content(db, opens["activity_id"], today=clock.today())
        if content:
            etag = f'"{hashlib.sha256(repr((FORM, content)).encode()).hexdigest()[:32]}"'
            return etag, None if known & {etag, "*"} else ics(content)
    return None


def ics(content: dict) -> bytes:
    """The content (`db.plan.feed.content`) as iCalendar. The same content is the same bytes."""
    name = f"{content['title']} · {content['name']}" if content["title"] else content["name"]
    whole = Calendar()
    for field, value in (("prodid", "-//Telaio//Casa per fare insieme//IT"), ("version", "2.0"), ("calscale", "GREGORIAN"),
                         ("method", "PUBLISH"), ("x-wr-calname", name), ("x-wr-timezone", "Europe/Rome"),
                         ("x-published-ttl", "PT4H")):
        whole.add(field, value)
    whole.add_component(_rome())
    for session in content["sessions"]:
        whole.add_component(_session(session, content["name"]))
    for meeting in content["meetings"]:
        whole.add_component(_session({**meeting, "title": f"{_('Working table')}: {called(meeting)}"}, content["name"],
                                     cancelled=N_("Called off: {reason}")))
    for closure in content["closures"]:
        whole.add_component(_closure(closure, content))
    return whole.to_ical()


@cache
def _rome() -> Timezone:
    return Timezone.from_tzid("Europe/Rome", first_date=date(2020, 1, 1), last_date=date(2038, 1, 1))


def _session(session: dict, casa: str, cancelled: str = N_("Cancelled: {reason}")) -> Event:
    event, changed = Event(), datetime.fromisoformat(session["changed_at"])
    event.add("uid", session["uid"])
    event.add("sequence", session["sequence"])
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", session["title"])
    event.add("dtstart", _wall(session["on_date"], session["starts_at"]))
    event.add("dtend", _wall(session.get("ends_on", session["on_date"]), session["ends_at"]))
    event.add("location", f"{session['place']}, {casa}" if session["place"] else casa)
    if session["state"] == "cancelled":
        event.add("status", "CANCELLED")
        event.add("description", _(cancelled, reason=session["reason"]))
    else:
        event.add("status", "CONFIRMED")
    return event


def _closure(closure: dict, content: dict) -> Event:
    event = Event()
    event.add("uid", f"closure-{closure['id']}-{content['founded_at']}@telaio")
    event.add("sequence", closure["version"] - 1)
    event.add("dtstamp", datetime.fromisoformat(content["founded_at"]))
    event.add("summary", f"{content['name']}: {closure['label']}")
    event.add("dtstart", date.fromisoformat(closure["first_on"]))
    event.add("dtend", date.fromisoformat(closure["last_on"]) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event


def _wall(day: str, at: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=clock.ROME)


ROUTES = [Route("/calendario/{key}.ics", calendar)]
