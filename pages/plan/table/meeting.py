"""One meeting: when and where, what is on its agenda, who is invited; afterwards what came of it."""

from __future__ import annotations

import streamlit as st

from db.plan.table import meetings
from db.plan.table.reading import holds
from db.rules import RuleBroken
from pages.plan.table import agenda_list, invited, meeting_form, outcome, proposals
from pages.plan.table.told import STATES, called, icon, when, whereabouts
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.texts import _


def show(here: Here) -> None:
    meeting = meetings.meeting(here.db, asked_id() or 0, by=here.me)
    held = holds(meeting, by=here.me)
    st.page_link(st.session_state["frame.pages"]["tavolo"], label=_("Working table"), icon=":material/arrow_back:")
    st.title(called(meeting), anchor=False)
    _facts(meeting)
    if held and asked("modifica") and meeting["state"] in ("planned", "running"):
        meeting_form.change(here, meeting)
        return
    _doors(meeting, held)
    talk, people = st.columns([3, 2], gap="large")
    with talk:
        if meeting["state"] in ("held", "running"):
            outcome.show(here, meeting)
        agenda_list.show(here, meeting, held)
        if held and meeting["state"] in ("planned", "running"):
            proposals.show(here, meeting)
    with people:
        invited.show(here, meeting, held)
        if held and meeting["state"] == "planned":
            _cancel(here, meeting)


def _facts(meeting: dict) -> None:
    st.markdown(f"**{messages.plain(when(meeting))}**" + (f"  \n:material/location_on: {messages.plain(whereabouts(meeting))}"
                                                          if whereabouts(meeting) else ""))
    people = [f"{labels.field(field)}: {meeting[field]}" for field in ("facilitator", "drafter") if meeting[field]]
    if people:
        st.caption(messages.plain(" · ".join(people)))
    if meeting["state"] == "cancelled":
        st.error(messages.plain(_("Called off: {reason}", reason=meeting["reason"])), icon=":material/event_busy:")
    elif meeting["state"] != "planned":
        st.markdown(f"{icon(meeting)} **{_(STATES[meeting['state']])}**")


def _doors(meeting: dict, held: bool) -> None:
    with st.container(horizontal=True, key="meeting.doors"):
        if meeting["state"] == "running" or (held and meeting["state"] == "planned"):
            label = _("Go to the table") if meeting["state"] == "running" else _("Open the table")
            if st.button(label, icon=":material/co_present:", type="primary", key="meeting.table"):
                go("tavolo-aperto", id=meeting["id"])
        open_still = meeting["state"] in ("planned", "running")
        if held and open_still and st.button(_("Change"), icon=":material/edit:", key="meeting.edit"):
            st.query_params["modifica"] = "1"
            st.rerun()
        st.link_button(_("Agenda to print"), f"/riunione/{meeting['id']}/ordine-del-giorno", icon=":material/print:")
        said = meeting["state"] in ("running", "held")
        if said and st.button(_("Minutes"), icon=":material/description:", key="meeting.minutes"):
            go("verbale", riunione=meeting["id"])
        if meeting["link"] and open_still:
            st.link_button(_("Join online"), meeting["link"], icon=":material/videocam:")


def _cancel(here: Here, meeting: dict) -> None:
    begun = editing.begun("meeting.cancel", meeting)
    with st.expander(_("Cancel the meeting"), icon=":material/event_busy:", key="meeting.cancel_box"), \
            st.form("meeting.cancel", border=False):
        reason = st.text_input(_("Why?"), key="meeting.reason",
                               help=_("It stays in the calendar, struck through, with these words."),
                               placeholder=_("For example: the hall is being painted"))
        if st.form_submit_button(_("Cancel the meeting"), key="meeting.do_cancel"):
            try:
                meetings.cancel(here.db, meeting["id"], reason, version=begun, by=here.me)
            except RuleBroken as refusal:
                editing.refuse("meeting.cancel", refusal, meeting)
            else:
                editing.done("meeting.cancel")
                messages.saved()
                st.rerun()
