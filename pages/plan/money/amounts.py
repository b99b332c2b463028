"""Amounts as people type them, in euros, and as the Casa keeps them, in cents."""

from __future__ import annotations

import re

import streamlit as st

from db.rules import RuleBroken
from db.texts import tidy
from pages.ui import labels
from pages.ui.texts import number, parsed

# Two figures after the only mark are cents, whoever writes the mark as a dot and whoever as a comma.
PLAIN = re.compile(r"(-?[0-9]+)(?:[.,]([0-9]{1,2}))?")
LONGEST = 20


def typed(text: str | None, field: str) -> int | None:
    """The cents of "1.234,56", "1234.56" or "12 €"; None when nothing was typed. Raises RuleBroken `bad_amount`."""
    kept = re.sub(r"[\s€]", "", tidy(text))
    if not kept:
        return None
    if len(kept) > LONGEST or not re.fullmatch(r"-?[0-9.,]+", kept):
        raise RuleBroken("bad_amount", field=field)
    if plain := PLAIN.fullmatch(kept):
        cents = int(plain[1]) * 100
        rest = int((plain[2] or "").ljust(2, "0"))
        return cents - rest if kept.startswith("-") else cents + rest
    try:
        exact = parsed(kept) * 100
    except ValueError:
        raise RuleBroken("bad_amount", field=field) from None
    if exact != int(exact):
        raise RuleBroken("bad_amount", field=field)
    return int(exact)


def as_typed(cents: int | None) -> str:
    """123456 -> "1.234,56", as one would type it; nothing for None."""
    return "" if cents is None else number(cents / 100, 2)


def field(name: str, key: str, cents: int | None = None, *, label: str | None = None) -> str:
    """A text field for an amount in euros; what was typed."""
    return st.text_input(label or labels.field(name), as_typed(cents), key=key, max_chars=LONGEST, placeholder="0,00",
                         icon=":material/euro:")


def seen(text: str | None) -> int | None:
    """The cents typed so far, for a sum that is shown while typing; None when they cannot be read yet."""
    try:
        return typed(text, "amount_cents")
    except RuleBroken:
        return None
