"""The register as one component: it draws itself, keeps its taps on the tablet and sends them beside Streamlit."""

from __future__ import annotations

import streamlit as st

from pages.attend import passes
from pages.attend.roll_call import files
from pages.attend.roll_call.words import words
from pages.ui import texts
from pages.ui.here import Here

_roll_call = st.components.v2.component(
    "telaio_roll_call",
    css=files.STYLE,
    js=f"""
    const {{ rollCall }} = await import(new URL('{files.ADDRESS}/roll_call.js', location.origin))
    export default rollCall
    """,
)


def roll_call(here: Here, register: dict) -> None:
    """Draws `registers.open_register`'s register, with a pass for it. No tap comes back this way: see `pages.attend.edge`."""
    _roll_call(key=f"roll_call.{register['session']['id']}", data=data_of(here, register))


def data_of(here: Here, register: dict) -> dict:
    """What a tablet needs of `registers.open_register`'s register: also without Streamlit, fetched ahead of an outage.
    `keep`: whether its names may stay on the tablet, which is so for today's alone."""
    session = register["session"]
    return {
        "name": name_of(here, session["id"]),
        "url": f"/api/appello/{session['id']}",
        "pass": passes.give(here, session["id"]),
        "heading": heading(session),
        "keep": session["on_date"] == here.today.isoformat(),
        "lang": texts.language(),
        "words": words(),
        "locked": session["state"] == "cancelled",
        **{key: register[key] for key in ("people", "organisations", "counts", "taken", "revision")},
        "remarks": {str(person): said for person, said in register["remarks"].items()},
        "marks": {str(person): present for person, present in register["marks"].items()},
    }


def name_of(here: Here, session_id: int) -> str:
    """What a tablet calls a register: by Casa too, so that taps of the example never reach the real one."""
    return f"{here.kind}.{session_id}"


def heading(session: dict) -> str:
    """'Teatro · Sala grande · 16:30'."""
    return " · ".join(filter(None, [session["title"], session["place"], session["starts_at"]]))
