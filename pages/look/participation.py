"""Participation: how many, who, at what and when. Headline numbers, then four charts, each with its definition and table."""

from __future__ import annotations

import streamlit as st

from db.look import participation
from db.look.filters import Filter
from db.look.suppression import threshold
from pages.look import asking, showing, tables, to_table
from pages.ui import charts
from pages.ui import figures as words
from pages.ui.here import Here, go
from pages.ui.texts import _, day, language


def show(here: Here) -> None:
    st.title(_("Participation"))
    choices = participation.choices(here.db, by=here.me)
    if not choices["since"]:
        return _nothing_yet(here)
    view = asking.view(here, choices)
    with st.spinner(_("Counting…")):
        figures = participation.figures(here.db, view, by=here.me)
        if all(figure["value"] is None and not figure["hidden"] for figure in figures.values()):
            return _nothing_here()
        _headline(figures, view, threshold(here.db))
        _charts(here, view, figures)
    return None


def _headline(figures: dict[str, dict], view: Filter, least: int) -> None:
    since = day(f"{view.months[0]}-01", "month")
    estimated = figures["estimated"]
    shown = [
        (_("named presences"), words.said(figures["presences"]), _("Each time a person was marked present.")),
        (_("head-counts"), words.said(figures["head_counts"]),
         _("Counted by head, without names; {n} of them estimated.", n=words.said(estimated))),
        (_("different people"), words.said(figures["people"]), _("Everybody marked by name, counted once in the whole period.")),
        (_("households reached"), words.said(figures["households"]), _("Households with somebody among those people.")),
        (_("had come before"), words.share(figures["returning"]),
         _("Of those people, the share who had come before {month}.", month=since)),
    ]
    with st.container(horizontal=True, gap="medium", key="look.figures"):
        for label, value, said in shown:
            st.metric(label, value, help=said, width="content")
    st.caption(_("What would tell of fewer than {n} people is not shown. Over periods other than a month or a school year "
                 "people are rounded.", n=least))


def _charts(here: Here, view: Filter, figures: dict[str, dict]) -> None:
    large, asked = here.me.shared_screen, {"db": here.db, "view": view, "by": here.me}
    looks = {"locale": language(), "large": large, "dark": st.context.theme.type == "dark"}
    n_people = _("n = {people} people, {presences} named presences.", people=words.said(figures["people"]),
                 presences=words.said(figures["presences"]))
    n_all = _("n = {presences} named presences, {counted} head-counts.", presences=words.said(figures["presences"]),
              counted=words.said(figures["head_counts"]))
    for key, n in (("by_month", n_all), ("unique_and_returning", n_people), ("by_activity", n_all), ("by_weekday", n_all)):
        question, rows = _(words.QUESTIONS[key]), getattr(participation, key)(**asked)
        worded = words.worded(key, rows)
        showing.chart(key, question, charts.drawn(key, worded, **looks), definition=words.definition(key, view), n=n,
                      table=getattr(tables, key)(rows), alternative=words.alternative(question, worded), large=large)
        to_table.offer(here, key, question, view)


def _nothing_yet(here: Here) -> None:
    st.info(_("No register has been taken yet. As soon as somebody is marked present, the Casa can look at itself here."),
            icon=":material/insights:")
    if here.may("registers.list") and st.button(_("Open today's sessions"), type="primary", key="look.today"):
        go("oggi")


def _nothing_here() -> None:
    st.info(_("No register in this period for this choice. Try a longer period, or all activities."), icon=":material/search_off:")
    if st.button(_("Show everything of this school year"), type="primary", key="look.reset"):
        st.query_params.clear()
        st.session_state.pop("look.address", None)
        st.rerun()

