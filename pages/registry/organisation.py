"""One organisation: what it is, and the form that changes it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db.registry import organisations
from db.rules import RuleBroken, ask
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _

OF_ALL = ("address", "municipality_name", "municipality_code")


def show(here: Here, organisation_id: int) -> None:
    if st.button(_("All organisations"), icon=":material/arrow_back:", type="tertiary", key="organisation.back"):
        go("enti")
    now = organisations.organisation(here.db, organisation_id, by=here.me)
    st.title(plain(now["name"]))
    if asked("modifica"):
        _edit(here, now)
    else:
        editing.done("organisation")
        _told(now)
        _actions(here, now)


def new(here: Here) -> None:
    if st.button(_("All organisations"), icon=":material/arrow_back:", type="tertiary", key="organisation.back"):
        go("enti")
    st.title(_("Add an organisation"))
    ask(here.me, "organisations.change")  # before somebody fills a form in vain
    typed, beside = _form(lambda: _kind(None), {})
    if typed is None:
        return
    try:
        made = organisations.add(here.db, by=here.me, **typed)
    except RuleBroken as refusal:
        with beside:
            messages.refuse(refusal)
        return
    messages.saved()
    go("enti", id=made)


def _told(now: dict) -> None:
    with st.container(horizontal=True):
        st.badge(labels.shown(now["kind"]), color="gray")
        if now["signs"]:
            st.badge(_("signs for the Casa"), icon=":material/draw:", color="blue" if now["kind"] == "municipality" else "green")
        if now["archived_at"]:
            st.badge(_("archived"), icon=":material/inventory_2:", color="gray")
    told = [field for field in (*organisations.OF_SCHOOLS, *OF_ALL) if now[field]]
    with st.container(horizontal=True, border=bool(told)):
        for field in told:
            with st.container(width=300, gap="xxsmall"):
                st.caption(labels.field(field))
                st.text(now[field])
    if not told:
        st.caption(_("No address and no other detail yet."))


def _actions(here: Here, now: dict) -> None:
    if not here.may("organisations.change"):
        return
    with st.container(horizontal=True, horizontal_alignment="right"):
        if now["archived_at"]:
            if st.button(_("Bring back"), icon=":material/unarchive:", type="primary", key="organisation.bring_back"):
                organisations.bring_back(here.db, now["id"], version=now["version"], by=here.me)
                messages.saved()
                st.rerun()
            return
        if not now["signs"] and st.button(_("Archive"), icon=":material/inventory_2:", key="organisation.archive"):
            organisations.archive(here.db, now["id"], version=now["version"], by=here.me)
            messages.saved(_("Archived: you find it again under \"Archived\"."))
            go("enti")
        if st.button(_("Edit"), icon=":material/edit:", type="primary", key="organisation.edit"):
            go("enti", id=now["id"], modifica=1)


def _edit(here: Here, now: dict) -> None:
    ask(here.me, "organisations.change")
    version = editing.begun("organisation", now)
    typed, beside = _form(lambda: now["kind"] if now["signs"] else _kind(now["kind"]), now)
    if typed is None:
        return
    try:
        organisations.revise(here.db, now["id"], version=version, by=here.me, **typed)
    except RuleBroken as refusal:
        with beside:
            editing.refuse("organisation", refusal, now)
        return
    messages.saved()
    go("enti", id=now["id"])


def _kind(now: str | None) -> str | None:
    """Outside the form, since the fields below follow it."""
    return st.selectbox(_("Kind"), organisations.KINDS, index=organisations.KINDS.index(now) if now else None,
                        key="organisation.kind", format_func=labels.options(labels.ORGANISATION_KINDS), placeholder=_("choose…"))


def _form(kind_of: Callable[[], str | None], now: dict) -> tuple[dict | None, DeltaGenerator]:
    """The fields of this kind: what was typed once it is sent, else None; and the place for a refusal beside the button."""
    with st.container(width=760):
        kind = kind_of()
        with st.form("organisation.form", border=True):
            name = st.text_input(_("Name"), now.get("name", ""), key="organisation.name", max_chars=120)
            typed = {"kind": kind or "", "name": name}
            with st.container(horizontal=True):
                for field in (*(organisations.OF_SCHOOLS if kind == "school" else ()), *OF_ALL):
                    typed[field] = st.text_input(labels.field(field), now.get(field) or "", key=f"organisation.{field}", width=340,
                                                 max_chars=organisations.LENGTHS[field])
            beside = st.container()
            with st.container(horizontal=True, horizontal_alignment="right"):
                sent = st.form_submit_button(_("Save"), icon=":material/check:", type="primary", key="organisation.save")
    return typed if sent else None, beside
