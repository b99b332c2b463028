"""The filters of a view, as a sentence: activity, from, to, organisation. The address says the same, and a link opens it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db.look.filters import Filter, calendar_year, last_six_months, months_between, school_year
from pages.ui import messages
from pages.ui.here import Here, asked, asked_id
from pages.ui.texts import N_, _, day

PRESETS = {
    "school_year": (N_("This school year"), school_year),
    "last_school_year": (N_("The one before"), lambda today: school_year(today, 1)),
    "calendar_year": (N_("Calendar year"), calendar_year),
    "six_months": (N_("Last six months"), last_six_months),
}
ALL = None


def view(here: Here, choices: dict) -> Filter:
    """Draws the sentence and returns what it asks for. An address that says nonsense falls back to this school year."""
    months = months_between(_first_month(choices, here.today), here.today)[::-1]
    activities = {each["id"]: _title(each) for each in choices["activities"]}
    organisations = {each["id"]: each["name"] for each in choices["organisations"]}
    _follow_the_address(here, months, activities, organisations)
    _presets(here, months)
    with st.container(horizontal=True, key="look.sentence", vertical_alignment="bottom"):
        activity = st.selectbox(_("Activity"), [ALL, *activities], key="look.activity", placeholder=_("all activities"),
                                format_func=lambda each: messages.plain(activities[each]) if each else _("all activities"))
        first = st.selectbox(_("from the month"), months, key="look.first", placeholder=_("month"), format_func=_month)
        last = st.selectbox(_("to the month"), months, key="look.last", placeholder=_("month"),
                            format_func=lambda month: _("until today") if month == months[0] else _month(month))
        organisation = st.selectbox(
            _("Organisation"), [ALL, *organisations], key="look.organisation", placeholder=_("all organisations"),
            format_func=lambda each: messages.plain(organisations[each]) if each else _("all organisations"),
        )
    if first > last:
        st.info(_("The first month comes after the last: here they are the other way round."), icon=":material/swap_horiz:")
        first, last = last, first
    _tell_the_address(months, activity, first, last, organisation)
    return Filter(_day(first), _day(last), here.today, activity, organisation)


def _follow_the_address(here: Here, months: list[str], activities: dict, organisations: dict) -> None:
    """Sets the sentence from the address when it is not the one this sentence wrote: a link was opened."""
    address = {name: asked(name) for name in ("attivita", "da", "a", "ente")}
    if st.session_state.get("look.address") == address and "look.first" in st.session_state:
        return
    first, last = (f"{each:%Y-%m}" for each in school_year(here.today))
    activity, organisation = asked_id("attivita"), asked_id("ente")
    st.session_state["look.activity"] = activity if activity in activities else ALL
    st.session_state["look.organisation"] = organisation if organisation in organisations else ALL
    st.session_state["look.first"] = address["da"] if address["da"] in months else _within(first, months)
    st.session_state["look.last"] = address["a"] if address["a"] in months else _within(last, months)


def _tell_the_address(months: list[str], activity: int | None, first: str, last: str, organisation: int | None) -> None:
    """The newest month stays out of the address: a link to "until today" is still that tomorrow."""
    said = {"attivita": activity, "da": first, "a": None if last == months[0] else last, "ente": organisation}
    address = {name: None if value is None else str(value) for name, value in said.items()}
    for name, value in address.items():
        if value is None:
            st.query_params.pop(name, None)
        elif asked(name) != value:
            st.query_params[name] = value
    st.session_state["look.address"] = address


def _presets(here: Here, months: list[str]) -> None:
    with st.container(horizontal=True, key="look.presets"):
        for key, (label, period) in PRESETS.items():
            first, last = (_within(f"{each:%Y-%m}", months) for each in period(here.today))
            chosen = (st.session_state["look.first"], st.session_state["look.last"]) == (first, last)
            if st.button(_(label), key=f"look.preset.{key}", type="primary" if chosen else "secondary"):
                st.session_state["look.first"], st.session_state["look.last"] = first, last
                st.rerun()


def _within(month: str, months: list[str]) -> str:
    return min(max(month, months[-1]), months[0])


def _first_month(choices: dict, today: date) -> date:
    return min([_day(month) for month in [choices["since"]] if month] + [school_year(today)[0]])


def _title(activity: dict) -> str:
    return f"{activity['title']} · {activity['school_year']}"


def _month(month: str) -> str:
    return day(_day(month), "month")


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
