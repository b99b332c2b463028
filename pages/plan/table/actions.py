"""Action items: who took what on, what is late, what is done; and everybody's own, on their home."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import streamlit as st

from db.plan.table import actions
from db.rules import RuleBroken, may
from pages.ui import labels, messages
from pages.ui.here import Here, go
from pages.ui.texts import N_, _, day, moment, ngettext

STATES = {"done": N_("done {when}"), "dropped": N_("dropped: {reason}")}


def show(here: Here) -> None:
    st.title(_("Action items"), anchor=False)
    waiting = actions.listed(here.db, today=here.today, by=here.me)
    over = actions.listed(here.db, today=here.today, by=here.me, over=True)
    late = sum(row["overdue"] for row in waiting)
    if waiting:
        said = ngettext("{n} open", "{n} open", len(waiting))
        tail = f" · :red[:material/schedule: **{ngettext('{n} late', '{n} late', late)}**]" if late else ""
        st.markdown(said + tail)
    else:
        st.info(_("Nothing is open. Action items are given at a meeting, or here."), icon=":material/task_alt:")
    if may(here.me, "actions.assign") == "all":
        _new(here)
    for owner, rows in groupby(sorted(waiting, key=_owner_late_first(waiting)), key=_owner):
        st.header(messages.plain(owner[0]), anchor=False)
        for row in rows:
            _row(here, row, "actions")
    if over:
        with st.expander(_("Done and dropped ({n})", n=len(over)), icon=":material/history:", key="actions.over"):
            for row in over[:200]:
                _over(row)


def my_actions(here: Here) -> None:
    """At the foot of one's home: one's own and one's organisation's open action items, late ones first; nothing when none."""
    if not here.may("actions.read"):
        return
    mine = actions.of_owner(here.db, account_id=here.me.id, organisation_id=here.me.organisation_id, today=here.today, by=here.me)
    if not mine:
        return
    st.header(_("What you took on"), anchor=False)
    for row in mine[:20]:
        _row(here, row, "mine", whose=row["owner_account_id"] != here.me.id)
    if len(mine) > 20 and here.may("table.read") and st.button(_("See all"), icon=":material/arrow_forward:", key="mine.all"):
        go("impegni")


def _owner(row: dict) -> tuple:
    return row["owner"], row["owner_account_id"], row["owner_organisation_id"]


def _owner_late_first(waiting: list[dict]):
    """Owners with something late first, by how late; each owner's items stay in the order of their days."""
    first = {}
    for row in waiting:
        first.setdefault(_owner(row), row["due_on"])
    return lambda row: (first[_owner(row)], str(_owner(row)))


def _row(here: Here, row: dict, screen: str, whose: bool = False) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{screen}-{row['id']}"):
        late = f":red[:material/schedule: **{_('late')}**] · " if row["overdue"] else ""
        about = " · ".join(each for each in (row["owner"] if whose else None, row["activity"],
                                             _("by {day}", day=day(row["due_on"], "date"))) if each)
        st.markdown(f"**{messages.plain(row['text'])}**  \n{late}:gray[{messages.plain(about)}]", width="stretch")
        if not _finishes(here, row):
            return
        if st.button(_("It is done"), icon=":material/check:", key=f"{screen}.done-{row['id']}"):
            actions.done(here.db, row["id"], by=here.me)
            messages.saved()
            st.rerun()
        with st.popover(_("Drop"), icon=":material/close:", type="tertiary", key=f"{screen}.box-{row['id']}"), \
                st.form(f"{screen}.drop-{row['id']}", border=False):
            reason = st.text_input(_("Why will it not be done?"), key=f"{screen}.reason-{row['id']}")
            if st.form_submit_button(_("Drop it"), key=f"{screen}.do_drop-{row['id']}"):
                try:
                    actions.drop(here.db, row["id"], reason, by=here.me)
                except RuleBroken as refusal:
                    messages.refuse(refusal)
                else:
                    messages.saved()
                    st.rerun()


def _over(row: dict) -> None:
    said = _(STATES[row["state"]], when=moment(row["done_at"]) if row["done_at"] else "", reason=row["reason"])
    sign = ":green[:material/check_circle:]" if row["state"] == "done" else ":material/cancel:"
    st.markdown(f"{sign} {messages.plain(row['text'])} · **{messages.plain(row['owner'])}** · :gray[{messages.plain(said)}]")


def _new(here: Here) -> None:
    known = actions.owners(here.db, by=here.me)
    owners = {("owner_account_id", row["id"]): f"{row['name']} · {row['body']}" for row in known["accounts"]}
    owners |= {("owner_organisation_id", row["id"]): row["name"] for row in known["organisations"]}
    added = st.session_state.setdefault("actions.added", 0)  # another key, and the fields are empty again
    with st.expander(_("New action item"), icon=":material/add:", key="actions.new"), \
            st.form(f"actions.form-{added}", border=False):
        text = st.text_input(labels.field("action"), key=f"actions.text-{added}", placeholder=_("ask the school for the gym"))
        left, right = st.columns([2, 1])
        owner = left.selectbox(labels.field("owner"), list(owners), index=None, placeholder=_("choose…"),
                               key=f"actions.owner-{added}", format_func=lambda each: messages.plain(owners.get(each, "")))
        due_on = right.date_input(labels.field("due_on"), here.today + timedelta(days=14), format="DD/MM/YYYY",
                                  max_value=here.today + timedelta(days=1500), key=f"actions.due-{added}")
        if st.form_submit_button(_("Write it down"), type="primary", icon=":material/check:", key="actions.send"):
            try:
                actions.assign(here.db, text=text, due_on=due_on, today=here.today, by=here.me,
                               **({owner[0]: owner[1]} if owner else {}))
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                st.session_state["actions.added"] += 1
                messages.saved()
                st.rerun()


def _finishes(here: Here, row: dict) -> bool:
    scope = may(here.me, "actions.finish")
    own = row["owner_account_id"] == here.me.id or row["owner_organisation_id"] == here.me.organisation_id
    return scope == "all" or (scope == "own" and own)
