"""The screen Participation: who may open it, what its address says, and that chart, table and CSV tell the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest

from db.look import participation
from db.look.filters import Filter, school_year
from pages.look import showing, tables
from pages.ui import charts, texts
from pages.ui import figures as words
from tests.conftest import TODAY
from tests.conftest import words as everything


@pytest.fixture(autouse=True)
def english():
    """AppTest writes the options of a box in the language of the test, not of the screen."""
    texts.use("en")
    yield
    texts.use("it")


@pytest.fixture
def casa(db):
    """Two activities since September; one of them is thin in November, and one has a title that means mischief."""
    db.execute("insert into programme values ('2026/27', '', '2026-09-14', '2027-06-08', 1)")
    for activity, title in [(1, "Laboratorio di teatro"), (2, "=cmd|'calc' [x](http://y) <img src=x onerror=alert(1)>")]:
        db.execute("insert into activity (id, school_year, title, kind, created_at) values (?, '2026/27', ?, 'other', '')",
                   [activity, title])
    for person in range(1, 21):
        db.execute("insert into household (id, code, created_at) values (?, ?, '')", [person, f"H{person:03d}"])
        db.execute("insert into person (id, household_id, display_name, folded, kind, created_at) "
                   "values (?, ?, 'Nguyễn A.', 'nguyen a', 'child', '')", [person, person])
    for session in range(1, 10):
        day = date(2026, 9, 15) + timedelta(7 * session)
        activity = 1 + session % 2
        db.execute("insert into session (id, activity_id, on_date, starts_at, ends_at, uid, changed_at) "
                   "values (?, ?, ?, '16:00', '17:00', ?, '')", [session, activity, day.isoformat(), f"u{session}"])
        for person in range(1, 3 if activity == 2 and day.month == 11 else 9 + session):
            db.execute("insert into attendance values (?, ?, 1, 0, 0, '', 1)", [session, person])
        db.execute("insert into head_count values (?, 0, 'children', ?, ?, 0, 0, '', 1)", [session, 3 * session, session % 2])
    return db


def test_those_who_may_look_do_and_see_no_name(screen, cast, casa):
    for by in (cast.marta, cast.davide, cast.elena, cast.ivo):
        at = screen(by, "partecipazione")
        assert at.title[0].value == "Participation" and not at.exception and not at.error
        assert len(at.metric) == 5 and "Nguyễn" not in everything(at)


def test_those_who_may_not_are_told_so(screen, cast, casa):
    for by in (cast.sara, cast.nadia, cast.aldo):
        at = screen(by, "partecipazione")
        assert "Your role does not allow this" in everything(at) and not at.metric


def test_a_shared_screen_shows_the_same_figures(screen, cast, casa):
    alone = [metric.value for metric in screen(cast.marta, "partecipazione").metric]
    casa.execute("update sign_in set shared_screen = 1")
    casa.execute("create trigger temp.drawn after insert on sign_in begin update sign_in set shared_screen = 1; end")
    assert [metric.value for metric in screen(cast.marta, "partecipazione").metric] == alone


def test_the_address_opens_the_same_view(screen, marta, casa):
    at = screen(marta, "partecipazione", attivita=2, da="2026-09", a="2026-09")
    assert at.selectbox(key="look.activity").value == 2 and at.selectbox(key="look.last").value == "2026-09"
    wanted = participation.figures(casa, Filter(date(2026, 9, 1), date(2026, 9, 1), TODAY, 2), by=marta)
    assert at.metric[0].value == texts.number(wanted["presences"]["value"])


@pytest.mark.parametrize("nonsense", [
    {"attivita": "999999"}, {"attivita": "<img onerror>"}, {"ente": "-1"}, {"da": "2026-99"}, {"da": "domani", "a": "ieri"},
    {"a": "9999-12"}, {"da": "x" * 10_000}, {"ente": "أمينة"}, {"attivita": "0"}, {"da": ""},
])
def test_an_address_with_nonsense_falls_back_to_this_school_year(screen, marta, casa, nonsense):
    at = screen(marta, "partecipazione", **nonsense)
    assert not at.exception and not at.error
    assert at.selectbox(key="look.activity").value is None and at.selectbox(key="look.organisation").value is None
    assert at.selectbox(key="look.first").value == "2026-09" and at.selectbox(key="look.last").value == "2026-11"


def test_months_the_wrong_way_round_are_turned_and_said(screen, marta, casa):
    at = screen(marta, "partecipazione", da="2026-11", a="2026-09")
    assert "other way round" in at.info[0].value and at.metric[0].value != "—"


def test_a_choice_changes_the_figures_and_the_address(screen, marta, casa):
    at = screen(marta, "partecipazione")
    before = at.metric[0].value
    at.selectbox(key="look.activity").select(1).run()
    assert at.metric[0].value != before and at.query_params["attivita"] in ("1", ["1"])
    at.selectbox(key="look.activity").select(None).run()
    assert at.metric[0].value == before and "attivita" not in at.query_params


def test_a_preset_sets_the_months(screen, marta, casa):
    at = screen(marta, "partecipazione", da="2026-10", a="2026-10")
    at.button(key="look.preset.school_year").click().run()
    assert at.selectbox(key="look.first").value == "2026-09" and at.selectbox(key="look.last").value == "2026-11"


def test_an_empty_casa_says_what_to_do_next(screen, marta, ivo):
    at = screen(marta, "partecipazione")
    assert "No register has been taken yet" in at.info[0].value and at.button(key="look.today")
    assert not [each for each in screen(ivo, "partecipazione").button if each.key == "look.today"]


def test_an_empty_view_says_what_to_do_next(screen, marta, casa):
    casa.execute("insert into activity_organisation values (1, 1, 'leads')")
    for table in ("attendance", "head_count"):
        casa.execute(f"delete from {table} where session_id in "  # noqa: S608
                     "(select id from session where activity_id = 1 and on_date < '2026-10-01')")
    at = screen(marta, "partecipazione", attivita=1, da="2026-09", a="2026-09")
    assert "No register in this period" in at.info[0].value
    at.button(key="look.reset").click().run()
    assert len(at.metric) == 5


@pytest.mark.parametrize("name", ["by_month", "unique_and_returning", "by_activity", "by_weekday"])
def test_chart_table_and_csv_tell_the_same(casa, marta, name):
    texts.use("it")
    view = Filter(*school_year(TODAY), TODAY)
    rows = getattr(participation, name)(casa, view, by=marta)
    worded = getattr(words, name)(rows)
    drawn = getattr(charts, name)(worded, locale="it", large=True, dark=True).to_dict()
    table = getattr(tables, name)(rows)
    cells = [cell for line in table for cell in line.values() if isinstance(cell, dict)]
    shown = sorted(cell["value"] for cell in cells if cell["value"] is not None)
    for value in (row["value"] for row in worded if row["value"] is not None):
        assert value in shown
    assert sum(cell["hidden"] for cell in cells) >= sum(row["hidden"] for row in worded)
    told = list(csv.reader(io.StringIO(showing.as_csv(table).decode("utf-8-sig")), delimiter=";"))
    assert len(told) == len(table) + 1
    assert [cell for line in told[1:] for cell in line].count("dato non mostrato") == sum(cell["hidden"] for cell in cells)
    kept = json.dumps(drawn)
    for row in rows:
        if row["hidden"]:
            assert row["value"] is None and ("dato non mostrato" in kept or "suddivisione non mostrata" in kept)


def test_no_text_in_a_csv_is_a_formula():
    kept = showing.as_csv([{"Attività": "=1+1", "presenze": {"value": 3, "hidden": False}}, {"Attività": "@x", "presenze":
                          {"value": None, "hidden": True}}]).decode("utf-8-sig")
    assert "'=1+1;3" in kept and "'@x;" in kept and "\n=" not in kept
