"""The form of a commitment: who promises what, for which activity; for people, how many came."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import activities, programme
from db.plan.money import ledger
from db.registry import organisations
from db.rules import RuleBroken
from pages.plan.money import amounts, lines, words
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _

BLANK = {"id": 0, "organisation_id": None, "organisation": "", "activity_id": None, "kind": None, "promised": None, "came": None,
         "what_for": ""}


def new(here: Here) -> None:
    years, this_year = programme.years(here.db, by=here.me), calendar.school_year_of(here.today)
    year = asked("anno") if asked("anno") in years else this_year if this_year in years else years[0] if years else this_year
    _back(year)
    st.title(plain(_("A commitment for {school_year}", school_year=year)))
    typed = _form(here, BLANK, year)
    if typed is None:
        return
    try:
        ledger.promise(here.db, year, **_read(typed), by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved()
    go("impegni-enti", anno=year)


def change(here: Here, commitment_id: int) -> None:
    now = ledger.commitment(here.db, commitment_id, by=here.me)
    year = now["school_year"]
    _back(year)
    st.title(plain(now["organisation"]))
    version = editing.begun("commitment", now)
    if now["kind"] == "people":
        _people(here, now, version)
    typed = _form(here, now, year)
    if typed is not None:
        try:
            ledger.revise(here.db, commitment_id, **_read(typed), version=version, by=here.me)
        except RuleBroken as refusal:
            _refused(here, refusal, now)
            return
        _done(year)
    with st.container(width=760), st.expander(_("Take it out"), icon=":material/delete:"):
        st.caption(_("What came stays where it was entered."))
        if st.button(_("Take this commitment out"), key="commitment.withdraw"):
            ledger.withdraw(here.db, commitment_id, version=version, by=here.me)
            _done(year)


def _people(here: Here, now: dict, version: int) -> None:
    with st.container(border=True, width=760):
        came = st.number_input(_("How many people came"), 0, ledger.LARGEST["people"], now["came"], step=1,
                               key=f"commitment.came.{now['id']}", placeholder=_("not entered"))
        if st.button(_("Save who came"), icon=":material/how_to_reg:", key="commitment.save_came"):
            ledger.people_came(here.db, now["id"], came, version=version, by=here.me)
            _done(now["school_year"])


def _form(here: Here, now: dict, year: str) -> dict | None:
    """The kind is asked outside the form, since the field below follows it."""
    id = now["id"]
    whose = {row["id"]: row["name"] for row in organisations.listed(here.db, by=here.me)}
    if now["organisation_id"]:
        whose.setdefault(now["organisation_id"], now["organisation"])
    titles = {row["id"]: row["title"] for rows in activities.board(here.db, school_year=year, by=here.me).values() for row in rows}
    ids = [None, *titles]
    with st.container(width=760):
        kind = st.segmented_control(_("What is promised"), ledger.KINDS, default=now["kind"] or "euros", required=True,
                                    format_func=labels.options(words.PROMISES), key=f"commitment.kind.{id}")
        with st.form("commitment.form"):
            organisation = st.selectbox(
                _("Who promises it"), list(whose), list(whose).index(now["organisation_id"]) if now["organisation_id"] else None,
                placeholder=_("choose…"), format_func=lambda each: plain(whose[each]), key=f"commitment.organisation.{id}")
            promised = _promised(now, kind)
            activity = st.selectbox(labels.field("activity"), ids, ids.index(now["activity_id"]),
                                    format_func=lambda each: plain(titles[each]) if each else _("the whole year"),
                                    key=f"commitment.activity.{id}")
            why = st.text_input(labels.field("what_for"), now["what_for"], max_chars=200, key=f"commitment.what_for.{id}")
            with st.container(horizontal=True, horizontal_alignment="right"):
                sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:", key="commitment.save")
    if not sent:
        return None
    return {"kind": kind, "organisation_id": organisation, "promised": promised, "activity_id": activity, "what_for": why}


def _promised(now: dict, kind: str) -> str | float | int | None:
    kept = now["promised"] if kind == now["kind"] else None
    key = f"commitment.promised.{now['id']}.{kind}"
    if kind == "euros":
        return amounts.field("promised", key, kept)
    if kind == "hours":
        return st.number_input(_("How many hours"), 0.0, 100_000.0, kept / 60 if kept else None, step=1.0, format="%g", key=key,
                               placeholder=_("a number"))
    label = _("How many times") if kind == "rooms" else _("How many people")
    return st.number_input(label, 0, ledger.LARGEST[kind], kept, step=1, key=key, placeholder=_("a number"))


def _read(typed: dict) -> dict:
    promised = typed["promised"]
    if typed["kind"] == "euros":
        promised = amounts.typed(promised, "promised")
    elif typed["kind"] == "hours" and promised is not None:
        promised = round(promised * 60)
    return {**typed, "promised": promised}


def _refused(here: Here, refusal: RuleBroken, now: dict) -> None:
    if refusal.key != "stale":
        messages.refuse(refusal)
        return
    st.session_state["commitment.begun"] = (now["id"], now["version"])
    st.error(plain(messages.sentence(refusal)), icon=":material/error:")
    lines.side_by_side(*(_worded(here, side) for side in (refusal.facts["mine"], refusal.facts["theirs"])))


def _worded(here: Here, side: dict) -> dict:
    whose = organisations.organisation(here.db, side["organisation_id"], by=here.me)["name"]
    activity = activities.activity(here.db, side["activity_id"], by=here.me)["title"] if side["activity_id"] else None
    return {"organisation": whose, "kind": side["kind"], "promised": words.amount(side["kind"], side["promised"]),
            "activity": activity, "what_for": side["what_for"]}


def _back(year: str) -> None:
    if st.button(_("Commitments of organisations"), icon=":material/arrow_back:", type="tertiary", key="commitment.back"):
        go("impegni-enti", anno=year)


def _done(year: str) -> None:
    editing.done("commitment")
    messages.saved()
    go("impegni-enti", anno=year)
