"""The two signatures, as every screen of the plan shows them: the organisation's colour, a sign, a word."""

from __future__ import annotations

import streamlit as st

from db.plan.signatures import SIDES
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _

# Theirs everywhere: blue is the municipality's, violet the partner's.
COLOURS = {"municipality": "blue", "partner": "violet"}
SIGNED, MISSING = ":material/check_circle:", ":material/radio_button_unchecked:"


def marks(here: Here, activity: dict) -> None:
    """One line a side: who signed this version, and whose signature is missing."""
    st.markdown("  \n".join(mark(here, side, side in activity["signatures"]) for side in SIDES))


def mark(here: Here, side: str, signed: bool) -> str:
    """The line of one side, as Markdown."""
    name = messages.plain(here.casa[side])
    if signed:
        return f":{COLOURS[side]}[{SIGNED} **{name}**]"
    missing = _("signature missing")
    return f":{COLOURS[side]}[{MISSING}] {name}: {missing}"


def sentence(here: Here, activity: dict) -> str:
    """What is still wanted, as one says it at the table."""
    missing = [side for side in SIDES if side not in activity["signatures"]]
    if len(missing) == len(SIDES):
        return _("Two signatures are missing")
    if missing:
        return _("The signature of {organisation} is missing", organisation=here.casa[missing[0]])
    return _("Shared: both have signed")
