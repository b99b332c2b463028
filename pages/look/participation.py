"""Participation: how many, who, at what and when. Headline numbers, then four charts, each with its definition and table."""

from __future__ import annotations

import streamlit as st

from db.look import participation
from db.look.filters import Filter
from db.look.suppression import threshold
from pages.look import asking, showing, tables, words
from pages.ui import charts
from pages.ui.here import Here, go
from pages.ui.texts import N_, _, day, language

BY_MONTH = N_("Each time somebody came to a session counts once. Families are marked by name in the roll call; schools, parish "
              "groups and others are counted by head, and paler parts are estimates.")
PEOPLE = N_("Different people marked by name, each once a month. “Had come before” means in any earlier month, to the activities "
            "looked at here. A person who comes in two months is one person in the whole period: the bars do not add up to it.")
BY_ACTIVITY = N_("Named presences and head-counts of each activity in the period: two bars, because they are not the same thing.")
BY_WEEKDAY = N_("Named presences and head-counts by the day on which the session took place.")
ORGANISATION = N_("With an organisation chosen: head-counts of that organisation, and named presences at the activities it leads "
                  "or takes part in.")


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
    with_organisation = f" {_(ORGANISATION)}" if view.organisation_id else ""
    for key, question, definition, n in (
        ("by_month", _("How many came, month by month?"), BY_MONTH, n_all),
        ("unique_and_returning", _("How many different people, and how many come back?"), PEOPLE, n_people),
        ("by_activity", _("What do they come to?"), BY_ACTIVITY, n_all),
        ("by_weekday", _("On which days do they come?"), BY_WEEKDAY, n_all),
    ):
        rows = getattr(participation, key)(**asked)
        worded = getattr(words, key)(rows)
        showing.chart(key, question, getattr(charts, key)(worded, **looks), definition=_(definition) + with_organisation, n=n,
                      table=getattr(tables, key)(rows), alternative=words.alternative(question, worded), large=large)


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

