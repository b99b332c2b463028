"""What an import wrote, and the way to take it back."""

from __future__ import annotations

import streamlit as st

from db.attend.sheets import imports, undoing
from db.rules import RuleBroken
from pages.ui import messages, texts
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext, number


def show(here: Here, import_id: int) -> None:
    found = next((each for each in imports.recent(here.db, by=here.me, limit=200) if each["id"] == import_id), None)
    if found is None:
        raise RuleBroken("not_found")
    st.title(_("Taken back") if found["undone_at"] else _("The sheet is in"), anchor=False)
    st.markdown(f"**{plain(found['title'])}** · {plain(_said(found))}")
    if not found["undone_at"]:
        counts = found["counts"]
        with st.container(horizontal=True, key="import_sheet.done"):
            for label, key in (
                (_("Present"), "present"),
                (_("Excused absences"), "excused"),
                (_("Absent"), "absent"),
                (_("New people"), "people_new"),
                (_("New sessions"), "sessions_new"),
            ):
                st.metric(label, number(counts[key]), border=True)
    with st.container(horizontal=True, key="import_sheet.after"):
        if not found["undone_at"] and st.button(_("Take this import back"), icon=":material/undo:", key="import_sheet.undo"):
            done = undoing.undo(here.db, import_id, by=here.me)
            kept = ngettext(
                "{n} thing stayed, since somebody has used it.", "{n} things stayed, since somebody has used them.", done["kept"]
            )
            messages.saved(_("The import was taken back.") + (f" {kept}" if done["kept"] else ""))
            st.rerun()
        if st.button(_("Another sheet"), icon=":material/upload_file:", key="import_sheet.another"):
            st.query_params.clear()
            st.rerun()
        if st.button(_("See the activity"), type="primary", icon=":material/handshake:", key="import_sheet.activity_page"):
            go("attivita", id=found["activity_id"])


def before(here: Here) -> None:
    """The imports so far, the newest first, each a tap away from being taken back."""
    found = imports.recent(here.db, by=here.me)
    if not found:
        return
    st.header(_("Came in before"), anchor=False)
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"import_sheet.line_{each['id']}"):
            st.markdown(f"**{plain(each['title'])}**  \n:gray[{plain(_said(each))}]", width="stretch")
            if not each["undone_at"] and st.button(_("Open"), key=f"import_sheet.open_{each['id']}"):
                st.query_params["importato"] = str(each["id"])
                st.rerun()


def _said(found: dict) -> str:
    counts = found["counts"]
    marks = counts["present"] + counts["excused"] + counts["absent"]
    parts = [ngettext("{n} mark", "{n} marks", marks), found["who"] or "—", texts.moment(found["imported_at"])]
    return " · ".join([*parts, _("taken back")] if found["undone_at"] else parts)
