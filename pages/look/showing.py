"""A chart as every screen of this room shows it: its question, the chart, its definition and n, and its table on request."""

from __future__ import annotations

import csv
import io

import streamlit as st

from pages.ui import figures as words
from pages.ui import messages
from pages.ui.texts import _

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Table = list[dict[str, str | dict]]


def chart(key: str, question: str, drawn: dict, *, definition: str, n: str, table: Table, alternative: str, large: bool) -> None:
    """One chart, as `charts.drawn` gives it. `table` holds labels as text and figures as the suppressed rows themselves."""
    with st.container(border=not large, key=f"look.{key}"):
        st.header(question, anchor=False)
        st.vega_lite_chart(spec=drawn, width="stretch", key=f"look.{key}.chart", alt=alternative)
        (st.markdown if large else st.caption)(f"{definition} {n}")
        with st.expander(_("Table"), icon=":material/table:"):
            st.table([{messages.plain(head): _cell(cell) for head, cell in line.items()} for line in table])
            st.download_button(_("Download as CSV"), as_csv(table), file_name=f"{key}.csv", mime="text/csv",
                               icon=":material/download:", key=f"look.{key}.csv", on_click="ignore")


def as_csv(table: Table) -> bytes:
    """The table for a spreadsheet: ';' and a byte-order mark, as Italian ones want it; no text in it can act as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(head) for head in table[0]] if table else [])
    writer.writerows([[_plain_figure(cell) if isinstance(cell, dict) else _safe(cell) for cell in line.values()] for line in table])
    return ("\ufeff" + text.getvalue()).encode()


def _cell(cell: str | dict) -> str:
    return messages.plain(words.said(cell) if isinstance(cell, dict) else cell)


def _plain_figure(row: dict) -> str:
    if row["hidden"]:
        return _("not shown")
    return "" if row["value"] is None else str(row["value"])


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
