"""What a column is, by its head and by what stands in it; what a row is, by its name and its marks."""

from __future__ import annotations

import re

from db.attend.sheets import days, marks
from db.attend.sheets.cells import Cell
from db.texts import folded

_SURNAME = {"cognome", "surname", "last name", "cognomi"}
_FIRST = {"nome", "first name", "nomi"}
_NAME = re.compile(
    r"^(cognome (e )?nome|nome (e )?cognome|cognome nome .*|nominativ[oi]|name|full name|chi)$|"
    r"\b(bambin[oaie]|ragazz[oaie]|partecipant[ei]|iscritt[oaie]|alunn[oaie]|alliev[oaie]|utent[ei]|person[ae]|minor[ei]|"
    r"genitor[ei]|adult[oi]|mamm[ae]|papa|student[ei]|volontari[oae]?)\b"
)
_CODE = re.compile(r"^(codice|cod|id|tessera|n tessera|matricola|code|codice .*)$")
_TOTAL = re.compile(
    r"^(tot\w*|totale .*|presenz[ae]|assenz[ae]|presenti|assenti|somma|n presenze|n assenze|num presenze|perc\w*|"
    r"ore|media)\b"
)
_DAY = re.compile(r"^(data|giorno|date|day|quando|data (incontro|presenza|lezione))$")
_MARK = re.compile(r"^(presenza|presente|presenze|stato|esito|segno|p a|presente assente|frequenza|status|c e)$")
_BIRTH = re.compile(r"\b(nascita|nat[oa]|compleanno|birth\w*|iscrizione|dal|al)\b")
_FOOT = re.compile(
    r"^(tot|totale|totali|subtotale|presenti|presenze|presenza|assenti|assenze|media|somma|"
    r"num(ero)? presen\w*|n presen\w*)\b"
)
_NOTE = re.compile(
    r"^(legenda|legend|note?|firm[ae]|conduce|conduttor[ei]|operator[ei]|educator[ei]|educatric[ei]|responsabil[ei]|"
    r"aggiornat[oa]|stampat[oa]|pagina|foglio|attivita|laboratorio|luogo|sede)\b"
)


def column(head: str) -> str | None:
    """surname, first_name, name, code, total, day, mark or birth by the head alone; None when it says none of these."""
    said = folded(head)
    if said in _SURNAME:
        return "surname"
    if said in _FIRST:
        return "first_name"
    for role, pattern in (("birth", _BIRTH), ("code", _CODE), ("day", _DAY), ("mark", _MARK), ("total", _TOTAL), ("name", _NAME)):
        if pattern.search(said) if role in ("birth", "name") else pattern.match(said):
            return role
    return None


def is_texty(cells: list[Cell]) -> bool:
    """Whether these may be names: words with letters, hardly a digit, and no day among them."""
    told = [cell for cell in cells if cell]
    worded = [
        cell
        for cell in told
        if isinstance(cell, str)
        and sum(c.isalpha() for c in cell) >= 2
        and not any(c.isdigit() for c in cell)
        and not known_mark(cell)
        and days.read(cell) is None
    ]
    return bool(told) and len(worded) >= 0.6 * len(told)


def known_mark(cell: Cell) -> bool:
    """Whether a cell may be a mark: one or two signs, or a word that says so."""
    if not isinstance(cell, str) or not cell:
        return False
    plain = marks.fold(cell)
    return len(plain) <= 2 or plain in marks.WORDS


def figure(cell: Cell) -> int | None:
    """The whole number in a cell, or None."""
    return int(cell) if isinstance(cell, str) and re.fullmatch(r"\d{1,4}", cell) else None


def row(who: str, beside: str, marked: list[Cell]) -> str:
    """What a row is: person, doubtful (a name without a mark, or an odd one with), total, legend, head, note, nameless, blank.

    `who` is its name, `beside` the text of its other cells that are no days, `marked` the cells that are.
    """
    filled = [cell for cell in marked if cell]
    said = folded(who) or folded(beside)
    if not filled and not said and not who:
        return "blank"
    if _FOOT.match(said):
        return "total" if all(figure(cell) is not None for cell in filled) else "doubtful"
    if "=" in who or said.startswith("legend"):
        return "legend"
    if column(who) in ("surname", "first_name", "code", "day") or re.fullmatch(
        r"nominativ[oi]|cognome e nome|nome e cognome", said
    ):
        return "head"
    if not any(c.isalpha() for c in who):
        if not filled:
            return "note"
        return "total" if all(figure(cell) is not None for cell in filled) and not who else "nameless"
    odd = len(who) > 60 or ":" in who or bool(_NOTE.match(said))
    if not filled:
        return "note" if odd else "doubtful"
    return "doubtful" if odd else "person"
