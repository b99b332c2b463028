"""What changed of an activity, readable: field, before, after."""

from __future__ import annotations

import streamlit as st

from db.plan.activities import changes
from pages.plan import when
from pages.plan.money import words
from pages.ui import labels, messages
from pages.ui.texts import _, money

TYPED = ("title", "purpose", "idea", "risks", "place", "leader", "leads", "involved", "school_year")
LONGEST = 200


def lines(changed: list[dict]) -> None:
    """One line a field: the field, what it was, an arrow, what it became."""
    told = []
    for each in changed:
        label, before, after = (messages.plain(text) for text in (
            labels.field(each["field"]), said(each["field"], each["before"]), said(each["field"], each["after"])))
        told.append(f"{label}: **{after}**" if each["before"] in (None, "", []) else
                    f"{label}: ~~{before}~~ :material/arrow_forward: **{after}**")
    st.markdown("  \n".join(told))


def side_by_side(mine: dict, theirs: dict) -> None:
    """Only the fields in which what I wrote and what is there now differ."""
    st.table([{_("What"): labels.field(each["field"]), _("Yours"): messages.plain(said(each["field"], each["before"])),
               _("There now"): messages.plain(said(each["field"], each["after"]))} for each in changes(mine, theirs)])


def said(field: str, value: object) -> str:
    """A field's value as a person reads it; what people typed is never taken for a key."""
    if field == "budget_cents":
        return money(value)
    if field == "budget_lines":
        return words.lines(value)
    if field == "recurrence":
        return when.repeats(value)
    if field in TYPED and value:
        text = ", ".join(value) if isinstance(value, list) else value
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return labels.shown(value)
