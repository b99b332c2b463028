"""One expense: its document, what of it is charged, and which funds pay, to the cent."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db import rules
from db.plan.money import expenses, funds
from db.plan.money.amounts import split
from db.rules import RuleBroken
from pages.plan.money import amounts, lines
from pages.plan.money.words import CATEGORIES, period
from pages.ui import editing, labels, messages
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import _, money

BLANK = {"id": 0, "version": 0, "category": None, "document_number": "", "document_on": None, "supplier": "", "description": "",
         "amount_cents": None, "charged_cents": None, "paid_on": None, "shares": []}
EARLIEST = date(2000, 1, 1)


def new(here: Here, activity: dict) -> None:
    rules.ask(here.me, "expenses.change")
    st.title(_("Add an expense"))
    sent, beside = _form(here, activity, BLANK)
    if sent is None:
        return
    try:
        fields, shares = _read(sent)
        expenses.add(here.db, activity["id"], **fields, shares=shares, today=here.today, by=here.me)
    except RuleBroken as refusal:
        with beside:
            messages.refuse(refusal)
        return
    messages.saved()
    _shut(activity)


def change(here: Here, activity: dict, expense_id: int) -> None:
    rules.ask(here.me, "expenses.change")
    now = expenses.expense(here.db, expense_id, by=here.me)
    if now["activity_id"] != activity["id"]:
        raise RuleBroken("not_found")
    st.title(_("Expense"))
    version = editing.begun("expense", now)
    sent, beside = _form(here, activity, now)
    if sent is not None:
        try:
            fields, shares = _read(sent)
            expenses.revise(here.db, expense_id, **fields, shares=shares, version=version, today=here.today, by=here.me)
        except RuleBroken as refusal:
            with beside:
                _refused(refusal, now)
            return
        messages.saved()
        _shut(activity)
    with st.expander(_("Take it out"), icon=":material/delete:"):
        st.caption(_("Only what should not have been written. Its figures stay in the trail."))
        if st.button(_("Take this expense out"), key="expense.remove"):
            expenses.remove(here.db, expense_id, version=version, by=here.me)
            messages.saved()
            _shut(activity)


def _form(here: Here, activity: dict, now: dict) -> tuple[dict | None, DeltaGenerator]:
    """Not a st.form: what is left to divide follows what is typed. What was typed when Save was touched, else None; and the
    place for a refusal beside the button."""
    id = now["id"]
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("The document"), anchor=False)
        typed = {
            "supplier": st.text_input(labels.field("supplier"), now["supplier"], max_chars=120, key=f"expense.supplier.{id}"),
            "document_number": st.text_input(labels.field("document_number"), now["document_number"], max_chars=40,
                                             key=f"expense.document_number.{id}"),
            "document_on": _day("document_on", now, here.today),
            "amount": amounts.field("amount_cents", f"expense.amount.{id}", now["amount_cents"]),
            "category": st.selectbox(labels.field("category"), list(CATEGORIES), placeholder=_("choose…"),
                                     index=list(CATEGORIES).index(now["category"]) if now["category"] else None,
                                     format_func=labels.options(CATEGORIES), key=f"expense.category.{id}"),
            "description": st.text_input(labels.field("description"), now["description"], max_chars=300,
                                         key=f"expense.description.{id}"),
            "paid_on": _day("paid_on", now, here.today),
        }
    with right:
        st.header(_("Who pays"), anchor=False)
        typed["charged"] = st.text_input(
            _("Share charged to the activity"), amounts.as_typed(now["charged_cents"]), key=f"expense.charged.{id}",
            max_chars=amounts.LONGEST, icon=":material/euro:", placeholder=typed["amount"] or "0,00",
            help=_("Leave empty when the whole document is for this activity."))
        typed["shares"] = _shares(here, activity, now, typed)
        beside = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(_("Leave as it was"), key="expense.leave"):
                _shut(activity)
            sent = st.button(_("Save"), type="primary", icon=":material/save:", key="expense.save")
    return typed if sent else None, beside


def _day(field: str, now: dict, today: date) -> date | None:
    return st.date_input(labels.field(field), date.fromisoformat(now[field]) if now[field] else None, EARLIEST, today,
                         format="DD/MM/YYYY", key=f"expense.{field}.{now['id']}")


def _shares(here: Here, activity: dict, now: dict, typed: dict) -> dict[int, str]:
    had = {share["fund_id"]: share["charged_cents"] for share in now["shares"]}
    on = (typed["document_on"] or here.today).isoformat()
    known = [fund for fund in funds.listed(here.db, archived=None, by=here.me)
             if fund["id"] in had or (not fund["archived_at"] and fund["first_on"] <= on <= fund["last_on"])]
    if not known:
        st.info(_("No fund pays for documents of that day."), icon=":material/savings:")
    charged = amounts.seen(typed["charged"]) if typed["charged"] else amounts.seen(typed["amount"])
    _propose(activity, now, typed, known, charged)
    texts = {}
    for fund in known:
        texts[fund["id"]] = amounts.field("charged_cents", f"expense.share.{now['id']}.{fund['id']}", had.get(fund["id"]),
                                          label=plain(fund["name"]))
        left = fund["left_cents"] + had.get(fund["id"], 0)
        st.caption(plain(_("{left} left · {period}", left=money(left), period=period(fund["first_on"], fund["last_on"]))))
    _remaining(charged, texts)
    return texts


def _propose(activity: dict, now: dict, typed: dict, known: list[dict], charged: int | None) -> None:
    """One tap divides what is charged as the budget divides this category, or gives it all to the only fund."""
    planned = {fund: cents for category, fund, cents in activity["budget_lines"] if category == typed["category"]}
    weights = [planned.get(fund["id"], 0) for fund in known]
    if not charged or charged < 0 or not (any(weights) or len(known) == 1):
        return
    if st.button(_("Divide as in the budget"), icon=":material/call_split:", key="expense.divide"):
        for fund, part in zip(known, split(charged, weights), strict=True):
            st.session_state[f"expense.share.{now['id']}.{fund['id']}"] = amounts.as_typed(part) if part else ""


def _remaining(charged: int | None, texts: dict[int, str]) -> None:
    if charged is None:
        return
    left = charged - sum(amounts.seen(text) or 0 for text in texts.values())
    with st.container(key="expense-remaining"):
        if left > 0:
            st.markdown(f":orange[:material/hourglass_empty:] **{plain(_('{left} still to divide', left=money(left)))}**")
        elif left < 0:
            st.markdown(f":red[:material/error:] **{plain(_('{over} too much', over=money(-left)))}**")
        else:
            st.markdown(f":green[:material/check_circle:] **{plain(_('Divided to the cent'))}**")


def _read(typed: dict) -> tuple[dict, dict[int, int]]:
    fields = {key: typed[key] for key in ("supplier", "document_number", "document_on", "category", "description", "paid_on")}
    fields["amount_cents"] = amounts.typed(typed["amount"], "amount_cents")
    fields["charged_cents"] = amounts.typed(typed["charged"], "charged_cents")
    if fields["charged_cents"] is None:
        fields["charged_cents"] = fields["amount_cents"]
    shares = {fund: amounts.typed(text, "charged_cents") for fund, text in typed["shares"].items()}
    return fields, {fund: cents for fund, cents in shares.items() if cents}


def _refused(refusal: RuleBroken, now: dict) -> None:
    if refusal.key != "stale":
        messages.refuse(refusal)
        return
    st.session_state["expense.begun"] = (now["id"], now["version"])
    st.error(plain(messages.sentence(refusal)), icon=":material/error:")
    lines.side_by_side(refusal.facts["mine"], refusal.facts["theirs"])


def _shut(activity: dict) -> None:
    editing.done("expense")
    go("spese", attivita=activity["id"])
