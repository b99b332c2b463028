"""The versions of an activity: who changed what and when, and who signed which."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from pages.plan import differences
from pages.plan.marks import COLOURS, SIGNED
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _, moment, ngettext


def show(here: Here, activity: dict) -> None:
    told = activities.history(here.db, activity["id"], by=here.me)
    with st.expander(ngettext("{n} version so far", "{n} versions so far", len(told)), icon=":material/history:",
                     key="activity.versions"):
        _list(here, told)
        for other in activity["merged"]:
            st.markdown(f":material/merge: **{messages.plain(other['title'])}**")
            _list(here, activities.history(here.db, other["id"], by=here.me))


def _list(here: Here, told: list[dict]) -> None:
    for version in told:
        with st.container(border=True, gap="xsmall"):
            _version(here, version)


def _version(here: Here, version: dict) -> None:
    who, number = version["who"] or _("the shell"), _("Version {n}", n=version["version"])
    st.markdown(f"**{number}** · " + messages.plain(f"{who}, {moment(version['written_at'])}"))
    if version["changed"]:
        differences.lines(version["changed"])
    else:
        st.caption(_("First proposed") if version["version"] == 1 else _("Reopened as it was, to be signed again"))
    for signature in version["signatures"]:
        name = messages.plain(_("{organisation}: {who}, {when}", organisation=here.casa[signature["side"]],
                                who=signature["who"], when=moment(signature["signed_at"])))
        st.markdown(f":{COLOURS[signature['side']]}[{SIGNED}] {name}")
