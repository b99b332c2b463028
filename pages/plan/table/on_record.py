"""At the right of the table: decisions and action items as they come, the newest on top."""

from __future__ import annotations

import streamlit as st

from db.plan.signatures import SIDES
from db.plan.table import actions, decisions
from pages.plan import marks
from pages.plan.table.attempts import tap
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, day


def show(here: Here, meeting: dict) -> None:
    """Decisions with the sign of each side that approved, actions with owner and day."""
    taken = decisions.of_meeting(here.db, meeting["id"], by=here.me)
    assigned = actions.of_meeting(here.db, meeting["id"], today=here.today, by=here.me)
    with st.container(key="table-record", gap="small"):
        st.markdown(f"**{_('Decisions')}**")
        for decision in reversed(taken):
            _decision(here, decision)
        if not taken:
            st.markdown(f":gray[{_('None yet.')}]")
        st.markdown(f"**{_('Action items')}**")
        for action in reversed(assigned):
            sign = ":green[:material/check_circle:]" if action["state"] == "done" else ":material/arrow_right_alt:"
            st.markdown(f"**{messages.plain(action['owner'])}** {sign} {messages.plain(action['text'])} "
                        f":gray[{messages.plain(day(action['due_on'], 'short'))}]")
        if not assigned:
            st.markdown(f":gray[{_('None yet.')}]")


def _decision(here: Here, decision: dict) -> None:
    with st.container(key=f"record-{decision['id']}", gap="xsmall"):
        signs = " ".join(f":{marks.COLOURS[side]}[{marks.SIGNED if side in decision['approvals'] else marks.MISSING} "
                         f"{_(labels.SIDES[side])}]" for side in SIDES)
        st.markdown(f"**{decision['number']}.** {messages.plain(decision['text'])}  \n{signs}")
        mine = here.me.side and here.me.side not in decision["approvals"] and here.may("decisions.approve")
        if mine and decision["state"] != "withdrawn" and st.button(
                _("Approve"), icon=":material/draw:", key=f"table.approve-{decision['id']}"):
            tap(decisions.approve, here, decision["id"])
