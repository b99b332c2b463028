"""The Casa's own page: name, threshold, places, neighbourhoods; and what it refuses."""

from __future__ import annotations

import pytest

from db.office import casa, neighbourhoods, places
from db.rules import RuleBroken
from tests.conftest import TODAY, words

NAMES = ["Sala Đorđević", "Phòng Nguyễn", "غرفة أمينة", "Sala 🎭", "<img src=x onerror=alert(1)>", "[qui](http://x.example) **no**"]


def field(at, key):
    return next(each for each in [*at.text_input, *at.number_input] if each.key == key)


def test_marta_renames_the_casa_and_moves_the_threshold(screen, cast, db):
    at = screen(cast.marta, "casa")
    field(at, "casa.name").set_value("Casa nuova")
    field(at, "casa.threshold").set_value(7)
    at.button(key="casa.save").click().run()
    assert not at.exception
    assert (casa.casa(db)["name"], casa.casa(db)["threshold"]) == ("Casa nuova", 7)


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
def test_nobody_else_does(screen, cast, db, who):
    by = getattr(cast, who)
    assert "Your role does not allow this" in words(screen(by, "casa"))
    for refused in (lambda: casa.revise(db, name="X", threshold=5, version=1, by=by),
                    lambda: places.add(db, name="X", capacity=None, by=by),
                    lambda: neighbourhoods.add(db, "X", by=by)):
        with pytest.raises(RuleBroken, match="not_allowed"):
            refused()


@pytest.mark.parametrize("threshold", [2, 0, -1, 21, 10_000])
def test_the_threshold_has_a_floor_and_a_ceiling(db, marta, threshold):
    with pytest.raises(RuleBroken, match="out_of_range"):
        casa.revise(db, name="Casa", threshold=threshold, version=1, by=marta)
    assert casa.casa(db)["threshold"] == 5


@pytest.mark.parametrize(("name", "key"), [("", "missing"), (" \u202e ", "missing"), ("x" * 10_000, "too_long")])
def test_an_empty_or_endless_name_is_refused(db, marta, name, key):
    for refused in (lambda: casa.revise(db, name=name, threshold=5, version=1, by=marta),
                    lambda: places.add(db, name=name, capacity=None, by=marta),
                    lambda: neighbourhoods.add(db, name, by=marta)):
        with pytest.raises(RuleBroken, match=key):
            refused()
    assert places.listed(db, by=marta) == neighbourhoods.listed(db, by=marta) == []


def test_a_stale_page_saves_nothing_and_shows_both(screen, cast, db):
    at = screen(cast.marta, "casa")
    casa.revise(db, name="Di Davide", threshold=9, version=1, by=cast.davide)
    field(at, "casa.name").set_value("Di Marta")
    at.button(key="casa.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    assert len(at.table) == 1
    assert casa.casa(db)["name"] == "Di Davide"


def test_a_place_is_added_renamed_put_away_and_brought_back(screen, cast, db):
    at = screen(cast.davide, "casa", spazio="nuovo")
    field(at, "place.name.0").set_value("Sala grande")
    field(at, "place.capacity.0").set_value(80)
    at.button(key="place.save").click().run()
    assert not at.exception
    made = places.listed(db, by=cast.davide)[0]
    assert (made["name"], made["capacity"]) == ("Sala grande", 80)
    at = screen(cast.davide, "casa", spazio=made["id"])
    field(at, f"place.name.{made['id']}").set_value("Salone")
    at.button(key="place.save").click().run()
    assert places.place(db, made["id"], by=cast.davide)["name"] == "Salone"
    screen(cast.davide, "casa", spazio=made["id"]).button(key="place.archive").click().run()
    assert places.listed(db, by=cast.davide) == []
    screen(cast.davide, "casa", spazio=made["id"]).button(key="place.bring_back").click().run()
    assert len(places.listed(db, by=cast.davide)) == 1


def test_a_place_with_sessions_ahead_stays(db, marta):
    room = places.add(db, name="Sala", capacity=None, by=marta)
    db.execute("insert into programme (school_year, lessons_from, lessons_to) values ('2026/27', '2026-09-14', '2027-06-08')")
    db.execute("insert into activity (id, school_year, title, kind, created_at) values (1, '2026/27', 'Teatro', 'workshop', '')")
    db.execute(
        """
        insert into session (activity_id, on_date, starts_at, ends_at, place_id, uid, changed_at)
        values (1, '2026-11-24', '16:00', '18:00', ?, 'u', '')
        """,
        [room],
    )
    with pytest.raises(RuleBroken, match="place_has_sessions"):
        places.archive(db, room, by=marta, today=TODAY)
    places.archive(db, room, by=marta, today=TODAY.replace(month=12))


@pytest.mark.parametrize("capacity", [0, -3, 10_001, 2**70])
def test_a_capacity_is_a_believable_number(db, marta, capacity):
    with pytest.raises(RuleBroken, match="out_of_range"):
        places.add(db, name="Sala", capacity=capacity, by=marta)


def test_two_places_or_neighbourhoods_need_two_names(db, marta):
    places.add(db, name="Sala È", capacity=None, by=marta)
    neighbourhoods.add(db, "Case Alte", by=marta)
    with pytest.raises(RuleBroken, match="place_exists"):
        places.add(db, name="sala è", capacity=3, by=marta)
    with pytest.raises(RuleBroken, match="neighbourhood_exists"):
        neighbourhoods.add(db, "CASE ALTE", by=marta)


@pytest.mark.parametrize("name", NAMES)
def test_any_script_is_a_name_and_markup_is_only_text(screen, cast, db, name):
    places.add(db, name=name, capacity=None, by=cast.marta)
    neighbourhoods.add(db, name, by=cast.marta)
    at = screen(cast.marta, "casa")
    assert not at.exception
    assert [each.value for each in at.text].count(name) == 2


def test_a_neighbourhood_is_renamed_and_a_stale_page_is_refused(screen, cast, db):
    new = neighbourhoods.add(db, "Le Rogge", by=cast.marta)
    at = screen(cast.marta, "casa", quartiere=new)
    neighbourhoods.rename(db, new, "Rogge", version=1, by=cast.davide)
    field(at, f"neighbourhood.name.{new}").set_value("Roggia")
    at.button(key="neighbourhood.save").click().run()
    assert "Somebody changed this" in at.error[0].value
    at.button(key="neighbourhood.save").click().run()
    assert neighbourhoods.listed(db, by=cast.marta)[0]["name"] == "Roggia"


@pytest.mark.parametrize("query", [{"spazio": "999"}, {"spazio": "x"}, {"quartiere": "-1"}, {"quartiere": "9" * 40}])
def test_an_address_that_names_nothing_says_so(screen, cast, query):
    at = screen(cast.marta, "casa", **query)
    assert not at.exception and "not here any more" in words(at)
