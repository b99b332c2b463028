"""Households and people that the tests of this room begin with."""

from __future__ import annotations

import pytest

from db.registry import households, people
from tests.conftest import TODAY


@pytest.fixture
def household(db, marta) -> int:
    """An empty household."""
    return households.add(db, by=marta)


@pytest.fixture
def someone(db, marta):
    """Adds a person, in a household of their own unless told: `someone("Amina B.", kind="adult")` -> id."""

    def added(display_name: str, household_id: int | None = None, *, kind: str = "child", **fields) -> int:
        return people.add(db, household_id or households.add(db, by=marta), display_name=display_name, kind=kind, today=TODAY,
                          by=marta, twin_checked=True, **fields)

    return added


@pytest.fixture
def traces(db):
    """The verbs traced for a subject, the oldest first; or all of them."""
    return lambda subject=None: [row["verb"] for row in db.query(
        "select verb from audit where :subject is null or subject = :subject order by id", {"subject": subject})]
