"""The hour of a wall clock, asked and answered as 'HH:MM'."""

from __future__ import annotations

from datetime import time

import streamlit as st


def hour(label: str, value: str | None, *, key: str) -> str:
    """A field for an hour; empty text when nothing is chosen."""
    chosen = st.time_input(label, time.fromisoformat(value) if value else None, step=900, key=key)
    return chosen.strftime("%H:%M") if chosen else ""
