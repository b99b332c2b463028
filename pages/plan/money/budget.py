"""Bilancio: what the school year has, what is spent, what is left; by fund and by activity. Or, of one activity, its budget."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import programme
from db.plan.money import figures, funds
from pages.plan.money import activity_budget, lines, school_year
from pages.plan.money.words import SOURCES
from pages.ui import cards, labels
from pages.ui.here import Here, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _, money


def show(here: Here) -> None:
    if asked_id("attivita"):
        activity_budget.show(here, asked_id("attivita"))
        return
    years = programme.years(here.db, by=here.me)
    st.title(_("Budget"))
    if not years:
        st.info(_("No school year is open yet. It is opened from the board."), icon=":material/event_available:")
        if st.button(_("To the board"), key="budget.board"):
            go("bacheca")
        return
    year = school_year.chosen(here, years, "budget.year")
    found = figures.of_year(here.db, year, by=here.me)
    lines.headline(
        (_("Planned"), money(found["planned_cents"]), _("The money of all activities on the table or agreed.")),
        (_("Spent"), money(found["spent_cents"]), _("What is charged to the funds so far.")),
        (_("Left"), money(found["left_cents"]), _("Planned, less spent.")),
    )
    _apart(found)
    _funds(here, year)
    _activities(found)


def _apart(found: dict) -> None:
    told = []
    if found["proposed_cents"]:
        told.append(_("Proposals would add {amount}.", amount=money(found["proposed_cents"])))
    if found["in_kind_cents"]:
        told.append(_("Given without money, and not counted above: worth {amount}.", amount=money(found["in_kind_cents"])))
    if told:
        st.caption(plain(" ".join(told)))


def _funds(here: Here, year: str) -> None:
    first, last = calendar.bounds(year)
    found = funds.listed(here.db, first=first, last=last, by=here.me)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_("Funds"), anchor=False, width="content")
        st.space("stretch")
        if here.may("money.change") and st.button(_("Add a fund"), icon=":material/add:", key="budget.add_fund",
                                                  type="secondary" if found else "primary"):
            go("fondo", nuovo=1)
    if not found:
        st.info(_("No fund pays for this year yet. Start with where the money comes from."), icon=":material/savings:")
    with cards.deck("funds"):
        for fund in found:
            _fund(fund)
    _archived(here)


def _fund(fund: dict) -> None:
    with st.container(key=f"card-fund-{fund['id']}", border=True, height="stretch", gap="xsmall"):
        touched = st.button(plain(fund["name"]), key=f"budget.fund.{fund['id']}", type="tertiary", width="stretch")
        st.caption(plain(_(SOURCES[fund["source"]])))
        lines.used(fund["spent_cents"], fund["amount_cents"])
        st.markdown(plain(_("{left} left of {amount}", left=money(fund["left_cents"]), amount=money(fund["amount_cents"]))))
    if touched:
        go("fondo", id=fund["id"])


def _archived(here: Here) -> None:
    away = funds.listed(here.db, archived=True, by=here.me)
    if away and st.toggle(_("Show the archived ones"), key="budget.archived"):
        with cards.deck("archived-funds"):
            for fund in away:
                _fund(fund)


def _activities(found: dict) -> None:
    st.header(_("Activities"), anchor=False)
    if not found["activities"]:
        st.info(_("No activity of this year has money yet: it is written in each activity."), icon=":material/euro:")
        if st.button(_("To the board"), key="budget.to_board"):
            go("bacheca")
        return

    def name(row: dict) -> None:
        st.page_link(st.session_state["frame.pages"]["bilancio"], label=plain(row["title"]),
                     icon=labels.STATE_ICONS[row["state"]], query_params={"attivita": str(row["activity_id"])},
                     help=_(labels.STATES[row["state"]]))

    agreed = [row for row in found["activities"] if row["state"] != "proposed"]
    proposed = [row for row in found["activities"] if row["state"] == "proposed"]
    lines.table("activities", agreed, name, head=_("Activity"))
    if proposed:
        lines.table("proposals", proposed, name, head=_("Only proposed so far"))
