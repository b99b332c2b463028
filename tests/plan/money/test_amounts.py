"""Amounts as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.rules import RuleBroken
from pages.plan.money import amounts
from pages.ui import texts


@pytest.fixture(autouse=True)
def in_italian():
    texts.use("it")
    yield
    texts.use("it")


@pytest.mark.parametrize(("text", "cents"), [
    ("1.234,56", 123_456), ("1234,56", 123_456), ("1234.56", 123_456), ("1.234", 123_400), ("12", 1_200), ("0,5", 50),
    (" 12,30 € ", 1_230), ("1\u00a0234,56", 123_456), ("1.234.567,89", 123_456_789), ("-5", -500), ("-0,50", -50), ("0", 0),
    ("", None), (None, None), ("  ", None),
])
def test_an_amount_is_read(text, cents):
    assert amounts.typed(text, "amount_cents") == cents


@pytest.mark.parametrize("text", [
    "abc", "1,234.56", "1.23.4", "1,2,3", "12,345", "1e5", "NaN", "Infinity", "١٢", "--5", ",", ".", "-", "1" * 21, "9" * 10_000,
    "=1+1", "<img>", "5 dollari", "12.34.56", "1.2345,00", "½",
])
def test_what_is_no_amount_is_refused_kindly(text):
    with pytest.raises(RuleBroken, match="bad_amount"):
        amounts.typed(text, "amount_cents")
    assert amounts.seen(text) is None


def test_english_writes_it_the_other_way_round():
    texts.use("en")
    assert amounts.typed("1,234.56", "amount_cents") == 123_456
    assert amounts.typed("1234,56", "amount_cents") == 123_456
    with pytest.raises(RuleBroken, match="bad_amount"):
        amounts.typed("1.234", "amount_cents")


@given(some.integers(0, 10**11), some.sampled_from(["it", "en"]))
def test_what_the_screen_writes_it_reads_again(cents, language):
    texts.use(language)
    assert amounts.typed(amounts.as_typed(cents), "amount_cents") == cents
