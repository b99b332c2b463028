"""A chart is brought to the table: with its filters it becomes a point of the next meeting, where a decision can freeze it."""

from __future__ import annotations

import streamlit as st

from db.look.filters import Filter
from db.plan.table import agenda, frozen, meetings
from db.plan.table.reading import holds
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _, day


def offer(here: Here, chart: str, question: str, view: Filter) -> None:
    """The button, for whom prepares the next meeting; nothing when there is none."""
    if not here.may("table.hold"):
        return
    coming = meetings.coming(here.db, today=here.today, by=here.me)
    meeting = next((each for each in coming if holds(each, by=here.me)), None)
    if meeting and st.button(
            _("Bring to the table of {day}", day=messages.plain(day(meeting["on_date"], "short"))), icon=":material/co_present:",
            help=_("It becomes a point of that meeting's agenda, with these filters."), type="tertiary",
            key=f"look.{chart}.to_table"):
        try:
            agenda.add(here.db, meeting["id"], kind="chart", title=question, chart=chart, chart_filter=frozen.as_kept(view),
                       by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
        else:
            messages.saved(_("On the agenda of meeting {number}", number=meeting["number"]))
            st.rerun()
