"""Which version somebody began to write on, so that saving over another's change is noticed.

A tap runs the screen anew and reads the newest version; the one that was on the screen when the form opened is kept here.
"""

from __future__ import annotations

import streamlit as st

from db.rules import RuleBroken
from pages.ui import messages


def begun(form: str, now: dict) -> int:
    """The version of the row (`id`, `version`) as it was when this form first showed it."""
    st.session_state.setdefault("editing.shown", set()).add(form)
    kept = st.session_state.get(f"{form}.begun")
    if not kept or kept[0] != now["id"]:
        kept = st.session_state[f"{form}.begun"] = (now["id"], now["version"])
    return kept[1]


def refuse(form: str, refusal: RuleBroken, now: dict) -> None:
    """Shows a refusal beside the filled form. After `stale` has shown both versions, saving once more goes over theirs."""
    messages.refuse(refusal)
    if refusal.key == "stale":
        st.session_state[f"{form}.begun"] = (now["id"], now["version"])


def forget_the_left() -> None:
    """At the end of a run: a form that it did not show was left, by the menu or by Back, and begins anew when it opens again."""
    shown = st.session_state.pop("editing.shown", set())
    done(*(form for key in st.session_state if (form := str(key).removesuffix(".begun")) != key and form not in shown))


def done(*forms: str) -> None:
    """The forms are closed: the next time they open they begin anew."""
    for form in forms:
        st.session_state.pop(f"{form}.begun", None)
