"""The Casa itself: its name, what it never shows, its places and the neighbourhoods around it."""

from __future__ import annotations

import streamlit as st

from db.office import casa, neighbourhoods, places
from db.rules import RuleBroken
from pages.office import neighbourhood, place
from pages.ui import editing, messages
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext


def show(here: Here) -> None:
    if asked("spazio"):
        place.show(here)
    elif asked("quartiere"):
        neighbourhood.show(here)
    else:
        editing.done("place", "neighbourhood")
        _whole(here)


def _whole(here: Here) -> None:
    st.title(plain(here.casa["name"]))
    st.caption(plain(f"{here.casa['municipality']} · {here.casa['partner']}"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _places(here)
    with right:
        _name(here)
        _neighbourhoods(here)


def _name(here: Here) -> None:
    if not here.may("casa.change"):
        return
    version = editing.begun("casa", {"id": 1, "version": here.casa["version"]})
    with st.form("casa.form"):
        name = st.text_input(_("Name of the Casa"), value=here.casa["name"], max_chars=120, key="casa.name")
        threshold = st.number_input(
            _("Smallest number shown"), casa.LOWEST, casa.HIGHEST, here.casa["threshold"], key="casa.threshold",
            help=_("A figure that counts fewer people than this is never shown, so that nobody can be guessed behind it."))
        if not st.form_submit_button(_("Save"), type="primary", key="casa.save"):
            return
    try:
        casa.revise(here.db, name=name, threshold=threshold, version=version, by=here.me)
    except RuleBroken as refusal:
        editing.refuse("casa", refusal, {"id": 1, "version": here.casa["version"]})
        return
    editing.done("casa")
    messages.saved()
    st.rerun()


def _places(here: Here) -> None:
    st.header(_("Places"))
    found = places.listed(here.db, by=here.me)
    if not found:
        st.info(_("No place yet. Add the rooms, the yard, the garden: activities are planned in them."),
                icon=":material/door_front:")
    for row in found:
        seats = ngettext("{n} person", "{n} people", row["capacity"]) if row["capacity"] else _("capacity not said")
        _line(here, "spazio", row, seats)
    away = places.listed(here.db, by=here.me, archived=True)
    if here.may("casa.change") and st.button(_("Add a place"), icon=":material/add:", key="casa.add_place"):
        go("casa", spazio="nuovo")
    if away:
        with st.expander(_("Archived places")):
            for row in away:
                _line(here, "spazio", row, "")


def _neighbourhoods(here: Here) -> None:
    st.header(_("Neighbourhoods"))
    found = neighbourhoods.listed(here.db, by=here.me)
    if not found:
        st.info(_("No neighbourhood yet. With them the charts can say from where people come."), icon=":material/map:")
    for row in found:
        _line(here, "quartiere", row, "")
    if here.may("casa.change") and st.button(_("Add a neighbourhood"), icon=":material/add:", key="casa.add_neighbourhood"):
        go("casa", quartiere="nuovo")


def _line(here: Here, what: str, row: dict, beside: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"casa.{what}.{row['id']}"):
        st.text(row["name"])
        st.space("stretch")
        if beside:
            st.caption(plain(beside), width="content")
        if here.may("casa.change") and st.button(_("Change"), key=f"casa.{what}.{row['id']}.change", type="tertiary",
                                                icon=":material/edit:"):
            go("casa", **{what: row["id"]})
