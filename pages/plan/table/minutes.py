"""The minutes of a meeting: written by themselves, mended by hand, commented in place, approved by both, taken away as a paper."""

from __future__ import annotations

import streamlit as st

from db.plan.table import comments, meetings, minutes, minutes_approval, minutes_writing
from db.rules import RuleBroken, may
from pages.plan.table import approvals, minutes_download, minutes_part, minutes_words
from pages.plan.table.told import called, when
from pages.ui import labels, messages
from pages.ui.here import Here, asked_id, go
from pages.ui.texts import N_, _, moment, ngettext

STATES = {"draft": N_("draft"), "review": N_("being read by both organisations"), "approved": N_("approved")}
COLOURS = {"draft": "gray", "review": "orange", "approved": "green"}


def show(here: Here) -> None:
    """By `id` one version; by `riunione` the newest of a meeting, or the button that drafts it."""
    if asked_id():
        return _one(here, minutes.minutes(here.db, asked_id(), by=here.me))
    meeting = asked_id("riunione") and meetings.meeting(here.db, asked_id("riunione"), by=here.me)
    if not meeting:
        return _all(here)
    versions = minutes.of_meeting(here.db, meeting["id"], by=here.me)
    return _one(here, versions[0]) if versions else _none(here, meeting)


def _all(here: Here) -> None:
    st.title(_("Minutes"), anchor=False)
    held = [meeting for meeting in meetings.past(here.db, today=here.today, by=here.me) if meeting["state"] == "held"]
    if not held:
        st.info(_("No meeting was held yet: minutes come from a meeting of the working table."), icon=":material/description:")
    for meeting in held:
        versions = minutes.of_meeting(here.db, meeting["id"], by=here.me)
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"minutes-{meeting['id']}"):
            said = _(STATES[versions[0]["state"]]) if versions else _("no minutes yet")
            st.markdown(f"**{messages.plain(called(meeting))}** · {messages.plain(when(meeting))}  \n:gray[{said}]",
                        width="stretch")
            if st.button(_("Open"), key=f"minutes.open-{meeting['id']}"):
                go("verbale", riunione=meeting["id"])


def _none(here: Here, meeting: dict) -> None:
    _back(meeting)
    st.title(_("Minutes of meeting {number}", number=meeting["number"]), anchor=False)
    if not minutes.writes(meeting, by=here.me):
        st.info(_("These minutes are not ready yet."), icon=":material/description:")
    elif meeting["state"] not in ("running", "held"):
        st.info(_("The meeting has not begun: there is nothing to write yet."), icon=":material/description:")
    else:
        st.info(_("The minutes write themselves from what was said, decided and taken on at the meeting. You can mend them "
                  "afterwards."), icon=":material/description:")
        if st.button(_("Write the minutes"), type="primary", icon=":material/edit_note:", key="minutes.draft"):
            minutes_writing.draft(here.db, meeting["id"], by=here.me)
            messages.saved()
            st.rerun()


def _one(here: Here, kept: dict) -> None:
    meeting = meetings.meeting(here.db, kept["meeting_id"], by=here.me)
    writes = minutes.writes(meeting, by=here.me) and kept["state"] != "approved"
    _back(meeting)
    st.title(_("Minutes of meeting {number}", number=meeting["number"]), anchor=False)
    said = _("Version {version}", version=kept["version"]) if kept["version"] > 1 else ""
    st.badge(" · ".join(each for each in (_(STATES[kept["state"]]), said) if each), color=COLOURS[kept["state"]])
    if kept["why"]:
        st.info(messages.plain(_("It replaces version {before}. Why: {why}", before=kept["version"] - 1, why=kept["why"])),
                icon=":material/history_edu:")
    if writes and minutes.moved(here.db, kept, by=here.me):
        _write_again(here, kept)
    words = comments.of_minutes(here.db, kept["id"], by=here.me) if here.may("minutes.comment") else []
    paper, side = st.columns([5, 3], gap="large")
    with side:
        _steps(here, kept, meeting, words, writes)
        minutes_download.show(here, kept)
        _versions(here, kept)
    with paper:
        st.markdown(messages.plain(f"{minutes_words.opening(kept['facts'])} {minutes_words.offices(kept['facts'])}"))
        for part in minutes_words.parts(here, kept):
            if part.blocks or part.always or (part.by_hand and writes) or any(word["part"] == part.key for word in words):
                minutes_part.show(here, kept, part, [word for word in words if word["part"] == part.key], writes)


