"""What the marks of a sheet may mean. Only what a mark's own letters say, a legend says or the totals prove is taken as known."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

MEANINGS = ("present", "absent", "excused", "not_held", "nothing")
BLANK = ""

_CLEAR = {
    "present": ["p", "pr", "pres", "presente", "presenza", "si", "s", "yes", "y", "true", "vero", "ok", "✓", "✔", "☑", "v"],
    "absent": ["a", "as", "ass", "assente", "assenza", "no", "n", "false", "falso", "✗", "✘", "☒", "❌"],
    "excused": ["g", "giust", "giustificato", "giustificata", "ag", "eg"],
    "not_held": ["nt", "non tenuto", "sospeso", "sospesa", "annullato", "annullata", "chiuso", "festa", "vacanza"],
}
_OF_WORD = {word: meaning for meaning, words in _CLEAR.items() for word in words}
# Signs that people use both ways: for who is there in one sheet, for who is missing in another.
_EITHER = {
    "x": "present",
    "1": "present",
    "+": "present",
    "*": "present",
    "o": "absent",
    "0": "absent",
    "-": "absent",
    "/": "absent",
    "•": "present",
    "●": "present",
    "○": "absent",
    "ø": "absent",
}
_OPPOSITE = {"1": "0", "0": "1", "x": "o", "o": "x", "+": "-", "-": "+"}
WORDS = frozenset(_OF_WORD) | frozenset(_EITHER) | {"rit", "ritardo", "uscita", "malato", "malattia"}
_LEGEND = re.compile(
    r"([^\s=:;,()]{1,12}|cella vuota|non tenuto)\s*(?:=|:|→|->)\s*([^=;,()]+?)"
    r"(?=\s*(?:[,;()]|$|\s[^\s=:;,()]{1,12}\s*=))",
    re.I,
)
_BLANK_WORDS = {"vuoto", "vuota", "vuote", "bianco", "bianca", "cella vuota", "blank", "nulla"}


@dataclass(frozen=True)
class Mark:
    """A mark as found: how it is written most often, how many cells hold it, what it probably means, and how that is known:
    by `word`, `legend`, `totals`, `usage` (probably), or not at all."""

    folded: str
    written: str
    cells: int
    meaning: str | None
    known_by: str | None

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.known_by in ("word", "legend", "totals")


@lru_cache(4096)
def fold(cell: str) -> str:
    """A mark without case, accents, points and spaces: `SÌ` and `sì.` are `si`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", cell.casefold()) if not unicodedata.combining(c))
    return plain.strip(" .").replace("–", "-").replace("—", "-").replace("×", "x").replace("х", "x")


def legend(texts: list[str]) -> dict[str, str]:
    """What lines like `sì = presente, G = assente giustificato, vuoto = assente` say: {folded mark: meaning}."""
    said: dict[str, set[str]] = {}
    for text in texts:
        for mark, words in _LEGEND.findall(text):
            if meaning := _of_words(words):
                said.setdefault(BLANK if fold(mark) in _BLANK_WORDS else fold(mark), set()).add(meaning)
    return {mark: meanings.pop() for mark, meanings in said.items() if len(meanings) == 1}


def understood(cells: list[list[str]], said: dict[str, str], totals: list[list[int | None]]) -> list[Mark]:
    """The marks of a table, the most frequent first, blanks last. `cells`: one list a person, of held days alone; `said`: the
    legend's; `totals`: for each column of figures beside the marks, one figure a person."""
    written: dict[str, Counter] = {}
    for row in cells:
        for cell in row:
            written.setdefault(fold(cell), Counter())[cell] += 1
    counts = {mark: sum(forms.values()) for mark, forms in written.items()}
    proved = _proved([[fold(cell) for cell in row] for row in cells], totals, counts)
    found = [
        Mark(mark, written[mark].most_common(1)[0][0], counts[mark], *_meaning(mark, counts, said, proved))
        for mark in counts
        if mark != BLANK
    ]
    found.sort(key=lambda mark: -mark.cells)
    if counts.get(BLANK):
        found.append(Mark(BLANK, "", counts[BLANK], *_of_blank(found, said)))
    return found


def _meaning(mark: str, counts: dict[str, int], said: dict[str, str], proved: str | None) -> tuple[str | None, str | None]:
    by_word = _OF_WORD.get(mark)
    if mark in said:
        return (said[mark], "legend") if by_word in (None, said[mark]) else (said[mark], "usage")
    if proved is not None:
        if mark == proved:
            return ("present", "totals") if by_word in (None, "present") else ("present", "usage")
        if mark in _EITHER:
            return "absent", "totals" if _OPPOSITE.get(mark) == proved else "usage"
        if by_word == "present":
            return "present", "usage"
    if by_word:
        return by_word, "word"
    if mark in _EITHER:
        said_present = any(_OF_WORD.get(other) == "present" or said.get(other) == "present" for other in counts)
        return "absent" if said_present else _EITHER[mark], "usage"
    return None, None


def _of_blank(found: list[Mark], said: dict[str, str]) -> tuple[str | None, str | None]:
    """Where people mark who is there, a blank is who is not; where somebody marked who is missing, a blank may be anything."""
    if BLANK in said:
        return said[BLANK], "legend"
    meanings = {mark.meaning for mark in found}
    sure = all(mark.sure for mark in found)
    if "present" in meanings and "absent" not in meanings:
        return "absent", "word" if sure and "excused" not in meanings else "usage"
    if "present" in meanings:
        return "nothing", "usage"
    if {"absent", "excused"} & meanings:
        return "present", "usage"
    return None, None


def _proved(rows: list[list[str]], totals: list[list[int | None]], counts: dict[str, int]) -> str | None:
    """The one mark of which some column of figures is the count, for every person; None when none is, or two could be."""
    fits = {
        mark
        for mark in counts
        if mark != BLANK
        for column in totals
        if len([figure for figure in column if figure is not None]) * 2 > len(rows) > 2
        and len({figure for figure in column if figure is not None}) > 1
        and all(figure is None or row.count(mark) == figure for row, figure in zip(rows, column, strict=True))
    }
    return fits.pop() if len(fits) == 1 else None


def _of_words(words: str) -> str | None:
    plain = fold(words)
    if re.search(r"giustif|scusat|excused", plain):
        return "excused"
    if re.search(r"non (si e )?(tenut|svolt|fatt)|sospes|annullat|chius|vacanz", plain):
        return "not_held"
    if re.search(r"assen|assent|mancante|absent|non (c'?e|present)", plain):
        return "absent"
    return "present" if re.search(r"presen|c'?e\b|venut", plain) else None
