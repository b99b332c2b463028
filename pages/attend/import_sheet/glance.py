"""What was understood of the sheet, at a glance: how many people and days, which sign means what, and the sheet itself."""

from __future__ import annotations

import streamlit as st

from db.attend.sheets.finding import TRANSPOSED
from db.attend.sheets.reading import Reading
from pages.attend.import_sheet import preview
from pages.attend.import_sheet.words import KNOWN_BY, MEANINGS, sign
from pages.ui import texts
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext, number


def show(read: Reading) -> bool:
    """Whether it was said to be so."""
    st.title(_("This is what I understood"), anchor=False)
    with st.container(horizontal=True, key="import_sheet.numbers"):
        st.metric(_("People"), number(len(read.people)), border=True)
        st.metric(_("Days"), number(len(set(filter(None, read.dates.values())))), border=True)
        for mark in read.marks[:5]:
            known = KNOWN_BY.get(mark.known_by or "")
            st.metric(
                f"{sign(mark)} = {plain(_(MEANINGS[mark.meaning]) if mark.meaning else '?')}",
                number(mark.cells),
                border=True,
                help=known and _(known),
            )
    for line in told(read):
        st.caption(plain(line))
    with st.container(horizontal=True, key="import_sheet.on"):
        st.space("stretch")
        on = st.button(_("Go on"), type="primary", icon=":material/arrow_forward:", key="import_sheet.go_on")
    preview.show(read)
    return on


def told(read: Reading) -> list[str]:
    """What will not be taken, said in words."""
    lines = []
    if read.table.layout == TRANSPOSED:
        lines.append(_("The sheet has days down and people across: below it is turned, people going down."))
    if read.nameless:
        lines.append(
            ngettext(
                "One row has marks and no name: it is not taken.",
                "{n} rows have marks and no name: they are not taken.",
                read.nameless,
            )
        )
    if read.future:
        lines.append(
            _(
                "These days are still to come, so their marks are not taken: {days}.",
                days=", ".join(texts.day(on, "medium") for on in read.future),
            )
        )
    return lines
