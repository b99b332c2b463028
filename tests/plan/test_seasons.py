"""Which seasons an agreed "when" touches."""

from __future__ import annotations

import pytest

from db.plan import activities
from db.plan.activities import seasons


@pytest.mark.parametrize(("first_on", "rule", "expected"), [
    (None, None, []),
    ("2026-09-01", None, ["autumn"]), ("2026-11-30", None, ["autumn"]), ("2026-12-01", None, ["winter"]),
    ("2027-02-28", None, ["winter"]), ("2027-03-01", None, ["spring"]), ("2027-08-31", None, ["summer"]),
    ("2026-11-25", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270609", ["autumn", "winter", "spring", "summer"]),
    ("2026-11-25", "FREQ=WEEKLY;COUNT=2", ["autumn", "winter"]),
    ("2027-04-01", "FREQ=DAILY;COUNT=3", ["spring"]),
    ("2026-09-01", "FREQ=DAILY;UNTIL=20270831", ["autumn", "winter", "spring", "summer"]),
])
def test_from_the_first_day_to_the_last(first_on, rule, expected):
    assert seasons.of(first_on, rule) == expected


def test_the_board_is_narrowed_to_a_season(db, theatre, year, cast):
    activities.propose(db, {"title": "Festa di Natale", "kind": "festival", "school_year": year, "first_on": "2026-12-19"},
                       by=cast.marta)
    activities.propose(db, {"title": "Senza giorno", "kind": "other", "school_year": year}, by=cast.marta)
    for season, titles in (("autumn", ["Laboratorio di teatro"]), ("winter", ["Laboratorio di teatro", "Festa di Natale"]),
                           ("summer", ["Laboratorio di teatro"])):
        assert [card["title"] for card in activities.board(db, by=cast.ivo, season=season)["proposed"]] == titles
