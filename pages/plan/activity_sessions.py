"""The sessions of one activity: what is still to come, and from the signed "when" to a year of them in three taps."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db import calendar
from db.plan import feed, rota, series, sessions
from db.rules import RuleBroken
from pages.plan import in_the_way, year_picture
from pages.plan.hours import hour
from pages.plan.subscribe import subscribe
from pages.plan.when import spoken
from pages.ui import labels, messages
from pages.ui.here import Here, go
from pages.ui.texts import _, day, hours, ngettext

SHOWN = 8


def sessions_of_activity(here: Here, activity: dict) -> None:
    """A section of the activity's screen. `activity` is `db.plan.activities.activity`'s row."""
    first, last = calendar.bounds(activity["school_year"])
    planned = sessions.between(here.db, first, last, by=here.me, today=here.today, activity_id=activity["id"])
    with st.container(horizontal=True, vertical_alignment="center", key="activity_sessions.bar"):
        st.header(_("Sessions"), anchor=False, width="content")
        st.space("stretch")
        if planned:
            subscribe(here, feed.key(here.db, activity["id"], by=here.me), key="activity_sessions.subscribe")
    if planned:
        _list(here, planned)
    if activity["state"] in ("shared", "running") and rota.may_change(here.db, activity["id"], by=here.me):
        _helpers(here, activity)
    if not sessions.may_change(here.db, activity["id"], by=here.me):
        if not planned:
            st.caption(_("Nothing is planned yet."))
    elif activity["state"] not in ("shared", "running"):
        if not planned:
            st.caption(_("Nothing is planned yet: first both organisations sign."))
    else:
        _plan(here, activity, [session for session in planned if session["state"] == "planned"])


def _list(here: Here, planned: list[dict]) -> None:
    today = here.today.isoformat()
    standing = [session for session in planned if session["state"] == "planned"]
    coming = [session for session in standing if session["on_date"] >= today]
    gone = len(standing) - len(coming)
    with st.container(horizontal=True, key="activity_sessions.counts"):
        st.metric(_("To come"), len(coming), border=True)
        st.metric(_("Done"), gone, border=True)
        st.metric(_("Called off"), len(planned) - len(standing), border=True)
    ahead = [session for session in planned if session["on_date"] >= today]
    everything = len(ahead) < len(planned) or len(ahead) > SHOWN
    whole = everything and st.toggle(ngettext("Show the one session", "Show all {n} sessions", len(planned)),
                                     key="activity_sessions.all")
    for session in planned if whole else ahead[:SHOWN]:
        _line(here, session)


def _helpers(here: Here, activity: dict) -> None:
    """How many volunteers each session from today on asks for; a single session may ask for another number on its own screen."""
    number = st.number_input(_("Volunteers at each session"), 0, rota.MOST, activity["helpers_wanted"], width=260,
                             key=f"activity_sessions.wanted_{activity['id']}")
    if number != activity["helpers_wanted"]:
        rota.want_for_all(here.db, activity["id"], int(number), by=here.me, today=here.today)
        messages.saved()
        st.rerun()


def _line(here: Here, session: dict) -> None:
    cancelled = session["state"] == "cancelled"
    words = f"{day(session['on_date'], 'weekday_short')} · {hours(session['starts_at'], session['ends_at'])}"
    if session["place"]:
        words += f" · {session['place']}"
    label = "~~" + messages.plain(words) + "~~ " + _("Cancelled") if cancelled else messages.plain(words)
    if session["missing"] and session["on_date"] >= here.today.isoformat():
        label += " :orange[" + ngettext("{n} volunteer missing", "{n} volunteers missing", session["missing"]) + "]"
    icon = ":material/event_busy:" if cancelled else ":material/how_to_reg:" if session["counted"] else ":material/event:"
    if st.button(label, icon=icon, type="tertiary", key=f"activity_sessions.open.{session['id']}"):
        go("incontro", id=session["id"])


def _plan(here: Here, activity: dict, planned: list[dict]) -> None:
    tabs = [_("As agreed"), _("One session")]
    with st.expander(_("Plan more sessions") if planned else _("Plan the sessions"), icon=":material/event_repeat:",
                     expanded=not planned, key="activity_sessions.plan"):
        agreed = bool(activity["first_on"] and activity["starts_at"])
        way = st.segmented_control(
            _("What"), tabs, default=tabs[1] if planned else tabs[0], required=True, label_visibility="collapsed",
            key=f"activity_sessions.way.{bool(planned)}",
        ) if agreed else tabs[1]
        if way == tabs[0]:
            _series(here, activity, planned)
        else:
            _one(here, activity)


def _series(here: Here, activity: dict, planned: list[dict]) -> None:
    rule = {"first_on": date.fromisoformat(activity["first_on"]), "starts_at": activity["starts_at"],
            "ends_at": activity["ends_at"], "recurrence": activity["recurrence"], "place_id": activity["place"],
            "leader_id": activity["leader"]}
    st.markdown(f"**{messages.plain(_agreed(activity))}**")
    try:
        seen = series.preview_series(here.db, activity["id"], **rule, by=here.me, today=here.today)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    _preview(seen)
    _year(here, activity, seen, planned)
    if seen["clashes"] or not seen["dates"]:
        return
    if st.button(ngettext("Plan the session", "Plan {n} sessions", len(seen["dates"])), type="primary",
                 icon=":material/event_available:", key="activity_sessions.do_plan"):
        series.plan_series(here.db, activity["id"], **rule, by=here.me, today=here.today)
        messages.saved()
        st.rerun()


def _agreed(activity: dict) -> str:
    said = spoken(activity["first_on"], activity["starts_at"], activity["ends_at"], activity["recurrence"])
    said = said[0].upper() + said[1:]
    return f"{said} · {activity['place_name']}" if activity["place_name"] else said


def _year(here: Here, activity: dict, seen: dict, planned: list[dict]) -> None:
    """The school year drawn behind the series: what will be, what is there, what the holidays take."""
    first, last = calendar.bounds(activity["school_year"])
    marks = {each["on_date"]: year_picture.THERE for each in planned if each["state"] == "planned"}
    marks |= {skip["on_date"]: year_picture.SKIPPED for skip in seen["skipped"] if skip["kind"] not in ("planned", "past")}
    marks |= dict.fromkeys(seen["dates"], year_picture.NEW)
    marks |= {clash["on_date"]: year_picture.CLASHING for clash in seen["clashes"]}
    year_picture.show(first, last, marks, calendar.closures(here.db, first, last, by=here.me), here.today)


def _preview(seen: dict) -> None:
    dates = seen["dates"]
    if not dates:
        st.warning(messages.sentence(RuleBroken("no_day_left")), icon=":material/event_busy:")
    elif len(dates) > 1:
        st.markdown(ngettext("{n} session, from {first} to {last}.", "{n} sessions, from {first} to {last}.", len(dates),
                             first=day(dates[0]), last=day(dates[-1])))
    else:
        st.markdown(_("One session, {day}.", day=day(dates[0])))
    _skipped(seen["skipped"])
    in_the_way.named(seen["clashes"])
    if seen["clashes"]:
        st.caption(_("Nothing is planned while something is in the way: move what is there, or agree on another time or place."))


def _skipped(skipped: list[dict]) -> None:
    by_kind = [skip["kind"] for skip in skipped]
    if there := by_kind.count("planned"):
        st.caption(ngettext("{n} session is planned already.", "{n} sessions are planned already.", there))
    if gone := by_kind.count("past"):
        st.caption(ngettext("{n} day has gone by already.", "{n} days have gone by already.", gone))
    closed = [f"{day(skip['on_date'], 'short')} ({skip['label']})" for skip in skipped if skip["kind"] not in ("planned", "past")]
    if closed:
        st.caption(messages.plain(_("Not on: {days}.", days=", ".join(closed))))


def _one(here: Here, activity: dict) -> None:
    first, last = calendar.bounds(activity["school_year"])
    on_date = st.date_input(labels.field("on_date"), min(max(here.today, first), last), format="DD/MM/YYYY",
                            min_value=first, max_value=last, key="activity_sessions.on_date")
    starts_at, ends_at = st.columns(2)
    with starts_at:
        start = hour(labels.field("starts_at"), activity["starts_at"], key="activity_sessions.starts_at")
    with ends_at:
        end = hour(labels.field("ends_at"), activity["ends_at"], key="activity_sessions.ends_at")
    place, leader = in_the_way.place_and_leader(here, activity["place"], activity["leader"],
                                                key=f"activity_sessions.{activity['id']}")
    slot = {"on_date": on_date, "starts_at": start, "ends_at": end, "place_id": place, "leader_id": leader}
    free = in_the_way.tell(here, activity["id"], slot)
    if st.button(_("Add the session"), type="primary", disabled=not free, icon=":material/event_available:",
                 key="activity_sessions.add"):
        sessions.add(here.db, activity["id"], **slot, by=here.me)
        messages.saved()
        st.rerun()


