"""The whole of what is signed, in one form: what, when, where and who, money."""

from __future__ import annotations

from datetime import date, time

import streamlit as st

from db import calendar
from db.plan import activities, programme, recurrence
from db.rules import RuleBroken
from pages.plan import differences, when
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, money


def form(here: Here, activity: dict) -> None:
    """The form stays filled when something is refused. `activity.base` is the version it began from."""
    base = st.session_state.setdefault("activity.base", activity["version"])
    if activity["signatures"]:
        st.info(_("Somebody has signed this version: a change makes a new one, to be signed again by both."),
                icon=":material/history_edu:")
    with st.form("activity.form", border=False):
        content = {**_what(activity), **_when(activity), **_where_and_who(here, activity), **_money(here, activity)}
        with st.container(horizontal=True, horizontal_alignment="right"):
            left = st.form_submit_button(_("Leave as it was"), key="activity.leave")
            sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:", key="activity.save")
    if left:
        _shut()
    if sent:
        try:
            content["recurrence"] = _rule(content.pop("rhythm"), content.pop("weekdays"), content.pop("until"), activity)
            activities.revise(here.db, activity["id"], content, version=base, by=here.me)
        except RuleBroken as refusal:
            _refused(refusal, activity)
            return
        messages.saved()
        _shut()


def _what(now: dict) -> dict:
    st.header(_("What"))
    title = st.text_input(labels.field("title"), now["title"], key="activity.title")
    purpose = st.text_area(_("Which need does it answer?"), now["purpose"], key="activity.purpose", height=120)
    idea = st.text_area(_("What is the idea?"), now["idea"], key="activity.idea", height=120,
                        placeholder=_("What one would see on a good afternoon"))
    bands = st.pills(_("For whom (age)"), labels.AGE_BANDS, selection_mode="multi", default=now["age_bands"],
                     key="activity.age_bands")
    left, right = st.columns(2)
    kind = left.selectbox(labels.field("kind"), list(labels.ACTIVITY_KINDS), list(labels.ACTIVITY_KINDS).index(now["kind"]),
                          format_func=labels.options(labels.ACTIVITY_KINDS), key="activity.kind")
    principles = right.multiselect(labels.field("principles"), list(labels.PRINCIPLES), now["principles"],
                                   format_func=labels.options(labels.PRINCIPLES), placeholder=_("choose…"),
                                   select_all=False, key="activity.principles")
    access = left.segmented_control(labels.field("access"), list(labels.ACCESS), default=now["access"], required=True,
                                    format_func=labels.options(labels.ACCESS), key="activity.access")
    expected = right.number_input(labels.field("expected_people"), value=now["expected_people"], step=1,
                                  key="activity.expected_people", placeholder=_("not said yet"))
    risks = st.text_area(_("What could go wrong?"), now["risks"], key="activity.risks", height=80,
                         placeholder=_("And what we would do about it"))
    return {"title": title, "purpose": purpose, "idea": idea, "risks": risks, "age_bands": bands, "kind": kind,
            "principles": principles, "access": access, "expected_people": expected}


def _when(now: dict) -> dict:
    st.header(_("When"))
    rhythm, weekdays, until = when.choice(now["recurrence"])
    year_first, year_last = calendar.bounds(now["school_year"])
    day, start, end = st.columns(3)
    first_on = day.date_input(labels.field("first_on"), _day(now["first_on"]), year_first, year_last, format="DD/MM/YYYY",
                              key="activity.first_on")
    starts_at = start.time_input(labels.field("starts_at"), _time(now["starts_at"]), step=900, key="activity.starts_at")
    ends_at = end.time_input(labels.field("ends_at"), _time(now["ends_at"]), step=900, key="activity.ends_at")
    rhythms = [each for each in when.RHYTHMS if each != when.AS_IT_IS or rhythm == each]
    rhythm = st.segmented_control(labels.field("recurrence"), rhythms, default=rhythm, required=True,
                                  format_func=labels.options(when.RHYTHMS), key="activity.rhythm")
    weekdays = st.pills(_("If it repeats, on which days"), recurrence.WEEKDAYS, selection_mode="multi", default=weekdays,
                        format_func=when.weekday, key="activity.weekdays")
    until = st.date_input(_("If it repeats, until"), until, year_first, year_last, format="DD/MM/YYYY", key="activity.until")
    return {"first_on": first_on, "starts_at": starts_at, "ends_at": ends_at, "rhythm": rhythm, "weekdays": weekdays,
            "until": until}


def _where_and_who(here: Here, now: dict) -> dict:
    st.header(_("Where and who"))
    known = activities.choices(here.db, now, by=here.me)
    left, right = st.columns(2)
    place = _one(left, "place", known["places"], now["place"], lambda row: row["name"])
    leader = _one(right, "leader", known["leaders"], now["leader"], lambda row: f"{row['name']} · {row['organisation']}")
    organisations = known["organisations"]
    chosen = {
        part: column.multiselect(
            labels.field(part), list(organisations), now[part], placeholder=_("choose…"), select_all=False, key=f"activity.{part}",
            format_func=lambda id: f"{organisations[id]['name']} · {_(labels.ORGANISATION_KINDS[organisations[id]['kind']])}")
        for part, column in (("leads", left), ("involved", right))
    }
    return {"place": place, "leader": leader, **chosen}


def _one(column, field: str, known: dict[int, dict], now: int | None, said) -> int | None:
    ids = [None, *known]
    return column.selectbox(labels.field(field), ids, ids.index(now), key=f"activity.{field}",
                            format_func=lambda id: said(known[id]) if id else _("to be agreed"))


def _money(here: Here, now: dict) -> dict:
    st.header(_("Money and year"))
    left, right = st.columns(2)
    if now["budget_lines"]:
        divided = _("{amount}, divided by category and fund: it is changed in the budget.", amount=money(now["budget_cents"]))
        left.markdown(f":gray[{labels.field('budget_cents')}]  \n{messages.plain(divided)}")
        kept = {}
    else:
        euros = left.number_input(_("Money, in euros"), value=now["budget_cents"] / 100, step=10.0, format="%.2f",
                                  key="activity.budget")
        kept = {"budget_cents": None if euros is None else round(euros * 100)}
    years = programme.years(here.db, by=here.me)
    year = right.selectbox(labels.field("school_year"), years, years.index(now["school_year"]), key="activity.school_year")
    return {**kept, "school_year": year}


def _rule(rhythm: str, weekdays: list[str], until: date | None, now: dict) -> str | None:
    if rhythm == when.ONCE:
        return None
    if rhythm == when.AS_IT_IS:
        return now["recurrence"]
    if until is None:
        raise RuleBroken("recurrence_needs_an_end")
    return recurrence.weekly(weekdays, until, every=when.EVERY[rhythm])


def _refused(refusal: RuleBroken, activity: dict) -> None:
    if refusal.key != "stale":
        messages.refuse(refusal)
        return
    st.session_state["activity.base"] = activity["version"]
    st.error(messages.plain(messages.sentence(refusal)), icon=":material/error:")
    differences.side_by_side(refusal.facts["mine"], refusal.facts["theirs"])


def _shut() -> None:
    st.session_state.pop("activity.base", None)
    st.query_params.pop("modifica", None)
    st.rerun()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
