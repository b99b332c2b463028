"""Oggi: today's sessions, each one tap away from its register."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db.attend import registers
from db.plan import rota
from db.rules import may
from pages.attend import courier, refused_taps
from pages.ui import messages, texts
from pages.ui.here import Here, asked, go
from pages.ui.texts import _, ngettext


def show(here: Here) -> None:
    day = _day_asked(here)
    named = texts.day(day)
    st.title(messages.plain(named[0].upper() + named[1:]), anchor=False)
    if may(here.me, "registers.list") == "all":
        _day_picker(here, day)
    refused_taps.offer(here)
    sessions = registers.of_day(here.db, day, by=here.me, today=here.today)
    missing = rota.missing(here.db, day, day, by=here.me)
    if not sessions:
        _nothing(here, day)
    for session in sessions:
        _card(here, session, missing.get(session["id"], 0))
    if day == here.today:
        _forgotten(here)
        if here.may("registers.read"):
            courier.fetch_ahead(sessions)


def _card(here: Here, session: dict, missing: int) -> None:
    with (st.container(border=True, key=f"today.card_{session['id']}"),
          st.container(horizontal=True, vertical_alignment="center", gap="medium")):
        st.header(session["starts_at"], anchor=False, width="content")
        st.markdown(_what(session, missing), width="stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="medium", width="content"):
            if session["state"] == "cancelled":
                st.badge(_("is cancelled"), icon=":material/event_busy:", color="gray")
                return
            st.markdown(f"**{_so_far(session)}**", width="content")
            if here.may("registers.read") and st.button(
                    _("Open"), type="primary", icon=":material/how_to_reg:", key=f"today.open_{session['id']}"):
                go("appello", id=session["id"])


def _what(session: dict, missing: int) -> str:
    """The title, and below it where and with whom, and how many volunteers are missing."""
    where = " · ".join(filter(None, [session["place"], session["leader"]]))
    wanted = ngettext("{n} volunteer missing", "{n} volunteers missing", missing) if missing else ""
    return f"**{messages.plain(session['title'])}**" + (f"  \n:gray[{messages.plain(where)}]" if where else "") + (
        f"  \n:orange[:material/person_alert: {wanted}]" if missing else "")


def _so_far(session: dict) -> str:
    """'14/22' once the register is open, with what was counted by heads; a dash before; no figure of too few."""
    if not session["taken"]:
        return "—"
    if None in (session["enrolled"], session["present"], session["counted"]):
        return _("not shown")
    named = f"{session['present']}/{session['enrolled']}" if session["enrolled"] else str(session["present"])
    counted = ngettext("{n} counted", "{n} counted", session["counted"]) if session["counted"] else ""
    return " · ".join(filter(None, [f":green[:material/check:] {named}", counted]))


def _forgotten(here: Here) -> None:
    forgotten = registers.without_register(here.db, before=here.today, by=here.me)
    if not forgotten or not here.may("registers.read"):
        return
    st.header(_("Still without a roll call"), anchor=False)
    for session in forgotten:
        with st.container(horizontal=True, vertical_alignment="center"):
            when = texts.day(session["on_date"], "weekday_short")
            st.markdown(f"{when} · {session['starts_at']} · **{messages.plain(session['title'])}**", width="stretch")
            if st.button(_("Write"), icon=":material/edit:", key=f"today.write_{session['id']}"):
                go("appello", id=session["id"])


def _nothing(here: Here, day: date) -> None:
    said = _("No sessions today.") if day == here.today else _("No sessions on this day.")
    st.info(said, icon=":material/event_available:")
    if here.may("calendar.read") and "calendario" in st.session_state["frame.pages"] and st.button(
            _("See the calendar"), icon=":material/calendar_month:", key="today.calendar"):
        go("calendario")


def _day_picker(here: Here, day: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="today.days"):
        chosen = st.date_input(_("Day"), value=day, format="DD/MM/YYYY", key=f"today.day_{day}",
                               label_visibility="collapsed", width=180)
        if here.may("registers.import") and st.button(
                _("Import an attendance sheet"), icon=":material/upload_file:", type="tertiary", key="today.import"):
            go("importa-foglio")
    if isinstance(chosen, date) and chosen != day:
        go("oggi", **({} if chosen == here.today else {"giorno": chosen.isoformat()}))


def _day_asked(here: Here) -> date:
    """The day in the address; today when there is none, or none that is a day."""
    try:
        return date.fromisoformat(asked("giorno") or "")
    except ValueError:
        return here.today
