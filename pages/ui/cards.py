"""Cards side by side, each a way to open something."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import streamlit as st

from pages.ui.messages import plain

STYLE = Path(__file__).parent / "cards.css"


def deck(name: str) -> AbstractContextManager:
    """Where cards stand: as many in a row as there is room for. One `name` once a screen."""
    st.html(STYLE)
    return st.container(key=f"deck-{name}")


def card(key: str, title: str, *lines: str | None, badge: str | None = None, colour: str = "gray", icon: str | None = None) -> bool:
    """One card of a deck, with plain text on it; whether it was touched just now. `key` is that of the button."""
    with st.container(key=f"card-{key.replace('.', '-')}", border=True, height="stretch", gap="xsmall"):
        touched = st.button(plain(title), key=key, type="tertiary", width="stretch")
        for line in lines:
            if line:
                st.caption(plain(line))
        if badge:
            st.badge(plain(badge), color=colour, icon=icon)
    return touched
