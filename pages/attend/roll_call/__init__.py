"""Appello: one session's register, to be tapped by somebody in a hurry."""

from __future__ import annotations

import streamlit as st

from db.attend import registers
from db.rules import RuleBroken
from pages.attend.roll_call.component import heading, roll_call
from pages.ui import messages, texts
from pages.ui.here import Here, asked_id, go
from pages.ui.texts import _


def show(here: Here) -> None:
    session_id = asked_id()
    if session_id is None:
        raise RuleBroken("not_found")
    register = registers.open_register(here.db, session_id, by=here.me, today=here.today)
    session = register["session"]
    with st.container(horizontal=True, vertical_alignment="center", key="roll_call.head"):
        if st.button(_("Today"), icon=":material/arrow_back:", key="roll_call.back"):
            go("oggi", **({} if session["on_date"] == here.today.isoformat() else {"giorno": session["on_date"]}))
        st.title(messages.plain(heading(session)), anchor=False)
    if session["state"] == "cancelled":
        st.warning(_("This session is cancelled: nothing can be written here."), icon=":material/event_busy:")
    elif session["on_date"] != here.today.isoformat():
        st.warning(_("Not today's: this is the register of {day}.", day=texts.day(session["on_date"])), icon=":material/history:")
    roll_call(here, register)
