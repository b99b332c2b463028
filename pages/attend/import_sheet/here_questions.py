"""What has to be said of this Casa: which activity, at what hours, who is here already. (answer,) once answered, else None."""

from __future__ import annotations

from datetime import time

import streamlit as st

from db.attend.sheets.sessions import SEVERAL
from pages.ui import texts
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext

NEW = 0


def activity(_here, work, read, plan):
    st.title(_("Which activity is it?"), anchor=False)
    many = len(read.held)

    def said(place):
        row = plan.activities[place]
        here = ngettext(
            "{n} day of the sheet has its session here", "{n} days of the sheet have their session here", row["days_here"]
        )
        return plain(
            f"{row['title']} · {row['school_year']} · {here}" if row["days_here"] else f"{row['title']} · {row['school_year']}"
        )

    ids = [row["id"] for row in plan.activities]
    st.write(
        ngettext("A past day without a session gets one.", "The sheet has {n} days; a past day without a session gets one.", many)
    )
    chosen = st.radio(
        _("Activity"),
        range(len(ids)),
        index=ids.index(plan.activity["id"]) if plan.activity["id"] in ids else 0,
        format_func=said,
        label_visibility="collapsed",
        key="import_sheet.activity",
    )
    return (ids[chosen],) if _on("activity") else None


def hours(_here, work, _read, plan):
    st.title(_("From when to when?"), anchor=False)
    st.write(_("The activity says no hours; the sessions of past days need some."))
    before = plan.hours or ("16:30", "18:30")
    with st.container(horizontal=True, key="import_sheet.hours"):
        first = st.time_input(_("Starts at"), time.fromisoformat(before[0]), key="import_sheet.from")
        last = st.time_input(_("Ends at"), time.fromisoformat(before[1]), key="import_sheet.to")
    if first and last and first >= last:
        st.warning(_("It has to end after it starts."), icon=":material/schedule:")
    return ([texts.clock(first), texts.clock(last)],) if _on("hours", ready=bool(first and last and first < last)) else None


def sessions(_here, work, _read, plan):
    st.title(_("Which session of the day?"), anchor=False)
    before = work.answers.get("sessions") or {}
    chosen = dict(before)
    for meeting in plan.meetings:
        if meeting.what == SEVERAL:
            hours_of = {row["id"]: texts.hours(row["starts_at"], row["ends_at"]) for row in meeting.choices}
            on = meeting.on.isoformat()
            chosen[on] = st.radio(
                plain(texts.day(meeting.on)),
                list(hours_of),
                index=None,
                horizontal=True,
                format_func=hours_of.get,
                key=f"import_sheet.session_{on}",
            )
    return (chosen,) if _on("sessions", ready=all(chosen.values())) else None


def who(_here, work, _read, plan):
    st.title(_("Are these people here already?"), anchor=False)
    st.write(_("Somebody of this name is in the Casa. If it is another person, say so: nobody is ever merged."))
    chosen, before = {}, work.answers.get("who") or {}
    unsure = [match for match in plan.matches if not match.sure or match.person.key in before]
    for match in unsure:
        options = [each["person_id"] for each in match.likely] + [NEW]
        said = {each["person_id"]: f"{plain(each['display_name'])} · {plain(each['code'])}" for each in match.likely} | {
            NEW: _("somebody new")
        }
        answer = before.get(match.person.key, match.proposed) or (NEW if match.person.key in before else None)
        chosen[match.person.key] = st.radio(
            plain(match.person.name.full),
            options,
            index=options.index(answer) if answer in options else None,
            horizontal=True,
            format_func=said.get,
            key=f"import_sheet.who_{match.person.key}",
        )
    doubled = [each for each in chosen.values() if each]
    if len(doubled) != len(set(doubled)):
        st.warning(_("Two of the sheet are the same person here: change one of them."), icon=":material/group:")
        return None
    return ({key: each or None for key, each in chosen.items()},) if _on("who", ready=None not in chosen.values()) else None


ASK = {"activity": activity, "hours": hours, "sessions": sessions, "who": who}


def _on(key: str, *, ready: bool = True) -> bool:
    with st.container(horizontal=True, key=f"import_sheet.on_{key}"):
        st.space("stretch")
        return st.button(
            _("Go on"), type="primary", icon=":material/arrow_forward:", disabled=not ready, key=f"import_sheet.go_{key}"
        )
