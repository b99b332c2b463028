"""Sheets made from a known truth, in any of the shapes people give them, and activities they may belong to."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from db import calendar
from db.attend.sheets import cells, placing, reading, writing
from db.attend.sheets.cells import Sheet
from db.plan import activities, signatures
from db.rules import MACHINE
from tests.conftest import TODAY

REAL = Path(__file__).parents[4] / "shared" / "data" / "registers"
THEATRE, HOMEWORK = REAL / "laboratorio_teatro_2025-26.xlsx", REAL / "spazio_compiti_2026.csv"
NOW_MS = 1_795_432_800_000  # 23 November 2026, 11:20 in Rome


def csv_of(rows: list[list], *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding, "replace")


def xlsx_of(rows: list[list], name: str = "Foglio1", *, more: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet, as small as one can be; dates are serials with a date's format."""
    lines = []
    for at, row in enumerate(rows, 1):
        told = []
        for column, cell in enumerate(row):
            where = f"{_letters(column)}{at}"
            if isinstance(cell, date):
                told.append(f'<c r="{where}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>')
            elif isinstance(cell, int | float):
                told.append(f'<c r="{where}"><v>{cell}</v></c>')
            elif cell:
                told.append(f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>')
        lines.append(f'<row r="{at}">{"".join(told)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="a" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="a" Type="{relations}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="{escape(name)}" sheetId="1" '
        'r:id="a"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
        f'<xf numFmtId="14" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return packed.getvalue()


def sheet_of(rows: list[list]) -> list[Sheet]:
    """The rows as `cells.read` gives them."""
    return cells.read(xlsx_of(rows)) if any(isinstance(cell, date) for row in rows for cell in row) else cells.read(csv_of(rows))


def signed(db, cast, title: str, school_year: str = "2025/26", **content) -> int:
    """An activity that both have signed."""
    calendar.open_year(db, school_year, by=MACHINE)
    partner = db.execute("select partner_id from casa").fetchone()[0]
    new = activities.propose(
        db,
        {
            "title": title,
            "kind": "workshop",
            "school_year": school_year,
            "leads": [partner],
            "first_on": f"{school_year[:4]}-10-01",
            "starts_at": "16:30",
            "ends_at": "18:30",
            **content,
        },
        by=cast.marta,
    )
    signatures.sign(db, new, version=1, by=cast.marta)
    signatures.sign(db, new, version=1, by=cast.davide)
    return new


def answered(db, sheets: list[Sheet], answers: dict, *, by) -> dict:
    """The answers, and to who is here already what was proposed."""
    plan = planned(db, sheets, answers, by=by)
    said = {match.person.key: match.proposed for match in plan.matches if not match.sure}
    return {"who": said, "activity": plan.activity["id"], **answers}


def planned(db, sheets: list[Sheet], answers: dict, *, by):
    return placing.plan(db, sheets, reading.read(sheets, answers, today=TODAY), answers, by=by)


def bring(db, sheets: list[Sheet], answers: dict, *, by) -> dict:
    """Everything answered as proposed, and written."""
    answers = answered(db, sheets, answers, by=by)
    shown = planned(db, sheets, answers, by=by).counts
    return writing.bring_in(db, sheets, answers, shown=shown, by=by, today=TODAY, now_ms=NOW_MS)


def contents(db) -> dict[str, list]:
    """Every table's rows, but for the trail and what is remembered of imports."""
    left = ("audit", "sheet_import")
    return {
        name: sorted(map(repr, db.execute(f"select * from [{name}]").fetchall()))  # noqa: S608
        for name in db.table_names()
        if name not in left and "_fts_" not in name
    }


def _letters(column: int) -> str:
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said
