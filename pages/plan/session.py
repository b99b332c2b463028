"""One session: what, when, where, who leads; and the three things that can happen to it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar
from db.plan import sessions
from db.plan.activities.choices import choices
from db.rules import RuleBroken
from pages.plan.hours import hour
from pages.ui import editing, labels, messages
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
    if not plannable:
        return
    if session["state"] == "cancelled":
        _restore(here, session)
        return
    begun = _begun(session)
    with st.expander(_("Move it"), icon=":material/edit_calendar:", key="session.move_box"):
        _move(here, session, begun)
    if not session["counted"]:
        with st.expander(_("Cancel it"), icon=":material/event_busy:", key="session.cancel_box"):
            _cancel(here, session, begun)


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


def _move(here: Here, session: dict, begun: int) -> None:
    now = {"place": session["place_id"], "leader": session["leader_id"], "leads": [], "involved": []}
    offered = choices(here.db, now, by=here.me)
    with st.form("session.move", border=False):
        on_date = st.date_input(labels.field("on_date"), date.fromisoformat(session["on_date"]), format="DD/MM/YYYY",
                                key=_marker(session), min_value=date(2000, 9, 1), max_value=date(2099, 8, 31))
        starts_at, ends_at = st.columns(2)
        with starts_at:
            start = hour(labels.field("starts_at"), session["starts_at"], key=f"session.starts_at.{session['id']}")
        with ends_at:
            end = hour(labels.field("ends_at"), session["ends_at"], key=f"session.ends_at.{session['id']}")
        place = _select(labels.field("place"), offered["places"], session["place_id"], _("No place yet"),
                        f"session.place.{session['id']}")
        leader = session["leader_id"] if here.me.shared_screen else _select(
            labels.field("leader"), offered["leaders"], session["leader_id"], _("Nobody yet"), f"session.leader.{session['id']}")
        if st.form_submit_button(_("Move it"), type="primary", key="session.do_move"):
            try:
                sessions.move(here.db, session["id"], on_date=on_date, starts_at=start, ends_at=end, place_id=place,
                              leader_id=leader, sequence=begun, by=here.me)
            except RuleBroken as refusal:
                editing.refuse("session", refusal, _version(session))
            else:
                _done(session)


def _cancel(here: Here, session: dict, begun: int) -> None:
    with st.form("session.cancel", border=False):
        reason = st.text_input(_("Why?"), key=f"session.reason.{session['id']}",
                               placeholder=_("For example: the hall is being painted"))
        st.caption(_("It stays in the calendar and on phones, struck through, with these words: write nobody's name."))
        if st.form_submit_button(_("Cancel the session"), key="session.do_cancel"):
            try:
                sessions.cancel(here.db, session["id"], reason, sequence=begun, by=here.me)
            except RuleBroken as refusal:
                editing.refuse("session", refusal, _version(session))
            else:
                _done(session)


def _restore(here: Here, session: dict) -> None:
    if st.button(_("It takes place after all"), icon=":material/event_available:", key="session.restore"):
        sessions.restore(here.db, session["id"], sequence=session["sequence"], by=here.me)
        _done(session)


def _select(label: str, offered: dict[int, dict], now: int | None, nothing: str, key: str) -> int | None:
    ids = [None, *offered]
    return st.selectbox(label, ids, index=ids.index(now), format_func=lambda each: offered[each]["name"] if each else nothing,
                        key=key, placeholder=nothing)


def _begun(session: dict) -> int:
    """The sequence this page showed when it was opened, so that a change by another is not written over."""
    if _marker(session) not in st.session_state:
        editing.done("session")
    return editing.begun("session", _version(session))


def _version(session: dict) -> dict:
    return {"id": session["id"], "version": session["sequence"]}


def _marker(session: dict) -> str:
    """The key of the form's first field: Streamlit drops its value when the page is left, so its absence means "just opened"."""
    return f"session.on_date.{session['id']}"


def _done(session: dict) -> None:
    editing.done("session")
    messages.saved()
    st.rerun()
