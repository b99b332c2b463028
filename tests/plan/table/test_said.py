"""What is said is kept as it is said, and nobody writes over anybody unseen."""

from __future__ import annotations

import pytest

from db.connection import connect
from db.plan.table import agenda, holding, said
from tests.plan.table.bad_words import ODD
from tests.plan.table.test_meetings import refused


def test_each_line_is_there_for_whoever_opens_the_file_next(db, running, points, marta, casa_file):
    version = said.note_summary(db, points[0], "Prima riga.", 1, by=marta)
    said.note_summary(db, points[0], "Prima riga.\nSeconda riga.", version, by=marta)
    assert agenda.of_meeting(connect(casa_file), running, by=marta)[0]["summary"] == "Prima riga.\nSeconda riga."


def test_two_who_write_at_once_see_both_texts(db, running, points, marta, davide):
    said.note_summary(db, points[0], "Davide scrive.", 1, by=davide)
    facts = refused("stale", said.note_summary, db, points[0], "Marta scrive.", 1, by=marta)
    assert (facts["mine"]["summary"], facts["theirs"]["summary"], facts["version"]) == ("Marta scrive.", "Davide scrive.", 2)
    assert said.note_summary(db, points[0], "Davide scrive.", 1, by=marta) == 2  # the same words are no quarrel


@pytest.mark.parametrize("text", ODD)
def test_words_are_kept_as_they_are(db, running, points, marta, text):
    said.note_summary(db, points[0], text, 1, by=marta)
    assert agenda.of_meeting(db, running, by=marta)[0]["summary"] == text


def test_ten_thousand_characters_are_kept_and_more_than_twenty_thousand_refused(db, running, points, marta):
    said.note_summary(db, points[0], "x" * 10_000, 1, by=marta)
    refused("too_long", said.note_summary, db, points[0], "x" * 20_001, 2, by=marta)
    assert len(agenda.of_meeting(db, running, by=marta)[0]["summary"]) == 10_000


def test_nothing_is_said_before_the_meeting_and_something_may_be_mended_after(db, planned, points, marta):
    refused("meeting_not_open", said.note_summary, db, points[0], "x", 1, by=marta)
    holding.open_meeting(db, planned, by=marta)
    holding.close_meeting(db, planned, by=marta)
    assert said.note_summary(db, points[0], "Detto.", 1, by=marta) == 2


@pytest.mark.parametrize("who", ["elena", "ivo", "sara"])
def test_who_does_not_hold_the_meeting_writes_nothing(db, running, points, cast, who):
    refused("not_allowed", said.note_summary, db, points[0], "x", 1, by=getattr(cast, who))
