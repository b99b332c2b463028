"""Files people choose."""

from __future__ import annotations

import streamlit as st

from pages.ui.upload import LARGEST_MB


def test_the_server_takes_what_our_own_sentence_will_refuse():
    assert st.get_option("server.maxUploadSize") >= LARGEST_MB
