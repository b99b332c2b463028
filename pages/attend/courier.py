"""On every screen: sends taps that wait on this tablet, whichever register they are of, and readies it for an outage."""

from __future__ import annotations

import streamlit as st

from pages.attend.roll_call import files
from pages.attend.roll_call.words import courier_words
from pages.ui.here import Here

_LINE = """
.line {
  position: fixed; left: 1rem; bottom: 1rem; z-index: 9; margin: 0; padding: .7rem 1rem; font-family: var(--st-font);
  font-weight: 600; color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-left: .35rem solid var(--st-orange-color);
  border-radius: var(--st-button-radius, .5rem);
}
[hidden] { display: none; }
"""


def _module(which: str) -> str:
    return f"""
    const {{ {which} }} = await import(new URL('{files.ADDRESS}/roll_call.js', location.origin))
    export default {which}
    """


_courier = st.components.v2.component("telaio_courier", css=_LINE, js=_module("courier"))
_ahead = st.components.v2.component("telaio_ahead", html="<span></span>", js=_module("ahead"))


def show(here: Here) -> None:
    """Once a screen. `keeps`: whether names of today's registers may stay on this tablet; where not, it forgets them."""
    if here.may("registers.list"):
        _courier(key="courier", height=1,
                 data={"kind": here.kind, "keeps": here.may("registers.read"), "words": courier_words()})


def fetch_ahead(sessions: list[dict]) -> None:
    """Lets the tablet fetch these sessions' registers now, while there is a network: `registers.of_day`'s of today."""
    planned = [session["id"] for session in sessions if session["state"] == "planned"]
    _ahead(key="courier.ahead", data={"sessions": planned}, height=1)
