"""A small picture of the sheet: its own cells, coloured and named by what they were taken for.

Every text of the sheet goes through `html.escape`, in an isolate of its own, so that it is shown and never obeyed.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from db.attend.sheets.finding import LONG
from db.attend.sheets.reading import Reading
from pages.attend.import_sheet.words import COLUMNS, ROWS
from pages.ui import texts
from pages.ui.texts import _

STYLE = Path(__file__).parent / "preview.css"
FIRST_ROWS, LAST_ROWS, FIRST_COLUMNS, LAST_COLUMNS = 9, 4, 9, 2


def show(read: Reading) -> None:
    """The beginning and the end of the table, with a word at each row and column."""
    grid = read.table.grid
    rows = _ends(len(grid), FIRST_ROWS, LAST_ROWS)
    columns = _ends(len(grid[0]), FIRST_COLUMNS, LAST_COLUMNS)
    lines = [_heads(read, columns)] + [_row(read, row, columns) for row in rows]
    st.html(STYLE)
    st.html(
        f'<div class="sheet" tabindex="0" role="region" aria-label="{escape(_("The sheet"))}"><table>{"".join(lines)}</table></div>'
    )


def _ends(many: int, first: int, last: int) -> list[int | None]:
    """The first and the last places; None where some are left out between them."""
    if many <= first + last + 1:
        return list(range(many))
    return [*range(first), None, *range(many - last, many)]


def _heads(read: Reading, columns: list[int | None]) -> str:
    cells = []
    for column in columns:
        role = "more" if column is None else read.table.columns[column]
        said = "" if column is None else _(COLUMNS[role])
        if role == "day" and read.table.layout != LONG and (on := read.dates.get(column)):
            said += f"<small>{escape(texts.day(on, 'medium'))}</small>"
        cells.append(f'<th scope="col" class="c-{role}">{said}</th>')
    return f"<tr><td></td>{''.join(cells)}</tr>"


def _row(read: Reading, row: int | None, columns: list[int | None]) -> str:
    if row is None:
        return f'<tr><th></th><td class="more" colspan="{len(columns)}">⋮</td></tr>'
    role = read.table.rows[row]
    cells = []
    for column in columns:
        of = "more" if column is None else read.table.columns[column]
        cell = "…" if column is None else read.table.grid[row][column]
        text = texts.day(cell, "short") if isinstance(cell, date) else str(cell)
        cells.append(f'<td class="c-{of}"><bdi>{escape(text[:40])}</bdi></td>')
    return f'<tr class="r-{role}"><th scope="row">{row + 1} · {_(ROWS[role])}</th>{"".join(cells)}</tr>'
