"""One household: who is in it, their contact when a coordinator asks for it, and what can be changed."""

from __future__ import annotations

import streamlit as st

from db.registry import contacts, households, people
from db.rules import RuleBroken
from pages.registry import person
from pages.ui import editing, messages
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _

OPEN = "household.contact_of"


def show(here: Here, household_id: int) -> None:
    now = households.household(here.db, household_id, by=here.me)
    members = {str(member["id"]): member for member in now["members"] if not member["archived_at"]}
    if asked("persona") == "nuova":
        person.one_more(here, now)
    elif asked("persona") in members:
        person.edit(here, now, members[asked("persona")])
    else:
        person.leave()
        _show(here, now)


def leave() -> None:
    """Nothing stays open on a household one has left."""
    editing.done("household")
    person.leave()
    _hide_contact()


def _hide_contact() -> None:
    st.session_state.pop(OPEN, None)
    editing.done("contact")


def _show(here: Here, now: dict) -> None:
    if st.button(_("All households"), icon=":material/arrow_back:", type="tertiary", key="household.back"):
        go("nuclei")
    st.title(_("Household {code}", code=now["code"]))
    if now["archived_at"]:
        _archived(here, now)
        return
    _neighbourhood(here, now)
    with st.container(horizontal=True):
        for member in now["members"]:
            if not member["archived_at"]:
                _member(here, now, member)
    if here.may("people.change"):
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(_("Archive the household"), icon=":material/inventory_2:", key="household.archive"):
                households.archive(here.db, now["id"], version=now["version"], by=here.me)
                messages.saved(_("Archived: you find it again under \"Archived\"."))
                go("nuclei")
            if st.button(_("Add a person"), icon=":material/person_add:", type="primary", key="household.add"):
                go("nuclei", id=now["id"], persona="nuova")
    _put_away(here, now)


def _neighbourhood(here: Here, now: dict) -> None:
    label = now["neighbourhood"] or _("neighbourhood not known")
    quarters = {each["id"]: each["name"] for each in households.neighbourhoods(here.db, by=here.me)}
    if not here.may("people.change") or not quarters:
        st.caption(plain(label))
        return
    with st.popover(plain(label), icon=":material/location_on:", key="household.where"), st.form("household.form", border=False):
        version = editing.begun("household", now)
        chosen = st.selectbox(_("Neighbourhood"), list(quarters), key=f"household.neighbourhood.{now['id']}", placeholder="—",
                              index=list(quarters).index(now["neighbourhood_id"]) if now["neighbourhood_id"] else None,
                              format_func=quarters.get)
        if st.form_submit_button(_("Save"), type="primary", key="household.save"):
            try:
                households.revise(here.db, now["id"], neighbourhood_id=chosen, version=version, by=here.me)
            except RuleBroken as refusal:
                editing.refuse("household", refusal, now)
            else:
                editing.done("household")
                messages.saved()
                st.rerun()


def _member(here: Here, now: dict, member: dict) -> None:
    with st.container(border=True, width=460, gap="small"):
        st.header(plain(member["display_name"]), anchor=False)
        st.caption(plain(person.told(member)))
        if st.session_state.get(OPEN) == member["id"] and here.may("contacts.read"):
            _contact(here, member)
            return
        with st.container(horizontal=True):
            if here.may("people.change") and st.button(_("Edit"), icon=":material/edit:", key=f"household.edit.{member['id']}"):
                go("nuclei", id=now["id"], persona=member["id"])
            if here.may("contacts.read") and st.button(
                    _("Show the contact"), icon=":material/contact_phone:", key=f"household.contact.{member['id']}"):
                _hide_contact()
                st.session_state[OPEN] = member["id"]
                st.rerun()


def _contact(here: Here, member: dict) -> None:
    """Only after a tap, and read anew, with its trace, each time it is on the screen."""
    known = contacts.of(here.db, member["id"], by=here.me)
    version = editing.begun("contact", {"id": member["id"], "version": known["version"]})
    with st.form(f"contact.form.{member['id']}", border=False):
        full_name = st.text_input(_("Full name"), known["full_name"], max_chars=120, key=f"contact.full_name.{member['id']}",
                                  autocomplete="off")
        phone = st.text_input(_("Phone"), known["phone"], max_chars=30, key=f"contact.phone.{member['id']}", autocomplete="off")
        with st.container(horizontal=True):
            saves = st.form_submit_button(_("Save"), type="primary", key="contact.save")
            hides = st.form_submit_button(_("Hide"), icon=":material/visibility_off:", key="contact.hide")
    st.caption(_("Coordinators alone see this, and each look is written down."))
    if saves:
        try:
            contacts.revise(here.db, member["id"], full_name=full_name, phone=phone, version=version, by=here.me)
        except RuleBroken as refusal:
            editing.refuse("contact", refusal, {"id": member["id"], "version": known["version"]})
            return
        messages.saved()
    if saves or hides:
        _hide_contact()
        st.rerun()


def _archived(here: Here, now: dict) -> None:
    st.info(_("This household is archived: nobody of it is offered any more, and what they did stays."),
            icon=":material/inventory_2:")
    for member in now["members"]:
        st.text(f"{member['display_name']} · {person.told(member)}")
    if here.may("people.change") and st.button(
            _("Bring back"), icon=":material/unarchive:", type="primary", key="household.bring_back"):
        households.bring_back(here.db, now["id"], version=now["version"], by=here.me)
        messages.saved()
        st.rerun()


def _put_away(here: Here, now: dict) -> None:
    away = [member for member in now["members"] if member["archived_at"]]
    if not away:
        return
    with st.expander(_("Archived")):
        for member in away:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{member['display_name']} · {person.told(member)}")
                if here.may("people.change") and st.button(_("Bring back"), key=f"household.back.{member['id']}"):
                    people.bring_back(here.db, member["id"], version=member["version"], by=here.me)
                    messages.saved()
                    st.rerun()
