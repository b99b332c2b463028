"""Words on screen: English in the code, Italian first on the screen.

Each room has its own catalogue under `locale/it/`; they are read as they are, so there is nothing to compile.
Dates and numbers are Babel's.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"it": "Italiano", "en": "English"}
FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="it")


def use(language: str) -> None:
    """From here on this script run, or this request, speaks `language` (Italian when it is not one of ours)."""
    _language.set(language if language in LANGUAGES else "it")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, this language: a paper is in Italian whoever asks for it."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> str:
    """The language of this run: 'it' or 'en'."""
    return _language.get()


def _(message: str, **facts) -> str:
    """The sentence in the language of this run; facts fill its {braces}."""
    said = _catalogue(language()).gettext(message)
    return said.format(**facts) if facts else said


def ngettext(singular: str, plural: str, n: int, **facts) -> str:
    """The sentence for `n` of something; `{n}` in it is written as the language writes numbers."""
    return _catalogue(language()).ngettext(singular, plural, n).format(n=number(n), **facts)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "to be translated where it is used"
    """Marks a sentence for the catalogue; it is translated later, with `_`."""
    return message


def number(value: float, decimals: int = 0) -> str:
    """1284 -> '1.284' in Italian, '1,284' in English."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(value, format=pattern, locale=_locale())


def parsed(text: str) -> Decimal:
    """The number as the language of this run writes it, strictly: '1.234,56' in Italian. Raises ValueError."""
    return numbers.parse_decimal(text, locale=_locale(), strict=True)


def percent(share: float, decimals: int = 0) -> str:
    """0.382 -> '38%'."""
    return numbers.format_percent(share, format="#,##0" + ("." + "0" * decimals if decimals else "") + "%", locale=_locale())


def money(cents: int) -> str:
    """Cents as euros: 123456 -> '1.234,56 €'."""
    return numbers.format_currency(cents / 100, "EUR", locale=_locale())


def day(value: date | str, style: str = "long") -> str:
    """'lunedì 23 novembre 2026'; styles: long, date ('23 novembre 2026'), medium ('23 nov 2026'), short
    ('23 nov'), month ('novembre 2026'), weekday, weekday_short."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    pattern = {"long": "EEEE d MMMM y", "date": "d MMMM y", "medium": "d MMM y", "short": "d MMM", "month": "LLLL y",
               "weekday": "EEEE", "weekday_short": "EEE d MMM"}[style]
    return dates.format_date(value, format=pattern, locale=_locale())


def moment(utc: str) -> str:
    """A trace's instant, as the Casa's clock showed it: '23 nov 2026, 16:42'."""
    here = datetime.fromisoformat(utc).astimezone(ZoneInfo("Europe/Rome"))
    return f"{day(here.date(), 'medium')}, {here:%H:%M}"


def hours(starts_at: str, ends_at: str) -> str:
    """'16:30–18:30'."""
    return f"{starts_at}–{ends_at}"


def clock(value: time) -> str:
    """'16:42'."""
    return value.strftime("%H:%M")


def _locale() -> str:
    return {"it": "it_IT", "en": "en_GB"}[language()]


@cache
def _catalogue(of: str) -> _gettext.NullTranslations:
    if of == "en":
        return _gettext.NullTranslations()
    whole = _gettext.GNUTranslations()
    whole._catalog, whole.plural = {}, lambda n: int(n != 1)
    for file in sorted((FOLDER / of).glob("*.po")):
        compiled = io.BytesIO()
        with file.open("rb") as source:
            write_mo(compiled, read_po(source, locale=of))
        compiled.seek(0)
        whole._catalog.update(_gettext.GNUTranslations(compiled)._catalog)
    return whole
