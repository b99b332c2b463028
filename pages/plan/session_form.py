"""What the forms of a session share: which version they began from, one session or all that follow, how they end."""

from __future__ import annotations

import streamlit as st

from db.rules import RuleBroken
from pages.ui import editing, messages
from pages.ui.texts import N_, _

ONE, ALL = "one", "all"
REACH = {ONE: N_("only this one"), ALL: N_("from here on")}


def reach(session: dict, form: str) -> str:
    """Whether it is about this session alone, or all that follow too."""
    said = {key: _(label) for key, label in REACH.items()}
    return st.segmented_control(_("Which ones?"), list(said), format_func=said.get, default=ONE, required=True,
                                key=f"session.{form}_reach.{session['id']}")


def begun(session: dict) -> int:
    """The sequence this page showed when it was opened, so that a change by another is not written over."""
    if marker(session) not in st.session_state:
        editing.done("session")
    return editing.begun("session", _version(session))


def refuse(session: dict, refusal: RuleBroken) -> None:
    """Beside the filled form."""
    editing.refuse("session", refusal, _version(session))


def done(what: str | None = None) -> None:
    """Saved: the next form begins anew."""
    editing.done("session")
    messages.saved(what)
    st.rerun()


def marker(session: dict) -> str:
    """The key of a field that is always there: Streamlit drops its value when the page is left, so its absence means "just
    opened"."""
    return f"session.starts_at.{session['id']}"


def _version(session: dict) -> dict:
    return {"id": session["id"], "version": session["sequence"]}
