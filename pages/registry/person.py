"""The form of a person: added to a household, added with a new one, edited, moved, archived."""

from __future__ import annotations

import streamlit as st

from db.registry import households, organisations, people, twins
from db.rules import RuleBroken
from pages.ui import cards, editing, labels, messages
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import N_, _

DRAFT = "person.draft"  # what was typed while its likely twins are looked at
WHY = {
    "same_name": N_("the same name"),
    "similar_name": N_("a similar name"),
    "same_full_name": N_("the same full name"),
    "similar_full_name": N_("a similar full name"),
    "same_birth_year": N_("born in the same year"),
}


def first_of_a_household(here: Here) -> None:
    """A new household together with its first person."""
    if st.button(_("All households"), icon=":material/arrow_back:", type="tertiary", key="person.back"):
        go("nuclei")
    st.title(_("New household"))
    st.caption(_("A random code is drawn for it. Only a neighbourhood and the people are kept."))
    _add(here, None)


def one_more(here: Here, household: dict) -> None:
    """One more person in this household."""
    _back(household)
    st.title(_("Add a person"))
    _add(here, household)


def edit(here: Here, household: dict, now: dict) -> None:
    """What is kept of a person, to be changed; and the ways out of this household."""
    _back(household)
    st.title(plain(now["display_name"]))
    version = editing.begun("person", now)
    with st.container(width=760), st.form("person.form", border=True):
        typed = _fields(here, now)
        beside = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            sent = st.form_submit_button(_("Save"), icon=":material/check:", type="primary", key="person.save")
    if sent:
        try:
            people.revise(here.db, now["id"], version=version, today=here.today, by=here.me, **typed)
        except RuleBroken as refusal:
            with beside:
                editing.refuse("person", refusal, now)
        else:
            messages.saved()
            go("nuclei", id=household["id"])
    _move(here, now)
    if st.button(_("Archive this person"), icon=":material/inventory_2:", key="person.archive"):
        people.archive(here.db, now["id"], version=now["version"], by=here.me)
        messages.saved(_("Archived: you find them again in their household."))
        go("nuclei", id=household["id"])


def leave() -> None:
    """Nothing half-typed stays behind."""
    editing.done("person")
    st.session_state.pop(DRAFT, None)


def told(each: dict) -> str:
    """What is known of a person beside the name: 'child · 2016 · Primaria Cervi'."""
    age = str(each["birth_year"]) if each["birth_year"] else each["age_band"]
    return " · ".join(filter(None, [labels.shown(each["kind"]), age, each.get("school")]))


def _back(household: dict) -> None:
    if st.button(_("Household {code}", code=household["code"]), icon=":material/arrow_back:", type="tertiary", key="person.back"):
        go("nuclei", id=household["id"])


def _add(here: Here, household: dict | None) -> None:
    """The form; or, when somebody like this is already here, that question alone."""
    draft = st.session_state.get(DRAFT, {})
    if draft.get("asks"):
        return _ask_about_twins(here, household, draft)
    with st.container(width=760), st.form("person.form", border=True):
        typed = _fields(here, draft) | _contact(here, draft)
        if household is None:
            typed["neighbourhood_id"] = _neighbourhood(here, draft)
        beside = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            sent = st.form_submit_button(_("Add"), icon=":material/person_add:", type="primary", key="person.add")
    if sent:
        with beside:
            _try(here, household, typed)
    return None


def _try(here: Here, household: dict | None, typed: dict, checked: bool = False) -> None:
    try:
        new = people.add(here.db, household and household["id"], today=here.today, by=here.me, twin_checked=checked, **typed)
    except RuleBroken as refusal:
        if refusal.key != "likely_twin":
            return messages.refuse(refusal)
        st.session_state[DRAFT] = {**typed, "asks": True}
        st.rerun()
    messages.saved()
    go("nuclei", id=people.person(here.db, new, by=here.me)["household_id"])
    return None


