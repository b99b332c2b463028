"""What proposes itself for the agenda: one tap and it is there."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from db.plan.table import agenda
from db.plan.table.proposing import proposed_items
from pages.plan.table.told import KIND_ICONS
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, day

WHY = {"decision_review": N_("review due {day}"), "action": N_("due {day}"), "subject": N_("left over from {day}"),
       "activity": N_("being discussed")}


def show(here: Here, meeting: dict) -> None:
    """Due reviews, due actions, what was left over, activities under discussion; nothing when there is none."""
    proposed = proposed_items(here.db, meeting["id"], by=here.me)
    if not proposed:
        return
    st.header(_("Proposed"), anchor=False)
    for item in proposed:
        key = f"{item['kind']}-{_key(item['activity_id'] or item['action_item_id'] or item['decision_id'] or item['title'])}"
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"proposed-{key}"):
            why = _(WHY[item["kind"]], day=day(item["due_on"], "short")) if item["due_on"] else _(WHY[item["kind"]])
            st.markdown(f"{KIND_ICONS[item['kind']]} {messages.plain(_short(item['title']))} · :gray[{messages.plain(why)}]",
                        width="stretch")
            if st.button(_("Put on the agenda"), icon=":material/add:", key=f"proposed.{key}"):
                agenda.add(here.db, meeting["id"], by=here.me, title=item["title"] if item["kind"] == "subject" else "",
                           **{field: item[field] for field in ("kind", "minutes", "activity_id", "action_item_id", "decision_id")})
                messages.saved()
                st.rerun()


def _key(about: int | str) -> str:
    return str(about) if isinstance(about, int) else f"{crc32(about.encode()):08x}"


def _short(title: str) -> str:
    return title if len(title) <= 120 else title[:119] + "…"
