"""The agenda on one page, for the printer: whoever came through the gate and may read the table."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.connection import file_of, opened
from db.office.casa import casa
from db.plan.table import agenda, invitees, meetings
from db.rules import RuleBroken
from pages.plan.table.told import called, length, when, whereabouts
from pages.ui import labels, messages, texts
from pages.ui.plain_page import page
from pages.ui.texts import _


async def printed(request: Request) -> Response:
    """The page; 404 with a sentence when there is no such meeting, or it is not for this person. `telaio.visit` is the gate's word
    on who asks."""
    return await run_in_threadpool(_printed, request, request.scope["telaio.visit"])


def _printed(request: Request, visit) -> Response:
    texts.use(visit.me.language)
    with opened(file_of(visit.kind)) as db:
        try:
            meeting = meetings.meeting(db, request.path_params["id"], by=visit.me)
            items = agenda.of_meeting(db, meeting["id"], by=visit.me)
            invited = invitees.of_meeting(db, meeting["id"], by=visit.me)
        except RuleBroken as refusal:
            return PlainTextResponse(messages.sentence(refusal) + "\n", 404)
        people = [(labels.field(field), meeting[field]) for field in ("facilitator", "drafter") if meeting[field]]
        return page(
            request, "plan/table/agenda_print.html", casa=casa(db)["name"], title=called(meeting), when=when(meeting),
            where=whereabouts(meeting), people=people, items=[{**item, "at": at} for item, at in _timed(meeting, items)],
            invited=[each["name"] + (f" ({each['body']})" if each["body"] else "") for each in invited],
            total=length(sum(item["minutes"] for item in items) * 60), cancelled=_("Called off: {reason}", reason=meeting["reason"])
            if meeting["state"] == "cancelled" else None,
        )


def _timed(meeting: dict, items: list[dict]):
    """Each item with the hour at which it should begin, by the clock on the wall."""
    hours, minutes = meeting["starts_at"].split(":")
    at = int(hours) * 60 + int(minutes)
    for item in items:
        yield item, f"{at // 60 % 24:02d}:{at % 60:02d}"
        at += item["minutes"]


ROUTES = [Route("/riunione/{id:int}/ordine-del-giorno", printed)]
