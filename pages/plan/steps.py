"""The next step of an activity, for who steers."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import N_, _

FORWARD = {
    "proposed": ("discuss", N_("Take into discussion"), ":material/forum:", activities.discuss),
    "shared": ("start", N_("It starts"), ":material/play_circle:", activities.start),
    "running": ("close", N_("It has come to its end"), ":material/task_alt:", activities.close),
    "dropped": ("reopen", N_("Discuss it again"), ":material/undo:", activities.reopen),
}


def show(here: Here, activity: dict) -> None:
    if not here.may("activities.steer") or activity["state"] == "closed":
        return
    with st.container(horizontal=True):
        if activity["state"] in FORWARD:
            step, label, icon, verb = FORWARD[activity["state"]]
            if st.button(_(label), icon=icon, key=f"activity.{step}"):
                verb(here.db, activity["id"], by=here.me)
                messages.saved()
                st.rerun()
        if activity["state"] != "dropped":
            _drop(here, activity)


def _drop(here: Here, activity: dict) -> None:
    with st.popover(_("Drop it"), icon=":material/cancel:", key="activity.dropping"), st.form("activity.drop_form", border=False):
        reason = st.text_input(_("Why?"), key="activity.reason", placeholder=_("One sentence for those who will ask"))
        if st.form_submit_button(_("Drop it"), key="activity.drop"):
            try:
                activities.drop(here.db, activity["id"], reason, by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
                return
            messages.saved()
            st.rerun()
