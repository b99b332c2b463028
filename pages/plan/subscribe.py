"""How a phone gets the calendar: an address, and a code that its camera reads."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlsplit

import segno
import streamlit as st

from pages.ui.here import Here
from pages.ui.texts import _


def subscribe(here: Here, feed_key: str, *, key: str) -> None:
    """A popover with the feed's address and its code. Nothing to sign in to: whoever has the address reads it."""
    with st.popover(_("On your phone"), icon=":material/calendar_add_on:", key=key):
        host = urlsplit(st.context.url or "").netloc or "localhost"
        scheme = urlsplit(st.context.url or "").scheme or "https"
        address = f"{host}/calendario/{feed_key}.ics"
        st.markdown(_("Sessions, changes and cancellations in your own calendar. Point the camera here:"))
        st.image(_code(f"webcal://{address}"), width=220, alt=_("Code with the calendar's address"))
        st.link_button(_("Open in this device's calendar"), f"webcal://{address}", icon=":material/event:", width="stretch")
        st.caption(_("Or copy this address into Google Calendar, under “From URL”:"))
        st.code(f"{scheme}://{address}", language=None, wrap_lines=True)
        st.caption(_("It holds no names. Whoever has the address can read it."))


def _code(text: str) -> str:
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", scale=6, border=3, dark="#1a1a1a", light="#ffffff", xmldecl=False)
    return drawn.getvalue().decode()
