"""Choosing a file. Streamlit's own words in its uploader are English and cannot be passed, so ours stand in their place."""

from __future__ import annotations

import json

import streamlit as st

from pages.ui.texts import _

# Beyond this Streamlit refuses in English; below it our own sentence says what is too large.
LARGEST_MB = 40


def one_file(label: str, key: str) -> bytes | None:
    """The bytes of the file chosen, or None. Any kind of file may be chosen: what it is, is for `db` to say."""
    box = key.replace(".", "-")
    with st.container(key=box):
        st.html(_style(box, _("Choose the file"), _("or drop it here")))
        chosen = st.file_uploader(label, key=key, max_upload_size=LARGEST_MB)
    return None if chosen is None else chosen.getvalue()


def _style(box: str, button: str, drop: str) -> str:
    zone = f".st-key-{box} [data-testid=stFileUploaderDropzone]"
    button, drop = (json.dumps(words, ensure_ascii=False) for words in (button, drop))
    return f"""<style>
    {zone} button [data-testid=stMarkdownContainer] p {{ font-size: 0; }}
    {zone} button [data-testid=stMarkdownContainer] p::after {{ content: {button}; font-size: 1rem; }}
    {zone} [data-testid=stFileUploaderDropzoneInstructions] * {{ font-size: 0; }}
    {zone} [data-testid=stFileUploaderDropzoneInstructions]::after {{ content: {drop}; font-size: .9rem; opacity: .8; }}
    </style>"""
