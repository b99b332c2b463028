"""Two funds and the signed theatre, whose money they divide; and a figure of the register."""

from __future__ import annotations

import pytest

from db.plan import activities, signatures
from db.plan.money import budget, expenses, funds
from tests.conftest import TODAY
from tests.plan.conftest import hall, school, theatre, whole, year  # noqa: F401


@pytest.fixture
def municipal(db, marta) -> int:
    """2.000,00 € of the municipality's own, for the school year."""
    return funds.add(db, name="Fondi propri del Comune", source="municipality", amount_cents=200_000, first_on="2026-09-01",
                     last_on="2027-08-31", by=marta)


@pytest.fixture
def foundation(db, marta) -> int:
    """1.000,00 € of a foundation, until Christmas."""
    return funds.add(db, name="Fondazione Filo", source="foundation", amount_cents=100_000, first_on="2026-09-01",
                     last_on="2026-12-24", project_code="C11G06000000001", by=marta)


@pytest.fixture
def agreed(db, theatre, municipal, foundation, cast) -> int:  # noqa: F811
    """The theatre with its 1.200,00 € divided, signed by both."""
    budget.plan(db, theatre, [["staff", municipal, 80_000], ["materials", foundation, 40_000]], version=1, by=cast.marta)
    for by in (cast.marta, cast.davide):
        signatures.sign(db, theatre, version=2, by=by)
    return theatre


@pytest.fixture
def invoice(municipal) -> dict:
    """A document of 300,00 €, all of it charged to the municipality's fund."""
    return {"category": "materials", "document_number": "FT 12/2026", "document_on": "2026-11-10", "supplier": "Colori & Figli",
            "description": "stoffe", "amount_cents": 30_000, "charged_cents": 30_000, "paid_on": "2026-11-20",
            "shares": {municipal: 30_000}}


@pytest.fixture
def spend(db, agreed, invoice, marta):
    """Adds an expense of the theatre: `spend(amount_cents=100, ...)` -> id."""

    def added(**other) -> int:
        return expenses.add(db, agreed, **{**invoice, **other}, today=TODAY, by=marta)

    return added


@pytest.fixture
def now(db, agreed, marta):
    """The theatre as it stands."""
    return lambda: activities.activity(db, agreed, by=marta)
