"""Segni non accettati: what tablets sent and a register would not take; a coordinator decides about each."""

from __future__ import annotations

import time

import streamlit as st

from db.attend import settling
from db.rules import RuleBroken
from pages.attend.roll_call.words import REMARKS, WHO
from pages.ui import messages, texts
from pages.ui.here import Here, go
from pages.ui.texts import _, ngettext


def show(here: Here) -> None:
    if st.button(_("Today"), icon=":material/arrow_back:", type="tertiary", key="refused.back"):
        go("oggi")
    st.title(_("Taps not accepted"), anchor=False)
    waiting = settling.waiting(here.db, by=here.me)
    if not waiting:
        st.info(_("Nothing waits here: every tap stands on its register."), icon=":material/check_circle:")
        return
    st.markdown(_("Somebody tapped these in good faith. Put each where it belongs, or drop it and say why: the reason stays."))
    for tap in waiting:
        _card(here, tap)


def offer(here: Here) -> None:
    """On Today, when some wait: the way to them."""
    number = settling.how_many(here.db, by=here.me) if here.may("registers.settle") else 0
    if not number:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="refused.offer"):
        st.markdown(":orange[:material/front_hand:] " + ngettext("{n} tap was not accepted", "{n} taps were not accepted", number),
                    width="stretch")
        if st.button(_("Decide"), key="refused.decide"):
            go("segni-non-accettati")


def _card(here: Here, tap: dict) -> None:
    with st.container(border=True, key=f"refused.card_{tap['uuid']}"):
        st.markdown(f"**{messages.plain(_what(tap))}**  \n{messages.plain(_where(tap))}  \n"
                    f":red[{messages.plain(_(messages.SENTENCES[tap['reason']]))}]")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _apply(here, tap)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _drop(here, tap)


def _apply(here: Here, tap: dict) -> None:
    places = {each["id"]: each for each in settling.places_for(here.db, tap["uuid"], by=here.me)}
    chosen = st.selectbox(_("To the register of"), list(places), index=None, placeholder=_("Choose a session"),
                          format_func=lambda id_: messages.plain(_named(places[id_])), key=f"refused.to_{tap['uuid']}")
    if st.button(_("Put it there"), type="primary", disabled=chosen is None, key=f"refused.apply_{tap['uuid']}"):
        try:
            settling.apply(here.db, tap["uuid"], chosen, by=here.me, today=here.today, now_ms=time.time_ns() // 1_000_000)
        except RuleBroken as refusal:
            messages.refuse(refusal)
            return
        messages.saved()
        st.rerun()


def _drop(here: Here, tap: dict) -> None:
    why = st.text_input(_("Or drop it, because"), placeholder=_("The reason stays in the trail of the Casa"), max_chars=None,
                        key=f"refused.why_{tap['uuid']}")
    if st.button(_("Drop it"), key=f"refused.drop_{tap['uuid']}"):
        try:
            settling.drop(here.db, tap["uuid"], why, by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
            return
        messages.saved()
        st.rerun()


def _what(tap: dict) -> str:
    """'Amina B. · is present'."""
    who = tap["who"] or (_("Drop-in") if tap["kind"] == "count" else _("Somebody who is not in the Casa's list any more"))
    if tap["kind"] == "count":
        said = f"{_(WHO[tap['among']])}: {texts.number(tap['number'])}"
    elif tap["kind"] == "remark":
        said = f"{_(REMARKS[tap['what']])}{': ' + tap['said'] if tap['what'] == 'note' else ''}"
        said = said if tap["said"] else _("taken back: {what}", what=said)
    elif tap["kind"] == "newcomer":
        said = _("has just arrived")
    else:
        said = {True: _("is present"), False: _("is absent"), None: _("not marked yet")}[tap["present"]]
    return f"{who} · {said}"


def _where(tap: dict) -> str:
    session = _named(tap) if tap["title"] else _("a session that is not here any more")
    return _("{session} · tapped {when} by {who}", session=session, when=texts.moment(tap["at"]), who=tap["account"] or "—")


def _named(session: dict) -> str:
    return f"{session['title']} · {texts.day(session['on_date'], 'weekday_short')} · {session['starts_at']}"
