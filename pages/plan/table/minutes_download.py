"""Minutes are taken away as a document to sign, and as PDF where LibreOffice is."""

from __future__ import annotations

import time
from concurrent.futures import Future

import streamlit as st

from pages.plan.table import minutes_docx, pdf
from pages.ui.here import Here
from pages.ui.texts import _

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(here: Here, kept: dict) -> None:
    """The two buttons. The PDF is made on a thread of its own, one at a time, with how long it has taken in sight."""
    st.header(_("Take away"), anchor=False)
    document = minutes_docx.as_docx(here, kept)
    name = _("minutes-{number}-{day}", number=kept["facts"]["number"], day=kept["facts"]["on_date"])
    name += f"-v{kept['version']}" if kept["version"] > 1 else ""
    st.download_button(_("Document (DOCX)"), document, file_name=f"{name}.docx", mime=DOCX, icon=":material/description:",
                       key="minutes.docx", on_click="ignore")
    if not pdf.converter():
        st.caption(_("For a PDF, LibreOffice must be installed where Telaio runs; or open the document and print it."))
        return
    key = (kept["id"], kept["revision"], kept["state"], len(kept["approvals"]))
    promised = st.session_state.get("minutes.pdf")
    if not promised or promised[0] != key:
        if st.button(_("Make the PDF"), icon=":material/picture_as_pdf:", key="minutes.make_pdf"):
            st.session_state["minutes.pdf"] = (key, pdf.begun(document), time.monotonic())
            st.rerun()
        return
    if promised[1].done():
        _ready(promised[1], name)
    else:
        _waiting(promised[1], promised[2])


@st.fragment(run_every=1)
def _waiting(promise: Future, since: float) -> None:
    if promise.done():
        st.rerun()
    seconds = int(time.monotonic() - since)
    st.progress(min(0.95, seconds / 15), _("Making the PDF: {seconds} s", seconds=seconds))


def _ready(promise: Future, name: str) -> None:
    if promise.exception():
        st.session_state.pop("minutes.pdf")
        st.warning(_("The PDF could not be made. Open the document and print it, or try again."), icon=":material/error:")
        return
    st.download_button(_("Document (PDF)"), promise.result(), file_name=f"{name}.pdf", mime="application/pdf",
                       icon=":material/picture_as_pdf:", key="minutes.pdf_file", on_click="ignore")
