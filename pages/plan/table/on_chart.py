"""A chart on the table: the figures of today, already suppressed, large."""

from __future__ import annotations

import streamlit as st

from db.plan.table.frozen import CHARTS, view_of
from pages.ui import charts, figures
from pages.ui.here import Here
from pages.ui.texts import _, language


def show(here: Here, item: dict) -> None:
    """The item's chart as of today, with what it counts."""
    view = view_of(item["chart_filter"], here.today)
    rows = figures.worded(item["chart"], CHARTS[item["chart"]](here.db, view, by=here.me))
    drawn = getattr(charts, item["chart"])(rows, locale=language(), large=True, dark=st.context.theme.type == "dark")
    question = _(figures.QUESTIONS[item["chart"]])
    st.altair_chart(drawn, width="stretch", key=f"table.chart-{item['id']}", alt=figures.alternative(question, rows))
