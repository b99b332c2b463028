"""Calendar: what the Casa does, month by month or week by week, by place and by activity."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar as school_calendar
from db.plan import feed, rooms
from pages.plan import calendar_days
from pages.plan.calendar_grid import grid
from pages.plan.subscribe import subscribe
from pages.ui import labels, messages
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.texts import N_, _

VIEWS = {"month": N_("Month"), "week": N_("Week")}


def show(here: Here) -> None:
    _come_back()
    view = asked("view") if asked("view") in VIEWS else "month"
    on = _asked_day(here.today)
    places = rooms.places(here.db, by=here.me)
    with st.container(horizontal=True, vertical_alignment="center", key="calendar.bar"):
        st.title(messages.plain(calendar_days.title(view, on)), anchor=False, width="content")
        _turn(here, view, on)
        st.space("stretch")
        views = {each: _(words) for each, words in VIEWS.items()}
        st.session_state["calendar.view"] = view
        st.segmented_control(_("View"), list(views), format_func=views.get, required=True, key="calendar.view",
                             label_visibility="collapsed", on_change=_keep, args=("view",))
        _narrow(here, on, places)
    kept = {"place_id": asked_id("place"), "activity_id": asked_id("activity")}
    data = calendar_days.month(here, on, **kept) if view == "month" else calendar_days.week(here, on, places, **kept)
    if tapped := grid(data, key="calendar.grid"):
        go("incontro", id=tapped)
    if not any(day["items"] for day in data["days"]):
        _empty(here)
    subscribe(here, feed.key(here.db, by=here.me), key="calendar.subscribe")


def _come_back() -> None:
    """The browser's Back from a session brings that session's address along and forgets ours: we remember it."""
    if asked("id"):
        st.query_params.from_dict(st.session_state.get("calendar.query", {}))
    st.session_state["calendar.query"] = st.query_params.to_dict()


def _asked_day(today: date) -> date:
    try:
        on = date.fromisoformat(asked("day") or "")
    except ValueError:
        return today
    return on if school_calendar.FIRST_YEAR <= on.year < school_calendar.LAST_YEAR else today


def _turn(here: Here, view: str, on: date) -> None:
    if st.button(_("Earlier"), icon=":material/chevron_left:", key="calendar.previous"):
        _ask_for(day=calendar_days.step(view, on, -1).isoformat())
    if st.button(_("Later"), icon=":material/chevron_right:", icon_position="right", key="calendar.next"):
        _ask_for(day=calendar_days.step(view, on, 1).isoformat())
    first, last = calendar_days.span(view, on)
    if st.button(_("Today"), key="calendar.today", disabled=on.month == here.today.month and first <= here.today <= last):
        _ask_for(day=here.today.isoformat())


def _narrow(here: Here, on: date, places: list[dict]) -> None:
    first, last = school_calendar.bounds(school_calendar.school_year_of(on))
    names = {row["id"]: row["name"] for row in places}
    titles = {row["id"]: row["title"] for row in rooms.meeting_between(here.db, first, last, by=here.me)}
    chosen = [name for name in (names.get(asked_id("place")), titles.get(asked_id("activity"))) if name]
    with st.popover(messages.plain(" · ".join(chosen)) or _("Show only…"), icon=":material/filter_list:", key="calendar.narrow",
                    type="primary" if chosen else "secondary"):
        _chosen("place", labels.field("place"), _("All places"), names)
        _chosen("activity", _("Activity"), _("All activities"), titles)


def _chosen(name: str, label: str, all_of_them: str, names: dict[int, str]) -> None:
    st.session_state[f"calendar.{name}"] = asked_id(name) if asked_id(name) in names else 0
    st.selectbox(label, [0, *names], format_func=lambda each: names.get(each, all_of_them), key=f"calendar.{name}",
                 placeholder=all_of_them, on_change=_keep, args=(name,))


def _keep(name: str) -> None:
    chosen = st.session_state[f"calendar.{name}"]
    if chosen:
        st.query_params[name] = str(chosen)
    else:
        st.query_params.pop(name, None)


def _ask_for(**query: str) -> None:
    st.query_params.update(query)
    st.rerun()


def _empty(here: Here) -> None:
    st.info(_("Nothing is planned in these days."), icon=":material/event_busy:")
    if here.may("sessions.plan") and st.button(_("Choose an activity on the board"), icon=":material/view_kanban:",
                                               key="calendar.board"):
        go("bacheca")
