"""What people type, before it is kept: trimmed, without control or direction-changing characters, within a length."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from db.rules import RuleBroken

# Zero-width joiners stay: Persian, Hindi and emoji need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])


def tidy(text: str | None, *, lines: bool = False) -> str:
    """The text in Unicode's composed form, without control and direction characters; one line unless `lines`."""
    kept = unicodedata.normalize("NFC", (text or "").encode("utf-8", "ignore").decode()).translate(_DIRECTION)
    if lines:
        kept = re.sub(r"\r\n?", "\n", kept)
        return "".join(c for c in kept if c == "\n" or unicodedata.category(c) != "Cc").strip()
    kept = re.sub(r"[\s\x85]+", " ", kept)
    return "".join(c for c in kept if unicodedata.category(c) != "Cc").strip()


def required(text: str | None, field: str, longest: int, *, lines: bool = False) -> str:
    """The tidy text. Raises RuleBroken `missing` when nothing is left, or `too_long` past `longest` characters."""
    kept = optional(text, field, longest, lines=lines)
    if not kept:
        raise RuleBroken("missing", field=field)
    return kept


def optional(text: str | None, field: str, longest: int, *, lines: bool = False) -> str:
    """The tidy text, perhaps empty. Raises RuleBroken `too_long`."""
    kept = tidy(text, lines=lines)
    if len(kept) > longest:
        raise RuleBroken("too_long", field=field, longest=longest, length=len(kept))
    return kept


def folded(text: str) -> str:
    """The text as search sees it: plain lower-case ASCII words, `Đorđević, Niccolò` -> `dordevic niccolo`."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))
