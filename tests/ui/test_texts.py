"""Every sentence has its Italian; every refusal has its sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from db import shell_words
from pages.ui import catalogues, messages, texts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", catalogues.ROOMS)
def test_every_sentence_has_its_italian(room):
    known = {}
    for each in catalogues.ROOMS:
        for message in catalogues.catalogue(each):
            single = message.id[0] if isinstance(message.id, tuple) else message.id
            known[single] = message
    wanting = []
    for key in catalogues.sentences(room):
        message = known.get(key[0] if isinstance(key, tuple) else key)
        strings = catalogues._strings(message.string) if message else ()
        if not strings or not all(strings) or message.fuzzy:
            wanting.append(key)
    assert not wanting, "run `make texts`, then write the Italian"


@pytest.mark.parametrize("room", catalogues.ROOMS)
def test_a_translation_keeps_the_facts_of_its_sentence(room):
    for message in catalogues.catalogue(room):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(re.findall(r"{\w+}", ids[-1]))
        for string in catalogues._strings(message.string):
            assert set(re.findall(r"{\w+}", string or "")) <= wanted, message.id


@pytest.mark.parametrize("room", catalogues.ROOMS)
def test_italian_has_the_printers_apostrophe(room):
    straight = [string for message in catalogues.catalogue(room) for string in catalogues._strings(message.string)
                if message.id and "'" in re.sub(r"{[^}]*}", "", string or "")]
    assert not straight, "’, not '"


def test_every_refusal_has_its_sentence():
    upstairs = {key for file in (ROOT / "db").rglob("*.py") if file.name != "__main__.py" for key in refusals(file)}
    assert upstairs - set(messages.SENTENCES) == set()


def test_every_refusal_of_the_shell_has_its_sentence():
    assert refusals(ROOT / "db" / "__main__.py") - set(shell_words.REFUSALS) == set()


def refusals(file: Path) -> set[str]:
    """The keys of every RuleBroken a file raises."""
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {call.args[0].value for call in calls
            if getattr(call.func, "id", "") == "RuleBroken" and isinstance(call.args[0], ast.Constant)}


def test_numbers_and_days_speak_both_languages():
    texts.use("it")
    assert texts.number(1284) == "1.284"
    assert texts.day("2026-11-23") == "lunedì 23 novembre 2026"
    assert texts.money(123456) == "1.234,56\xa0€"
    texts.use("en")
    assert texts.number(1284) == "1,284"
    assert texts.day("2026-11-23") == "Monday 23 November 2026"
    texts.use("it")
