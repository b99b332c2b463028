"""Who is enrolled: names for whom may read them, a number for the others, nothing thin on a shared screen."""

from __future__ import annotations

import streamlit as st

from db.plan import enrolments
from db.registry import people
from db.rules import may
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, day, ngettext


def show(here: Here, activity: dict) -> None:
    many = enrolments.number(here.db, activity["id"], here.today, by=here.me)
    if activity["access"] == "open" and not many:
        return
    label = _("Enrolled: not shown, they are few") if many is None else ngettext("{n} enrolled", "{n} enrolled", many)
    with st.expander(label, icon=":material/groups:", key="activity.enrolled"):
        if not here.may("people.read"):
            st.caption(_("No names here: only who works with the families sees them, on an own screen."))
            return
        open_for_change = activity["state"] not in ("closed", "dropped") and _mine(here, activity)
        for person in enrolments.of_activity(here.db, activity["id"], here.today, by=here.me):
            _person(here, activity, person, open_for_change)
        if open_for_change:
            _one_more(here, activity)


def _mine(here: Here, activity: dict) -> bool:
    scope = may(here.me, "enrolments.change")
    return scope == "all" or (scope == "own" and here.me.id in (activity["proposed_by"], activity["leader"]))


def _person(here: Here, activity: dict, person: dict, open_for_change: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        since = _("since {day}", day=day(person["enrolled_on"], "short"))
        st.markdown(f"{messages.plain(person['display_name'])} :small[:gray[{messages.plain(since)}]]", width="stretch")
        if open_for_change and st.button(_("End"), key=f"activity.end_{person['person_id']}", type="tertiary",
                                         icon=":material/person_remove:"):
            enrolments.end(here.db, activity["id"], person["person_id"], here.today, by=here.me)
            messages.saved()
            st.rerun()


def _one_more(here: Here, activity: dict) -> None:
    text = st.text_input(_("Enrol somebody"), key="activity.who", placeholder=_("name or household code"))
    if not text:
        return
    found = people.search(here.db, text, by=here.me, limit=8)
    if not found:
        st.caption(_("Nobody by this name. New people are entered among the households."))
    for person in found:
        label = f"{person['display_name']} · {_(labels.PERSON_KINDS[person['kind']])} · {person['code']}"
        if st.button(messages.plain(label), key=f"activity.enrol_{person['id']}", icon=":material/person_add:"):
            enrolments.enrol(here.db, activity["id"], person["id"], here.today, by=here.me)
            messages.saved()
            st.rerun()
