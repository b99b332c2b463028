"""What would stand in a session's way, told while somebody is still choosing."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import clashes, sessions
from db.plan.activities.choices import choices
from db.rules import RuleBroken
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, ngettext

SHOWN = 5


def tell(here: Here, activity_id: int, slot: dict, *, session_id: int = 0) -> bool:
    """One line for each clash of the slot as it stands in the form, a word on a closed day; whether the way is free.

    An hour not chosen yet says nothing: what is missing is said when it is sent."""
    if not (slot["on_date"] and slot["starts_at"] and slot["ends_at"]):
        return True
    closure = calendar.closed_on(here.db, slot["on_date"])
    if closure:
        st.warning(_("On this day it says: {label}.", label=messages.plain(closure["label"])), icon=":material/event_note:")
    try:
        found = sessions.in_the_way(here.db, activity_id, **slot, session_id=session_id, by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return False
    named(found)
    return not found


def named(found: list[dict]) -> None:
    """The clashes in sentences, the first few of many."""
    for clash in found[:SHOWN]:
        messages.refuse(RuleBroken(clashes.KEYS[clash["kind"]], **clash))
    if len(found) > SHOWN:
        st.error(ngettext("and {n} more", "and {n} more", len(found) - SHOWN))


def place_and_leader(here: Here, place: int | None, leader: int | None, *, key: str) -> tuple[int | None, int | None]:
    """Two fields beside each other: where, and who leads. Behind the curtain nobody is named, so the leader stays."""
    offered = choices(here.db, {"place": place, "leader": leader, "leads": [], "involved": []}, by=here.me)
    where, who = st.columns(2)
    chosen = _select(where, labels.field("place"), offered["places"], place, _("No place yet"), f"{key}.place")
    if here.me.shared_screen:
        return chosen, leader
    return chosen, _select(who, labels.field("leader"), offered["leaders"], leader, _("Nobody yet"), f"{key}.leader")


def _select(column, label: str, offered: dict[int, dict], now: int | None, nothing: str, key: str) -> int | None:
    ids = [None, *offered]
    return column.selectbox(label, ids, index=ids.index(now), format_func=lambda each: offered[each]["name"] if each else nothing,
                            key=key, placeholder=nothing)
