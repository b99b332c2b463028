"""The agenda while it is prepared: order, minutes, and whether they fit the hours."""

from __future__ import annotations

import streamlit as st

from db.plan.table import agenda, days
from db.rules import RuleBroken
from pages.plan.table import charts
from pages.plan.table.told import KIND_ICONS, length
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, ngettext

SIGNS = {"on": ":material/play_circle:", "done": ":material/check:", "parked": ":material/pause_circle:"}


def show(here: Here, meeting: dict, held: bool) -> None:
    """The items; for whom prepares the meeting while it is not over, with what moves and removes them."""
    items = agenda.of_meeting(here.db, meeting["id"], by=here.me)
    changes = held and meeting["state"] in ("planned", "running")
    seen = _seen(meeting)
    st.header(_("Agenda"), anchor=False)
    if not items:
        empty = _("Nothing yet. Add a subject, or take one of the proposals below.")
        st.info(empty if changes else _("The agenda is still empty."), icon=":material/list_alt:")
    for place, item in enumerate(items):
        _row(here, item, place, len(items), seen, changes)
    if items:
        _fits(meeting, items)
    if changes:
        _add(here, meeting)


def _row(here: Here, item: dict, place: int, number: int, seen: int, changes: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"agenda-{item['id']}", gap="small"):
        sign = SIGNS.get(item["state"], KIND_ICONS[item["kind"]])
        used = f" :gray[({length(item['seconds'])})]" if item["seconds"] else ""
        st.markdown(f"**{place + 1}**  {sign} {messages.plain(item['title'])} · {item['minutes']}′{used}", width="stretch")
        if not changes:
            return
        _mend(here, item)
        if _button("up", ":material/arrow_upward:", _("Up"), item, place > 0):
            _changed(agenda.move, here, item["id"], place, agenda_version=seen)
        if _button("down", ":material/arrow_downward:", _("Down"), item, place < number - 1):
            _changed(agenda.move, here, item["id"], place + 2, agenda_version=seen)
        if _button("off", ":material/close:", _("Take off"), item, item["state"] == "waiting" and not item["seconds"]):
            _changed(agenda.remove, here, item["id"], agenda_version=seen)


def _button(key: str, icon: str, said: str, item: dict, there: bool) -> bool:
    """A small button that keeps its place when there is nothing for it to do."""
    return st.button("", icon=icon, help=said, type="tertiary", key=f"agenda.{key}-{item['id']}", disabled=not there)


def _mend(here: Here, item: dict) -> None:
    """The version is that of the page on which one began to write."""
    form, began = f"agenda.mend-{item['id']}", f"agenda.began-{item['id']}"
    with st.popover("", icon=":material/edit:", help=_("Change"), type="tertiary", key=f"agenda.box-{item['id']}"), \
            st.form(form, border=False):
        begun = st.session_state.setdefault(began, item["version"])
        title = st.text_input(_("Title"), item["title"], key=f"{form}.title")
        minutes = st.number_input(labels.field("minutes"), value=item["minutes"], step=5, key=f"{form}.minutes")
        if st.form_submit_button(_("Save"), type="primary", key=f"{form}.save"):
            try:
                agenda.revise(here.db, item["id"], title=title, minutes=minutes, version=begun, by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
                if refusal.key == "stale":
                    st.session_state[began] = item["version"]
            else:
                st.session_state.pop(began, None)
                messages.saved()
                st.rerun()


def _add(here: Here, meeting: dict) -> None:
    added = st.session_state.setdefault("agenda.added", 0)  # another key, and the field is empty again
    with st.form("agenda.add", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(_("A subject to talk about"), key=f"agenda.title-{added}",
                              placeholder=_("For example: the summer centre"), width="stretch")
        minutes = st.number_input(labels.field("minutes"), value=10, step=5, key="agenda.minutes", width=190)
        sent = st.form_submit_button(_("Add"), icon=":material/add:", key="agenda.send")
    if sent:
        try:
            agenda.add(here.db, meeting["id"], kind="subject", title=title, minutes=minutes, by=here.me)
        except RuleBroken as refusal:
            messages.refuse(refusal)
            return
        st.session_state["agenda.added"] += 1
        messages.saved()
        st.rerun()
    if here.may("look.read"):
        with st.expander(_("A chart to look at together"), icon=":material/insights:", key="agenda.chart_box"):
            charts.form(here, meeting)


def _fits(meeting: dict, items: list[dict]) -> None:
    begin, end = days.instants(meeting)
    there, wanted = int((end - begin).total_seconds()) // 60, sum(item["minutes"] for item in items)
    if wanted > there:
        st.warning(_("The points take {wanted} and the meeting lasts {there}: {over} too many.", wanted=length(wanted * 60),
                     there=length(there * 60), over=length((wanted - there) * 60)), icon=":material/hourglass_disabled:")
    else:
        st.caption(_("{points}: {wanted} of {there}.", points=ngettext("{n} point", "{n} points", len(items)),
                     wanted=length(wanted * 60), there=length(there * 60)))


def _seen(meeting: dict) -> int:
    """The order this page showed before the tap that is being run: what somebody else changed since is not written over."""
    before = st.session_state.get("agenda.seen")
    st.session_state["agenda.seen"] = (meeting["id"], meeting["agenda_version"])
    return before[1] if before and before[0] == meeting["id"] else meeting["agenda_version"]


def _changed(verb, here: Here, *what, **how) -> None:
    verb(here.db, *what, **how, by=here.me)
    messages.saved()
    st.rerun()
