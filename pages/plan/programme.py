"""The programme of a school year: what it is for, what it is made of, what it comes to."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import activities, programme
from db.rules import RuleBroken
from pages.plan import cards
from pages.ui import labels, messages
from pages.ui.here import Here, asked, go
from pages.ui.texts import _, money, number

ALIVE = ("proposed", "under_discussion", "shared", "running", "closed")


def show(here: Here) -> None:
    years = programme.years(here.db, by=here.me)
    st.title(_("Programme"))
    if not years:
        st.info(_("No school year is open yet. It is opened from the board."), icon=":material/event_available:")
        if st.button(_("To the board"), key="programme.board"):
            go("bacheca")
        return
    this_year = calendar.school_year_of(here.today)
    asked_for = asked("anno")
    default = asked_for if asked_for in years else this_year if this_year in years else years[0]
    year = st.segmented_control(labels.field("school_year"), years, default=default, required=True, key="programme.year")
    st.query_params["anno"] = year
    _aims(here, programme.programme(here.db, year, by=here.me))
    _totals(programme.totals(here.db, year, by=here.me))
    found = activities.board(here.db, by=here.me, school_year=year)
    cards.look()
    for state in ("running", "shared", "under_discussion", "proposed", "closed"):
        if found[state]:
            cards.heading(state, len(found[state]))
        for activity in found[state]:
            cards.line(here, activity)


def _aims(here: Here, now: dict) -> None:
    if asked("modifica") and here.may("programme.change"):
        _aims_form(here, now)
        return
    if now["aims"]:
        st.markdown(messages.plain(now["aims"]).replace("\n", "  \n"))
    else:
        st.caption(_("No aims written yet for this year."))
    if here.may("programme.change") and st.button(_("Write the aims"), icon=":material/edit:", key="programme.edit"):
        st.session_state["programme.base"] = now["version"]
        st.query_params["modifica"] = "1"
        st.rerun()


def _aims_form(here: Here, now: dict) -> None:
    base = st.session_state.setdefault("programme.base", now["version"])
    with st.form("programme.form"):
        aims = st.text_area(_("What is this year for?"), now["aims"], height=180, key="programme.aims")
        sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:", key="programme.save")
    if not sent:
        return
    try:
        programme.aim(here.db, now["school_year"], aims, version=base, by=here.me)
    except RuleBroken as refusal:
        st.session_state["programme.base"] = now["version"]
        messages.refuse(refusal)
        return
    messages.saved()
    st.session_state.pop("programme.base", None)
    del st.query_params["modifica"]
    st.rerun()


def _totals(totals: dict[str, dict]) -> None:
    agreed = [totals[state] for state in ("shared", "running", "closed")]
    alive = [totals[state] for state in ALIVE]
    figures = [
        (_("Activities"), number(sum(each["activities"] for each in alive))),
        (_("Signed by both"), number(sum(each["activities"] for each in agreed))),
        (_("Sessions planned"), number(sum(each["sessions"] for each in alive))),
        (_("Hours planned"), number(sum(each["hours"] for each in alive))),
        (_("Money signed"), money(sum(each["budget_cents"] for each in agreed))),
        (_("Money with proposals"), money(sum(each["budget_cents"] for each in alive))),
    ]
    with st.container(horizontal=True, gap="large", key="programme.totals"):
        for label, value in figures:
            st.metric(label, value, width="content")
