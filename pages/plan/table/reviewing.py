"""A decision is looked at again: what came of it, and what the table does with it."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from db.plan.table import decisions, meetings, reviews
from db.rules import RuleBroken, may
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, day, moment

OUTCOMES = {"keep": N_("we keep it"), "change": N_("we change it"), "stop": N_("we stop it")}
ICONS = {"keep": ":material/check_circle:", "change": ":material/edit:", "stop": ":material/stop_circle:"}


def show(here: Here, decision: dict) -> None:
    """The reviews so far, and the form: in the middle of the page once the day has come, folded before."""
    made = reviews.of_decision(here.db, decision["id"], by=here.me)
    if made:
        st.header(_("Looked at again"), anchor=False)
    for review in made:
        _made(review)
    if decision["state"] == "withdrawn" or decision["reviewed_at"] or not _offered(here, decision):
        return
    due = decisions.due(decision, here.today)
    with st.expander(_("Look at it again"), icon=":material/event_repeat:", expanded=due, key="review.box"), \
            st.form("review.form", border=False):
        text = st.text_area(labels.field("review"), key="review.text", height=120,
                            placeholder=_("What changed since then, and what families said"))
        outcome = st.segmented_control(labels.field("outcome"), list(OUTCOMES), default="keep", required=True, key="review.outcome",
                                       format_func=labels.options(OUTCOMES))
        again = st.date_input(_("And again on (if it goes on)"), None, min_value=here.today, format="DD/MM/YYYY",
                              max_value=here.today + timedelta(days=1500), key="review.again")
        if outcome == "change":
            st.caption(_("What is to be changed is a new decision: take it at the table, so that both approve it."))
        if st.form_submit_button(_("Write it down"), type="primary", icon=":material/check:", key="review.send"):
            try:
                reviews.review(here.db, decision["id"], text, outcome, again, today=here.today, by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved()
                st.rerun()


def _made(review: dict) -> None:
    with st.container(border=True, key=f"review-{review['id']}", gap="xsmall"):
        st.markdown(f"{ICONS[review['outcome']]} **{_(OUTCOMES[review['outcome']])}**  \n"
                    + messages.plain(review["text"]).replace("\n", "  \n"))
        again = _("again on {day}", day=day(review["next_review_on"], "date")) if review["next_review_on"] else ""
        st.caption(messages.plain(" · ".join(each for each in (review["who"], moment(review["reviewed_at"]), again) if each)))


def _offered(here: Here, decision: dict) -> bool:
    scope = may(here.me, "decisions.take")
    meeting = meetings.meeting(here.db, decision["meeting_id"], by=here.me)
    return scope == "all" or (scope == "own" and here.me.id in (meeting["facilitator_id"], meeting["drafter_id"]))
