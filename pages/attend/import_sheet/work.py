"""The sheet one is working on: what was chosen and answered, until it is written or put away. The Casa keeps nothing of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from db.attend.sheets import placing, reading
from db.attend.sheets.cells import Sheet
from pages.ui.here import Here

KEY = "import_sheet.work"


@dataclass
class Work:
    """One sheet, of one account in one Casa; `reopened`: questions that one went back to although nobody needed to ask."""

    whose: tuple
    sheets: list[Sheet]
    answers: dict = field(default_factory=dict)
    reopened: set[str] = field(default_factory=set)

    def answer(self, key: str, said: object) -> None:
        """Another answer about which table, year or people it is takes with it the answers that stood on the one before."""
        if (
            key in self.answers
            and self.answers[key] != said
            and key in ("table", "columns", "month_first", "year", "rows", "activity")
        ):
            later = (*reading.QUESTIONS, *placing.QUESTIONS)
            for other in later[later.index(key) + 1 :]:
                self.answers.pop(other, None)
        self.answers[key] = said


def begun(here: Here) -> Work | None:
    """The work of whoever is here, or None."""
    work = st.session_state.get(KEY)
    return work if work is not None and work.whose == _whose(here) else None


def started(here: Here, sheets: list[Sheet]) -> None:
    """A new sheet, without an answer yet."""
    st.session_state[KEY] = Work(_whose(here), sheets)


def put_away() -> None:
    """Forgets the sheet."""
    st.session_state.pop(KEY, None)


def _whose(here: Here) -> tuple:
    return here.kind, here.me.id, here.token_hash
