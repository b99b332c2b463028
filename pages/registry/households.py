"""Households and people: search first, then who has just arrived, then everybody."""

from __future__ import annotations

import streamlit as st

from db.registry import households, people
from pages.registry import household, person
from pages.ui import cards
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext

STEP = 24


def show(here: Here) -> None:
    if asked_id() is not None:
        household.show(here, asked_id())
    elif asked("nuovo"):
        person.first_of_a_household(here)
    else:
        household.leave()
        _everyone(here)


def _everyone(here: Here) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Households and people"))
        if here.may("people.change") and st.button(
                _("New household"), icon=":material/add:", type="primary", key="households.new"):
            go("nuclei", nuovo=1)
    # Not in the address: what is typed here is a family's name.
    text = st.text_input(_("Search"), placeholder=_("Name or household code…"), icon=":material/search:",
                         type="search", key="households.search", label_visibility="collapsed", autocomplete="off")
    if here.may("contacts.read"):
        st.caption(_("Full names and phones answer too; each such find is written in the register of operations."))
    if text.strip():
        _found(here, text)
    else:
        _just_arrived(here)
        _all(here)


def _found(here: Here, text: str) -> None:
    found = people.search(here.db, text, by=here.me)
    if not found:
        st.info(_("Nobody answers to that. Try a first name alone; if they are new, add their household."),
                icon=":material/search_off:")
        return
    st.header(ngettext("{n} person", "{n} people", len(found)))
    with cards.deck("found"):
        for each in found:
            if cards.card(f"households.person.{each['id']}", each["display_name"], person.told(each), _where(each),
                          badge=_("found by full name or phone") if each["through"] == "contact" else None):
                go("nuclei", id=each["household_id"])


def _just_arrived(here: Here) -> None:
    arrived = households.just_arrived(here.db, by=here.me)
    if arrived:
        st.header(ngettext("{n} new arrival to look at", "{n} new arrivals to look at", len(arrived)))
        st.caption(_("They came in at the door. Give them their neighbourhood, or move them to the household they belong to."))
        _cards(arrived, "arrived")


def _all(here: Here) -> None:
    quarters = {each["id"]: each["name"] for each in households.neighbourhoods(here.db, by=here.me)}
    quarter = st.pills(_("Neighbourhood"), list(quarters), key="households.neighbourhood",
                       format_func=lambda key: plain(quarters[key])) if quarters else None
    counts = households.counts(here.db, by=here.me, neighbourhood_id=quarter)
    archived = bool(counts["archived"]) and st.toggle(_("Archived"), key="households.archived")
    number = counts["archived" if archived else "households"]
    if not number:
        st.info(_("No household here yet. Add the first: a code is drawn for it, and the first person with it."),
                icon=":material/family_restroom:")
        return
    said = [ngettext("{n} household", "{n} households", number)]
    if not archived:
        said.append(ngettext("{n} person", "{n} people", counts["people"]))
    st.header(", ".join(said))
    shown = st.session_state.get("households.shown", STEP)
    _cards(households.listed(here.db, by=here.me, neighbourhood_id=quarter, archived=archived, limit=shown), "all")
    if number > shown and st.button(_("Show more"), key="households.more"):
        st.session_state["households.shown"] = shown + 2 * STEP
        st.rerun()


def _cards(found: list[dict], part: str) -> None:
    with cards.deck(part):
        for each in found:
            names = ", ".join(member["display_name"] for member in each["members"])
            if cards.card(f"households.{part}.{each['id']}", names or _("nobody yet"), _where(each)):
                go("nuclei", id=each["id"])


def _where(each: dict) -> str:
    return " · ".join(filter(None, [each["code"], each["neighbourhood"]]))
