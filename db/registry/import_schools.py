"""The Ministry's *Anagrafe scuole* comes in: read whole, looked at, then written in one transaction.

Columns are found by name, since the Ministry moves them about. A file with anything wrong in it writes nothing.
Source: dati.istruzione.it, "Informazioni anagrafiche scuole statali" (CSV; "Non Disponibile" stands for a missing value).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from charset_normalizer import from_bytes
from sqlite_utils import Database

from db import audit
from db.connection import changing, rows
from db.registry import organisations
from db.registry.organisations import LENGTHS, MUNICIPALITY_CODE, SCHOOL_CODE
from db.rules import By, RuleBroken, ask
from db.texts import folded, tidy

LARGEST = 5 * 1024 * 1024
COLUMNS = {
    "CODICESCUOLA": "school_code",
    "DENOMINAZIONESCUOLA": "name",
    "CODICEISTITUTORIFERIMENTO": "institute_code",
    "DENOMINAZIONEISTITUTORIFERIMENTO": "institute",
    "DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA": "school_level",
    "INDIRIZZOSCUOLA": "address",
    "DESCRIZIONECOMUNE": "municipality_name",
    "CODICECOMUNESCUOLA": "municipality_code",
}
NEEDED = ("CODICESCUOLA", "DENOMINAZIONESCUOLA")


@dataclass(frozen=True)
class Found:
    """A registry as read: its schools, how many there are in each municipality, and each line that cannot be right."""

    rows: list[dict]
    wrong: list[RuleBroken] = field(default_factory=list)

    @property
    def municipalities(self) -> list[dict]:
        """{code, name, schools} of each municipality, the largest first; code None where the file does not say."""
        counted: dict = {}
        for row in self.rows:
            one = counted.setdefault(row["municipality_code"], {"code": row["municipality_code"],
                                                                "name": row["municipality_name"], "schools": 0})
            one["schools"] += 1
        return sorted(counted.values(), key=lambda each: (-each["schools"], each["name"] or ""))


def read(data: bytes) -> Found:
    """What the file holds; writes nothing.

    Raises RuleBroken when this is no registry at all: `file_empty`, `file_too_large`, `file_is_workbook`, `file_is_web_page`,
    `file_not_text`, `not_school_registry` (with the missing column), `registry_without_schools`, `registry_broken_line`.
    Lines with a bad value are gathered in `Found.wrong`, each a refusal that names its line.
    """
    text = _text(data)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found, wrong, seen = [], [], {}
    try:
        head = _head(lines)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                try:
                    found.append(_school(head, cells, lines.line_num, seen))
                except RuleBroken as refusal:
                    wrong.append(refusal)
    except csv.Error:
        raise RuleBroken("registry_broken_line", line=lines.line_num)
    if not found and not wrong:
        raise RuleBroken("registry_without_schools")
    return Found(found, wrong)


def bring_in(db: Database, found: Found, municipalities: list[str] | None, *, by: By) -> dict[str, int]:
    """Writes the schools of these municipalities (cadastral codes; None: of all) and says {"added", "updated", "unchanged"}.

    A school is known again by its code, or by its name, municipality and level when it was added by hand without one. What
    differs only by accents or case stays as the office wrote it. Raises RuleBroken `not_allowed`, the first of `found.wrong`,
    `missing` (no municipality), `unknown_choice` (one the file does not have).
    """
    ask(by, "organisations.import")
    if found.wrong:
        raise found.wrong[0]
    wanted = _wanted(found, municipalities)
    done = {"added": 0, "updated": 0, "unchanged": 0}
    with changing(db):
        known = rows(db, "select * from organisation where kind = 'school'")
        by_code = {row["school_code"]: row for row in known if row["school_code"]}
        by_hand = {_by_hand(row): row for row in known if not row["school_code"]}
        for row in wanted:
            done[_bring(db, row, by_code.get(row["school_code"]) or by_hand.pop(_by_hand(row), None), by)] += 1
        audit.note(db, by, "organisations.import", "casa:1", municipalities=municipalities or "all", **done)
    return done


def _wanted(found: Found, municipalities: list[str] | None) -> list[dict]:
    if municipalities is None:
        return found.rows
    if not municipalities:
        raise RuleBroken("missing", field="municipality_name")
    if set(municipalities) - {each["code"] for each in found.municipalities}:
        raise RuleBroken("unknown_choice", field="municipality_name")
    return [row for row in found.rows if row["municipality_code"] in municipalities]


def _by_hand(row: dict) -> tuple:
    return tuple(folded(row[key] or "") for key in ("name", "municipality_name", "school_level"))


def _bring(db: Database, row: dict, now: dict | None, by: By) -> str:
    if now is None:
        organisations.write_new(db, row, by=by)
        return "added"
    kept = {key: now[key] if value is None or _spelt_otherwise(now[key], value) else value for key, value in row.items()}
    return "updated" if organisations.write_over(db, now, kept, by=by) else "unchanged"


def _spelt_otherwise(now: str | None, new: str) -> bool:
    return bool(now) and bool(folded(new)) and folded(now) == folded(new)


def _text(data: bytes) -> str:
    if not data.strip():
        raise RuleBroken("file_empty")
    if len(data) > LARGEST:
        raise RuleBroken("file_too_large", megabytes=LARGEST // 1024 // 1024)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RuleBroken("file_is_workbook")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise RuleBroken("file_is_web_page")
    if b"\0" in data:
        raise RuleBroken("file_not_text")
    best = from_bytes(data, cp_isolation=["utf_8", "cp1252"]).best()
    if best is None:
        raise RuleBroken("file_not_text")
    return str(best).lstrip("\ufeff")


def _delimiter(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text.strip().splitlines()[0], delimiters=",;").delimiter
    except csv.Error:
        return ","


def _head(lines) -> list[str]:
    """The columns' names, bare. Raises RuleBroken when one that we cannot do without is missing, or stands there twice."""
    cells = next((cells for cells in lines if any(cell.strip() for cell in cells)), [])
    head = [re.sub(r"[^A-Z]", "", cell.upper()) for cell in cells]
    for column in NEEDED:
        if head.count(column) != 1:
            raise RuleBroken("not_school_registry", column=column)
    return head


