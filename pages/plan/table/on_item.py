"""In the middle of the table: the item, large; what is said on it; the vote; and the facilitator's keys."""

from __future__ import annotations

import streamlit as st

from db.plan import activities, signatures
from db.plan.table import actions, decisions, floor
from pages.plan import cards, marks
from pages.plan.table import on_chart, on_panel, on_vote
from pages.plan.table.attempts import tap
from pages.plan.table.said import said
from pages.plan.table.told import KINDS, length
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, day


def show(here: Here, meeting: dict, items: list[dict], on: dict | None, seen: int | None, held: bool) -> None:
    """The item that is on, or what to do when none is. A form that was opened comes right under the title, where it is seen."""
    activity = activities.activity(here.db, on["activity_id"], by=here.me) if on and on["activity_id"] else None
    question = on_vote.on_the_table(here, meeting, on)
    with st.container(key="table-item", gap="small"):
        if on:
            _title(on)
        else:
            _between(items, held)
        writing = on_panel.show(here, meeting, items)
        if on and (not question or question["state"] == "shown"):
            _about(here, on, activity)
        if not writing:
            if question:
                on_vote.show(here, meeting, question, held)
            if on:
                said(here, on, writes=held)
    if held:
        _keys(here, meeting, items, on, seen, activity)


def _title(on: dict) -> None:
    st.title(messages.plain(on["title"]), anchor=False)
    share, left = on["seconds"] / (on["minutes"] * 60), on["minutes"] * 60 - on["seconds"]
    word = _("{time} left", time=length(left + 59)) if left > 0 else _("{time} over", time=length(-left))
    colour = "gray" if left > 0 else "orange"
    st.markdown(f":{colour}[{_(KINDS[on['kind']])} · **{word}**]")
    st.progress(min(1.0, share))


def _about(here: Here, on: dict, activity: dict | None) -> None:
    if activity:
        _activity(here, activity)
    elif on["kind"] == "decision_review":
        _decision(here, on["decision_id"])
    elif on["kind"] == "chart":
        on_chart.show(here, on)
    elif on["kind"] == "action":
        _action(here, on["action_item_id"])


def _activity(here: Here, activity: dict) -> None:
    if activity["purpose"]:
        st.markdown(messages.plain(_short(activity["purpose"])))
    whom = " · ".join(each for each in (cards.for_whom(activity), ", ".join(activity["lead_names"])) if each)
    st.markdown(f"{labels.STATE_ICONS[activity['state']]} **{_(labels.STATES[activity['state']])}** · {messages.plain(whom)}")
    if activity["state"] not in ("closed", "dropped"):
        st.markdown("  \n".join(marks.mark(here, side, side in activity["signatures"]) for side in signatures.SIDES))


def _decision(here: Here, decision_id: int) -> None:
    decision = decisions.decision(here.db, decision_id, by=here.me)
    st.markdown(_("Decision {number} of {school_year}: {text}", number=decision["number"], school_year=decision["school_year"],
                  text=messages.plain(decision["text"])))


def _action(here: Here, action_id: int) -> None:
    action = actions.action(here.db, action_id, today=here.today, by=here.me)
    st.markdown(f"**{messages.plain(action['owner'])}** · {messages.plain(_('by {day}', day=day(action['due_on'], 'date')))}")
    if action["state"] == "open":
        if st.button(_("It is done"), icon=":material/check:", key="table.action_done"):
            tap(actions.done, here, action_id)
    else:
        st.markdown(f":green[:material/check_circle: **{_('done')}**]")


def _between(items: list[dict], held: bool) -> None:
    waiting = [item for item in items if item["state"] == "waiting"]
    if waiting:
        st.title(_("We begin") if len(waiting) == len(items) else _("What comes next?"), anchor=False)
        st.markdown(_("The next point is “{title}”.", title=messages.plain(waiting[0]["title"])))
    elif items:
        st.title(_("The agenda is through."), anchor=False)
        if held:
            st.markdown(_("Look at decisions and action items once more, then close the meeting."))
    else:
        st.title(_("The agenda is empty."), anchor=False)


def _keys(here: Here, meeting: dict, items: list[dict], on: dict | None, seen: int | None, activity: dict | None) -> None:
    if st.session_state.get("table.panel"):
        return
    waiting = any(item["state"] == "waiting" for item in items)
    with st.container(horizontal=True, key="table-keys", gap="small"):
        for panel, label, icon, key in (("decide", _("Decide"), ":material/gavel:", "D"),
                                        ("assign", _("Assign"), ":material/assignment_ind:", "I"),
                                        ("vote", _("Put to the vote"), ":material/how_to_vote:", "V")):
            if st.button(label, icon=icon, key=f"table.{panel}", shortcut=key):
                st.session_state["table.panel"] = (panel, on and on["id"])
                st.rerun()
        if on and st.button(_("Park"), icon=":material/pause_circle:", key="table.park", shortcut="P"):
            tap(floor.park, here, meeting["id"], seen=seen)
        if activity:
            _sign(here, activity)  # the last at the left: when it goes, no other key slides under the hand
        if (on or waiting) and st.button(_("Next") if on else _("Begin"), icon=":material/skip_next:", type="primary", shortcut="A",
                                         key="table.next"):
            tap(floor.go_on, here, meeting["id"], seen=seen)


def _sign(here: Here, activity: dict) -> None:
    """What is signed is the version that was on the screen when the key was pressed."""
    shown = st.session_state.get("table.version", {}).get(activity["id"], activity["version"])
    st.session_state["table.version"] = {activity["id"]: activity["version"]}
    if activity["state"] in ("closed", "dropped") or not activity["leads"] or here.me.side in activity["signatures"]:
        return
    if here.me.side and here.may("activities.sign") and st.button(
            _("Sign"), icon=":material/draw:", key="table.sign", shortcut="F",
            help=_("For {organisation}", organisation=here.casa[here.me.side])):
        tap(signatures.sign, here, activity["id"], version=shown)


def _short(text: str, most: int = 280) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


