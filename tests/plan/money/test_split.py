"""An amount is divided to the cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.plan.money.amounts import split

amounts = some.integers(0, 10**13)
weights = some.lists(some.integers(0, 10**12), min_size=1, max_size=12)


@given(amounts, weights)
def test_the_parts_add_up_and_none_is_a_cent_away_from_its_due(amount, heavy):
    parts = split(amount, heavy)
    assert sum(parts) == amount and len(parts) == len(heavy)
    dues = heavy if any(heavy) else [1] * len(heavy)
    for part, weight in zip(parts, dues, strict=True):
        assert abs(part * sum(dues) - amount * weight) < sum(dues)


@given(amounts, weights)
def test_who_weighs_nothing_pays_nothing_and_who_weighs_more_pays_no_less(amount, heavy):
    parts = split(amount, heavy)
    for mine, my_weight in zip(parts, heavy, strict=True):
        assert mine == 0 or my_weight or not any(heavy)
        for theirs, their_weight in zip(parts, heavy, strict=True):
            assert mine >= theirs or my_weight <= their_weight


def test_a_cent_goes_to_the_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(1, [0, 0]) == [1, 0]
    assert split(0, [3]) == [0]


@pytest.mark.parametrize(("amount", "heavy"), [(-1, [1]), (5, []), (5, [1, -1])])
def test_what_cannot_be_divided_is_a_fault(amount, heavy):
    with pytest.raises(ValueError, match="split takes"):
        split(amount, heavy)
