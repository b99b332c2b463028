"""Spazio Neutro: keep a place for some hours, see what is kept, give it back. Nothing else is written down."""

from __future__ import annotations

import streamlit as st

from db.neutral import unavailabilities
from db.rules import RuleBroken
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, day, hours


def show(here: Here) -> None:
    st.title("Spazio Neutro", anchor=False)
    places = {row["id"]: row["name"] for row in unavailabilities.places(here.db, by=here.me)}
    if not places:
        st.info(_("The Casa has no places yet. The office adds them."), icon=":material/meeting_room:")
        return
    _keep(here, places)
    _kept(here)


def _keep(here: Here, places: dict[int, str]) -> None:
    with st.form("neutral.keep", border=True):
        st.header(_("Keep a place"), anchor=False)
        place, on, starts_at, ends_at = st.columns([3, 2, 1.5, 1.5])
        place_id = place.selectbox(labels.field("place"), list(places), format_func=places.get, key="neutral.place",
                                   placeholder=labels.field("place"))
        on_date = on.date_input(labels.field("on_date"), here.today, min_value=here.today, format="DD/MM/YYYY",
                                key="neutral.on_date")
        start = starts_at.time_input(labels.field("starts_at"), "15:00", step=900, key="neutral.starts_at")
        end = ends_at.time_input(labels.field("ends_at"), "16:00", step=900, key="neutral.ends_at")
        st.caption(_("All others see only that the place is not available."))
        if st.form_submit_button(_("Keep it"), type="primary", icon=":material/lock:", key="neutral.do_keep"):
            try:
                unavailabilities.reserve(here.db, place_id, on_date=on_date, starts_at=f"{start:%H:%M}" if start else "",
                                         ends_at=f"{end:%H:%M}" if end else "", by=here.me, today=here.today)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved()
                st.rerun()


def _kept(here: Here) -> None:
    st.header(_("Kept from today on"), anchor=False)
    kept = unavailabilities.coming(here.db, by=here.me, today=here.today)
    if not kept:
        st.caption(_("Nothing is kept."))
    for row in kept:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"neutral.row.{row['id']}"):
            when = f"{day(row['on_date'])}, {hours(row['starts_at'], row['ends_at'])}"
            st.markdown(f"**{messages.plain(when)}** · {messages.plain(row['place'])}", width="stretch")
            if st.button(_("Give it back"), icon=":material/lock_open:", key=f"neutral.free.{row['id']}"):
                unavailabilities.free(here.db, row["id"], by=here.me)
                messages.saved()
                st.rerun()
