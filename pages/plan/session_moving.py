"""Moving a session, or it and all that follow: what is in the way is told with each choice, before the button."""

from __future__ import annotations

from datetime import date

import streamlit as st

from db.plan import following, sessions
from db.plan.recurrence import WEEKDAYS
from db.rules import RuleBroken
from pages.plan import in_the_way, session_form, when
from pages.plan.hours import hour
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, day, ngettext


def move(here: Here, session: dict, begun: int) -> None:
    id, now = session["id"], date.fromisoformat(session["on_date"])
    reach = session_form.reach(session, "move")
    if reach == session_form.ONE:
        on = st.date_input(labels.field("on_date"), now, format="DD/MM/YYYY", key=f"session.on_date.{id}",
                           min_value=date(2000, 9, 1), max_value=date(2099, 8, 31))
    else:
        on = WEEKDAYS.index(st.pills(labels.field("weekday"), WEEKDAYS, default=WEEKDAYS[now.weekday()], required=True,
                                     format_func=when.weekday, key=f"session.weekday.{id}"))
    starts_at, ends_at = st.columns(2)
    with starts_at:
        start = hour(labels.field("starts_at"), session["starts_at"], key=f"session.starts_at.{id}")
    with ends_at:
        end = hour(labels.field("ends_at"), session["ends_at"], key=f"session.ends_at.{id}")
    place, leader = in_the_way.place_and_leader(here, session["place_id"], session["leader_id"], key=f"session.{id}")
    slot = {"starts_at": start, "ends_at": end, "place_id": place, "leader_id": leader}
    if reach == session_form.ONE:
        _one(here, session, {"on_date": on, **slot}, begun)
    else:
        _all(here, session, {"weekday": on, **slot}, begun)


def _one(here: Here, session: dict, slot: dict, begun: int) -> None:
    free = in_the_way.tell(here, session["activity_id"], slot, session_id=session["id"])
    if st.button(_("Move it"), type="primary", disabled=not free, key="session.do_move"):
        try:
            sessions.move(here.db, session["id"], **slot, sequence=begun, by=here.me)
        except RuleBroken as refusal:
            session_form.refuse(session, refusal)
        else:
            session_form.done()


def _all(here: Here, session: dict, slot: dict, begun: int) -> None:
    """The button says how many; with something in the way it is not there."""
    try:
        seen = following.preview(here.db, session["id"], **slot, by=here.me, today=here.today)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    in_the_way.named(seen["clashes"])
    if seen["clashes"]:
        st.caption(_("Nothing moves while something is in the way."))
        return
    if not seen["moved"] and not seen["closed"]:
        st.caption(_("Choose what changes: the day of the week, the hours, the place or who leads."))
        return
    _told(seen)
    if st.button(ngettext("Move {n} session", "Move {n} sessions", len(seen["moved"])), type="primary", key="session.do_move_all"):
        try:
            following.move_following(here.db, session["id"], **slot, sequence=begun, by=here.me, today=here.today)
        except RuleBroken as refusal:
            session_form.refuse(session, refusal)
        else:
            session_form.done()


def _told(seen: dict) -> None:
    if seen["moved"]:
        days = [each["slot"]["on_date"] for each in seen["moved"]]
        st.markdown(ngettext("{n} session moves, on {first}.", "{n} sessions move, from {first} to {last}.", len(days),
                             first=day(days[0]), last=day(days[-1])))
    if seen["closed"]:
        closed = ", ".join(f"{day(each['falls_on'], 'short')} ({each['label']})" for each in seen["closed"])
        st.warning(messages.plain(ngettext("{n} session would fall on a closed day and is cancelled: {days}.",
                                           "{n} sessions would fall on closed days and are cancelled: {days}.",
                                           len(seen["closed"]), days=closed)), icon=":material/event_busy:")
