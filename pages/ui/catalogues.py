"""The Italian catalogues, one a room, kept in step with the sentences in the code: `make texts`.

The working table and the money, two large parts of `plan`, have catalogues of their own.
A sentence used in two rooms stands in the catalogue of the first of them alone.
"""

from __future__ import annotations

import ast
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

PAGES = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "locale" / "it"
ROOMS = {"office": "office", "registry": "registry", "plan": "plan", "table": "plan/table", "money": "plan/money",
         "attend": "attend", "look": "look", "neutral": "neutral"}
MARKS = {"_": 1, "N_": 1, "ngettext": 2}  # how many of the first arguments are the sentence


def sentences(room: str) -> dict[str | tuple[str, str], list[tuple[str, int]]]:
    """Every sentence of a room's screens with the places it stands at. `office` also has the frame and `ui`."""
    found: dict = {}
    for file in _files(room):
        for key, line in _of_template(file) if file.suffix == ".html" else _of_python(file):
            found.setdefault(key, []).append((file.relative_to(PAGES).as_posix(), line))
    return found


def _of_template(file: Path):
    for line, message, _comments, _context in extract_from_file("jinja2.ext:babel_extract", file, keywords=dict.fromkeys(MARKS)):
        yield message, line


def _of_python(file: Path):
    """By `ast`, since Babel's extractor does not look into f-strings before Python 3.12."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            said = [arg.value for arg in node.args[: MARKS[node.func.id]] if isinstance(arg, ast.Constant)]
            if len(said) == MARKS[node.func.id]:
                yield tuple(said) if len(said) > 1 else said[0], node.lineno


def catalogue(room: str) -> Catalog:
    """The room's catalogue as it stands, empty when there is none yet."""
    file = FOLDER / f"{room}.po"
    if not file.exists():
        return Catalog(locale="it", project="Telaio", charset="utf-8")
    with file.open("rb") as source:
        return read_po(source, locale="it")


def update() -> None:
    """Adds what is new to each catalogue with an empty translation, and drops what no screen says any more. A sentence that moved
    to another room takes its Italian along."""
    elsewhere: set = set()
    known = {_single(message.id): message for room in ROOMS for message in catalogue(room) if message.id and message.string}
    for room in ROOMS:
        old, new = catalogue(room), Catalog(locale="it", project="Telaio", charset="utf-8")
        for key, places in sorted(sentences(room).items(), key=str):
            single = _single(key)
            if single in elsewhere:
                continue
            elsewhere.add(single)
            kept = old.get(single) or known.get(single)
            new.add(key, kept.string if kept else None, locations=[(place, None) for place in sorted({p for p, _ in places})])
        with (FOLDER / f"{room}.po").open("wb") as target:
            write_po(target, new, omit_header=False, include_previous=False, width=120, sort_output=True)
        missing = sum(1 for message in new if message.id and not all(_strings(message.string)))
        print(f"{room}: {len(new)} sentences, {missing} without Italian")


def _single(key: str | tuple[str, ...]) -> str:
    return key[0] if isinstance(key, tuple) else key


def _strings(string) -> tuple:
    return tuple(string) if isinstance(string, (tuple, list)) else (string,)


def _files(room: str) -> list[Path]:
    folder = PAGES / ROOMS[room]
    inner = {PAGES / each for each in ROOMS.values() if folder in (PAGES / each).parents}
    files = [PAGES / "ui" / "refusals" / f"{room}.py"]
    if room == "office":
        files = [*PAGES.glob("*.py"), *(PAGES / "ui").glob("*.py"), *(PAGES / "ui").glob("*.html"), PAGES / "ui/refusals/casa.py"]
    files += [file for file in (*folder.rglob("*.py"), *folder.rglob("*.html")) if not inner & set(file.parents)]
    return sorted(file for file in files if file.exists() and file.name != "catalogues.py")


if __name__ == "__main__":
    update()
