"""A meeting with two points on its agenda, and the same under way."""

from __future__ import annotations

from datetime import date

import pytest

from db.plan.table import agenda, floor, holding, meetings
from tests.plan.conftest import garden, hall, school, theatre, whole, year

__all__ = ["garden", "hall", "school", "theatre", "whole", "year"]


@pytest.fixture
def planned(db, hall, marta, davide) -> int:
    """A meeting of 23 November 2026, 18:00 to 20:00, that Marta facilitates and Davide writes down."""
    return meetings.create(db, on_date=date(2026, 11, 23), starts_at="18:00", ends_at="20:00", place_id=hall,
                           facilitator_id=marta.id, drafter_id=davide.id, by=marta)


@pytest.fixture
def points(db, planned, marta) -> list[int]:
    """Its three points: subjects of 10, 20 and 30 minutes."""
    return [agenda.add(db, planned, kind="subject", title=title, minutes=minutes, by=marta)
            for title, minutes in (("Bilancio", 10), ("Mercatino", 20), ("Estate", 30))]


@pytest.fixture
def running(db, planned, points, marta) -> int:
    """The meeting, opened, at its first point."""
    holding.open_meeting(db, planned, by=marta)
    floor.go_on(db, planned, seen=None, by=marta)
    return planned
