"""Two proposals become one: where this one went, what went into it, and the choice of which goes into which."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here, go
from pages.ui.texts import _


def into(activity: dict) -> None:
    """At the top of what was merged: where it went."""
    st.info(messages.plain(_("Merged into {title}. What was written here stays readable below.",
                             title=activity["merged_into"]["title"])), icon=":material/merge:")
    _link(activity["merged_into"], _("Open {title}", title=activity["merged_into"]["title"]))


def show(here: Here, activity: dict) -> None:
    """What went into this one, each with its own need and history; and the way to merge one more."""
    if activity["merged"]:
        with st.container(border=True, key="activity.merged", gap="xsmall"):
            st.header(_("Also in here"), anchor=False)
            for other in activity["merged"]:
                _link(other, other["title"])
                if other["purpose"]:
                    st.caption(messages.plain(other["purpose"]))
    if here.may("activities.steer"):
        _choose(here, activity)


def _choose(here: Here, activity: dict) -> None:
    others = {other["id"]: other for other in activities.mergeable(here.db, activity, by=here.me)}
    if not others:
        return
    now = {each["id"]: each["version"] for each in (activity, *others.values())}
    seen = now | st.session_state.get("activity.merge_seen", {})
    st.session_state["activity.merge_seen"] = now
    with st.popover(_("Merge with…"), icon=":material/merge:", key="activity.merging"):
        chosen = st.selectbox(_("The other proposal"), list(others), index=None, placeholder=_("choose…"),
                              key="activity.merge_other",
                              format_func=lambda id: f"{others[id]['title']} · {others[id]['school_year']}")
        ways = {True: _("it goes into this one"), False: _("this one goes into it")}
        here_stays = st.radio(_("Which one stays?"), list(ways), format_func=ways.get, key="activity.merge_way")
        st.caption(_("The one that goes in leaves the board. Its versions stay, and it can be taken up again."))
        if st.button(_("Merge"), type="primary", icon=":material/merge:", key="activity.merge"):
            _merge(here, activity, others.get(chosen), here_stays, seen)


def _merge(here: Here, activity: dict, other: dict | None, here_stays: bool, seen: dict[int, int]) -> None:
    """What is merged are the versions that were on the screen when the button was tapped."""
    try:
        if other is None:
            raise RuleBroken("missing", field="activity")
        stays, goes = (activity, other) if here_stays else (other, activity)
        activities.merge(here.db, stays["id"], goes["id"], versions=seen, by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved(_("Merged. Write into this one what was good in the other."))
    go("attivita", id=stays["id"])


def _link(activity: dict, words: str) -> None:
    st.page_link(st.session_state["frame.pages"]["attivita"], label=messages.plain(words), icon=":material/arrow_forward:",
                 query_params={"id": str(activity["id"])})
