"""Spese: the documents of one activity, and what was given to it without money."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.plan.money import expenses, in_kind
from pages.plan.money import expense_form, in_kind_form, words
from pages.ui import editing, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _, day, money, ngettext


def show(here: Here) -> None:
    pages = st.session_state["frame.pages"]
    if not asked_id("attivita"):
        st.title(_("Expenses"))
        st.info(_("Expenses stand with their activity. Choose it in the budget."), icon=":material/receipt_long:")
        st.page_link(pages["bilancio"], label=_("Budget"), icon=":material/arrow_back:")
        return
    activity = activities.activity(here.db, asked_id("attivita"), by=here.me)
    st.page_link(pages["bilancio"], label=messages.plain(activity["title"]), icon=":material/arrow_back:",
                 query_params={"attivita": str(activity["id"])})
    if asked("nuova"):
        expense_form.new(here, activity)
    elif asked_id("spesa"):
        expense_form.change(here, activity, asked_id("spesa"))
    elif asked("dato"):
        in_kind_form.new(here, activity)
    else:
        editing.done("expense")
        _expenses(here, activity)
        _given(here, activity)


def _expenses(here: Here, activity: dict) -> None:
    found = expenses.of_activity(here.db, activity["id"], by=here.me)
    may_add = here.may("expenses.change") and activity["state"] != "proposed"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Expenses"), width="stretch")
        if may_add and st.button(_("Add an expense"), icon=":material/add:", type="primary", key="expenses.add"):
            go("spese", attivita=activity["id"], nuova=1)
    if not found:
        _nothing(here, activity, may_add)
        return
    charged = sum(row["charged_cents"] for row in found)
    st.markdown(f"**{plain(money(charged))}** " + plain(ngettext("in {n} document", "in {n} documents", len(found))))
    for row in found:
        _expense(here, activity, row)


def _expense(here: Here, activity: dict, row: dict) -> None:
    with st.container(border=True, key=f"expenses-{row['id']}"):
        what, much = st.columns([3, 1], vertical_alignment="center")
        with what.container(gap="xsmall"):
            st.markdown(f"**{plain(row['supplier'] or _(words.CATEGORIES[row['category']]).capitalize())}**"
                        + plain(f" · {day(row['document_on'], 'medium')}"))
            st.caption(plain(_told(row)))
        with much.container(horizontal_alignment="right", gap="xsmall"):
            st.markdown(f"**{plain(money(row['charged_cents']))}**", width="content")
            if here.may("expenses.change") and st.button(_("Open"), key=f"expenses.open.{row['id']}"):
                go("spese", attivita=activity["id"], spesa=row["id"])


def _told(row: dict) -> str:
    paid = _("paid on {day}", day=day(row["paid_on"], "medium")) if row["paid_on"] else _("not paid yet")
    whole = _("of {amount}", amount=money(row["amount_cents"])) if row["amount_cents"] != row["charged_cents"] else None
    shares = ", ".join(share["fund"] if len(row["shares"]) == 1 else f"{share['fund']} {money(share['charged_cents'])}"
                       for share in row["shares"])
    told = [row["document_number"], _(words.CATEGORIES[row["category"]]) if row["supplier"] else None, row["description"], whole,
            shares, paid]
    return " · ".join(each for each in told if each)


def _nothing(here: Here, activity: dict, may_add: bool) -> None:
    if may_add:
        st.info(_("No document yet. Add the first one: its number, who sent it, and which fund pays."),
                icon=":material/receipt_long:")
    elif activity["state"] == "proposed":
        st.info(_("This is only a proposal so far: first both organisations agree, then money is spent."),
                icon=":material/draw:")
    elif here.me.shared_screen and here.me.role == "coordinator":
        st.info(_("No document yet. On a shared screen none is added: suppliers may be people."), icon=":material/receipt_long:")
    else:
        st.info(_("No document yet."), icon=":material/receipt_long:")


def _given(here: Here, activity: dict) -> None:
    found = in_kind.of_activity(here.db, activity["id"], by=here.me)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_("Given without money"), anchor=False, width="stretch")
        if here.may("money.change") and st.button(_("Add what was given"), icon=":material/volunteer_activism:",
                                                  key="expenses.add_given"):
            go("spese", attivita=activity["id"], dato=1)
    if not found:
        st.caption(_("Volunteer hours, a room, materials: they have a worth, and are never added to money."))
        return
    st.markdown(plain(_("Worth {amount} in all.", amount=money(sum(row["cents"] for row in found)))))
    for row in found:
        _gift(here, row)


def _gift(here: Here, row: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"given-{row['id']}"):
        told = [day(row["on_date"], "medium"), row["organisation"], f"{_(words.GIVEN[row['kind']])}, {words.given(row)}",
                money(row["cents"]), row["description"]]
        st.markdown(plain(" · ".join(each for each in told if each)), width="stretch")
        if here.may("money.change") and st.button(_("Take out"), icon=":material/delete:", type="tertiary",
                                                  key=f"expenses.remove_given.{row['id']}"):
            in_kind.remove(here.db, row["id"], by=here.me)
            messages.saved()
            st.rerun()