def _school(head: list[str], cells: list[str], line: int, seen: dict[str, int]) -> dict:
    """One line as an organisation's fields. Raises RuleBroken naming the line and what is wrong in it."""
    if len(cells) > len(head) and any(cell.strip() for cell in cells[len(head):]) or len(cells) < len(head):
        raise RuleBroken("registry_uneven_line", line=line, cells=len(cells), columns=len(head))
    told = dict(zip(head, cells, strict=False))
    row = {"kind": "school"} | {key: _value(told.get(column)) for column, key in COLUMNS.items()}
    code = row["school_code"] or ""
    if not SCHOOL_CODE.fullmatch(code):
        raise RuleBroken("registry_bad_code", line=line, code=code[:20])
    if code in seen:
        raise RuleBroken("registry_same_code", line=line, code=code, first=seen[code])
    seen[code] = line
    if not row["name"]:
        raise RuleBroken("registry_no_name", line=line, code=code)
    if row["institute_code"] and not SCHOOL_CODE.fullmatch(row["institute_code"]):
        raise RuleBroken("registry_bad_code", line=line, code=row["institute_code"][:20])
    if row["municipality_code"] and not MUNICIPALITY_CODE.fullmatch(row["municipality_code"]):
        raise RuleBroken("registry_bad_municipality", line=line, code=row["municipality_code"][:20])
    for key, longest in {"name": 120, **LENGTHS}.items():
        if len(row[key] or "") > longest:
            raise RuleBroken("registry_too_long", line=line, field=key, longest=longest)
    return row


def _value(cell: str | None) -> str | None:
    kept = tidy(cell)
    return None if not kept or kept.casefold() == "non disponibile" else kept
