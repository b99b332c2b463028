"""The walls of the house: who may import whom, read from the source. Each wall names every place that breaks it."""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [ROOT / "app.py", *(file for folder in ("db", "pages") for file in (ROOT / folder).rglob("*.py"))]
ROOMS = {"plan", "attend", "registry", "look", "neutral", "office"}
# What writes or reads names without asking who it is for: its callers downstairs have asked already.
UNASKING = (
    "db.registry.organisations.write_new", "db.registry.organisations.write_over", "db.registry.households.write_new",
    "db.registry.households.put_away", "db.registry.contacts.write", "db.plan.sessions.write", "db.plan.sessions.place",
    "db.plan.sessions.set_state", "db.plan.activities.writing", "db.plan.activities.calling_off", "db.plan.rota.writing",
    "db.look.presences", "db.look.counts",
)
SQL_CALLS = {"query", "execute", "executescript", "executemany"}


def test_db_knows_no_screen():
    assert not breaking(lambda name, roots: name.startswith("db/") and roots & {"streamlit", "altair", "pages"})


def test_there_is_one_sqlite_driver_and_only_db_holds_it():
    from db.connection import SAFE_SQLITE, sqlite3

    assert sqlite3.__name__.startswith("pysqlite3") and sqlite3.sqlite_version_info >= SAFE_SQLITE
    assert not breaking(lambda name, roots: roots & {"sqlite3", "apsw", "duckdb"})
    assert not breaking(lambda name, roots: not name.startswith("db/") and "pysqlite3" in roots)
    assert not [name for name, file in screens() if "sqlite_utils.utils" in imports(file)]


def test_a_screen_writes_no_sql():
    called = [f"{name}:{node.lineno}" for name, file in screens() for node in ast.walk(tree(file))
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SQL_CALLS]
    assert not called


def test_only_the_charts_know_altair():
    assert not breaking(lambda name, roots: "altair" in roots and not name.startswith("pages/ui/"))


def test_no_screen_groups_tables_itself():
    assert not breaking(lambda name, roots: "pandas" in roots)


def test_a_room_upstairs_does_not_reach_into_another():
    """What gathers the rooms (menu, edge, frame, gate) stands outside them. Two rooms meet in `ui`, or downstairs."""
    reaching = []
    for name, file in screens():
        parts = name.split("/")
        own = parts[1] if len(parts) > 2 else None
        others = ROOMS - {own} if own else set()
        reaching += [f"{name}: {each}" for each in imports(file) if each.startswith("pages.") and each.split(".")[1] in others]
    assert not reaching


def test_a_screen_calls_no_verb_that_does_not_ask():
    called = [f"{name}: {each}" for name, file in screens() for each in sorted(imports(file) | called_on_modules(file))
              if any(each == inner or each.startswith(f"{inner}.") for inner in UNASKING)]
    assert not called


@pytest.mark.parametrize("inner", UNASKING)
def test_what_does_not_ask_is_still_called_so(inner):
    module, _, name = inner.rpartition(".")
    is_module = (ROOT / inner.replace(".", "/")).with_suffix(".py").exists()
    assert find_spec(inner) if is_module else hasattr(import_module(module), name)


def test_a_call_of_one_would_be_seen(tmp_path):
    file = tmp_path / "screen.py"
    file.write_text("from db.plan import sessions as s\nfrom db.registry.households import put_away\ns.write(1)\n", "utf-8")
    assert {"db.plan.sessions.write", "db.registry.households.put_away"} <= imports(file) | called_on_modules(file)


def called_on_modules(file: Path) -> set[str]:
    """Every `module.name` a file speaks of, with the module's dotted name."""
    known = {}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            known |= {alias.asname: alias.name for alias in node.names if alias.asname}
    return {f"{known[node.value.id]}.{node.attr}" for node in ast.walk(tree(file))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known}


def breaking(broken) -> list[str]:
    """Names of the files for which `broken(name, roots of its imports)` holds."""
    return [name_of(file) for file in SOURCES if broken(name_of(file), {each.split(".")[0] for each in imports(file)})]


def screens() -> list[tuple[str, Path]]:
    """Everything upstairs, with its name."""
    return [(name_of(file), file) for file in SOURCES if name_of(file).startswith("pages/")]


@cache
def imports(file: Path) -> frozenset[str]:
    """Every module a file imports, with its dotted name."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()
