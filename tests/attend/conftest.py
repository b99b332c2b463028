"""A theatre workshop with a session today, one yesterday and a cancelled one, six people enrolled and a class to count."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.attend.theatre import stage


@pytest.fixture
def theatre(db, cast) -> SimpleNamespace:
    """Ids: sessions today, yesterday, cancelled; people by name; stranger and archived, of no activity; school, activity."""
    return stage(db)
