"""Turni: where a volunteer is expected, what was asked, and where somebody is still missing. No family is named here."""

from __future__ import annotations

import streamlit as st

from db.plan import rota
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, day, hours, ngettext

SAID = {"leads": (":material/star:", N_("you lead it")), "yes": (":green[:material/check_circle:]", N_("you come")),
        "open": (":orange[:material/help:]", N_("can you come?")), "no": (":gray[:material/cancel:]", N_("you cannot come"))}

SHOWN = 8


def show(here: Here) -> None:
    st.title(_("My shifts"), anchor=False)
    mine = rota.my_shifts(here.db, by=here.me, today=here.today)
    waiting = [shift for shift in mine if shift["said"] == "open" and shift["state"] == "planned"]
    if waiting:
        st.header(ngettext("{n} question for you", "{n} questions for you", len(waiting)), anchor=False)
    for shift in waiting:
        _card(here, shift, yes=_("I come"), no=_("I cannot"))
    rest = [shift for shift in mine if shift not in waiting]
    if rest:
        st.header(_("Where you are expected"), anchor=False)
    whole = len(rest) > SHOWN and st.toggle(ngettext("Show the one shift", "Show all {n} shifts", len(rest)), key="shifts.all")
    for shift in rest if whole else rest[:SHOWN]:
        if shift["state"] == "cancelled" or shift["said"] == "leads":
            _card(here, shift)
        elif shift["said"] == "yes":
            _card(here, shift, no=_("I cannot any more"))
        else:
            _card(here, shift, yes=_("I come after all"))
    _open(here, bool(mine))


def _open(here: Here, expected: bool) -> None:
    found = rota.open_shifts(here.db, by=here.me, today=here.today)
    if found:
        st.header(_("Somebody is missing here"), anchor=False)
    elif not expected:
        st.info(_("Nothing is asked of you in the next weeks. Thank you for being there."), icon=":material/volunteer_activism:")
    for shift in found:
        with _box(shift):
            _what(shift, "  \n:orange[:material/person_alert:] " + ngettext(
                "{n} volunteer missing", "{n} volunteers missing", shift["missing"]))
            if st.button(_("I come"), type="primary", icon=":material/front_hand:", key=f"shifts.offer_{shift['id']}"):
                _try(here, rota.offer_myself, shift["id"], said=_("Thank you! You are on the rota."))


def _card(here: Here, shift: dict, yes: str | None = None, no: str | None = None) -> None:
    icon, said = SAID[shift["said"]]
    with _box(shift):
        if shift["state"] == "cancelled":
            _what(shift, "  \n:red[:material/event_busy:] "
                  + messages.plain(_("Cancelled: {reason}", reason=shift["reason"])))
            return
        _what(shift, f"  \n{icon} {_(said)}")
        if no and st.button(no, icon=":material/close:", key=f"shifts.no_{shift['id']}"):
            _try(here, rota.answer, shift["id"], "no")
        if yes and st.button(yes, type="primary", icon=":material/check:", key=f"shifts.yes_{shift['id']}"):
            _try(here, rota.answer, shift["id"], "yes")


def _box(shift: dict):
    with st.container(border=True, key=f"shifts.card_{shift['id']}"):
        return st.container(horizontal=True, vertical_alignment="center", gap="small")


def _what(shift: dict, state: str) -> None:
    where = " · ".join(filter(None, [shift["place"], shift.get("leader")]))
    named = f"**{messages.plain(day(shift['on_date'], 'weekday_short'))}, {hours(shift['starts_at'], shift['ends_at'])}**"
    st.markdown(f"{named}  \n{messages.plain(shift['title'])}" + (f" :gray[· {messages.plain(where)}]" if where else "") + state,
                width="stretch")


def _try(here: Here, verb, *args, said: str | None = None) -> None:
    try:
        verb(here.db, *args, by=here.me, today=here.today)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved(said)
    st.rerun()
