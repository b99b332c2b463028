"""Files that are no register are refused with the reason; odd cells and odd sizes do no harm."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, timedelta

import pytest

from db.attend.sheets import cells, reading
from db.rules import RuleBroken
from tests.attend.sheets.making import csv_of, sheet_of, xlsx_of
from tests.conftest import TODAY

HEAD = ["Nome e cognome", "01/10/2025", "08/10/2025", "15/10/2025"]


def refused(data: bytes) -> str:
    with pytest.raises(RuleBroken) as refusal:
        reading.read(cells.read(data), {}, today=TODAY)
    return refusal.value.key


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file_empty"),
        (b" \r\n\r\n ", "file_empty"),
        (b";;;\r\n;;;", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "sheet_is_picture"),
        (b"%PDF-1.7 abc", "sheet_is_picture"),
        (b"\n<html><table><tr><td>Rossi</td></tr></table></html>", "sheet_is_web_page"),
        (b"PK\x03\x04 and nothing more", "sheet_unreadable"),
        (b"\xd0\xcf\x11\xe0" + b"\xff" * 2_000, "sheet_unreadable"),
        (b"nome;01/10\r\nAmina\0;x", "sheet_unreadable"),
        (b"x" * (5 * 1024 * 1024 + 1), "sheet_file_too_large"),
        (b"Lista della spesa\r\nlatte\r\npane", "sheet_without_dates"),
        (csv_of([["", "01/10/2025", "08/10/2025"], ["1", "x", "x"], ["2", "x", ""]]), "sheet_without_names"),
        (
            csv_of([["Voce", "01/10/2025", "08/10/2025"], ["affitto", "1.250,00", "1.300,00"], ["luce", "84,20", "91,15"]]),
            "sheet_without_marks",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_register_is_refused_with_the_reason(data, key):
    assert refused(data) == key


def test_a_zip_bomb_is_refused_before_it_is_opened():
    before = time.monotonic()
    assert refused(bomb()) == "sheet_unpacks_too_large"
    assert time.monotonic() - before < 2


def test_a_sheet_that_claims_the_last_cell_there_is_is_bounded():
    far = {
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    }
    before = time.monotonic()
    assert refused(xlsx_of([["a"]], more=far)) in ("sheet_unreadable", "sheet_too_large", "sheet_without_dates")
    assert time.monotonic() - before < 25


def test_ten_thousand_columns_are_refused_quickly():
    days = [(date(2020, 1, 1) + timedelta(days=n)).strftime("%d/%m/%Y") for n in range(10_000)]
    assert refused(csv_of([["Nome", *days], ["Amina Rossi", *["x"] * 10_000]])) == "sheet_too_large"


@pytest.mark.parametrize(
    "name",
    [
        "=cmd|' /C calc'!A1",
        "<img src=x onerror=alert(1)>",
        "[qui](http://x)",
        "أمينة حسن",
        "👩‍👧 Amina B",
        "A\u202emina Rossi",
        "Nguyễn Thị",
        "A" * 400,
    ],
)
def test_odd_names_stay_names_or_are_asked_about(name):
    rows = [HEAD, ["Rossi Dario", "P", "A", "P"], [name, "P", "P", "A"], ["Haddad Omar", "A", "P", "P"]]
    read = reading.read(sheet_of(rows), {"names": "surname_first"}, today=TODAY)
    assert len(read.people) + len(read.doubtful) + sum(role == "legend" for role in read.table.rows.values()) == 3
    assert all("\u202e" not in person.shown and 1 <= len(person.shown) <= 60 for person in read.people)


def test_a_birth_date_is_no_day_of_presence():
    rows = [
        ["Nome e cognome", "Data di nascita", *HEAD[1:]],
        ["Rossi Dario", "12/03/2019", "P", "A", "P"],
        ["Haddad Omar", "05/07/2020", "P", "P", "A"],
    ]
    read = reading.read(sheet_of(rows), {"names": "surname_first"}, today=TODAY)
    assert read.questions == [] and read.counts["days"] == 3 and read.counts["present"] == 4


def test_days_to_come_are_left_out_with_their_marks():
    rows = [["Nome e cognome", "18/11/2026", "25/11/2026"], ["Rossi Dario", "P", "P"], ["Haddad Omar", "A", "P"]]
    read = reading.read(sheet_of(rows), {"names": "surname_first"}, today=TODAY)
    assert read.future == [date(2026, 11, 25)] and read.counts["days"] == 1


def test_months_above_days_make_dates():
    rows = [
        ["", "Ottobre 2025", "", "Novembre 2025", ""],
        ["Cognome e nome", "8", "15", "5", "12"],
        ["Rossi Dario", "P", "A", "P", "P"],
        ["Haddad Omar", "P", "P", "P", "A"],
    ]
    read = reading.read(sheet_of(rows), {"names": "surname_first"}, today=TODAY)
    assert read.held == [date(2025, 10, 8), date(2025, 10, 15), date(2025, 11, 5), date(2025, 11, 12)]


def test_a_name_twice_and_a_row_without_marks_are_asked_about():
    rows = [
        HEAD,
        ["Rossi Dario", "P", "A", "P"],
        ["Rossi Dario", "A", "A", "P"],
        ["Gruppo B", "", "", ""],
        ["Haddad Omar", "A", "P", "P"],
    ]
    read = reading.read(sheet_of(rows), {"names": "surname_first"}, today=TODAY)
    assert read.questions == ["rows", "alike"]
    answers = {"names": "surname_first", "rows": []}
    one = reading.read(sheet_of(rows), {**answers, "alike": {"rossi dario|": "one"}}, today=TODAY)
    assert one.questions == ["twice"] and len(one.people) == 2
    two = reading.read(sheet_of(rows), {**answers, "alike": {"rossi dario|": "two"}}, today=TODAY)
    assert two.questions == [] and [person.shown for person in two.people] == ["Dario R.", "Dario R. 2", "Omar H."]
