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
    session = register["session"]
    _roll_call(
        key=f"roll_call.{session['id']}",
        data={
            "name": f"{here.kind}.{session['id']}",
            "url": f"/api/appello/{session['id']}",
            "pass": passes.give(here, session["id"]),
            "lang": texts.language(),
            "words": words(),
            "locked": session["state"] == "cancelled",
            **{key: register[key] for key in ("people", "organisations", "counts", "revision")},
            "marks": {str(person): present for person, present in register["marks"].items()},
        },
    )
