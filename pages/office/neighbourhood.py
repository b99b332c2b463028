"""One neighbourhood: its name."""

from __future__ import annotations

import streamlit as st

from db.office import neighbourhoods
from db.rules import RuleBroken
from pages.ui import editing, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _

NEW = {"id": 0, "version": 0, "name": ""}


def show(here: Here) -> None:
    if st.button(_("Back to the Casa"), icon=":material/arrow_back:", type="tertiary", key="neighbourhood.back"):
        go("casa")
    new = asked("quartiere") == "nuovo"
    now = NEW if new else neighbourhoods.neighbourhood(here.db, asked_id("quartiere") or 0, by=here.me)
    st.title(_("Add a neighbourhood") if new else plain(now["name"]))
    version = editing.begun("neighbourhood", now)
    with st.form("neighbourhood.form", width=640):
        name = st.text_input(_("Name"), value=now["name"], max_chars=60, key=f"neighbourhood.name.{now['id']}")
        if not st.form_submit_button(_("Save"), type="primary", key="neighbourhood.save"):
            return
    try:
        if new:
            neighbourhoods.add(here.db, name, by=here.me)
        else:
            neighbourhoods.rename(here.db, now["id"], name, version=version, by=here.me)
    except RuleBroken as refusal:
        editing.refuse("neighbourhood", refusal, now)
        return
    editing.done("neighbourhood")
    messages.saved()
    go("casa")
