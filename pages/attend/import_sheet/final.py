"""The numbers before anything is written, and the button that writes."""

from __future__ import annotations

import time

import streamlit as st

from db.attend.sheets import undoing, writing
from db.attend.sheets.placing import Plan
from db.attend.sheets.reading import Reading
from db.attend.sheets.sessions import CANCELLED, OUTSIDE
from db.registry.people import KINDS
from db.rules import RuleBroken
from pages.attend.import_sheet import glance
from pages.attend.import_sheet.work import Work, put_away
from pages.ui import labels, messages, texts
from pages.ui.here import Here
from pages.ui.messages import plain
from pages.ui.texts import N_, _, ngettext, number


def show(here: Here, work: Work, read: Reading, plan: Plan) -> None:
    st.title(plain(f"{plan.activity['title']} · {plan.activity['school_year']}"), anchor=False)
    if plan.before:
        _already(here, plan)
        return
    _numbers(plan.counts)
    for line in [*glance.told(read), *_told(plan)]:
        st.caption(plain(line))
    if plan.write:
        _last(here, work, plan)
    else:
        st.info(_("Everything in this sheet is in the registers already."), icon=":material/done_all:")
    _change(work, read)
    if read.not_held:
        st.caption(plain(_("Not held, left out: {days}", days=", ".join(texts.day(on, "medium") for on in read.not_held))))


def _numbers(counts: dict[str, int]) -> None:
    with st.container(horizontal=True, key="import_sheet.counts"):
        st.metric(_("Present"), number(counts["present"]), border=True)
        if counts["excused"]:
            st.metric(_("Excused absences"), number(counts["excused"]), border=True)
        st.metric(_("Absent"), number(counts["absent"]), border=True)
        st.metric(_("New people"), number(counts["people_new"]), border=True)
        st.metric(_("People here already"), number(counts["people_here"]), border=True)
        st.metric(_("New sessions"), number(counts["sessions_new"]), border=True)
        st.metric(_("Sessions here already"), number(counts["sessions_here"]), border=True)


def _told(plan: Plan) -> list[str]:
    same, different = plan.counts["same"], plan.counts["different"]
    elsewhere = sum(meeting.elsewhere for meeting in plan.meetings)
    said = {
        ngettext("{n} mark is here already.", "{n} marks are here already.", same): same,
        ngettext("{n} mark stands otherwise in the register: the register stays as it is.",
                 "{n} marks stand otherwise in the register: the register stays as it is.", different): different,
        ngettext("{n} session is written without place and leader: something else was there at that hour.",
                 "{n} sessions are written without place and leader: something else was there at that hour.", elsewhere): elsewhere,
    }
    lines = [line for line, n in said.items() if n]
    for what, sentence in ((CANCELLED, N_("Cancelled here, left out: {days}")),
                           (OUTSIDE, N_("Outside the activity's school year, left out: {days}"))):
        days = [texts.day(meeting.on, "medium") for meeting in plan.meetings if meeting.what == what]
        lines += [_(sentence, days=", ".join(days))] if days else []
    return lines


def _last(here: Here, work: Work, plan: Plan) -> None:
    if plan.counts["people_new"]:
        kind = st.segmented_control(
            _("The new people are"),
            KINDS,
            default=plan.kind,
            key="import_sheet.kind",
            format_func=lambda key: _(labels.PERSON_KINDS[key]),
        )
        if kind and kind != plan.kind:
            work.answers["kind"] = kind
            st.rerun()
        work.answers["full_names"] = st.checkbox(
            _("Keep full names too, among the contacts that coordinators alone can read"),
            value=bool(work.answers.get("full_names")),
            key="import_sheet.full_names",
        )
    with st.container(horizontal=True, key="import_sheet.last"):
        st.space("stretch")
        if st.button(
            ngettext("Import {n} mark", "Import {n} marks", len(plan.write)),
            type="primary",
            icon=":material/download_done:",
            key="import_sheet.import",
        ):
            _write(here, work, plan)


def _write(here: Here, work: Work, plan: Plan) -> None:
    try:
        done = writing.bring_in(
            here.db, work.sheets, work.answers, shown=plan.counts, by=here.me, today=here.today, now_ms=time.time_ns() // 1_000_000
        )
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    put_away()
    st.query_params.clear()
    st.query_params["importato"] = str(done["import_id"])
    st.rerun()


def _change(work: Work, read: Reading) -> None:
    """Back to what was proposed and nobody asked about."""
    said = {"activity": _("Another activity"), "marks": _("Other meanings of the marks")}
    with st.container(horizontal=True, key="import_sheet.changes"):
        for key, label in said.items():
            if st.button(label, icon=":material/edit:", type="tertiary", key=f"import_sheet.change_{key}"):
                work.reopened.add(key)
                st.query_params["passo"] = key
                st.rerun()


def _already(here: Here, plan: Plan) -> None:
    st.info(
        _("This very sheet came in already, on {when}. Nothing would be added.", when=texts.moment(plan.before["imported_at"])),
        icon=":material/done_all:",
    )
    if st.button(_("Take this import back"), icon=":material/undo:", key="import_sheet.undo"):
        undoing.undo(here.db, plan.before["id"], by=here.me)
        messages.saved(_("The import was taken back."))
        st.rerun()
