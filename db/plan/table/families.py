"""A guard for papers that leave the house: does a text name somebody of a family?"""

from __future__ import annotations

import re

from anyascii import anyascii
from sqlite_utils import Database

from db.connection import rows


def parts_that_name_a_family(db: Database, kept: dict) -> list[str]:
    """The parts of these minutes in which a name of the registers stands (at least a first name and an initial, so that
    "Marta" alone is nobody). Says where, never who."""
    facts, names = kept["facts"], _names(db)
    said = {f"item:{item['id']}": f"{item['title']}\n{item['summary']}" for item in facts["items"]}
    for part, written in kept["texts"].items():
        title = next((item["title"] for item in facts["items"] if part == f"item:{item['id']}"), "")
        said[part] = f"{title}\n{written['text']}"
    said["decisions"] = "\n".join(f"{each['text']}\n{each['dissent']}" for each in facts["decisions"])
    said["reviews"] = "\n".join(each["text"] for each in facts["reviews"])
    said["actions"] = "\n".join(each["text"] for each in facts["actions"])
    said["people"] = "\n".join(each["role"] for each in facts["people"])
    said["why"] = kept["why"]
    return [part for part, text in said.items() if names and names.search(anyascii(text))]


def _names(db: Database) -> re.Pattern | None:
    known = rows(db, "select display_name as name from person union select full_name from contact")
    several = {_pattern(words) for row in known if len(words := re.findall(r"\w+", anyascii(row["name"]))) > 1}
    return re.compile(rf"\b(?:{'|'.join(sorted(several))})\b") if several else None


def _pattern(words: list[str]) -> str:
    """In whatever capitals; an initial in its capital, since in Italian "Anna e" is not Anna E."""
    return r"\W+".join(f"(?i:{word})" if len(word) > 1 else word.upper() for word in words)
