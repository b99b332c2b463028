"""Accounts: who may come in, and as what."""

from __future__ import annotations

import streamlit as st

from db.office import accounts
from pages.ui.here import Here
from pages.ui.texts import _


def show(here: Here) -> None:
    st.title(_("Accounts"))
    st.dataframe(accounts.everyone(here.db, by=here.me))
