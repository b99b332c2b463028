"""The calendar's picture: days painted by the browser as a table, or as a list by day where a table would not fit.

Everything people typed arrives as data and is painted as text. A tap on a session comes back as its id.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FILES = Path(__file__).parent
_grid = st.components.v2.component(
    "telaio_calendar", html='<div class="calendar"></div>', css=(_FILES / "grid.css").read_text(encoding="utf-8"),
    js=(_FILES / "grid.js").read_text(encoding="utf-8"),
)


def grid(data: dict, *, key: str) -> int | None:
    """Paints `calendar_days.month` or `.week`; returns the id of the session just tapped, or None."""
    tapped = _grid(key=key, data=data, on_open_change=lambda: None).open
    return tapped if isinstance(tapped, int) else None
