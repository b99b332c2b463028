"""At the left of the table: the agenda, with the time each item has and has used. A tap makes it that item's turn."""

from __future__ import annotations

import streamlit as st

from db.plan.table import floor
from pages.plan.table.attempts import tap
from pages.plan.table.told import length
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _

SIGNS = {"on": ":material/play_circle:", "done": ":material/check:", "parked": ":material/pause_circle:", "waiting": None}


def show(here: Here, items: list[dict], seen: int | None, held: bool) -> None:
    """The items; `seen` is the one that was on when this screen was last drawn."""
    wanted, used = sum(item["minutes"] for item in items) * 60, sum(item["seconds"] for item in items)
    with st.container(key="table-agenda", gap="xsmall"):
        st.markdown(f"**{_('Agenda')}** · :gray[{length(used)} / {length(wanted)}]")
        for item in items:
            _row(here, item, seen, held)
        if not items:
            st.markdown(_("The agenda is empty: add the first point on the meeting's page."))


def _row(here: Here, item: dict, seen: int | None, held: bool) -> None:
    over = item["seconds"] > item["minutes"] * 60
    time = f"{length(item['seconds'])} / {item['minutes']}′" if item["seconds"] or item["state"] == "on" else f"{item['minutes']}′"
    time = f":orange[**{time}**]" if over else f":gray[{time}]"
    on = item["state"] == "on"
    label = f"{item['position']} {messages.plain(item['title'])} {time}".replace(" / ", "\u00a0/\u00a0")
    if st.button(label, icon=SIGNS[item["state"]], type="primary" if on else "tertiary", disabled=on or not held, wrap=True,
                 width="stretch", key=f"table.item-{item['id']}"):
        tap(floor.start, here, item["id"], seen=seen)
