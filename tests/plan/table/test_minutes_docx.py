"""The document: a second program opens it and finds everything in it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest
from docx import Document
from docx.shared import Cm

from db.plan.table import decisions, frozen, minutes, minutes_approval, minutes_writing
from pages.plan.table import minutes_docx, pdf
from pages.ui import pictures, texts
from pages.ui.here import Here
from pages.ui.typography import italian
from tests.conftest import TODAY
from tests.plan.table.told_meeting import NOV, told

NBSP = "\u00a0"


@pytest.fixture
def here(db, cast):
    from db.office.casa import casa
    return Here(db, cast.marta, casa(db), "real", TODAY, "")


@pytest.fixture
def drafted(db, cast) -> int:
    meeting = told(db, cast)
    frozen.freeze(db, meeting.decisions[1], "by_weekday", NOV, definition="Per giorno della settimana.",
                  draw=lambda rows: pictures.of_rows("by_weekday", rows), by=cast.marta)
    return minutes_writing.draft(db, meeting.id, by=cast.elena)


def opened(here, minutes_id: int):
    return Document(io.BytesIO(minutes_docx.as_docx(here, minutes.minutes(here.db, minutes_id, by=here.me))))


def said(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace(NBSP, " ")


def test_it_holds_decisions_approvals_dissent_actions_and_what_was_said(here, drafted):
    text = said(opened(here, drafted))
    for words in ("Decisione n. 1. Il teatro continua fino a giugno.", "Decisione n. 2. Il tavolo si riunisce ogni mese.",
                  "Dissenso: La scuola preferisce ogni due mesi.", "Chiedere la palestra", "Scrivere alle famiglie",
                  "Si parla del «teatro»: servono 30 minuti in più.", "Approvata per Comune di Rozzano: Marta, 23 novembre 2026",
                  "Sala grande",
                  "Prot. n. ______________ del ______________", "Per Libera Compagnia di Arti e Mestieri", "Firma",
                  "lunedì 23 novembre 2026", "BOZZA", "Laboratorio di teatro"):
        assert words in text, words
    assert "Mamma" not in text


def test_who_was_there_stands_in_a_table_with_body_role_and_presence(here, drafted):
    table = opened(here, drafted).tables[0]
    rows = [[cell.text.replace(NBSP, " ") for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Ente", "Chi", "In qualità di", "Presenza"]
    assert ["Comune di Rozzano", "Lucia Ferri", "responsabile del servizio", "presente"] in rows
    assert ["Scuola Orchidee", "–", "", "assente giustificato"] in rows
    assert ["Genitori in cerchio", "–", "portavoce", "presente"] in rows


def test_it_is_a4_italian_with_headings_and_page_numbers(here, drafted):
    document = opened(here, drafted)
    section = document.sections[0]
    assert (round(section.page_width / Cm(1), 1), round(section.page_height / Cm(1), 1)) == (21.0, 29.7)
    assert {"Presenti", "Ordine del giorno", "Decisioni", "Impegni", "Allegati"} <= {
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"}
    foot = section.footer._element.xml
    assert "NUMPAGES" in foot and re.search(r'instr="PAGE"', foot)
    assert document.core_properties.language == "it-IT" and 'w:val="it-IT"' in document.styles.element.xml


def test_a_frozen_chart_is_a_picture_with_words_for_who_cannot_see_it(here, drafted):
    document = opened(here, drafted)
    assert len(document.inline_shapes) == 1
    assert "In quali giorni" in document.inline_shapes[0]._inline.docPr.get("descr")
    assert "Per giorno della settimana." in said(document)


def test_it_is_italian_whoever_asks(here, drafted):
    texts.use("en")
    try:
        assert "Ordine del giorno" in said(opened(here, drafted))
        assert texts.language() == "en"
    finally:
        texts.use("it")


@pytest.mark.parametrize("typed", ["a\x00b\x0bc\x1b[31m", "Đorđević, Nguyễn, أمينة 🎭 \ufffe\uffff", "<w:p/>&amp;]]>",
                                   "b" * 10_000])
def test_nothing_typed_breaks_the_file(here, db, cast, drafted, typed):
    db.execute("update minutes set content = json_set(content, '$.texts.opening', json(?)), revision = 2",
               ['{"text": ' + __import__("json").dumps(typed) + ', "revision": 2}'])
    text = said(opened(here, drafted))
    assert "\x00" not in text and "Decisione n. 1." in text


def test_an_approved_version_says_who_approved_and_a_correction_says_why(here, db, cast, drafted):
    minutes_approval.send(db, drafted, by=cast.elena)
    for by in (cast.marta, cast.davide):
        minutes_approval.approve(db, drafted, revision=1, by=by)
    text = said(opened(here, drafted))
    assert "BOZZA" not in text and "Verbale approvato per Comune di Rozzano: Marta, 23 novembre 2026" in text
    new = minutes_writing.correct(db, drafted, "L'ora di fine.", by=cast.elena)
    assert "Versione 2, che sostituisce la versione 1. Motivo: L’ora di fine." in said(opened(here, new))


@pytest.mark.parametrize(("typed", "printed"), [
    ('Il "teatro" - bello', "Il «teatro» – bello"), ("dalle 16:30-18:30", f"dalle{NBSP}16:30–18:30"),
    ("30 minuti", f"30{NBSP}minuti"),
    ("100 €", f"100{NBSP}€"), ("art. 55", f"art.{NBSP}55"), ("l'anno", "l’anno"), ("Marta e Davide", f"Marta e{NBSP}Davide"),
    ("il 23 novembre 2026", f"il{NBSP}23{NBSP}novembre 2026"), ("e-mail", "e-mail"), ("2026/27", "2026/27"), ("", "")])
def test_typed_text_is_printed_as_italian_is(typed, printed):
    assert italian(typed) == printed


@pytest.mark.skipif(not pdf.converter(), reason="LibreOffice is not here")
def test_libreoffice_makes_a_pdf_with_the_decisions_in_it(here, db, cast, drafted, tmp_path):
    made = pdf.begun(minutes_docx.as_docx(here, minutes.minutes(db, drafted, by=cast.marta))).result(120)
    assert made.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        (tmp_path / "v.pdf").write_bytes(made)
        text = subprocess.run(["pdftotext", "-layout", tmp_path / "v.pdf", "-"], capture_output=True, check=True).stdout.decode()
        text = " ".join(text.replace(NBSP, " ").split())
        for each in decisions.listed(db, today=TODAY, by=cast.marta):
            assert each["text"] in text


@pytest.mark.skipif(not pdf.converter(), reason="LibreOffice is not here")
def test_libreoffice_is_stopped_when_it_takes_too_long():
    with pytest.raises(TimeoutError):
        pdf.as_pdf(b"not a document", seconds=0)


def test_without_libreoffice_there_is_no_pdf(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert pdf.converter() is None
    with pytest.raises(RuntimeError):
        pdf.as_pdf(b"")
