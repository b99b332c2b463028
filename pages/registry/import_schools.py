"""The Ministry's schools: choose the file, see what is in it, choose the municipalities, bring them in."""

from __future__ import annotations

import streamlit as st

from db.registry import import_schools
from db.rules import RuleBroken, ask
from db.texts import folded
from pages.ui import messages, upload
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext

SHOWN = 10


def show(here: Here) -> None:
    ask(here.me, "organisations.import")
    if st.button(_("All organisations"), icon=":material/arrow_back:", type="tertiary", key="import_schools.back"):
        go("enti")
    st.title(_("Import the schools"))
    st.write(_("The file is the Ministry's registry of schools (*Anagrafe scuole*, CSV), as it is published. "
               "Nothing is written until you have seen what it holds."))
    data = upload.one_file(_("Registry of schools"), "import_schools.file")
    if data is None:
        st.session_state.pop("import_schools.done", None)
        return
    if (done := st.session_state.get("import_schools.done")) and done["of"] == hash(data):
        _told(done)
        return
    try:
        found = import_schools.read(data)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    if found.wrong:
        _wrong(found)
    else:
        _choose(here, found, hash(data))


def _wrong(found: import_schools.Found) -> None:
    st.error(ngettext("One line cannot be right, so nothing is imported. Mend it and choose the file again.",
                      "{n} lines cannot be right, so nothing is imported. Mend them and choose the file again.", len(found.wrong)),
             icon=":material/error:")
    for refusal in found.wrong[:SHOWN]:
        st.text(messages.sentence(refusal))
    if len(found.wrong) > SHOWN:
        st.caption(ngettext("and one more", "and {n} more", len(found.wrong) - SHOWN))


def _choose(here: Here, found: import_schools.Found, file: int) -> None:
    places = {each["code"]: each for each in found.municipalities}
    st.header(ngettext("{n} school in the file", "{n} schools in the file", len(found.rows)))
    chosen = None
    if set(places) != {None}:
        chosen = st.pills(_("Of which municipalities?"), [code for code in places if code], selection_mode="multi",
                          default=_ours(here, places), key="import_schools.municipalities",
                          format_func=lambda code: f"{plain(places[code]['name'] or code)} {places[code]['schools']}")
    number = len(found.rows) if chosen is None else sum(places[code]["schools"] for code in chosen)
    if not number:
        st.caption(_("Touch the municipalities whose schools you want."))
    elif st.button(ngettext("Import {n} school", "Import {n} schools", number), type="primary", icon=":material/download_done:",
                   key="import_schools.go"):
        st.session_state["import_schools.done"] = {"of": file} | import_schools.bring_in(here.db, found, chosen, by=here.me)
        st.rerun()


def _ours(here: Here, places: dict) -> list[str]:
    """The municipality that signs for the Casa, when the file has it."""
    ours = f" {folded(here.casa['municipality'])} "
    return [code for code, each in places.items() if code and each["name"] and f" {folded(each['name'])} " in ours]


def _told(done: dict[str, int]) -> None:
    told = {
        "added": ngettext("{n} school added.", "{n} schools added.", done["added"]),
        "updated": ngettext("{n} updated.", "{n} updated.", done["updated"]),
        "unchanged": ngettext("{n} was already as in the file.", "{n} were already as in the file.", done["unchanged"]),
    }
    st.success(" ".join(told[key] for key in told if done[key]), icon=":material/check_circle:")
    if st.button(_("See the organisations"), type="primary", key="import_schools.see"):
        st.session_state.pop("import_schools.done")
        go("enti")
