"""The frame around every screen: who is looking, in which language, behind which curtain; then the screen itself."""

from __future__ import annotations

import sys
from pathlib import Path

if str(Path(__file__).parents[1]) not in sys.path:
    sys.path.insert(0, str(Path(__file__).parents[1]))

import streamlit as st

from db.connection import file_of, opened
from db.office.casa import casa
from db.rules import RuleBroken
from pages import menu
from pages.attend import courier
from pages.office import identity
from pages.ui import clock, editing, header, messages, texts
from pages.ui.here import Here


def frame() -> None:
    """One run: asks who this is anew each time, since a sign-in can end at any moment."""
    st.set_page_config(page_title="Telaio", page_icon=str(Path(__file__).parent / "ui" / "icon.svg"), layout="wide",
                       initial_sidebar_state="collapsed")
    visit = identity.visit(st.context.cookies)
    if visit is None:
        texts.use(identity.language_of(st.context.cookies, st.context.headers.get("Accept-Language", "")))
        header.leave()
        st.stop()
    if st.session_state.setdefault("frame.sign_in", visit.token_hash) != visit.token_hash:
        st.session_state.clear()  # reached by the id of somebody else's session: nothing they typed comes along
    texts.use(visit.me.language)
    with opened(file_of(visit.kind)) as db:
        here = Here(db, visit.me, casa(db), visit.kind, clock.today(), visit.token_hash)
        screen = menu.navigation(here)
        header.show(here)
        messages.show_saved()
        try:
            screen.run()
        except RuleBroken as refusal:
            messages.refuse(refusal)
        except Exception as problem:
            messages.trouble(problem)
        editing.forget_the_left()
        courier.show(here)


frame()
