"""Headings follow each other without a gap: who listens to a page finds their way by them."""

from __future__ import annotations

import pytest

from db.plan import sessions
from tests.conftest import TODAY
from tests.plan.agreed import signed


def levels(at) -> list[int]:
    """The levels of a screen's headings, in order."""
    tags = [getattr(element, "tag", "") or "" for element in at.main]
    return [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]


@pytest.mark.parametrize("path", ["oggi", "bacheca", "programma", "attivita", "partecipazione", "account", "registro", "io",
                                  "appello", "tavolo", "impegni-enti"])
def test_a_screen_has_one_first_heading_and_leaves_no_level_out(screen, db, cast, path):
    activity = signed(db, cast)
    session = sessions.add(db, activity, on_date=TODAY, starts_at="16:30", ends_at="18:30", place_id=None, leader_id=None,
                           by=cast.marta)
    found = levels(screen(cast.marta, path, **({"id": session if path == "appello" else activity}
                                               if path in ("appello", "attivita") else {})))
    assert found[:1] == [1] and found.count(1) == 1, found
    assert all(after <= before + 1 for before, after in zip(found, found[1:], strict=False)), found
