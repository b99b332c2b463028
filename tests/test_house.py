"""The walls of the house: who may import whom, read from the source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [file for folder in ("db", "pages") for file in (ROOT / folder).rglob("*.py")]
# The frame's own company: they gather the rooms, so they may import every one of them.
GATHER = {"pages/frame.py", "pages/menu.py", "pages/edge.py", "pages/gate.py"}


def imports(file: Path) -> set[str]:
    """Every module a file imports, with its dotted name."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_db_knows_no_screen(file):
    if name_of(file).startswith("db/"):
        assert not {each for each in imports(file) if each.split(".")[0] in {"streamlit", "altair", "pages"}}


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_a_screen_opens_no_database_of_its_own(file):
    if name_of(file).startswith("pages/"):
        assert not {each for each in imports(file) if each.split(".")[0] in {"sqlite3", "pysqlite3"}}
        assert "sqlite_utils.utils" not in imports(file)


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_a_screen_writes_no_sql(file):
    if not name_of(file).startswith("pages/"):
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"query", "execute", "executescript", "executemany"}, f"{name_of(file)}:{node.lineno}"


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_only_the_charts_know_altair(file):
    if "altair" in imports(file):
        assert name_of(file).startswith("pages/ui/")


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_a_room_upstairs_does_not_reach_into_another(file):
    parts = name_of(file).split("/")
    if parts[0] != "pages" or len(parts) < 3 or name_of(file) in GATHER:
        return
    rooms = {"plan", "attend", "registry", "look", "neutral", "office"} - {parts[1]}
    assert not {each for each in imports(file) if each.startswith("pages.") and each.split(".")[1] in rooms}


def test_the_one_sqlite_driver_is_the_safe_one():
    from db.connection import SAFE_SQLITE, sqlite3

    assert sqlite3.sqlite_version_info >= SAFE_SQLITE
    assert sqlite3.__name__.startswith("pysqlite3")


@pytest.mark.parametrize("file", [ROOT / "app.py", *SOURCES], ids=name_of)
def test_no_other_sqlite_is_imported(file):
    assert not {each for each in imports(file) if each.split(".")[0] in {"sqlite3", "apsw", "duckdb"}}
