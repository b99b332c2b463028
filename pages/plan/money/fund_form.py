"""The form of a fund, new or changed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar
from db.plan.money import funds
from db.registry import organisations
from db.rules import RuleBroken
from pages.plan.money import amounts, lines
from pages.plan.money.words import SOURCES
from pages.ui import editing, labels, messages
from pages.ui.here import Here, go
from pages.ui.texts import _

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def new(here: Here) -> None:
    first, last = calendar.bounds(calendar.school_year_of(here.today))
    blank = {"id": 0, "name": "", "source": None, "organisation_id": None, "amount_cents": None, "first_on": first.isoformat(),
             "last_on": last.isoformat(), "project_code": ""}
    typed = _form(here, blank)
    if typed is None:
        return
    try:
        typed["amount_cents"] = amounts.typed(typed.pop("amount"), "amount_cents")
        made = funds.add(here.db, **typed, by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved()
    go("fondo", id=made)


def change(here: Here, fund: dict) -> None:
    version = editing.begun("fund", fund)
    typed = _form(here, fund)
    if typed is None:
        return
    try:
        typed["amount_cents"] = amounts.typed(typed.pop("amount"), "amount_cents")
        funds.revise(here.db, fund["id"], **typed, version=version, by=here.me)
    except RuleBroken as refusal:
        _refused(here, refusal, fund)
        return
    editing.done("fund")
    messages.saved()
    go("fondo", id=fund["id"])


def _refused(here: Here, refusal: RuleBroken, fund: dict) -> None:
    if refusal.key != "stale":
        messages.refuse(refusal)
        return
    st.session_state["fund.begun"] = (fund["id"], fund["version"])
    st.error(messages.plain(messages.sentence(refusal)), icon=":material/error:")
    names = _organisations(here)
    mine, theirs = ({**side, "organisation": names.get(side["organisation_id"])} for side in
                    (refusal.facts["mine"], refusal.facts["theirs"]))
    lines.side_by_side({key: mine[key] for key in mine if key != "organisation_id"}, theirs)


def _form(here: Here, fund: dict) -> dict | None:
    """What was typed once it is sent, else None. The source is asked outside the form, since a field below follows it."""
    known, id = _organisations(here), fund["id"]
    if fund["organisation_id"]:
        known.setdefault(fund["organisation_id"], fund["organisation"])  # perhaps archived since
    ids = [None, *known]
    source = st.segmented_control(labels.field("source"), funds.SOURCES, default=fund["source"], key=f"fund.source.{id}",
                                  format_func=labels.options(SOURCES))
    with st.form("fund.form", width=760):
        name = st.text_input(labels.field("name"), fund["name"], max_chars=80, key=f"fund.name.{id}")
        organisation = None
        if source in ("foundation", "other"):
            organisation = st.selectbox(
                _("If it is one of our organisations: which one"), ids,
                ids.index(fund["organisation_id"]) if fund["source"] == source else 0, key=f"fund.organisation.{id}",
                format_func=lambda each: messages.plain(known[each]) if each else _("none of ours"))
        amount = amounts.field("amount_cents", f"fund.amount.{id}", fund["amount_cents"])
        left, right = st.columns(2)
        first_on = left.date_input(labels.field("first_on"), date.fromisoformat(fund["first_on"]), EARLIEST, LATEST,
                                   format="DD/MM/YYYY", key=f"fund.first_on.{id}")
        last_on = right.date_input(labels.field("last_on"), date.fromisoformat(fund["last_on"]), EARLIEST, LATEST,
                                   format="DD/MM/YYYY", key=f"fund.last_on.{id}")
        code = st.text_input(labels.field("project_code"), fund["project_code"] or "", max_chars=30, key=f"fund.project_code.{id}",
                             placeholder=_("if the funder gave one"))
        with st.container(horizontal=True, horizontal_alignment="right"):
            sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:", key="fund.save")
    if not sent:
        return None
    return {"name": name, "source": source, "organisation_id": organisation, "amount": amount, "first_on": first_on,
            "last_on": last_on, "project_code": code}


def _organisations(here: Here) -> dict[int, str]:
    return {row["id"]: row["name"] for row in organisations.listed(here.db, by=here.me)}
