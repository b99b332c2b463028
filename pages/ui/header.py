"""Above every screen: whose Casa, the example's banner, the curtain, the language, the way out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from db.connection import EXAMPLE
from db.office import accounts, sign_ins
from pages.ui import texts
from pages.ui.here import Here
from pages.ui.texts import _

_watch = st.components.v2.component(
    "telaio_watch", html="<span></span>", js=(Path(__file__).parent / "watch.js").read_text(encoding="utf-8"),
)


def show(here: Here) -> None:
    """One line: the example's sign and the curtain at the left, the person at the right."""
    st.html(Path(__file__).parent / "screen.css")
    _watch(key="header.watch", data={"leave": False, "language": here.me.language}, height=1)
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        if here.kind == EXAMPLE:
            st.badge(_("Example: everything here is invented"), icon=":material/science:", color="orange")
        if here.me.shared_screen:
            st.badge(_("Shared screen: no names"), icon=":material/curtains_closed:", color="blue")
        st.space("stretch")
        with st.popover(here.me.display_name, icon=":material/account_circle:", key="header.me"):
            _curtain(here)
            _language(here)
            if st.button(_("Sign out"), icon=":material/logout:", key="header.sign_out", width="stretch"):
                sign_ins.close(here.db, here.token_hash)
                leave()
                st.stop()


def leave() -> None:
    """Sends the browser to the door: this sign-in does not hold any more."""
    _watch(key="header.leave", data={"leave": True, "language": texts.language()}, height=1)
    st.info(_("You are signed out."), icon=":material/logout:")
    st.link_button(_("Sign in"), "/accedi")


def _curtain(here: Here) -> None:
    drawn = st.toggle(_("Shared screen"), value=here.me.shared_screen, key="header.curtain",
                      help=_("Bigger, without names and without small numbers: for the projector."))
    if drawn != here.me.shared_screen:
        sign_ins.draw_curtain(here.db, here.token_hash, drawn, by=here.me)
        st.rerun()


def _language(here: Here) -> None:
    chosen = st.segmented_control(_("Language"), list(texts.LANGUAGES), format_func=texts.LANGUAGES.get,
                                  default=here.me.language, required=True, key="header.language")
    if chosen and chosen != here.me.language:
        accounts.speak(here.db, chosen, by=here.me)
        st.rerun()
