"""Impegni degli enti: what each organisation promised for the year, against what came."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from db.plan import programme
from db.plan.money import ledger
from pages.plan.money import commitment_form, lines, school_year, words
from pages.ui import editing
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _


def show(here: Here) -> None:
    if here.may("commitments.change") and asked("nuovo"):
        commitment_form.new(here)
        return
    if here.may("commitments.change") and asked_id():
        commitment_form.change(here, asked_id())
        return
    editing.done("commitment")
    years = programme.years(here.db, by=here.me)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Commitments of organisations"), width="stretch")
        if years and here.may("commitments.change") and st.button(_("Add a commitment"), icon=":material/add:", type="primary",
                                                                  key="commitments.add"):
            go("impegni-enti", nuovo=1, anno=asked("anno") or "")
    if not years:
        st.info(_("No school year is open yet. It is opened from the board."), icon=":material/event_available:")
        return
    year = school_year.chosen(here, years, "commitments.year")
    found = ledger.of_year(here.db, year, by=here.me)
    if not found:
        st.info(_("Nobody has promised anything for this year yet. At the next table, ask who brings what."),
                icon=":material/volunteer_activism:")
        return
    for (_id, organisation), theirs in groupby(found, key=lambda row: (row["organisation_id"], row["organisation"])):
        with st.container(border=True, key=f"commitments-{_id}"):
            st.header(plain(organisation), anchor=False)
            for row in theirs:
                _commitment(here, row)
    _by_season(found)


def _commitment(here: Here, row: dict) -> None:
    with st.container(key=f"commitment-{row['id']}"):
        what, much, way = st.columns([4, 4, 1], vertical_alignment="center")
        with what.container(gap=None):
            st.markdown(f"**{plain(_(words.PROMISES[row['kind']]).capitalize())}** · "
                        + plain(row["activity"] or _("the whole year")))
            if row["what_for"]:
                st.caption(plain(row["what_for"]))
        with much.container(gap=None):
            st.markdown(plain(words.against(row)))
            lines.used(row["came"] or 0, row["promised"])
        if here.may("commitments.change") and way.button(_("Open"), key=f"commitments.open.{row['id']}"):
            go("impegni-enti", id=row["id"])


def _by_season(found: list[dict]) -> None:
    dated = [row for row in found if row["seasons"]]
    if not dated:
        return
    st.html(lines.STYLE)
    with st.expander(_("When it came, season by season"), icon=":material/table:", key="money-seasons"):
        st.table([
            {_("Organisation"): plain(row["organisation"]), _("Activity"): plain(row["activity"] or _("the whole year")),
             _("What"): plain(_(words.PROMISES[row["kind"]])), _("Promised"): plain(words.amount(row["kind"], row["promised"])),
             **{_(label).capitalize(): plain(words.amount(row["kind"], row["seasons"][season]))
                for season, label in words.SEASONS.items()}}
            for row in dated
        ])
        st.caption(_("Autumn is September to November, and so on by three months."))
