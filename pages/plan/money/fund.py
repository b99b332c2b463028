"""One fund: how much, from when to when, what it has paid and for which activities."""

from __future__ import annotations

import streamlit as st

from db.plan.money import figures, funds
from pages.plan.money import fund_form, lines, words
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _, money


def show(here: Here) -> None:
    st.page_link(st.session_state["frame.pages"]["bilancio"], label=_("Budget"), icon=":material/arrow_back:")
    if asked("nuovo") and here.may("money.change"):
        st.title(_("Add a fund"))
        fund_form.new(here)
        return
    fund = figures.of_fund(here.db, asked_id() or 0, by=here.me)
    st.title(plain(fund["name"]))
    if asked("modifica") and here.may("money.change"):
        fund_form.change(here, fund)
        return
    editing.done("fund")
    _told(fund)
    _figures(fund)
    _actions(here, fund)


def _told(fund: dict) -> None:
    facts = [_(words.SOURCES[fund["source"]]), fund["organisation"], words.period(fund["first_on"], fund["last_on"])]
    if fund["project_code"]:
        facts.append(_("CUP {code}", code=fund["project_code"]))
    st.markdown(plain(" · ".join(fact for fact in facts if fact)))
    if fund["archived_at"]:
        st.badge(_("archived"), icon=":material/inventory_2:", color="gray")


def _figures(fund: dict) -> None:
    lines.headline(
        (_("Amount"), money(fund["amount_cents"]), None),
        (_("Spent"), money(fund["spent_cents"]), _("What is charged to this fund so far.")),
        (_("Left"), money(fund["left_cents"]), _("The amount, less what is spent.")),
        (_("Not promised yet"), money(fund["free_cents"]),
         _("The amount, less what activities have spent or still have in their budgets.")),
    )
    lines.used(fund["spent_cents"], fund["amount_cents"])
    if fund["free_cents"] < 0:
        st.warning(plain(_("The budgets promise {over} more than this fund has.", over=money(-fund["free_cents"]))),
                   icon=":material/balance:")
    if not fund["activities"]:
        st.info(_("No activity has money from this fund yet: it is divided in each activity's budget."), icon=":material/euro:")
        return

    def name(row: dict) -> None:
        st.page_link(st.session_state["frame.pages"]["bilancio"], label=plain(f"{row['title']} · {row['school_year']}"),
                     icon=labels.STATE_ICONS[row["state"]], query_params={"attivita": str(row["activity_id"])})

    st.header(_("By category"), anchor=False)
    lines.table("categories", fund["categories"], lambda row: st.markdown(_(words.CATEGORIES[row["category"]]).capitalize()),
                head=_("Category"))
    st.header(_("By activity"), anchor=False)
    lines.table("activities", fund["activities"], name, head=_("Activity"))


def _actions(here: Here, fund: dict) -> None:
    if not here.may("money.change"):
        return
    with st.container(horizontal=True, horizontal_alignment="right"):
        if fund["archived_at"]:
            if st.button(_("Bring back"), icon=":material/unarchive:", type="primary", key="fund.bring_back"):
                funds.bring_back(here.db, fund["id"], version=fund["version"], by=here.me)
                messages.saved()
                st.rerun()
            return
        if st.button(_("Archive"), icon=":material/inventory_2:", key="fund.archive",
                     help=_("It pays nothing more; what it paid stays.")):
            funds.archive(here.db, fund["id"], version=fund["version"], by=here.me)
            messages.saved()
            st.rerun()
        if st.button(_("Edit"), icon=":material/edit:", type="primary", key="fund.edit"):
            go("fondo", id=fund["id"], modifica=1)
