"""A school year that is open, a place, a school, and a proposal on the table."""

from __future__ import annotations

import pytest

from db import calendar
from db.connection import insert
from db.plan import activities

YEAR = "2026/27"


@pytest.fixture
def year(db, marta) -> str:
    """This school year, opened."""
    calendar.open_year(db, YEAR, by=marta)
    return YEAR


@pytest.fixture
def hall(db) -> int:
    """A place of the Casa."""
    return insert(db, "insert into place (name, capacity) values ('Sala grande', 60)")


@pytest.fixture
def garden(db) -> int:
    """Another place."""
    return insert(db, "insert into place (name) values ('Giardino')")


@pytest.fixture
def school(db) -> int:
    """An organisation that does not sign."""
    return insert(db, "insert into organisation (kind, name, school_code) values ('school', 'Scuola Orchidee', 'MIEE8AA01X')")


@pytest.fixture
def whole(year, hall, school, marta, davide, cast) -> dict:
    """Everything there is to sign of an activity: theatre on Wednesdays, led by the partner."""
    return {"title": "Laboratorio di teatro", "kind": "workshop", "purpose": "Stare insieme e raccontarsi.",
            "idea": "Uno spettacolo scritto da loro.", "risks": "La sala è piccola.",
            "age_bands": ["6-10", "11-13"], "principles": ["prevention"], "leads": [davide.organisation_id], "involved": [school],
            "access": "enrolment", "expected_people": 16, "place": hall, "leader": cast.elena.id, "first_on": "2026-11-25",
            "starts_at": "16:30", "ends_at": "18:30", "recurrence": "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270609",
            "budget_cents": 120_000, "budget_lines": [], "school_year": year}


@pytest.fixture
def theatre(db, whole, cast) -> int:
    """The activity, proposed by Elena, in its version 1."""
    return activities.propose(db, whole, by=cast.elena)
