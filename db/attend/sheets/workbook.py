"""A workbook's cells, read in a process of its own: `python -m db.attend.sheets.workbook < file > cells.json`.

A file can claim a billion cells or keep a parser busy for an hour. Here it has ten seconds and a gigabyte, and what goes wrong
goes wrong alone.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, PasswordError

SECONDS, BYTES = 10, 1024**3
LOCKED = 3
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, LONGEST = 60, 5_000, 1_000, 500


def cells(data: bytes) -> list[dict]:
    """Each visible sheet: name, rows of text (a date is {"on": ISO}), and `cut`, whether there was more than we read."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for about in book.sheets_metadata[:MOST_SHEETS]:
        if not str(about.visible).endswith("Visible") or not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = book.get_sheet_by_name(about.name)
        cut = sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS
        rows = [[_plain(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)]
        found.append({"name": about.name[:LONGEST], "rows": rows, "cut": cut})
    return found


def _plain(cell: object) -> str | dict:
    if isinstance(cell, datetime):
        return {"on": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}".replace(".", ",")
    if isinstance(cell, time | timedelta):
        return str(cell)[:LONGEST]
    return str(cell)[:LONGEST]


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds; the caller's clock still ends it
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _bounded()
    try:
        print(json.dumps(cells(sys.stdin.buffer.read())))
    except PasswordError:
        sys.exit(LOCKED)
