"""The agreement: two signature blocks, and the button for whom may sign."""

from __future__ import annotations

import streamlit as st

from db.plan import signatures
from pages.plan import marks
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, moment


def show(here: Here, activity: dict) -> None:
    """What was signed is the version the person had on the screen when they tapped, not one that came in between."""
    seen = st.session_state.get("activity.seen", {}).get(activity["id"], activity["version"])
    st.session_state["activity.seen"] = {activity["id"]: activity["version"]}
    over = activity["state"] in ("closed", "dropped")
    with st.container(border=True, key="activity.agreement"):
        st.header(_("Agreement"))
        if activity["state"] in ("shared", "running"):
            st.markdown(f"**{messages.plain(marks.sentence(here, activity))}**")
        for side in signatures.SIDES:
            _block(here, activity, side, seen, over)
        if not over:
            _still_open(activity)


def _still_open(activity: dict) -> None:
    """What is missing before the signatures: an organisation that leads must be there, the rest only should."""
    missing = [labels.field(field) for field in ("first_on", "starts_at", "place", "leader") if not activity[field]]
    if not activity["leads"]:
        st.caption(_("Say first which organisation leads it: then it can be signed."))
    elif missing and len(activity["signatures"]) < len(signatures.SIDES):
        st.caption(messages.plain(_("Not said yet: {fields}. To add it later, both sign again.", fields=", ".join(missing))))


def _block(here: Here, activity: dict, side: str, seen: int, over: bool) -> None:
    signature = activity["signatures"].get(side)
    with st.container(border=True, key=f"activity.side_{side}", gap="xsmall"):
        st.markdown(marks.mark(here, side, bool(signature)))
        if signature:
            st.caption(messages.plain(_("{who}, {when}", who=signature["who"], when=moment(signature["signed_at"]))))
        elif not over and activity["leads"] and here.me.side == side and here.may("activities.sign"):
            _sign(here, activity, seen)


def _sign(here: Here, activity: dict, seen: int) -> None:
    if st.button(_("Sign for {organisation}", organisation=messages.plain(here.casa[here.me.side])), type="primary",
                 icon=":material/draw:", key="activity.sign", width="stretch"):
        state = signatures.sign(here.db, activity["id"], version=seen, by=here.me)
        messages.saved(_("Signed. Both have signed: it is shared.") if state == "shared" else _("Signed."))
        st.rerun()
