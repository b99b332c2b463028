"""Minutes as a document for the protocol office: A4, Italian, with a place for the protocol number and for the signatures."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pages.plan.table import frozen_words
from pages.plan.table import minutes_words as words
from pages.ui import figures, texts
from pages.ui.here import Here
from pages.ui.texts import _, day
from pages.ui.typography import italian

FONT, INK = "Arial", RGBColor(0x1A, 0x1A, 0x1A)
LINE = "______________________________"


def as_docx(here: Here, kept: dict) -> bytes:
    """These minutes as a DOCX, in Italian whoever asks."""
    with texts.speaking("it"):
        document = Document()
        _dress(document, kept)
        _head(document, kept)
        for part in words.parts(here, kept):
            if part.blocks or part.always:
                document.add_heading(italian(part.heading), part.level)
                for block in part.blocks:
                    WRITERS[block[0]](document, here, *block[1:])
        _signatures(document, kept)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()


def _dress(document, kept: dict) -> None:
    """A4, one face throughout, Italian as the language of the spelling, a header and a footer with the page."""
    section, facts = document.sections[0], kept["facts"]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    for name, size, bold in (("Normal", 11, False), ("Title", 18, True), ("Subtitle", 12, False), ("Heading 1", 13, True),
                             ("Heading 2", 11.5, True), ("Header", 9, False), ("Footer", 9, False), ("Caption", 9, False),
                             ("List Number", 11, False), ("List Bullet", 11, False)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
        style.font.color.rgb = INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for at in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(at), FONT)
        for spaced in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spaced)
        for at in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(at), None)
    language = document.styles["Normal"].element.get_or_add_rPr()
    language.append(_element("w:lang", val="it-IT"))
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    _plain_border(document.styles["Title"])
    title = _("Minutes no. {number} of {school_year}", number=facts["number"], school_year=facts["school_year"])
    document.core_properties.title, document.core_properties.author = italian(title), italian(facts["casa"])
    document.core_properties.language, document.core_properties.comments = "it-IT", ""
    document.core_properties.created = document.core_properties.modified = datetime.fromisoformat(kept["written_at"][:19])
    section.header.paragraphs[0].text = italian(f"{facts['municipality']} · {facts['partner']}")
    foot = section.footer.paragraphs[0]
    foot.add_run(italian(f"{title}, {day(facts['on_date'], 'date')} – ") + _("page") + " ")
    _field(foot, "PAGE")
    foot.add_run(f" {_('of')} ")
    _field(foot, "NUMPAGES")
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _head(document, kept: dict) -> None:
    facts = kept["facts"]
    protocol = document.add_paragraph(f"{_('Prot. no.')}\u00a0______________ {_('of the')}\u00a0______________")
    protocol.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(italian(_("Minutes of the working table")), style="Title")
    number = _("No. {number} of the school year {school_year} · {casa}", number=facts["number"], school_year=facts["school_year"],
               casa=facts["casa"])
    document.add_paragraph(italian(number), style="Subtitle")
    if kept["state"] != "approved":
        document.add_paragraph().add_run(_("DRAFT, not approved yet")).bold = True
    if kept["why"]:
        document.add_paragraph(italian(_("Version {version}, which replaces version {before}. Why: {why}", version=kept["version"],
                                         before=kept["version"] - 1, why=kept["why"])))
    document.add_paragraph(italian(words.opening(facts)))
    if said := words.offices(facts):
        document.add_paragraph(italian(said))


def _text(document, _here, said: str) -> None:
    document.add_paragraph(italian(said))


def _list(document, _here, lines: list[str]) -> None:
    """Numbered by hand, so that each list begins at one and the numbers survive copying."""
    for n, line in enumerate(lines, start=1):
        paragraph = document.add_paragraph(f"{n}.\t{italian(line)}")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        paragraph.paragraph_format.space_after = Pt(3)


def _table(document, _here, heads: tuple, rows: list[tuple]) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(italian(head)).bold = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="E8EDF2"))
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    for row in rows:
        line = table.add_row()
        line._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
        for cell, said in zip(line.cells, row, strict=True):
            cell.paragraphs[0].text = italian(said)
    for line in table.rows:
        for cell in line.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _decision(document, _here, number: int, said: str, lines: list[str]) -> None:
    """One paragraph that stays whole on its page, since LibreOffice does not keep long chains of paragraphs together."""
    paragraph = document.add_paragraph()
    paragraph.add_run(italian(_("Decision no. {number}.", number=number)) + " ").bold = True
    told = [italian(each) for each in said.split("\n") if each.strip()] + [f"\t–\u00a0{italian(line)}" for line in lines]
    for n, line in enumerate(told):
        run = paragraph.add_run(line)
        if n < len(told) - 1:
            run.add_break()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    paragraph.paragraph_format.keep_together, paragraph.paragraph_format.space_after = True, Pt(10)


def _chart(document, here: Here, number: int, chart: dict) -> None:
    question = _(figures.QUESTIONS[chart["chart"]])
    about = frozen_words.narrowed(here, chart["view"])
    said = _("Decision no. {number}: {question}", number=number, question=question)
    heading = document.add_paragraph()
    heading.add_run(italian(said)).bold = True
    heading.paragraph_format.keep_with_next = True
    period = document.add_paragraph(italian(" · ".join(each for each in (frozen_words.period(chart["view"]), about) if each)))
    period.paragraph_format.keep_with_next = True
    if chart["picture"]:
        picture = document.add_picture(io.BytesIO(chart["picture"]), width=Cm(14))
        worded = figures.worded(chart["chart"], chart["rows"])
        picture._inline.docPr.set("descr", italian(figures.alternative(question, worded)))
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(italian(f"{_('Figures as of {day}.', day=day(chart['frozen_at'][:10], 'date'))} {chart['definition']}"),
                           style="Caption")


def _signatures(document, kept: dict) -> None:
    """Who approved in the app, and a block for each organisation that stays whole on its page."""
    facts = kept["facts"]
    document.add_heading(italian(_("Read, approved and signed")), 1)
    for side, approval in sorted(kept["approvals"].items()):
        said = _("Minutes approved for {organisation} by {who} on {day}", organisation=facts[side], who=approval["who"],
                 day=day(approval["at"][:10], "date"))
        document.add_paragraph(italian(said)).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
    for cell, side in zip(table.rows[0].cells, ("municipality", "partner"), strict=True):
        cell.paragraphs[0].add_run(italian(_("For {organisation}", organisation=facts[side]))).bold = True
        for said in (_("Name and role"), _("Signature"), _("Date")):
            cell.add_paragraph(italian(said)).paragraph_format.space_before = Pt(14)
            cell.add_paragraph(LINE)
    if facts["drafter"]:
        drafter = document.add_paragraph(italian(_("Who wrote the minutes: {who}", who=facts["drafter"])) + f"\u00a0\u00a0{LINE}")
        drafter.paragraph_format.space_before = Pt(18)


def _field(paragraph, instruction: str) -> None:
    field = _element("w:fldSimple", instr=instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _element(name: str, **attributes: str):
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _plain_border(style) -> None:
    for border in style.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)


WRITERS = {"text": _text, "list": _list, "table": _table, "decision": _decision, "chart": _chart}
