"""Merging on the activity's screen, and what the board says of it."""

from __future__ import annotations

import pytest

from db.plan import activities, signatures
from tests.conftest import words
from tests.plan.test_merging import market, seen, swap  # noqa: F401


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def merged(at, other, way=True):
    at.selectbox(key="activity.merge_other").set_value(other)
    at.radio(key="activity.merge_way").set_value(way)
    return at.button(key="activity.merge").click().run()


@pytest.mark.parametrize("way", [True, False])
def test_marta_chooses_the_other_and_which_one_stays(screen, db, market, swap, cast, way):  # noqa: F811
    at = merged(screen(cast.marta, "attivita", id=market), swap, way)
    assert not at.exception and not at.error
    stays, gone = (market, swap) if way else (swap, market)
    assert seen(db, cast.ivo, gone)["merged_into"]["id"] == stays


def test_both_pages_and_both_cards_tell_of_it(screen, db, market, swap, cast):  # noqa: F811
    activities.merge(db, market, swap, versions={market: 1, swap: 1}, by=cast.marta)
    assert "Merged into Mercatino" in words(screen(cast.ivo, "attivita", id=swap)).replace("\\", "")
    said = words(screen(cast.ivo, "attivita", id=market)).replace("\\", "")
    assert "Giochi per tutti" in said and "Scambio di giochi" in said and said.count("Version 1") == 4  # value and label
    board = words(screen(cast.ivo, "bacheca", finite=1)).replace("\\", "")
    assert "with Scambio di giochi" in board and "Merged into Mercatino" in board


def test_without_a_choice_it_says_what_is_missing(screen, db, market, swap, cast):  # noqa: F811
    at = screen(cast.marta, "attivita", id=market).button(key="activity.merge").click().run()
    assert "Please fill in: Activity" in at.error[0].value.replace("\\", "") and db["activity_merge"].count == 0


def test_a_proposal_that_changed_meanwhile_is_not_merged(screen, db, market, swap, cast):  # noqa: F811
    at = screen(cast.marta, "attivita", id=market)
    at.selectbox(key="activity.merge_other").set_value(swap)
    activities.revise(db, swap, {"purpose": "Altro"}, version=1, by=cast.elena)
    at = at.button(key="activity.merge").click().run()
    assert "Scambio di giochi has just changed" in at.error[0].value.replace("\\", "") and db["activity_merge"].count == 0


def test_nobody_is_offered_to_merge_what_is_signed_or_without_being_a_coordinator(screen, db, market, swap, cast):  # noqa: F811
    for by in (cast.elena, cast.ivo):
        assert "activity.merge" not in keys(screen(by, "attivita", id=market))
    signatures.sign(db, swap, version=1, by=cast.marta)
    assert "activity.merge" not in keys(screen(cast.marta, "attivita", id=market))


@pytest.mark.parametrize("title", ["<img src=x onerror=alert(1)>", "[qui](http://x.example) **b**", "أمينة 🎭", "x" * 120])
def test_a_title_is_only_text(screen, db, market, year, cast, title):  # noqa: F811
    other = activities.propose(db, {"title": title, "kind": "other", "school_year": year, "purpose": title}, by=cast.marta)
    activities.merge(db, market, other, versions={market: 1, other: 1}, by=cast.marta)
    for at in (screen(cast.marta, "attivita", id=market), screen(cast.marta, "attivita", id=other),
               screen(cast.marta, "bacheca", finite=1)):
        assert not at.exception and title in words(at).replace("\\", "").replace("\u2060", "")
        assert "<img" not in words(at).replace("\\<img", "")


def test_a_card_says_need_idea_risks_money_and_who_proposed_it(screen, theatre, cast):
    said = words(screen(cast.ivo, "bacheca")).replace("\\", "")
    for word in ("Stare insieme e raccontarsi.", "Uno spettacolo scritto da loro.", "La sala è piccola.", "1,200.00",
                 "proposed by Elena"):
        assert word in said, word


def test_a_season_stands_in_the_address(screen, theatre, cast):
    assert "Laboratorio" in str([link.proto.label for link in screen(cast.ivo, "bacheca", stagione="winter").get("page_link")])
    at = screen(cast.ivo, "bacheca", stagione="winter", tipo="garden")
    assert "Nothing fits these filters" in words(at)
    at = screen(cast.ivo, "bacheca", stagione="<img>")
    assert not at.exception and "Laboratorio" in str([link.proto.label for link in at.get("page_link")])
