"""Backups: when the last copy was made, and one now."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from db.office import backups
from pages.ui import clock, messages, texts
from pages.ui.here import Here
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext

TOO_OLD = timedelta(days=7)


def show(here: Here) -> None:
    st.title(_("Backups"))
    kept = backups.kept(here.db, kind=here.kind, by=here.me)
    _standing(kept)
    if st.button(_("Make a backup now"), icon=":material/save:", type="primary", key="backup.make"):
        with st.spinner(_("Copying, then opening the copy to check it…")):
            made = backups.make(here.db, kind=here.kind, by=here.me)
        messages.saved(_("The copy is made and whole: {size}.", size=_size(made["size"])))
        st.rerun()
    st.caption(_("The copies stay on the server, in the folder backups beside the data. Keep one somewhere else too."))
    for row in kept:
        _line(row)


def _standing(kept: list[dict]) -> None:
    if not kept:
        st.warning(_("There is no backup yet. If this computer breaks today, everything is lost."), icon=":material/warning:")
        return
    age = clock.now() - kept[0]["made_at"]
    if age > TOO_OLD:
        st.warning(ngettext("The last backup is {n} day old. Make a new one.", "The last backup is {n} days old. Make a new one.",
                            age.days), icon=":material/warning:")
    else:
        st.success(_("The last backup is of {moment}.", moment=texts.moment(kept[0]["made_at"].isoformat())),
                   icon=":material/check_circle:")


def _line(row: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"backup.{row['name']}"):
        st.text(texts.moment(row["made_at"].isoformat()))
        st.caption(plain(f"{row['name']} · {_size(row['size'])}"), width="content")
        st.space("stretch")
        if row["verified"]:
            st.badge(_("opened and whole"), icon=":material/verified:", color="green")
        else:
            st.badge(_("not checked here"), icon=":material/help:", color="orange")


def _size(octets: int) -> str:
    return f"{texts.number(octets / 2**20, 1)} MB"
