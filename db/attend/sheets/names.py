"""A sheet's names as names shown: first name and the surname's initial, one more letter only where two would be the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from db.texts import folded, tidy

ORDERS = ("surname_first", "first_name_first", "as_written")
LONGEST = 60
# Words that go with the next one into the surname: De Luca, Lo Russo, Ben Ali, van der Berg.
_PARTICLES = {
    *(
        "de",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "dello",
        "della",
        "dei",
        "degli",
        "delle",
        "dal",
        "dalla",
        "la",
        "le",
        "li",
        "lo",
    ),
    *(
        "el",
        "al",
        "ben",
        "bin",
        "abu",
        "ait",
        "ould",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "mac",
        "mc",
        "san",
        "santa",
        "st",
        "saint",
    ),
}


@dataclass(frozen=True)
class Name:
    """A person's name, parted."""

    first: str
    surname: str

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.first, self.surname)))


def parted(cells: list[str], order: str) -> Name:
    """The name in one cell, or in two: then `order` says which is the surname. A comma parts `Rossi, Dario` by itself."""
    cells = [tidy(cell) for cell in cells if tidy(cell)]
    if len(cells) > 1:
        surname, first = (cells[0], " ".join(cells[1:])) if order == "surname_first" else (" ".join(cells[1:]), cells[0])
        return Name(first, surname)
    whole = cells[0] if cells else ""
    if order == "as_written":
        return Name(whole, "")
    if "," in whole:
        surname, _, first = whole.partition(",")
        return Name(tidy(first), tidy(surname)) if tidy(first) else Name(tidy(surname), "")
    words = whole.split()
    if len(words) < 2:
        return Name(whole, "")
    if order == "surname_first":
        last = 1
        while last < len(words) - 1 and folded(words[last - 1]) in _PARTICLES:
            last += 1
        return Name(" ".join(words[last:]), " ".join(words[:last]))
    first = len(words) - 1
    while first > 1 and folded(words[first - 1]) in _PARTICLES:
        first -= 1
    return Name(" ".join(words[:first]), " ".join(words[first:]))


def probable_order(wholes: list[str]) -> str:
    """How names in one column are probably written, from what repeats and how they are sorted; a proposal, never a fact."""
    words = [folded(whole).split() for whole in wholes if len(whole.split()) > 1]
    if not words:
        return "as_written"
    if sum(len(each[-1]) == 1 for each in words) * 2 > len(words):
        return "as_written"
    heads, tails = Counter(each[0] for each in words), Counter(each[-1] for each in words)
    firsts = [each[0] for each in words]
    climbs = sum(a <= b for a, b in zip(firsts, firsts[1:], strict=False)) >= 0.8 * (len(firsts) - 1) and len(firsts) > 4
    lasts = [each[-1] for each in words]
    climbs_by_last = sum(a <= b for a, b in zip(lasts, lasts[1:], strict=False)) >= 0.8 * (len(lasts) - 1) and len(lasts) > 4
    if climbs != climbs_by_last:
        return "surname_first" if climbs else "first_name_first"
    return "first_name_first" if len(tails) < len(heads) else "surname_first"


def shown(names: list[Name]) -> list[str]:
    """The name shown of each: `Amina B.`; where two would be the same, with as many letters as part them, or a number."""
    letters = [1] * len(names)
    for _ in range(6):
        said = [_said(name, n) for name, n in zip(names, letters, strict=True)]
        alike: dict[str, set[str]] = {}
        for name, each in zip(names, said, strict=True):
            alike.setdefault(folded(each) or each, set()).add(folded(name.full) or name.full)
        clash = [i for i, each in enumerate(said) if len(alike[folded(each) or each]) > 1 and names[i].surname]
        if not clash:
            break
        for i in clash:
            letters[i] += 1
    return _numbered(said)


def _said(name: Name, letters: int) -> str:
    initial = "".join(c for c in name.surname if c.isalnum() or c in " '’")[:letters].strip()
    first = name.first[: LONGEST - 12].strip()
    return f"{first} {initial[:1].upper()}{initial[1:]}." if initial and first else first or name.surname[: LONGEST - 12]


def _numbered(said: list[str]) -> list[str]:
    """Two people of one name in one sheet are told apart by a number, until somebody writes better."""
    seen: Counter = Counter()
    result = []
    for each in said:
        seen[folded(each) or each] += 1
        number = seen[folded(each) or each]
        result.append(each if number == 1 else f"{each} {number}")
    return result
