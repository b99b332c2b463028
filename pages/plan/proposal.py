"""A proposal in four fields; the rest is for the table."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.rules import RuleBroken
from pages.ui import labels, messages
from pages.ui.here import Here, go
from pages.ui.texts import _


def form(here: Here, school_year: str) -> None:
    """The short form; when it is sent, the new activity's own screen opens."""
    with st.form("proposal", border=True):
        st.header(_("What do you propose for {school_year}?", school_year=school_year))
        title = st.text_input(_("Title"), key="proposal.title", placeholder=_("For example: a cooking afternoon"))
        purpose = st.text_area(_("Which need does it answer?"), key="proposal.purpose", height=100,
                               placeholder=_("What families, schools or educators told us"))
        bands = st.pills(_("For whom (age)"), labels.AGE_BANDS, selection_mode="multi", key="proposal.age_bands")
        kind = st.selectbox(_("Kind"), list(labels.ACTIVITY_KINDS), format_func=labels.options(labels.ACTIVITY_KINDS), index=None,
                            placeholder=_("choose…"), key="proposal.kind")
        with st.container(horizontal=True, horizontal_alignment="right"):
            later = st.form_submit_button(_("Not now"), key="proposal.cancel")
            sent = st.form_submit_button(_("Propose"), type="primary", icon=":material/send:", key="proposal.send")
    if later:
        del st.query_params["proponi"]
        st.rerun()
    if sent:
        try:
            new = activities.propose(here.db, {"title": title, "purpose": purpose, "age_bands": bands, "kind": kind,
                                               "school_year": school_year}, by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
            return
        messages.saved(_("Proposed. Complete it whenever you like: when, where, who, money."))
        go("attivita", id=new)
