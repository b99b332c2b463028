"""One activity: what it is, who has agreed to it, how it came to this, who takes part."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from pages.plan import activity_form, agreement, cards, enrolled, marks, merging, steps, versions, when
from pages.plan.activity_sessions import sessions_of_activity
from pages.plan.money.activity_money import money_of_activity
from pages.ui import labels, messages
from pages.ui.here import Here, asked, asked_id
from pages.ui.texts import _, money, number


def show(here: Here) -> None:
    activity = activities.activity(here.db, asked_id() or 0, by=here.me)
    st.page_link(st.session_state["frame.pages"]["bacheca"], label=_("Board"), icon=":material/arrow_back:")
    st.title(messages.plain(activity["title"]))
    st.markdown(f"{labels.STATE_ICONS[activity['state']]} **{_(labels.STATES[activity['state']])}** · "
                + messages.plain(f"{_(labels.ACTIVITY_KINDS[activity['kind']])} · {activity['school_year']}"))
    if activity["state"] in ("proposed", "under_discussion"):
        st.markdown(f":orange[:material/draw:] **{messages.plain(marks.sentence(here, activity))}**")
    if activity["merged_into"]:
        merging.into(activity)
    elif activity["state"] == "dropped":
        st.warning(messages.plain(_("Dropped: {reason}", reason=activity["reason"])), icon=":material/cancel:")
    if asked("modifica") and activities.revisable(activity, by=here.me):
        activity_form.form(here, activity)
        return
    what, signed = st.columns([3, 2], gap="large")
    with what:
        _facts(activity)
        _edit(here, activity)
    with signed:
        agreement.show(here, activity)
        steps.show(here, activity)
        merging.show(here, activity)
    sessions_of_activity(here, activity)
    money_of_activity(here, activity)
    enrolled.show(here, activity)
    versions.show(here, activity)


def _facts(activity: dict) -> None:
    for icon, label, text in ((":material/hearing:", _("Need"), activity["purpose"]),
                              (":material/lightbulb:", labels.field("idea"), activity["idea"]),
                              (":material/warning:", labels.field("risks"), activity["risks"])):
        if text:
            st.markdown(f"{icon} :gray[{label}]  \n" + messages.plain(text).replace("\n", "  \n"))
    people = [cards.for_whom(activity), labels.shown(activity["access"])]
    if activity["expected_people"]:
        people.append(_("{n} people expected", n=number(activity["expected_people"])))
    facts = [
        (":material/schedule:", _("When"), when.when(activity)),
        (":material/meeting_room:", _("Where"), activity["place_name"] or _("place to be agreed")),
        (":material/person:", labels.field("leader"), activity["leader_name"] or _("nobody yet")),
        (":material/record_voice_over:", _("Proposed by"), activity["proposer"] or _("the shell")),
        (":material/handshake:", labels.field("leads"), " · ".join(activity["lead_names"]) or _("none yet")),
        (":material/group:", labels.field("involved"), " · ".join(activity["involved_names"]) or "—"),
        (":material/diversity_3:", _("For whom"), " · ".join(people)),
        (":material/flag:", labels.field("principles"), labels.shown(activity["principles"])),
        (":material/euro:", labels.field("budget_cents"), money(activity["budget_cents"])),
    ]
    half = (len(facts) + 1) // 2
    for column, part in zip(st.columns(2), (facts[:half], facts[half:]), strict=True):
        with column.container(gap="xsmall"):
            for icon, label, value in part:
                st.markdown(f"{icon} :gray[{messages.plain(label)}]  \n{messages.plain(value)}")


def _edit(here: Here, activity: dict) -> None:
    if activities.revisable(activity, by=here.me) and st.button(_("Change"), icon=":material/edit:", key="activity.edit"):
        st.query_params["modifica"] = "1"
        st.rerun()
