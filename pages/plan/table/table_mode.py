"""The table, for the projector: agenda at the left, the item in the middle, what comes of it at the right.

It reads everything anew every second, so that a late joiner and a second browser see what there is; nothing of the meeting is
kept here. Each run of it is a visit of its own: it opens its connection and asks again who is looking.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from db.connection import file_of, opened
from db.office import sign_ins
from db.plan.table import agenda, holding, meetings
from db.plan.table.days import instants
from db.plan.table.reading import holds
from db.rules import RuleBroken
from pages.plan.table import attempts, on_agenda, on_item, on_record
from pages.plan.table.told import called, length, when
from pages.ui import clock, messages, texts
from pages.ui.here import Here, asked_id, go
from pages.ui.texts import _

EVERY = 1  # seconds; one reading is some 30 ms of the server
STYLE = Path(__file__).parent / "projector.css"


def show(here: Here) -> None:
    meeting_id = asked_id() or 0
    meetings.meeting(here.db, meeting_id, by=here.me)
    _draw_the_curtain(here, meeting_id)
    st.html(STYLE)
    _live(here, meeting_id)


@st.fragment(run_every=EVERY, key="table.live")
def _live(here: Here, meeting_id: int) -> None:
    with opened(file_of(here.kind)) as db:
        me = sign_ins.person_at(db, here.token_hash)
        if me is None or me != here.me:
            st.rerun()
        texts.use(me.language)
        try:
            _table(replace(here, db=db, me=me, today=clock.today()), meeting_id)
        except RuleBroken as refusal:
            messages.refuse(refusal)
        except Exception as problem:
            messages.trouble(problem)


def _table(here: Here, meeting_id: int) -> None:
    meeting = meetings.meeting(here.db, meeting_id, by=here.me)
    items = agenda.of_meeting(here.db, meeting_id, by=here.me)
    on = next((item for item in items if item["state"] == "on"), None)
    held = holds(meeting, by=here.me) and meeting["state"] == "running"
    seen = st.session_state.get("table.seen", (meeting_id, on and on["id"]))
    st.session_state["table.seen"] = (meeting_id, on and on["id"])
    before = seen[1] if seen[0] == meeting_id else on and on["id"]
    with st.container(key="table"):
        _head(here, meeting, held)
        left, middle, right = st.columns([5, 10, 5], gap="medium")
        with left:
            on_agenda.show(here, items, before, held)
        with middle:
            attempts.tell()
            if meeting["state"] == "running":
                on_item.show(here, meeting, items, on, before, held)
            else:
                _not_under_way(here, meeting)
        with right:
            on_record.show(here, meeting)


def _head(here: Here, meeting: dict, held: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="table-head"):
        if st.button(messages.plain(called(meeting)), icon=":material/arrow_back:", type="tertiary", key="table.back"):
            go("riunione", id=meeting["id"])
        left = (instants(meeting)[1] - clock.now()).total_seconds()
        said = when(meeting)
        if meeting["state"] == "running":
            said = _("{time} left", time=length(left)) if left >= 60 else _("{time} over", time=length(max(0, -left)))
        st.markdown(f":material/schedule: **{messages.plain(said)}**", width="stretch")
        if held:
            _close(here, meeting)


def _close(here: Here, meeting: dict) -> None:
    with st.popover(_("Close the meeting"), icon=":material/logout:", key="table.closing"):
        st.markdown(_("The clock stops; what was left proposes itself next time. Who was there is written on the meeting's page."))
        if st.button(_("Yes, it is over"), type="primary", key="table.close"):
            holding.close_meeting(here.db, meeting["id"], by=here.me)
            go("riunione", id=meeting["id"])


def _not_under_way(here: Here, meeting: dict) -> None:
    with st.container(key="table-open"):
        if meeting["state"] != "planned":
            st.title(_("This meeting is over."), anchor=False)
            if st.button(_("What came of it"), icon=":material/summarize:", type="primary", key="table.outcome"):
                go("riunione", id=meeting["id"])
        elif holds(meeting, by=here.me):
            st.title(_("Is everybody here?"), anchor=False)
            if st.button(_("Open the meeting"), icon=":material/play_arrow:", type="primary", key="table.open", shortcut="A"):
                attempts.tap(holding.open_meeting, here, meeting["id"])
        else:
            st.title(_("The meeting is about to begin."), anchor=False)


def _draw_the_curtain(here: Here, meeting_id: int) -> None:
    """At the table the screen is a shared one, until somebody says otherwise."""
    if st.session_state.get("table.curtain") == meeting_id:
        return
    st.session_state["table.curtain"] = meeting_id
    if not here.me.shared_screen:
        sign_ins.draw_curtain(here.db, here.token_hash, True, by=here.me)
        st.rerun()
