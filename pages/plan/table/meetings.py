"""The working table: the meeting that is on, those to come, those held."""

from __future__ import annotations

import streamlit as st

from db.plan.table import meetings
from pages.plan.table import meeting_form
from pages.plan.table.told import STATES, called, icon, when, whereabouts
from pages.ui import cards
from pages.ui.here import Here, asked, go
from pages.ui.texts import _, ngettext


def show(here: Here) -> None:
    coming, past = (each(here.db, today=here.today, by=here.me) for each in (meetings.coming, meetings.past))
    may_call = here.me.role == "coordinator" and here.may("table.hold")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Working table"), width="stretch", anchor=False)
        if may_call and not asked("nuova") and st.button(_("New meeting"), icon=":material/add:", key="meetings.new",
                                                         type="secondary" if _running(coming) else "primary"):
            st.query_params["nuova"] = "1"
            st.rerun()
    if asked("nuova") and may_call:
        meeting_form.new(here)
        return
    for meeting in _running(coming):
        _under_way(meeting)
    waiting = [each for each in coming if each["state"] == "planned"]
    if waiting:
        st.header(_("To come"), anchor=False)
        _deck("coming", waiting)
    elif not coming:
        st.info(_("No meeting is planned. Call the next one: day, hours, where.") if may_call
                else _("No meeting is planned yet. A coordinator calls the next one."), icon=":material/event_available:")
    if past:
        st.header(_("Held"), anchor=False)
        _deck("past", past)


def _running(coming: list[dict]) -> list[dict]:
    return [each for each in coming if each["state"] == "running"]


def _under_way(meeting: dict) -> None:
    with st.container(border=True, key="meetings.under_way"):
        st.header(f":material/play_circle: {_('{meeting} is under way', meeting=called(meeting))}", anchor=False)
        if st.button(_("Go to the table"), icon=":material/co_present:", type="primary", key="meetings.table"):
            go("tavolo-aperto", id=meeting["id"])


def _deck(name: str, shown: list[dict]) -> None:
    with cards.deck(f"meetings-{name}"):
        for meeting in shown:
            over = meeting["state"] == "held"
            if cards.card(
                f"meetings.open-{meeting['id']}", called(meeting), when(meeting), whereabouts(meeting) or None,
                _outcome(meeting) if over else _agenda(meeting),
                badge=None if meeting["state"] == "planned" else _(STATES[meeting["state"]]), icon=icon(meeting),
                colour={"held": "green", "cancelled": "red"}.get(meeting["state"], "gray"),
            ):
                go("riunione", id=meeting["id"])


def _outcome(meeting: dict) -> str:
    decisions = ngettext("{n} decision", "{n} decisions", meeting["decisions"])
    actions = ngettext("{n} action still open", "{n} actions still open", meeting["open_actions"])
    return f"{decisions} · {actions}"


def _agenda(meeting: dict) -> str:
    if not meeting["items"]:
        return _("Agenda still empty")
    return ngettext("{n} point on the agenda", "{n} points on the agenda", meeting["items"]) + f" · {meeting['minutes']}′"