def _ask_about_twins(here: Here, household: dict | None, draft: dict) -> None:
    typed = {key: value for key, value in draft.items() if key != "asks"}
    st.warning(_("Somebody like this is already here. Look before adding: the same person twice is counted twice."),
               icon=":material/group:")
    known = {key: typed[key] for key in ("display_name", "kind", "birth_year")} | {"full_name": typed.get("full_name", "")}
    with cards.deck("twins"):
        for each in twins.likely(here.db, by=here.me, **known):
            if cards.card(f"person.twin.{each['person_id']}", each["display_name"], f"{told(each)} · {each['code']}",
                          badge=", ".join(_(WHY[why]) for why in each["why"])):
                go("nuclei", id=each["household_id"])
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Back to what I wrote"), key="person.again"):
            st.session_state[DRAFT] = typed
            st.rerun()
        anyway = st.button(_("{name} is somebody else: add", name=plain(typed["display_name"])), type="primary",
                           icon=":material/person_add:", key="person.anyway")
    if anyway:
        _try(here, household, typed, checked=True)


def _fields(here: Here, now: dict) -> dict:
    schools = {each["id"]: each["name"] for each in organisations.listed(here.db, kind="school", by=here.me)}
    if now.get("school_id"):
        schools.setdefault(now["school_id"], now.get("school"))
    kind = st.pills(_("Child or adult"), people.KINDS, default=now.get("kind", "child"), key="person.kind", required=True,
                    format_func=labels.options(labels.PERSON_KINDS))
    name = st.text_input(_("First name and initial"), now.get("display_name", ""), key="person.display_name", max_chars=60,
                         placeholder=_("Amina B."), autocomplete="off")
    with st.container(horizontal=True):
        year = st.number_input(_("Birth year"), value=now.get("birth_year"), step=1, format="%d", key="person.birth_year",
                               placeholder="—", width=220)
        band = st.selectbox(_("or age band"), labels.AGE_BANDS, key="person.age_band", placeholder="—", width=220,
                            index=labels.AGE_BANDS.index(now["age_band"]) if now.get("age_band") else None)
    school = st.selectbox(_("School, if any"), list(schools), key="person.school", format_func=schools.get, placeholder="—",
                          index=list(schools).index(now["school_id"]) if now.get("school_id") else None)
    return {"display_name": name, "kind": kind or "", "birth_year": year, "age_band": band, "school_id": school}


def _neighbourhood(here: Here, now: dict) -> int | None:
    quarters = {each["id"]: each["name"] for each in households.neighbourhoods(here.db, by=here.me)}
    if not quarters:
        return None
    return st.selectbox(_("Neighbourhood"), list(quarters), key="person.neighbourhood", format_func=quarters.get, placeholder="—",
                        index=list(quarters).index(now["neighbourhood_id"]) if now.get("neighbourhood_id") in quarters else None)


def _contact(here: Here, now: dict) -> dict:
    if not here.may("contacts.change"):
        return {}
    with st.container(horizontal=True):
        full_name = st.text_input(_("Full name"), now.get("full_name", ""), key="person.full_name", max_chars=120, width=340,
                                  autocomplete="off", help=_("Coordinators alone see this, and each look is written down."))
        phone = st.text_input(_("Phone"), now.get("phone", ""), key="person.phone", max_chars=30, width=220, autocomplete="off")
    return {"full_name": full_name, "phone": phone}


def _move(here: Here, now: dict) -> None:
    with st.container(width=760), st.expander(_("Move to another household"), icon=":material/move_up:"), \
            st.form("person.move", border=False):
        code = st.text_input(_("Code of the other household"), key="person.move_to", max_chars=12, autocomplete="off")
        if st.form_submit_button(_("Move"), key="person.moves"):
            try:
                there = households.with_code(here.db, code, by=here.me)
                people.move(here.db, now["id"], there, version=now["version"], by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved()
                go("nuclei", id=there)
