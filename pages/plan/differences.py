"""What changed of an activity, readable: field, before, after."""

from __future__ import annotations

import streamlit as st

from db.plan.activities import changes
from pages.plan import when
from pages.ui import labels, messages
from pages.ui.texts import _, money


def lines(changed: list[dict]) -> None:
    """One line a field: the field, what it was, an arrow, what it became."""
    for each in changed:
        label, before, after = labels.field(each["field"]), said(each["field"], each["before"]), said(each["field"], each["after"])
        st.markdown(f"{messages.plain(label)}: ~~{messages.plain(before)}~~ :material/arrow_forward: **{messages.plain(after)}**")


def side_by_side(mine: dict, theirs: dict) -> None:
    """Only the fields in which what I wrote and what is there now differ."""
    st.table([{_("What"): labels.field(each["field"]), _("Yours"): messages.plain(said(each["field"], each["before"])),
               _("There now"): messages.plain(said(each["field"], each["after"]))} for each in changes(mine, theirs)])


def said(field: str, value: object) -> str:
    """A field's value as a person reads it."""
    if field == "budget_cents":
        return money(value)
    if field == "recurrence":
        return when.repeats(value)
    if field == "purpose" and len(value) > 160:
        return value[:160] + "…"
    return labels.shown(value)
