"""`make soak`: three hundred taps on three tablets through everything that can go wrong, with the figures."""

from __future__ import annotations

import os
import time

import pytest

from tests.browser.door import evening, settle
from tests.browser.test_door import EVERYTHING_RIGHT, tablets, theatre  # noqa: F401 - fixtures

SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "1").split()]
TAPS = int(os.environ.get("TAPS", "300"))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", SEEDS)
def test_soak(db, server, tablets, seed, capsys):  # noqa: F811
    three = tablets(3)
    began = time.monotonic()
    did = evening(three, server, taps=TAPS, seed=seed, kills=max(1, TAPS // 60), longest=12.0)
    right = settle(three, db)
    with capsys.disabled():
        print(f"\nseed {seed}, {time.monotonic() - began:.0f} s")
        for name, figure in {**did, **right}.items():
            print(f"  {figure:>6} {name}")
    assert {key: right[key] for key in EVERYTHING_RIGHT} == EVERYTHING_RIGHT
