"""What an organisation gave to an activity without money: hours, a room, something else."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db.plan.money import in_kind
from db.registry import organisations
from db.rules import RuleBroken, ask
from pages.plan.money import amounts
from pages.plan.money.words import GIVEN
from pages.ui import labels, messages
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import _

HOURLY = 1500  # cents: what an hour of a volunteer is usually valued at; written over when the funder says otherwise


def new(here: Here, activity: dict) -> None:
    ask(here.me, "money.change")
    st.title(_("What was given?"))
    known = {row["id"]: row["name"] for row in organisations.listed(here.db, by=here.me)}
    with st.container(width=760):
        kind = st.segmented_control(labels.field("kind"), in_kind.KINDS, default="volunteer_hours", required=True,
                                    format_func=labels.options(GIVEN), key="given.kind")
        organisation = st.selectbox(_("Who gave it"), list(known), index=None, placeholder=_("choose…"),
                                    format_func=lambda id: plain(known[id]), key="given.organisation")
        on_date = st.date_input(labels.field("on_date"), here.today, date(2000, 1, 1), here.today, format="DD/MM/YYYY",
                                key="given.on_date")
        if kind == "volunteer_hours":
            many = st.number_input(_("How many hours"), 0.0, 10_000.0, 1.0, step=0.5, format="%g", key="given.hours")
            rate = amounts.field("rate_cents", "given.rate.hours", HOURLY, label=_("What an hour is worth"))
        else:
            many = st.number_input(_("How many times"), 0, 10_000, 1, step=1, key="given.times")
            rate = amounts.field("rate_cents", "given.rate.times", 0, label=_("What each time is worth"))
        description = st.text_input(labels.field("description"), max_chars=200, key="given.description",
                                    placeholder=_("without names of people"))
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(_("Leave as it was"), key="given.leave"):
                go("spese", attivita=activity["id"])
            sent = st.button(_("Save"), type="primary", icon=":material/save:", key="given.save")
    if not sent:
        return
    try:
        quantity = None if many is None else round(many * 60) if kind == "volunteer_hours" else many
        in_kind.add(here.db, activity["id"], organisation_id=organisation, kind=kind, quantity=quantity,
                    rate_cents=amounts.typed(rate, "rate_cents"), on_date=on_date, description=description, today=here.today,
                    by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved()
    go("spese", attivita=activity["id"])
