"""A chart is frozen into a decision: which one, of which activity, over which months."""

from __future__ import annotations

from functools import partial

import streamlit as st

from db.look import participation
from db.look.filters import Filter, calendar_year, last_six_months, school_year
from db.plan.table import agenda, frozen
from pages.ui import figures, labels, messages, pictures, texts
from pages.ui.here import Here
from pages.ui.texts import N_, _

PERIODS = {"school_year": (N_("this school year"), school_year), "six_months": (N_("the last six months"), last_six_months),
           "last_school_year": (N_("the school year before"), lambda today: school_year(today, 1)),
           "calendar_year": (N_("this calendar year"), calendar_year)}


def show(here: Here, decision: dict) -> None:
    """The form, and one button when the point of the agenda was a chart. Only before anybody has approved."""
    known = participation.choices(here.db, by=here.me)
    if not known["since"]:
        return
    item = next((each for each in agenda.of_meeting(here.db, decision["meeting_id"], by=here.me)
                 if each["id"] == decision["agenda_item_id"] and each["chart"] in frozen.CHARTS), None)
    with st.expander(_("Freeze a chart into this decision"), icon=":material/ac_unit:", expanded=bool(item), key="freeze.box"):
        st.caption(_("Its figures and its picture stay as they are today. When the decision is looked at again, they stand beside "
                     "those of that day. Once somebody has approved, no chart is added."))
        if item and item["chart_filter"] and st.button(_("Freeze the chart of this point"), icon=":material/ac_unit:",
                                                       type="primary", key="freeze.item"):
            _freeze(here, decision, item["chart"], frozen.view_of(item["chart_filter"], here.today))
        activities = {each["id"]: f"{each['title']} · {each['school_year']}" for each in known["activities"]}
        with st.form("freeze.form", border=False):
            chart = st.selectbox(labels.field("chart"), list(frozen.CHARTS), format_func=labels.options(figures.QUESTIONS),
                                 key="freeze.chart", placeholder=_("choose…"))
            left, right = st.columns(2)
            ids = [None, *activities]
            activity = left.selectbox(
                labels.field("activity"), ids, key="freeze.activity", placeholder=_("all activities"),
                index=ids.index(decision["activity_id"]) if decision["activity_id"] in activities else 0,
                format_func=lambda id: messages.plain(activities[id]) if id else _("all activities"))
            period = right.selectbox(_("Period"), list(PERIODS), key="freeze.period", placeholder=_("choose…"),
                                     format_func=labels.options({key: said for key, (said, _months) in PERIODS.items()}))
            if st.form_submit_button(_("Freeze it"), icon=":material/ac_unit:", key="freeze.send"):
                first, last = PERIODS[period][1](here.today)
                _freeze(here, decision, chart, Filter(first, last, here.today, activity))


def _freeze(here: Here, decision: dict, chart: str, view: Filter) -> None:
    with texts.speaking("it"):
        definition = figures.definition(chart, view)
    with st.spinner(_("Drawing…")):
        frozen.freeze(here.db, decision["id"], chart, view, definition=definition, draw=partial(pictures.of_rows, chart),
                      by=here.me)
    messages.saved()
    st.rerun()
