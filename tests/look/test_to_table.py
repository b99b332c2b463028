"""A chart is brought to the next meeting's agenda with its filters."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from db.connection import one
from db.plan.table import frozen, meetings
from pages.ui import texts
from tests.conftest import TODAY
from tests.plan.agreed import place, signed
from tests.plan.table.told_meeting import gathering


@pytest.fixture(autouse=True)
def english():
    """AppTest writes the options of a box in the language of the test, not of the screen."""
    texts.use("en")
    yield
    texts.use("it")


def keys(at) -> set[str]:
    return {each.key for each in at.button}


def test_one_tap_puts_the_chart_on_the_next_agenda_and_others_have_no_button(screen, db, cast):
    gathering(db, signed(db, cast))
    assert "look.by_month.to_table" not in keys(screen(cast.marta, "partecipazione"))
    meeting = meetings.create(db, on_date=TODAY + timedelta(7), starts_at="16:30", ends_at="18:30", place_id=place(db),
                              by=cast.marta)
    assert "look.by_month.to_table" not in keys(screen(cast.ivo, "partecipazione"))
    assert "look.by_month.to_table" not in keys(screen(cast.elena, "partecipazione"))
    at = screen(cast.marta, "partecipazione", da="2026-10")
    at.get_by_key("look.by_month.to_table").click().run()
    item = one(db, "select meeting_id, kind, chart, chart_filter from agenda_item")
    assert (item["meeting_id"], item["kind"], item["chart"]) == (meeting, "chart", "by_month") and not at.exception
    assert frozen.view_of(json.loads(item["chart_filter"])).months == ["2026-10", "2026-11"]
