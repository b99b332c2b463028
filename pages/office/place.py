"""One place: its name, how many people it holds, and putting it away."""

from __future__ import annotations

import streamlit as st

from db.office import places
from db.rules import RuleBroken
from pages.ui import editing, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _

NEW = {"id": 0, "version": 0, "name": "", "capacity": None, "archived_at": None}


def show(here: Here) -> None:
    if st.button(_("Back to the Casa"), icon=":material/arrow_back:", type="tertiary", key="place.back"):
        go("casa")
    now = NEW if asked("spazio") == "nuovo" else places.place(here.db, asked_id("spazio") or 0, by=here.me)
    st.title(plain(now["name"]) if now["id"] else _("Add a place"))
    if now["archived_at"]:
        st.caption(_("archived"))
    version = editing.begun("place", now)
    with st.form("place.form", width=640):
        name = st.text_input(_("Name"), value=now["name"], max_chars=60, key=f"place.name.{now['id']}")
        capacity = st.number_input(_("How many people it holds"), 1, places.LARGEST, now["capacity"],
                                   key=f"place.capacity.{now['id']}", placeholder=_("leave empty if nobody knows"))
        saved = st.form_submit_button(_("Save"), type="primary", key="place.save")
    if saved:
        try:
            if now["id"]:
                places.revise(here.db, now["id"], name=name, capacity=capacity, version=version, by=here.me)
            else:
                places.add(here.db, name=name, capacity=capacity, by=here.me)
        except RuleBroken as refusal:
            editing.refuse("place", refusal, now)
            return
        _done()
    if now["id"]:
        _away(here, now)


def _away(here: Here, now: dict) -> None:
    if now["archived_at"]:
        if st.button(_("Bring back"), icon=":material/unarchive:", key="place.bring_back"):
            places.bring_back(here.db, now["id"], by=here.me)
            _done()
    elif st.button(_("Put away"), icon=":material/inventory_2:", key="place.archive",
                   help=_("It is not offered any more; what took place in it stays.")):
        places.archive(here.db, now["id"], by=here.me, today=here.today)
        _done()


def _done() -> None:
    editing.done("place")
    messages.saved()
    go("casa")
