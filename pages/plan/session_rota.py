"""The rota of one session: how many volunteers it wants, who was asked, what they said."""

from __future__ import annotations

import streamlit as st

from db.plan import rota
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, ngettext

SAID = {"yes": (":green[:material/check_circle:]", N_("comes")), "open": (":orange[:material/help:]", N_("asked, no answer yet")),
        "no": (":gray[:material/cancel:]", N_("cannot come"))}


def show(here: Here, session: dict) -> None:
    """Numbers for everybody who sees the session; names and changes for who may."""
    if not here.may("shifts.read") or session["state"] == "cancelled":
        return
    now = rota.of_session(here.db, session["id"], by=here.me)
    changes = rota.may_change(here.db, session["activity_id"], by=here.me) and not here.me.shared_screen
    if not changes and not now["wanted"] and not now["helpers"]:
        return
    with st.container(border=True, key="session.rota", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(_("Volunteers"), anchor=False, width="stretch")
            st.markdown(f"**{missing_said(now['wanted'], now['missing'])}**", width="content")
        for helper in now["helpers"]:
            _helper(here, session, helper, changes)
        if changes:
            _change(here, session, now)


def missing_said(wanted: int, missing: int) -> str:
    """"2 volunteers missing", "nobody is missing", or that none is wanted; as Markdown."""
    if missing:
        return ":orange[:material/person_alert:] " + ngettext("{n} volunteer missing", "{n} volunteers missing", missing)
    return ":green[:material/check:] " + _("nobody is missing") if wanted else ":gray[" + _("no volunteers wanted") + "]"


def _helper(here: Here, session: dict, helper: dict, changes: bool) -> None:
    icon, said = SAID[helper["said"]]
    with st.container(horizontal=True, vertical_alignment="center", key=f"session.helper_{helper['account_id']}"):
        st.markdown(f"{icon} **{messages.plain(helper['name'])}** · {_(said)}", width="stretch")
        if not changes:
            return
        if helper["said"] != "yes" and st.button(_("Said yes"), icon=":material/check:",
                                                 key=f"session.helper_yes_{helper['account_id']}"):
            rota.put(here.db, session["id"], helper["account_id"], by=here.me, said="yes")
            _done()
        if st.button(_("Take off"), icon=":material/person_remove:", key=f"session.helper_off_{helper['account_id']}"):
            rota.take_off(here.db, session["id"], helper["account_id"], by=here.me)
            _done()


def _change(here: Here, session: dict, now: dict) -> None:
    offered = {each["id"]: each for each in rota.helpers(here.db, session["id"], by=here.me)}
    wanted, who, ask = st.columns([1, 2, 1], vertical_alignment="bottom")
    number = wanted.number_input(_("How many are wanted"), 0, rota.MOST, now["wanted"], key=f"session.wanted_{session['id']}")
    if number != now["wanted"]:
        rota.want(here.db, session["id"], int(number), by=here.me)
        _done()
    chosen = who.selectbox(_("Who is free at this hour"), list(offered), index=None, placeholder=_("choose…"),
                           format_func=lambda id: f"{offered[id]['name']} · {offered[id]['organisation']}",
                           key=f"session.helper.{session['id']}.{len(now['helpers'])}")
    if ask.button(_("Ask them"), icon=":material/person_add:", key="session.ask_helper", width="stretch"):
        try:
            if chosen is None:
                raise RuleBroken("missing", field="helper")
            rota.put(here.db, session["id"], chosen, by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
        else:
            _done()


def _done() -> None:
    messages.saved()
    st.rerun()
