"""Which school year one looks at."""

from __future__ import annotations

import streamlit as st

from db import calendar
from pages.ui import labels
from pages.ui.here import Here, asked


def chosen(here: Here, years: list[str], key: str) -> str:
    """The school year that the address asks for, or this one; kept in the address."""
    this_year = calendar.school_year_of(here.today)
    default = asked("anno") if asked("anno") in years else this_year if this_year in years else years[0]
    year = st.segmented_control(labels.field("school_year"), years, default=default, required=True, key=key)
    st.query_params["anno"] = year
    return year
