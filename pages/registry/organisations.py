"""Organisations: everybody who takes part as a body."""

from __future__ import annotations

import streamlit as st

from db.registry import organisations
from pages.registry import organisation
from pages.ui import cards, editing, labels
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.texts import _, ngettext

FIRST = 24


def show(here: Here) -> None:
    if asked_id() is not None:
        organisation.show(here, asked_id())
    elif asked("nuovo"):
        organisation.new(here)
    else:
        editing.done("organisation")
        _everyone(here)


def _everyone(here: Here) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Organisations"))
        _actions(here)
    text = st.text_input(_("Search"), placeholder=_("Name, institute, municipality…"), icon=":material/search:", type="search",
                         key="organisations.search", label_visibility="collapsed", autocomplete="off")
    kind, archived = _filters(here)
    found = organisations.listed(here.db, by=here.me, kind=kind, text=text, archived=archived)
    st.caption(ngettext("{n} organisation", "{n} organisations", len(found)))
    if not found:
        _nothing(here, bool(text or kind or archived))
    _cards(found)


def _actions(here: Here) -> None:
    if here.may("organisations.import") and st.button(
            _("Import the schools"), icon=":material/upload_file:", key="organisations.import"):
        go("importa-scuole")
    if here.may("organisations.change") and st.button(
            _("Add an organisation"), icon=":material/add:", type="primary", key="organisations.new"):
        go("enti", nuovo=1)


def _filters(here: Here) -> tuple[str | None, bool]:
    counts = organisations.counts(here.db, by=here.me)
    said = {kind: f"{labels.shown(kind)} {counts[kind]}" for kind in organisations.KINDS if kind in counts}
    kind = st.pills(_("Kind"), list(said), format_func=said.get, key="organisations.kind", label_visibility="collapsed")
    some = here.may("organisations.change") and organisations.listed(here.db, by=here.me, archived=True)
    return kind, bool(some) and st.toggle(_("Archived"), key="organisations.archived")


def _nothing(here: Here, searched: bool) -> None:
    if searched:
        st.info(_("Nothing here answers to that. Try one word alone, or another kind."), icon=":material/search_off:")
    elif here.may("organisations.change"):
        st.info(_("No organisation yet: add the first one, or import the schools."), icon=":material/domain_add:")


def _cards(found: list[dict]) -> None:
    everything = len(found) <= FIRST or st.session_state.get("organisations.everything")
    with cards.deck("organisations"):
        for row in found if everything else found[:FIRST]:
            told = [row[key] for key in ("school_level", "institute", "municipality_name") if row[key]]
            if cards.card(f"organisations.open.{row['id']}", row["name"], " · ".join(told), badge=labels.shown(row["kind"]),
                          colour=_colour(row)):
                go("enti", id=row["id"])
    if not everything and st.button(ngettext("Show one more", "Show {n} more", len(found) - FIRST), key="organisations.more"):
        st.session_state["organisations.everything"] = True
        st.rerun()


def _colour(row: dict) -> str:
    """The two that sign have theirs everywhere."""
    return {"municipality": "blue", "partner": "green"}.get(row["kind"], "gray") if row["signs"] else "gray"
