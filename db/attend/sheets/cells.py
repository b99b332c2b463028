"""A file as people have it (xlsx, xls, ods, csv), as rows of cells: text, or a date where the file itself says so.

What it is, is told by its first bytes and never by its name.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charset_normalizer import from_bytes

from db.attend.sheets.workbook import LOCKED, LONGEST, MOST_COLUMNS, MOST_ROWS
from db.rules import RuleBroken
from db.texts import tidy

LARGEST = 5 * 1024 * 1024
UNPACKED, RATIO = 20 * 1024 * 1024, 50
SMALL = 1024 * 1024  # unpacked, a file this small is let through whatever its ratio: an empty table packs very well
SECONDS = 20
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")

Cell = str | date


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows (as long as each other), and whether there was more than is ever read."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    cut: bool = False


def read(data: bytes) -> list[Sheet]:
    """The sheets that hold anything.

    Raises RuleBroken: `file_empty`, `sheet_file_too_large`, `sheet_is_web_page`, `sheet_is_picture`, `sheet_unpacks_too_large`,
    `sheet_locked`, `sheet_unreadable`.
    """
    if not data.strip():
        raise RuleBroken("file_empty")
    if len(data) > LARGEST:
        raise RuleBroken("sheet_file_too_large", megabytes=LARGEST // 1024**2)
    if data.startswith(PICTURES):
        raise RuleBroken("sheet_is_picture")
    if data.startswith((OLE, ZIP)):
        found = _workbook(data)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise RuleBroken("sheet_is_web_page")
    else:
        found = [_table(_text(data))]
    sheets = [kept for kept in found if kept.rows]
    if not sheets:
        raise RuleBroken("file_empty")
    return sheets


def _workbook(data: bytes) -> list[Sheet]:
    if data.startswith(ZIP):
        _refuse_bomb(data)
    try:
        done = subprocess.run([sys.executable, "-m", "db.attend.sheets.workbook"], input=data, capture_output=True,
                              timeout=SECONDS, cwd=Path(__file__).parents[3], check=False)
    except subprocess.TimeoutExpired:
        raise RuleBroken("sheet_unreadable")
    if done.returncode == LOCKED:
        raise RuleBroken("sheet_locked")
    if done.returncode != 0:
        raise RuleBroken("sheet_unreadable")
    return [_sheet(each["name"], [[date.fromisoformat(cell["on"]) if isinstance(cell, dict) else cell for cell in row]
                                  for row in each["rows"]], each["cut"]) for each in json.loads(done.stdout)]


def _refuse_bomb(data: bytes) -> None:
    """By what the archive says of itself, before anything is unpacked; the child process is held by memory besides."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise RuleBroken("sheet_unreadable")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED or any(part.file_size > SMALL and part.file_size > RATIO * max(1, part.compress_size) for part in parts):
        raise RuleBroken("sheet_unpacks_too_large", megabytes=UNPACKED // 1024**2)


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif b"\0" in data:
        raise RuleBroken("sheet_unreadable")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            best = from_bytes(data, cp_isolation=["cp1252", "mac_roman"]).best()
            if best is None:
                raise RuleBroken("sheet_unreadable")
            text = str(best)
    return text.lstrip("\ufeff")


def _table(text: str) -> Sheet:
    rows, cut = [], False
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) == MOST_ROWS:
                cut = True
                break
            cut = cut or len(row) > MOST_COLUMNS
            rows.append(row[:MOST_COLUMNS])
    except csv.Error:
        raise RuleBroken("sheet_unreadable")
    return _sheet("", rows, cut)


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    steady = {}
    for sign in ";\t,":
        many = [line.count(sign) for line in lines]
        usual = max(set(many), key=many.count, default=0)
        steady[sign] = (usual > 0, many.count(usual), usual)
    return max(steady, key=steady.get)


def _sheet(name: str, rows: list[list[Cell]], cut: bool = False) -> Sheet:
    """Cells tidied, empty rows kept (a row's number is what people see), the empty end cut off."""
    tidied = [[cell if isinstance(cell, date) else tidy(cell[:LONGEST]) for cell in row] for row in rows]
    while tidied and not any(tidied[-1]):
        tidied.pop()
    width = max((max((i + 1 for i, cell in enumerate(row) if cell), default=0) for row in tidied), default=0)
    return Sheet(tidy(name), tuple(tuple((row + [""] * width)[:width]) for row in tidied), cut)
