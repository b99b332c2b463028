"""Amounts in whole cents, and the days that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.rules import RuleBroken

MOST = 100_000_000_000  # a billion euros, in cents
YEARS = (2000, 2099)


def positive(cents: object, field: str, *, most: int = MOST, lowest: int = 1) -> int:
    """An amount above zero, or from `lowest` on. Raises RuleBroken: `missing`, `bad_amount`, `amount_not_positive`,
    `amount_too_large`."""
    if cents is None:
        raise RuleBroken("missing", field=field)
    if isinstance(cents, bool) or not isinstance(cents, int):
        raise RuleBroken("bad_amount", field=field)
    if cents < lowest:
        raise RuleBroken("amount_not_positive", field=field)
    if cents > most:
        raise RuleBroken("amount_too_large", field=field, most_cents=most)
    return cents


def whole(number: object, field: str, lowest: int, highest: int) -> int:
    """A whole number between two. Raises RuleBroken: `missing`, `bad_number`, `out_of_range`."""
    if number is None:
        raise RuleBroken("missing", field=field)
    if isinstance(number, bool) or not isinstance(number, int):
        raise RuleBroken("bad_number", field=field)
    if not lowest <= number <= highest:
        raise RuleBroken("out_of_range", field=field, lowest=lowest, highest=highest)
    return number


def day(value: date | str | None, field: str) -> str:
    """A day of this century, as ISO text. Raises RuleBroken: `missing`, `bad_date`."""
    if not value:
        raise RuleBroken("missing", field=field)
    try:
        kept = date.fromisoformat(str(value))
    except ValueError:
        raise RuleBroken("bad_date", field=field) from None
    if not YEARS[0] <= kept.year <= YEARS[1]:
        raise RuleBroken("bad_date", field=field)
    return kept.isoformat()


def past(value: date | str | None, field: str, today: date) -> str:
    """A day that has come. Raises RuleBroken as `day`, or `in_future`."""
    kept = day(value, field)
    if kept > today.isoformat():
        raise RuleBroken("in_future", field=field, on_date=kept)
    return kept


def split(amount_cents: int, weights: Sequence[int]) -> list[int]:
    """The amount in whole cents divided by the weights, adding up to the cent; equal parts when all weigh nothing.

    By the largest remainder (Hare quota; the earlier part wins a tie): no part is a cent or more away from its exact due.
    Raises ValueError on a negative amount or weight, or without weights.
    """
    if not weights or amount_cents < 0 or min(weights) < 0:
        raise ValueError("split takes an amount from zero up and at least one weight, none negative")
    whole_weight = sum(weights)
    if not whole_weight:
        weights, whole_weight = [1] * len(weights), len(weights)
    parts = [amount_cents * weight // whole_weight for weight in weights]
    remainders = [amount_cents * weight % whole_weight for weight in weights]
    for place in sorted(range(len(weights)), key=lambda each: -remainders[each])[: amount_cents - sum(parts)]:
        parts[place] += 1
    return parts
