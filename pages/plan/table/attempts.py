"""A tap at the table: the verb is done and the table drawn anew; a refusal stays on the screen across the next readings."""

from __future__ import annotations

import time

import streamlit as st

from db.rules import RuleBroken
from pages.ui import messages
from pages.ui.here import Here

LASTS = 12  # seconds


def attempt(verb, here: Here, *what, **how) -> bool:
    """Whether it was done. Does not draw anew: `st.rerun()` does, when the caller is ready."""
    try:
        verb(here.db, *what, **how, by=here.me)
    except RuleBroken as refusal:
        st.session_state["table.refusal"] = (messages.sentence(refusal), time.monotonic() + LASTS)
        return False
    st.session_state.pop("table.refusal", None)
    return True


def tap(verb, here: Here, *what, **how) -> None:
    """`attempt`, then the table as it is now."""
    attempt(verb, here, *what, **how)
    st.rerun()


def tell() -> None:
    """The last refusal, while it is fresh."""
    said, until = st.session_state.get("table.refusal", ("", 0.0))
    if time.monotonic() < until:
        st.warning(messages.plain(said), icon=":material/error:")
