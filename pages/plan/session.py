"""One session: what, when, where, who leads and helps; and what can happen to it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar
from db.plan import sessions
from pages.plan import session_cancelling, session_form, session_moving, session_rota
from pages.ui import messages
from pages.ui.here import Here, asked_id, go
from pages.ui.texts import _, day, hours


def show(here: Here) -> None:
    session = sessions.session(here.db, asked_id() or 0, by=here.me, today=here.today)
    _back(here, session)
    st.title(messages.plain(session["title"]), anchor=False)
    _facts(session)
    _closed(here, session)
    plannable = here.may("sessions.plan") and sessions.may_change(here.db, session["activity_id"], by=here.me)
    with st.container(horizontal=True, key="session.actions"):
        _register(here, session)
        if here.may("activities.read") and st.button(_("The activity"), icon=":material/handshake:", key="session.activity"):
            go("attivita", id=session["activity_id"])
    session_rota.show(here, session)
    if not plannable:
        return
    if session["state"] == "cancelled":
        session_cancelling.restore(here, session)
        return
    begun = session_form.begun(session)
    with st.expander(_("Move it"), icon=":material/edit_calendar:", key="session.move_box"):
        session_moving.move(here, session, begun)
    if not session["counted"]:
        with st.expander(_("Cancel it"), icon=":material/event_busy:", key="session.cancel_box"):
            session_cancelling.cancel(here, session, begun)


def _back(here: Here, session: dict) -> None:
    if here.may("calendar.browse") and st.button(_("Calendar"), icon=":material/arrow_back:", type="tertiary", key="session.back"):
        go("calendario", **st.session_state.get("calendar.query", {"view": "week", "day": session["on_date"]}))


def _facts(session: dict) -> None:
    st.header(f"{day(session['on_date'])}, {hours(session['starts_at'], session['ends_at'])}", anchor=False)
    if session["place"]:
        st.markdown(f":material/location_on: {messages.plain(session['place'])}")
    if session["leader"]:
        st.markdown(f":material/person: {messages.plain(session['leader'])}")
    if session["state"] == "cancelled":
        st.error(_("Cancelled: {reason}", reason=messages.plain(session["reason"])), icon=":material/event_busy:")
    elif session["counted"]:
        st.success(_("The roll was taken."), icon=":material/how_to_reg:")


def _closed(here: Here, session: dict) -> None:
    closure = calendar.closed_on(here.db, date.fromisoformat(session["on_date"]))
    if closure and session["state"] == "planned":
        st.warning(_("On this day it says: {label}.", label=messages.plain(closure["label"])), icon=":material/event_note:")


def _register(here: Here, session: dict) -> None:
    begun = session["on_date"] <= here.today.isoformat()
    if begun and session["state"] == "planned" and here.may("registers.record") and st.button(
            _("Open the register"), icon=":material/how_to_reg:", type="primary", key="session.register"):
        go("appello", id=session["id"])
