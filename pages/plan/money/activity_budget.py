"""The budget of one activity, and the form that divides its money by category and fund."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import activities
from db.plan.money import budget, funds
from db.rules import RuleBroken
from pages.plan.money import activity_money, amounts, lines
from pages.plan.money.words import CATEGORIES, period
from pages.ui import editing, messages
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _, money


def show(here: Here, activity_id: int) -> None:
    activity = activities.activity(here.db, activity_id, by=here.me)
    with st.container(horizontal=True):
        if st.button(_("Budget"), icon=":material/arrow_back:", type="tertiary", key="budget.back"):
            go("bilancio", anno=activity["school_year"])
        if st.button(_("The activity"), icon=":material/handshake:", type="tertiary", key="budget.activity"):
            go("attivita", id=activity_id)
    st.title(plain(activity["title"]))
    if asked("modifica") and here.may("money.change") and activities.revisable(activity, by=here.me):
        _form(here, activity)
        return
    editing.done("budget")
    activity_money.body(here, activity)


def _form(here: Here, activity: dict) -> None:
    """Not a st.form: the sum follows what is typed."""
    version = editing.begun("budget", activity)
    if activity["signatures"]:
        st.info(_("Somebody has signed this version: a change makes a new one, to be signed again by both."),
                icon=":material/history_edu:")
    first, last = calendar.bounds(activity["school_year"])
    planned = {(category, fund): cents for category, fund, cents in activity["budget_lines"]}
    had = {fund for _category, fund in planned}
    known = [fund for fund in funds.listed(here.db, archived=None, by=here.me) if fund["id"] in had
             or (not fund["archived_at"] and fund["first_on"] <= last.isoformat() and fund["last_on"] >= first.isoformat())]
    if not known:
        st.info(_("No fund pays for this year yet. Start with where the money comes from."), icon=":material/savings:")
        if st.button(_("Add a fund"), icon=":material/add:", type="primary", key="budget.add_fund"):
            go("fondo", nuovo=1)
        return
    typed = {(category, fund["id"]): text for fund in known for category, text in _fund(activity, fund, planned).items()}
    _sum(activity, typed)
    beside = st.container()
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Leave as it was"), key="budget.leave"):
            _shut(activity)
        if st.button(_("Save"), type="primary", icon=":material/save:", key="budget.save"):
            with beside:
                _save(here, activity, typed, version)


def _fund(activity: dict, fund: dict, planned: dict) -> dict[str, str]:
    with st.container(border=True):
        st.markdown(f"**{plain(fund['name'])}**  \n" + plain(
            _("{left} left · {period}", left=money(fund["left_cents"]), period=period(fund["first_on"], fund["last_on"]))))
        with st.container(horizontal=True):
            texts = {}
            for category, label in CATEGORIES.items():
                with st.container(width=150):
                    texts[category] = amounts.field(
                        "planned_cents", f"budget.line.{activity['id']}.{fund['id']}.{category}",
                        planned.get((category, fund["id"])), label=_(label).capitalize())
            return texts


def _sum(activity: dict, typed: dict) -> None:
    so_far = sum(amounts.seen(text) or 0 for text in typed.values())
    before = activity["budget_cents"]
    st.markdown(f"### {plain(_('Together {amount}', amount=money(so_far)))}")
    if so_far != before:
        st.caption(plain(_("So far the activity has {amount}.", amount=money(before))))


def _save(here: Here, activity: dict, typed: dict, version: int) -> None:
    try:
        wanted = [[category, fund, amounts.typed(text, "planned_cents")] for (category, fund), text in typed.items()]
        budget.plan(here.db, activity["id"], [line for line in wanted if line[2]], version=version, by=here.me)
    except RuleBroken as refusal:
        if refusal.key != "stale":
            messages.refuse(refusal)
            return
        st.session_state["budget.begun"] = (activity["id"], activity["version"])
        st.error(plain(messages.sentence(refusal)), icon=":material/error:")
        mine, theirs = (refusal.facts[side] for side in ("mine", "theirs"))
        lines.side_by_side(*({key: side[key] for key in ("title", "budget_cents", "budget_lines")} for side in (mine, theirs)))
        return
    messages.saved()
    _shut(activity)


def _shut(activity: dict) -> None:
    editing.done("budget")
    for key in [key for key in st.session_state if str(key).startswith(f"budget.line.{activity['id']}.")]:
        del st.session_state[key]
    go("bilancio", attivita=activity["id"])