def _back(meeting: dict) -> None:
    st.page_link(st.session_state["frame.pages"]["riunione"], label=messages.plain(called(meeting)), icon=":material/arrow_back:",
                 query_params={"id": str(meeting["id"])})


def _write_again(here: Here, kept: dict) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="minutes.moved"):
        st.markdown(f":material/sync: {_('The meeting says something that these minutes do not say yet.')}", width="stretch")
        if st.button(_("Write them again, keeping what was written by hand"), key="minutes.again"):
            minutes_writing.draft(here.db, kept["meeting_id"], by=here.me)
            messages.saved()
            st.rerun()


def _steps(here: Here, kept: dict, meeting: dict, words: list[dict], writes: bool) -> None:
    """What there is to do: send, settle, approve, correct."""
    waiting = sum(word["settled_at"] is None for word in words)
    if kept["state"] == "draft" and writes:
        st.caption(_("When it reads well, send it to both organisations: they comment and approve."))
        if st.button(_("Send to both organisations"), type="primary", icon=":material/send:", key="minutes.send",
                     disabled=meeting["state"] != "held"):
            minutes_approval.send(here.db, kept["id"], by=here.me)
            messages.saved()
            st.rerun()
    if kept["state"] != "draft":
        if waiting:
            st.warning(ngettext("{n} comment is still open: settle it, then approve.", "{n} comments are still open: settle them, "
                                "then approve.", waiting), icon=":material/comment:")
        can = kept["state"] == "review" and not waiting and may(here.me, "minutes.approve")
        approvals.show(here, kept["approvals"], "minutes.approve", (
            lambda: minutes_approval.approve(here.db, kept["id"], revision=_seen(kept), by=here.me)) if can else None)
        _seen(kept, now=True)
    if kept["state"] == "approved" and kept["latest"] and minutes.writes(meeting, by=here.me):
        _correct(here, kept)


def _seen(kept: dict, now: bool = False) -> int:
    """The revision this page showed before the tap that is being run."""
    before = st.session_state.get("minutes.seen")
    if now:
        st.session_state["minutes.seen"] = (kept["id"], kept["revision"])
    return before[1] if before and before[0] == kept["id"] else kept["revision"]


def _correct(here: Here, kept: dict) -> None:
    with st.expander(_("Correct the minutes"), icon=":material/history_edu:", key="minutes.correct"), \
            st.form("minutes.correction", border=False):
        st.caption(_("An approved version does not change. A correction is a new version that says why, and both approve it anew."))
        why = st.text_area(labels.field("why"), key="minutes.why", height=90)
        if st.form_submit_button(_("Begin a correction"), key="minutes.do_correct"):
            try:
                new = minutes_writing.correct(here.db, kept["id"], why, by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved()
                go("verbale", id=new)


def _versions(here: Here, kept: dict) -> None:
    every = minutes.of_meeting(here.db, kept["meeting_id"], by=here.me)
    if len(every) < 2:
        return
    st.header(_("Versions"), anchor=False)
    for each in every:
        label = _("Version {version}", version=each["version"]) + f" · {_(STATES[each['state']])}"
        if each["id"] == kept["id"]:
            st.markdown(f"**{messages.plain(label)}** · {messages.plain(moment(each['written_at']))}")
        elif st.button(label, type="tertiary", key=f"minutes.version-{each['id']}"):
            go("verbale", id=each["id"])
