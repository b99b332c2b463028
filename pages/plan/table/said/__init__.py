"""What is said on an item: a field that keeps each line as it is typed, beside Streamlit, and holds it while the server is away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.plan.table.said import edge
from pages.ui.here import Here
from pages.ui.texts import _

_FILES = Path(__file__).parent
_said = st.components.v2.component(
    "telaio_said", html='<div class="said"></div>', css=(_FILES / "said.css").read_text(encoding="utf-8"),
    js=(_FILES / "said.js").read_text(encoding="utf-8"),
)


def said(here: Here, item: dict, *, writes: bool) -> None:
    """The field with the item's summary; to read only unless `writes`. No text comes back this way: see `edge`."""
    _said(
        key="table.said",
        data={
            "name": f"{here.kind}.{item['id']}", "url": f"/api/tavolo/detto/{item['id']}", "writes": writes,
            "pass": edge.give(here) if writes else "", "text": item["summary"], "version": item["version"],
            "words": {
                "label": _("What is said"), "placeholder": _("Write here what is said: every line is kept at once."),
                "saved": _("saved"), "saving": _("saving…"),
                "away": _("The server does not answer: your words are kept on this computer."),
                "stale": _("Somebody else wrote here in the meantime:"), "mine": _("Keep mine"), "theirs": _("Take theirs"),
            },
        },
    )
