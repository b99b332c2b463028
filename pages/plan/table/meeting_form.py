"""Calling a meeting, and changing its day, hours, place or people."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from db.office import places
from db.plan.table import meetings
from db.rules import RuleBroken
from pages.plan.hours import hour
from pages.plan.table.told import MODES
from pages.ui import editing, labels, messages
from pages.ui.here import Here, go
from pages.ui.texts import _

BLANK = {"on_date": None, "starts_at": "18:00", "ends_at": "20:00", "mode": "in_person", "place_id": None, "link": "",
         "facilitator_id": None, "drafter_id": None}


def new(here: Here) -> None:
    """The form for a new meeting; when it is sent, the meeting's own screen opens."""
    now = {**BLANK, "on_date": (here.today + timedelta(days=7)).isoformat(), "facilitator_id": here.me.id}
    with st.form("meeting.new"):
        st.header(_("When do we meet?"), anchor=False)
        fields = _fields(here, now)
        left, sent = _buttons(_("Not now"), _("Call the meeting"))
    if left:
        st.query_params.pop("nuova", None)
        st.rerun()
    if sent:
        try:
            made = meetings.create(here.db, **fields, by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
            return
        messages.saved(_("Called. Now the agenda: what will you talk about?"))
        go("riunione", id=made)


def change(here: Here, meeting: dict) -> None:
    """The same form, filled. A page that has grown old is refused, with both versions."""
    begun = editing.begun("meeting", meeting)
    with st.form("meeting.change"):
        fields = _fields(here, meeting)
        left, sent = _buttons(_("Leave as it was"), _("Save"))
    if left:
        shut()
    if sent:
        try:
            meetings.revise(here.db, meeting["id"], **fields, version=begun, by=here.me)
        except RuleBroken as refusal:
            editing.refuse("meeting", refusal, meeting)
            return
        messages.saved()
        shut()


def shut() -> None:
    """Back to the meeting as it stands."""
    editing.done("meeting")
    st.query_params.pop("modifica", None)
    st.rerun()


def _fields(here: Here, now: dict) -> dict:
    day_column, start, end = st.columns(3)
    on_date = day_column.date_input(labels.field("on_date"), date.fromisoformat(now["on_date"]), format="DD/MM/YYYY",
                                    min_value=date(2000, 9, 1), max_value=date(2099, 8, 31), key="meeting.on_date")
    with start:
        starts_at = hour(labels.field("starts_at"), now["starts_at"], key="meeting.starts_at")
    with end:
        ends_at = hour(labels.field("ends_at"), now["ends_at"], key="meeting.ends_at")
    st.caption(_("An end before the start is the day after's."))
    mode = st.segmented_control(labels.field("mode"), list(MODES), default=now["mode"], required=True,
                                format_func=labels.options(MODES), key="meeting.mode")
    left, right = st.columns(2)
    rooms = {row["id"]: row["name"] for row in places.listed(here.db, by=here.me)}
    if now["place_id"] and now["place_id"] not in rooms:
        rooms[now["place_id"]] = now["place"]
    place = _one(left, "place", rooms, now["place_id"], _("no place"))
    link = right.text_input(labels.field("link"), now["link"], key="meeting.link", placeholder="https://")
    people = {row["id"]: f"{row['display_name']} · {row['organisation']}" for row in meetings.facilitators(here.db, by=here.me)}
    return {"on_date": on_date, "starts_at": starts_at, "ends_at": ends_at, "mode": mode, "place_id": place, "link": link,
            **{f"{field}_id": _one(column, field, _with(people, now, field), now[f"{field}_id"], _("nobody yet"))
               for field, column in (("facilitator", left), ("drafter", right))}}


def _with(people: dict[int, str], now: dict, field: str) -> dict[int, str]:
    """The people on offer, and whoever stands there although their account is closed."""
    standing = now[f"{field}_id"]
    return people if standing is None or standing in people else {**people, standing: now[field]}


def _one(column, field: str, known: dict[int, str], now: int | None, nothing: str) -> int | None:
    ids = [None, *known]
    return column.selectbox(labels.field(field), ids, ids.index(now), key=f"meeting.{field}", placeholder=nothing,
                            format_func=lambda id: known[id] if id else nothing)


def _buttons(leave: str, send: str) -> tuple[bool, bool]:
    with st.container(horizontal=True, horizontal_alignment="right"):
        left = st.form_submit_button(leave, key="meeting.leave")
        return left, st.form_submit_button(send, type="primary", icon=":material/event_available:", key="meeting.send")
