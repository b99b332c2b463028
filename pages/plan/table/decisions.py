"""Decisions: what the table decided, who approved it, and whether it worked."""

from __future__ import annotations

import streamlit as st

from db.plan.table import decisions, frozen
from db.rules import may
from pages.plan.table import approvals, freezing, reviewing, then_now
from pages.ui import cards, messages
from pages.ui.here import Here, asked_id, go
from pages.ui.texts import N_, _, day

ONLY = {"all": N_("every one"), "open": N_("an approval is missing"), "approved": N_("approved by both"),
        "due": N_("to be looked at again")}
STATES = {"taken": N_("an approval is missing"), "approved": N_("approved by both"), "withdrawn": N_("withdrawn")}
COLOURS = {"taken": "orange", "approved": "green", "withdrawn": "gray"}


def show(here: Here) -> None:
    if asked_id():
        _one(here, decisions.decision(here.db, asked_id(), by=here.me))
    else:
        _all(here)


def _all(here: Here) -> None:
    st.title(_("Decisions"), anchor=False)
    taken = {key: decisions.listed(here.db, today=here.today, by=here.me, only=None if key == "all" else key) for key in ONLY}
    if not taken["all"]:
        st.info(_("No decision yet. Decisions are taken at a meeting of the working table."), icon=":material/gavel:")
        if st.button(_("Working table"), icon=":material/co_present:", type="primary", key="decisions.table"):
            go("tavolo")
        return
    only = st.segmented_control(_("Which ones"), list(ONLY), default="all", required=True, key="decisions.only",
                                label_visibility="collapsed", format_func=lambda key: f"{_(ONLY[key])} · {len(taken[key])}")
    if not taken[only]:
        st.caption(_("None."))
    with cards.deck("decisions"):
        for decision in taken[only]:
            if cards.card(f"decisions.open-{decision['id']}", called(decision), _short(decision["text"]), touches(decision) or None,
                          _again(here, decision), badge=_(STATES[decision["state"]]), colour=COLOURS[decision["state"]]):
                go("decisioni", id=decision["id"])


def _one(here: Here, decision: dict) -> None:
    pages, charts = st.session_state["frame.pages"], frozen.of_decision(here.db, decision["id"], by=here.me)
    st.page_link(pages["decisioni"], label=_("Decisions"), icon=":material/arrow_back:")
    st.title(called(decision), anchor=False)
    st.badge(_(STATES[decision["state"]]), color=COLOURS[decision["state"]])
    words, side = st.columns([3, 2], gap="large")
    with words:
        st.markdown(messages.plain(decision["text"]).replace("\n", "  \n"))
        if decision["dissent"]:
            st.warning(messages.plain(_("Dissent: {text}", text=decision["dissent"])), icon=":material/forum:")
        if touches(decision):
            st.caption(messages.plain(_("It touches: {what}", what=touches(decision))))
        with st.container(horizontal=True):
            if st.button(_("The meeting"), icon=":material/groups:", key="decision.meeting"):
                go("riunione", id=decision["meeting_id"])
            if decision["activity_id"] and st.button(_("The activity"), icon=":material/handshake:", key="decision.activity"):
                go("attivita", id=decision["activity_id"])
    with side:
        open_still = may(here.me, "decisions.approve") and decision["state"] == "taken"
        approvals.show(here, decision["approvals"], "decision.approve",
                       (lambda: decisions.approve(here.db, decision["id"], by=here.me)) if open_still else None)
        if said := _again(here, decision):
            st.markdown(f":material/event_repeat: {messages.plain(said)}")
    for kept in charts:
        then_now.show(here, kept)
    reviewing.show(here, decision)
    if decision["state"] == "taken" and not decision["approvals"] and here.may("decisions.take"):
        freezing.show(here, decision)


def called(decision: dict) -> str:
    """'Decision 4 of 2026/27'."""
    return _("Decision {number} of {school_year}", number=decision["number"], school_year=decision["school_year"])


def touches(decision: dict) -> str:
    """The activity and the fund it is about."""
    return " · ".join(each for each in (decision["activity"], decision["fund"]) if each)


def _again(here: Here, decision: dict) -> str | None:
    if decision["reviewed_at"] or not decision["review_on"]:
        return None
    if decisions.due(decision, here.today):
        return _("To be looked at again since {day}", day=day(decision["review_on"], "date"))
    return _("To be looked at again on {day}", day=day(decision["review_on"], "date"))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159] + "…"
