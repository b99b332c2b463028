"""The version somebody began to write on: kept while the form is open, forgotten when it is left."""

from __future__ import annotations

from streamlit.util import calc_hash

from db.office import places
from tests.conftest import words


def test_a_form_left_by_the_menu_begins_anew(screen, db, cast):
    place = places.add(db, name="Sala", capacity=3, by=cast.marta)
    at = screen(cast.marta, "casa", spazio=place)
    db.execute("update place set capacity = 9, version = version + 1 where id = ?", [place])
    at._page_hash = calc_hash("bacheca")
    at.run()
    at._page_hash = calc_hash("casa")
    at.query_params["spazio"] = str(place)
    at.run()
    at.text_input(key=f"place.name.{place}").set_value("Sala grande")
    at.button(key="place.save").click().run()
    assert not at.error and db.execute("select name, capacity from place where id = ?", [place]).fetchone() == ("Sala grande", 9)


def test_an_open_form_still_notices_anothers_change(screen, db, cast):
    place = places.add(db, name="Sala", capacity=3, by=cast.marta)
    at = screen(cast.marta, "casa", spazio=place)
    at.run()
    db.execute("update place set capacity = 9, version = version + 1 where id = ?", [place])
    at.text_input(key=f"place.name.{place}").set_value("Sala grande")
    at.button(key="place.save").click().run()
    assert at.error and "9" in words(at)
