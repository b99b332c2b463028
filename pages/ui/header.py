"""Above every screen: whose Casa, the example's banner, the curtain, the language, the way out."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from db.connection import EXAMPLE
from db.office import accounts, sign_ins
from pages.ui import texts
from pages.ui.here import Here, go
from pages.ui.texts import _

STYLE = Path(__file__).parent

_watch = st.components.v2.component(
    "telaio_watch", html="<span></span>", js=(STYLE / "watch.js").read_text(encoding="utf-8"),
)

_own_words = st.components.v2.component(
    "telaio_own_words", html="<span></span>", js=(STYLE / "own_words.js").read_text(encoding="utf-8"),
)


def show(here: Here) -> None:
    """In the top bar the curtain's switch and the person; below it, in the example Casa, the sign that says so."""
    st.html(STYLE / "screen.css")
    if here.me.shared_screen:
        st.html(STYLE / "shared_screen.css")
    _watch(key="header.watch", height=1,
           data={"leave": False, "language": here.me.language, "curtain": here.me.shared_screen, "casa": here.kind})
    _own_words(key="header.words", height=1, data={"words": {
        "Skip to main content": _("Skip to the content"), "No results": _("Nothing like that here"),
        "dd": _("dd"), "yyyy": _("yyyy"),
    }})
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="header"):
        _curtain(here)
        with st.popover(here.me.display_name, icon=":material/account_circle:", key="header.me"):
            _language(here)
            if st.button(_("My account"), icon=":material/manage_accounts:", key="header.mine", width="stretch"):
                go("io")
            if st.button(_("Sign out"), icon=":material/logout:", key="header.sign_out", width="stretch"):
                sign_ins.close(here.db, here.token_hash)
                leave()
                st.stop()
    if here.kind == EXAMPLE:
        invented = escape(_("Example Casa: everything here is invented"))
        st.html(f'<div class="telaio-example" role="note">{invented}</div>')


def leave() -> None:
    """Sends the browser to the door: this sign-in does not hold any more."""
    _watch(key="header.leave", data={"leave": True, "language": texts.language()}, height=1)
    st.info(_("You are signed out."), icon=":material/logout:")
    st.link_button(_("Sign in"), "/accedi")


def _curtain(here: Here) -> None:
    """The switch shows what the database says, also when another tab has drawn the curtain meanwhile."""
    now = here.me.shared_screen
    if st.session_state.get("header.curtain_was") != now:
        st.session_state["header.curtain"] = st.session_state["header.curtain_was"] = now
    drawn = st.toggle(_("Shared screen: no names") if now else _("Shared screen"), key="header.curtain",
                      help=_("Bigger, without names and without small numbers: for the projector."))
    if drawn != now:
        st.session_state["header.curtain_was"] = drawn
        sign_ins.draw_curtain(here.db, here.token_hash, drawn, by=here.me)
        st.rerun()


def _language(here: Here) -> None:
    chosen = st.segmented_control(_("Language"), list(texts.LANGUAGES), format_func=texts.LANGUAGES.get,
                                  default=here.me.language, required=True, key="header.language")
    if chosen and chosen != here.me.language:
        accounts.speak(here.db, chosen, by=here.me)
        st.rerun()
