"""A chart for the agenda: which question, of which activity, over which school years."""

from __future__ import annotations

import streamlit as st

from db.look import filters, participation
from db.plan.table import agenda
from db.plan.table.frozen import as_kept
from db.rules import RuleBroken
from pages.ui import figures, labels, messages
from pages.ui.here import Here
from pages.ui.texts import _


def form(here: Here, meeting: dict) -> None:
    """Adds a chart of participation to the agenda: it is drawn at the table with the figures of that day."""
    activities = {row["id"]: row["title"] for row in participation.choices(here.db, by=here.me)["activities"]}
    with st.form("agenda.chart_form", border=False):
        chart = st.selectbox(labels.field("chart"), list(figures.QUESTIONS), format_func=labels.options(figures.QUESTIONS),
                             key="agenda.chart")
        activity = st.selectbox(labels.field("activity"), [None, *activities], key="agenda.chart_activity", placeholder=_("all"),
                                format_func=lambda id: activities[id] if id else _("all"))
        if st.form_submit_button(_("Put on the agenda"), icon=":material/add:", key="agenda.chart_send"):
            first, _last = filters.school_year(here.today)
            view = filters.Filter(first, here.today, here.today, activity)
            title = _(figures.QUESTIONS[chart]) if activity is None else f"{activities[activity]}: {_(figures.QUESTIONS[chart])}"
            try:
                agenda.add(here.db, meeting["id"], kind="chart", chart=chart, chart_filter=as_kept(view), title=title[:160],
                           by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
                return
            messages.saved()
            st.rerun()
