"""Importa un foglio presenze: choose it, glance at what was understood, answer what nobody can know, confirm; and take it back."""

from __future__ import annotations

import streamlit as st

from db.attend.sheets import cells, placing, reading
from db.attend.sheets.placing import Plan
from db.attend.sheets.reading import Reading
from db.rules import RuleBroken, ask
from pages.attend.import_sheet import done, final, glance, here_questions, sheet_questions
from pages.attend.import_sheet.work import Work, begun, put_away, started
from pages.ui import messages, upload
from pages.ui.here import Here, asked, asked_id, go
from pages.ui.texts import _

FIRST, LAST = "foglio", "conferma"


def show(here: Here) -> None:
    ask(here.me, "registers.import")
    work = begun(here)
    if asked_id("importato"):
        done.show(here, asked_id("importato"))
    elif work is None:
        _choose(here)
    else:
        _go_on(here, work)


def _choose(here: Here) -> None:
    if st.button(_("Today"), icon=":material/arrow_back:", type="tertiary", key="import_sheet.today"):
        go("oggi")
    st.title(_("Import an attendance sheet"), anchor=False)
    st.write(_("The sheet you already have, as it is: people and days, with your own signs. "
               "Nothing is written until the last button, and even then it can be taken back."))
    data = upload.one_file(_("Attendance sheet (xlsx, xls, ods, csv)"), "import_sheet.file")
    if data is not None:
        try:
            sheets = cells.read(data)
            reading.read(sheets, {}, today=here.today)
        except RuleBroken as refusal:
            messages.refuse(refusal)
        else:
            started(here, sheets)
            st.rerun()
    done.before(here)


def _go_on(here: Here, work: Work) -> None:
    """The step that the address asks for, or the first question still open before it."""
    try:
        read = reading.read(work.sheets, work.answers, today=here.today)
        plan = placing.plan(here.db, work.sheets, read, work.answers, by=here.me) if not read.questions else None
    except RuleBroken as refusal:
        _stuck(work, refusal)
        return
    still = [*read.questions, *(plan.questions if plan else ())]
    steps = [FIRST, *(key for key in (*reading.QUESTIONS, *placing.QUESTIONS) if key in still or key in work.answers), LAST]
    step = asked("passo") if asked("passo") in (*steps, *work.reopened) else FIRST
    if step not in steps:
        steps.insert(steps.index(LAST), step)
    if still and steps.index(step) > steps.index(still[0]):
        step = still[0]
    _bar(work, steps, step)
    if step == FIRST:
        if glance.show(read):
            _next(work, steps, step)
    elif step == LAST:
        final.show(here, work, read, plan)
    else:
        _question(here, work, step, read, plan, steps)


def _question(here: Here, work: Work, step: str, read: Reading, plan: Plan | None, steps: list[str]) -> None:
    asking = sheet_questions.ASK.get(step) or here_questions.ASK[step]
    answer = asking(here, work, read, plan)
    if answer is not None:
        work.answer(step, answer[0])
        _next(work, steps, step)


def _bar(work: Work, steps: list[str], step: str) -> None:
    """Back to the step before, or to another file, and how far one is."""
    with st.container(horizontal=True, vertical_alignment="center", key="import_sheet.bar"):
        if step == FIRST:
            if st.button(_("Another file"), icon=":material/arrow_back:", type="tertiary", key="import_sheet.other"):
                put_away()
                _to(None)
        elif st.button(_("Back"), icon=":material/arrow_back:", type="tertiary", key="import_sheet.back"):
            _to(steps[steps.index(step) - 1])
        st.space("stretch")
        if step not in (FIRST, LAST):
            st.caption(_("Question {n} of {all}", n=steps.index(step), all=len(steps) - 2), width="content")


def _stuck(work: Work, refusal: RuleBroken) -> None:
    """What was answered leads nowhere: the last answers can be given anew."""
    messages.refuse(refusal)
    if work.answers and st.button(_("Answer again"), icon=":material/undo:", type="primary", key="import_sheet.again"):
        work.answers.clear()
        _to(FIRST)
    if st.button(_("Another file"), icon=":material/arrow_back:", key="import_sheet.other"):
        put_away()
        _to(None)


def _next(work: Work, steps: list[str], step: str) -> None:
    work.reopened.discard(step)
    _to(steps[steps.index(step) + 1] if step in steps[:-1] else LAST)


def _to(step: str | None) -> None:
    st.query_params.clear()
    if step:
        st.query_params["passo"] = step
    st.rerun()



