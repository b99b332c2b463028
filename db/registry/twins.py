"""Likely twins: people already here who may be the one about to be added. A warning for a person to judge, never a merge.

Names are compared as search sees them, word order free. A display name ends in an initial, so an initial fits any word it
begins, and `Amina B.` is likely `Amina Benali` but never `Amina R.`
"""

from __future__ import annotations

from rapidfuzz import fuzz
from sqlite_utils import Database

from db import audit
from db.connection import changing, rows
from db.rules import By, ask, may
from db.texts import folded, tidy

LIKELY = 85  # of 100: one letter more, less or other in an ordinary first name
NO_INITIAL = 8  # taken off when one of the two says nothing of the surname


def likely(db: Database, display_name: str, *, kind: str | None = None, birth_year: int | None = None, full_name: str = "",
           by: By) -> list[dict]:
    """Up to five people in use, the likeliest first, each with `score` (0-100) and `why`.

    `why` holds some of: same_name, similar_name, same_full_name, similar_full_name, same_birth_year. Somebody of another kind,
    or born two years apart or more, is nobody's twin. Full names are compared for coordinators alone, and one that fits is
    a traced read. Asks `people.read`.
    """
    ask(by, "people.read")
    name, whole = _known(display_name), folded(full_name)
    reads = bool(whole) and may(by, "contacts.read") is not None
    with changing(db):
        found = []
        for row in _candidates(db, kind, birth_year, reads):
            score, why = _alike(name, whole, row)
            if why:
                if birth_year and row["birth_year"] == birth_year:
                    why.append("same_birth_year")
                found.append({**row, "score": score, "why": why})
        found = sorted(found, key=lambda row: (-row["score"], "same_birth_year" not in row["why"], row["display_name"]))[:5]
        for row in found:
            if {"same_full_name", "similar_full_name"} & set(row["why"]):
                audit.note(db, by, "contacts.read", f"person:{row['person_id']}", through="twins")
    return [{key: value for key, value in row.items() if key not in ("folded", "full_folded")} for row in found]


def _candidates(db: Database, kind: str | None, birth_year: int | None, reads: bool) -> list[dict]:
    return rows(
        db,
        """
        select person.id as person_id, display_name, person.folded, kind, birth_year, age_band, household_id, code,
               case when :reads then contact.folded end as full_folded
        from person
        join household on household.id = household_id
        left join contact on contact.person_id = person.id
        where person.archived_at is null and (:kind is null or kind = :kind)
          and (:year is null or birth_year is null or abs(birth_year - :year) <= 1)
        """,
        kind=kind,
        year=birth_year,
        reads=int(reads),
    )


def _alike(name: str, whole: str, row: dict) -> tuple[int, list[str]]:
    score, why = _score(name, row["folded"] or row["display_name"].casefold()), []
    if score >= LIKELY:
        why.append("same_name" if score == 100 else "similar_name")
    else:
        score = 0
    if whole and row["full_folded"]:
        full = round(fuzz.token_sort_ratio(whole, row["full_folded"]))
        if full >= LIKELY:
            why.append("same_full_name" if full == 100 else "similar_full_name")
            score = max(score, full)
    return score, why


def _score(a: str, b: str) -> int:
    if a == b:
        return 100
    (words_a, initials_a), (words_b, initials_b) = _parts(a), _parts(b)
    if not _fits(initials_a, words_b, initials_b) or not _fits(initials_b, words_a, initials_a):
        return 0
    told = max(_first_names_score(one, other)
               for one in _first_names(words_a, [] if initials_a else initials_b)
               for other in _first_names(words_b, [] if initials_b else initials_a))
    silent = bool(initials_a) != bool(initials_b) and min(len(a.split()), len(b.split())) == 1
    return max(0, round(told) - NO_INITIAL * silent)


def _parts(name: str) -> tuple[list[str], list[str]]:
    words = name.split()
    return [word for word in words if len(word) > 1], [word for word in words if len(word) == 1]


def _fits(initials: list[str], words: list[str], others: list[str]) -> bool:
    """Whether each initial stands in the other name, or begins a word of it, or the other name is a first name alone."""
    return all(i in others or (len(words) > 1 and any(word[0] == i for word in words)) or (len(words) == 1 and not others)
               for i in initials)


def _first_names(words: list[str], initials: list[str]) -> list[list[str]]:
    """What is left of whole names when each initial of the other is taken for one of their words, in every way there is."""
    ways = [words]
    for initial in initials:
        ways = [[*way[:k], *way[k + 1:]] for way in ways for k, word in enumerate(way)
                if word[0] == initial and len(way) > 1] or ways
    return ways


def _first_names_score(words: list[str], others: list[str]) -> float:
    """How alike they are; a second name that one of the two leaves out costs ten."""
    a, b = " ".join(words), " ".join(others)
    return max(fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b) - 10)


def _known(display_name: str) -> str:
    return folded(display_name) or tidy(display_name).casefold()
