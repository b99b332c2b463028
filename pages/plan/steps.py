"""The next step of an activity, for who steers."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, ngettext

FORWARD = {
    "proposed": ("discuss", N_("Take into discussion"), ":material/forum:", activities.discuss),
    "shared": ("start", N_("It starts"), ":material/play_circle:", activities.start),
    "dropped": ("reopen", N_("Discuss it again"), ":material/undo:", activities.reopen),
}


def show(here: Here, activity: dict) -> None:
    if not here.may("activities.steer") or activity["state"] == "closed":
        return
    standing = len(activities.standing(here.db, activity["id"], by=here.me, today=here.today))
    with st.container(horizontal=True):
        if activity["state"] in FORWARD:
            step, label, icon, verb = FORWARD[activity["state"]]
            if st.button(_(label), icon=icon, key=f"activity.{step}"):
                verb(here.db, activity["id"], by=here.me)
                messages.saved()
                st.rerun()
        if activity["state"] == "running":
            _close(here, activity, standing)
        if activity["state"] != "dropped":
            _drop(here, activity, standing)


def _close(here: Here, activity: dict, standing: int) -> None:
    """One tap; when sessions are still to come, the tap opens what it would cancel and a second one does it."""
    label, icon = _("It has come to its end"), ":material/task_alt:"
    place = st.popover(label, icon=icon, key="activity.closing") if standing else st.container(width="content")
    with place:
        if standing:
            st.markdown(ngettext("{n} session from today on is cancelled.", "{n} sessions from today on are cancelled.", standing))
        if st.button(_("Close it") if standing else label, icon=None if standing else icon, key="activity.close"):
            activities.close(here.db, activity["id"], _("The activity has come to its end."), by=here.me, today=here.today)
            messages.saved()
            st.rerun()


def _drop(here: Here, activity: dict, standing: int) -> None:
    with st.popover(_("Drop it"), icon=":material/cancel:", key="activity.dropping"), st.form("activity.drop_form", border=False):
        reason = st.text_input(_("Why?"), key="activity.reason", placeholder=_("One sentence for those who will ask"))
        if standing:
            st.caption(ngettext("Dropping it cancels {n} session from today on. Phones keep it, struck through, with these words: "
                                "write nobody's name.",
                                "Dropping it cancels {n} sessions from today on. Phones keep them, struck through, with these "
                                "words: write nobody's name.", standing))
        if st.form_submit_button(_("Drop it"), key="activity.drop"):
            try:
                activities.drop(here.db, activity["id"], reason, by=here.me, today=here.today)
            except RuleBroken as refusal:
                messages.refuse(refusal)
                return
            messages.saved()
            st.rerun()
