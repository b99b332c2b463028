"""Lines of money: what, then planned, spent and left, right under each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.plan.money import words
from pages.ui import labels
from pages.ui.messages import plain
from pages.ui.texts import _, money

STYLE = Path(__file__).parent / "money.css"


def table(name: str, rows: list[dict], first: Callable[[dict], None], *, head: str, total: bool = True) -> None:
    """One line a row (planned_cents, spent_cents, left_cents); `first` writes its first cell. Their sum at the foot."""
    st.html(STYLE)
    with st.container(key=f"money-table-{name}", gap=None):
        _line(f"{name}-head", lambda: st.caption(head), [_("Planned"), _("Spent"), _("Left")], st.caption)
        for number, row in enumerate(rows):
            _line(f"{name}-{number}", lambda row=row: first(row), _figures(row), st.markdown)
        if total and len(rows) > 1:
            sums = {key: sum(row[key] for row in rows) for key in ("planned_cents", "spent_cents", "left_cents")}
            _line(f"{name}-foot", lambda: st.markdown(f"**{plain(_('Together'))}**"), [f"**{each}**" for each in _figures(sums)],
                  st.markdown)


def headline(*figures: tuple[str, str, str | None]) -> None:
    """Large figures side by side: label, value, and what it means."""
    with st.container(horizontal=True, key="money-headline"):
        for label, value, said in figures:
            st.metric(label, value, help=said, border=True, width="stretch")


def used(part: int, whole: int) -> None:
    """A quiet bar: how much of it is used."""
    st.progress(min(1.0, part / whole) if whole else 0.0)


def side_by_side(mine: dict, theirs: dict) -> None:
    """Only the fields in which what I wrote and what is there now differ."""
    st.table([{_("What"): plain(labels.field(key)), _("Yours"): plain(words.said(key, mine[key])),
               _("There now"): plain(words.said(key, theirs.get(key)))} for key in mine if mine[key] != theirs.get(key)])


def _figures(row: dict) -> list[str]:
    left = plain(money(row["left_cents"]))
    return [plain(money(row["planned_cents"])), plain(money(row["spent_cents"])),
            f":red[{left}]" if row["left_cents"] < 0 else left]


def _line(key: str, first: Callable[[], None], cells: list[str], write: Callable[[str], object]) -> None:
    with st.container(key=f"money-line-{key}"):
        first()
        for cell in cells:
            write(cell)
