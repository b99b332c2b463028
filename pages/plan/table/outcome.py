"""What came of a meeting: its decisions, what people took on, what was said."""

from __future__ import annotations

import streamlit as st

from db.plan.table import actions, decisions
from pages.plan.table import approvals
from pages.ui import messages
from pages.ui.here import Here, go
from pages.ui.texts import _, day, moment

SIGNS = {"open": ":material/radio_button_unchecked:", "done": ":green[:material/check_circle:]", "dropped": ":material/cancel:"}


def show(here: Here, meeting: dict) -> None:
    """Decisions with who approved them and the button for whose side has not; actions with owner and day."""
    taken = decisions.of_meeting(here.db, meeting["id"], by=here.me)
    assigned = actions.of_meeting(here.db, meeting["id"], today=here.today, by=here.me)
    st.header(_("Decisions"), anchor=False)
    if not taken:
        st.caption(_("None yet.") if meeting["state"] == "running" else _("None was taken."))
    for decision in taken:
        _decision(here, decision)
    st.header(_("Action items"), anchor=False)
    if not assigned:
        st.caption(_("Nobody took anything on."))
    for action in assigned:
        _action(action)


def _decision(here: Here, decision: dict) -> None:
    with st.container(border=True, key=f"decision-{decision['id']}", gap="xsmall"):
        st.markdown(f"**{decision['number']}.** {messages.plain(decision['text'])}")
        if decision["dissent"]:
            st.caption(messages.plain(_("Dissent: {text}", text=decision["dissent"])))
        if decision["review_on"]:
            st.caption(messages.plain(_("To be looked at again on {day}", day=day(decision["review_on"], "date"))))
        approvals.show(here, decision["approvals"], f"decision.approve-{decision['id']}", (
            lambda: decisions.approve(here.db, decision["id"], by=here.me)) if here.may("decisions.approve") else None)
        if st.button(_("Open the decision"), icon=":material/gavel:", type="tertiary", key=f"outcome.open-{decision['id']}"):
            go("decisioni", id=decision["id"])


def _action(action: dict) -> None:
    due = _("by {day}", day=day(action["due_on"], "date"))
    if action["done_at"]:
        due = _("done {when}", when=moment(action["done_at"]))
    sign = SIGNS[action["state"]]
    late = f" · :red[:material/schedule: **{_('late')}**]" if action["overdue"] else ""
    st.markdown(f"{sign} {messages.plain(action['text'])} · **{messages.plain(action['owner'])}** · {messages.plain(due)}{late}")
