"""One activity's screen, through the frame: signing by tapping, changing, reading its history."""

from __future__ import annotations

from datetime import date, time

import pytest

from db.plan import activities, enrolments, signatures
from pages.ui import texts
from tests.conftest import words
from tests.plan.test_enrolments import amina  # noqa: F401
from tests.plan.test_steering import bring


@pytest.fixture(autouse=True)
def in_english():
    """The test picks options by their words, as the screen says them."""
    texts.use("en")
    yield
    texts.use("it")


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def test_marta_signs_by_tapping_then_davide_and_it_is_shared(screen, db, theatre, cast):
    at = screen(cast.marta, "attivita", id=theatre)
    assert "Two signatures are missing" in words(at)
    at.button(key="activity.sign").click().run()
    assert "The signature of Libera Compagnia di Arti e Mestieri is missing" in words(at).replace("\\", "")
    assert "activity.sign" not in keys(at)
    at = screen(cast.davide, "attivita", id=theatre)
    at.button(key="activity.sign").click().run()
    assert "Shared: both have signed" in words(at).replace("\\", "")
    assert activities.activity(db, theatre, by=cast.ivo)["state"] == "shared"


def test_ivo_sees_who_signed_and_cannot_sign_change_or_steer(screen, db, theatre, cast):
    signatures.sign(db, theatre, version=1, by=cast.marta)
    at = screen(cast.ivo, "attivita", id=theatre)
    assert "Marta, 23" in words(at).replace("\\", "") or "Marta," in words(at).replace("\\", "")
    assert not keys(at) & {"activity.sign", "activity.edit", "activity.discuss", "activity.drop", "activity.start"}
    assert not [key for key in keys(screen(cast.ivo, "attivita", id=theatre, modifica=1)) if key == "activity.save"]


def test_elena_changes_her_own_and_cannot_sign_it(screen, theatre, cast):
    assert keys(screen(cast.elena, "attivita", id=theatre)) & {"activity.sign", "activity.edit"} == {"activity.edit"}


def test_sara_is_refused(screen, theatre, cast):
    at = screen(cast.sara, "attivita", id=theatre)
    assert "Your role does not allow this" in at.error[0].value
    assert "teatro" not in words(at)


@pytest.mark.parametrize("id", [999, "", "abc", "-1", "9" * 40])
def test_an_address_of_nothing_says_so(screen, year, cast, id):
    assert "not here any more" in screen(cast.marta, "attivita", id=id).error[0].value


def test_a_version_that_changed_while_it_was_read_is_not_signed(screen, db, theatre, cast):
    at = screen(cast.davide, "attivita", id=theatre)
    activities.revise(db, theatre, {"budget_cents": 999_900}, version=1, by=cast.marta)
    at.button(key="activity.sign").click().run()
    assert "has just changed" in at.error[0].value
    assert db["signature"].count == 0
    at.run()
    at.button(key="activity.sign").click().run()
    assert not at.error and db["signature"].count == 1


def test_nobody_leads_it_so_nobody_is_offered_to_sign(screen, db, theatre, cast):
    activities.revise(db, theatre, {"leads": []}, version=1, by=cast.marta)
    at = screen(cast.marta, "attivita", id=theatre)
    assert "Say first which organisation leads it" in words(at)
    assert "activity.sign" not in keys(at)


def test_what_is_not_said_yet_is_told_before_signing(screen, db, year, cast):
    new = activities.propose(db, {"title": "Festa", "kind": "festival", "school_year": year, "leads": [1]}, by=cast.marta)
    at = screen(cast.marta, "attivita", id=new)
    assert "Not said yet: First day, Starts at, Place, Who leads it" in words(at).replace("\\", "")
    assert "activity.sign" in keys(at)


def edited(at):
    at.button(key="activity.save").click().run()
    return at


def test_marta_changes_everything_in_one_form(screen, db, theatre, garden, school, cast):
    at = screen(cast.marta, "attivita", id=theatre)
    at.button(key="activity.edit").click().run()
    at.text_input(key="activity.title").set_value("Teatro all'aperto")
    at.text_area(key="activity.purpose").set_value("Riga uno\nriga due")
    at.selectbox(key="activity.place").set_value(garden)
    at.selectbox(key="activity.leader").set_value(cast.davide.id)
    at.multiselect(key="activity.leads").set_value([cast.marta.organisation_id, cast.davide.organisation_id])
    at.date_input(key="activity.first_on").set_value(date(2026, 12, 2))
    at.time_input(key="activity.starts_at").set_value(time(17))
    at.time_input(key="activity.ends_at").set_value(time(18, 45))
    at.segmented_control(key="activity.rhythm").set_value("fortnightly")
    at.pills(key="activity.weekdays").set_value(["WE", "FR"])
    at.date_input(key="activity.until").set_value(date(2027, 5, 28))
    at.number_input(key="activity.budget").set_value(1234.56)
    edited(at)
    assert not at.error and not at.exception
    now = activities.activity(db, theatre, by=cast.marta)
    assert (now["version"], now["title"], now["purpose"], now["place"]) == (2, "Teatro all'aperto", "Riga uno\nriga due", garden)
    assert (now["first_on"], now["starts_at"], now["ends_at"]) == ("2026-12-02", "17:00", "18:45")
    assert now["recurrence"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR;UNTIL=20270528"
    assert (now["budget_cents"], now["leader"], now["involved"]) == (123_456, cast.davide.id, [school])
    assert "every second week on Wednesday and Friday 17:00–18:45 until 28 May 2027" in words(at).replace("\\", "")


def test_a_rule_the_form_cannot_say_stays_what_it_is(screen, db, theatre, cast):
    activities.revise(db, theatre, {"recurrence": "FREQ=DAILY;COUNT=3"}, version=1, by=cast.marta)
    at = screen(cast.marta, "attivita", id=theatre, modifica=1)
    at.text_input(key="activity.title").set_value("Teatro, tre giorni")
    edited(at)
    now = activities.activity(db, theatre, by=cast.marta)
    assert (now["title"], now["recurrence"]) == ("Teatro, tre giorni", "FREQ=DAILY;COUNT=3")


def test_saving_without_a_change_makes_no_version(screen, db, theatre, cast):
    edited(screen(cast.elena, "attivita", id=theatre, modifica=1))
    assert db["activity_version"].count == 1


def test_leaving_the_form_changes_nothing(screen, db, theatre, cast):
    at = screen(cast.marta, "attivita", id=theatre, modifica=1)
    at.text_input(key="activity.title").set_value("Altro")
    at.button(key="activity.leave").click().run()
    assert "activity.save" not in keys(at)
    assert db["activity_version"].count == 1


@pytest.mark.parametrize(("change", "said"), [
    (lambda at: at.text_input(key="activity.title").set_value(""), "Please fill in: Title"),
    (lambda at: at.text_input(key="activity.title").set_value("t" * 10_000), "Title is too long"),
    (lambda at: at.text_area(key="activity.purpose").set_value("p" * 10_000), "Purpose is too long"),
    (lambda at: at.time_input(key="activity.ends_at").set_value(time(16)), "The end comes before the beginning"),
    (lambda at: at.date_input(key="activity.first_on").set_value(None), "Please fill in: First day"),
    (lambda at: at.date_input(key="activity.until").set_value(None), "Say until which day"),
    (lambda at: at.date_input(key="activity.until").set_value(date(2026, 9, 2)), "No day fits"),
    (lambda at: at.pills(key="activity.weekdays").set_value([]), "on which days of the week"),
    (lambda at: at.multiselect(key="activity.involved").set_value([1, 2]), "either leads or takes part"),
    (lambda at: at.number_input(key="activity.expected_people").set_value(0), "must be between 1 and 10000"),
    (lambda at: at.number_input(key="activity.budget").set_value(-5.0), "Money must be between 0 and"),
])
def test_a_bad_field_gets_a_sentence_and_the_form_stays_filled(screen, db, theatre, cast, change, said):
    at = screen(cast.marta, "attivita", id=theatre, modifica=1)
    at.selectbox(key="activity.kind").set_value("garden")
    change(at)
    edited(at)
    assert said in at.error[0].value.replace("\\", "")
    assert at.selectbox(key="activity.kind").value == "garden"
    assert db["activity_version"].count == 1


def test_a_stale_form_is_refused_with_both_versions_then_saved_on_purpose(screen, db, theatre, garden, cast):
    at = screen(cast.marta, "attivita", id=theatre, modifica=1)
    activities.revise(db, theatre, {"title": "Teatro di Davide", "place": garden}, version=1, by=cast.davide)
    at.text_input(key="activity.title").set_value("Teatro di Marta")
    edited(at)
    assert "Somebody changed this while you were writing" in at.error[0].value
    table = at.table[0].value.to_string()
    for word in ("Teatro di Marta", "Teatro di Davide", "Sala grande", "Giardino"):
        assert word in table
    assert activities.activity(db, theatre, by=cast.marta)["title"] == "Teatro di Davide"
    edited(at)
    assert activities.activity(db, theatre, by=cast.marta)["title"] == "Teatro di Marta"


def test_history_is_read_in_words(screen, db, theatre, garden, cast):
    signatures.sign(db, theatre, version=1, by=cast.davide)
    activities.revise(db, theatre, {"place": garden, "budget_cents": 50, "recurrence": None}, version=1, by=cast.marta)
    said = words(screen(cast.ivo, "attivita", id=theatre)).replace("\\", "")
    for word in ("2 versions so far", "Place: ~~Sala grande~~", "**Giardino**", "~~€1,200.00~~", "**once**",
                 "~~every Wednesday until 9 June 2027~~", "Libera Compagnia di Arti e Mestieri: Davide"):
        assert word in said, word


def test_marta_steers_by_tapping(screen, db, theatre, cast):
    at = screen(cast.marta, "attivita", id=theatre)
    at.button(key="activity.discuss").click().run()
    bring(db, theatre, cast, "shared")
    at.run()
    at.button(key="activity.start").click().run()
    at.button(key="activity.close").click().run()
    assert activities.activity(db, theatre, by=cast.ivo)["state"] == "closed"
    assert not keys(at) & {"activity.edit", "activity.drop", "activity.sign"}


def test_dropping_wants_a_reason_and_shows_it_and_it_can_be_discussed_again(screen, db, theatre, cast):
    at = screen(cast.davide, "attivita", id=theatre)
    at.button(key="activity.drop").click().run()
    assert "Please fill in: Reason" in at.error[0].value.replace("\\", "")
    at.text_input(key="activity.reason").set_value("Manca <b>la sala</b>")
    at.button(key="activity.drop").click().run()
    assert "Manca <b>la sala</b>" in at.warning[0].value.replace("\\", "")
    at.button(key="activity.reopen").click().run()
    assert "Reopened as it was" in words(at)


def test_enrolled_names_are_for_who_may_and_never_on_a_shared_screen(screen, db, theatre, amina, cast):  # noqa: F811
    enrolments.enrol(db, theatre, amina, date(2026, 11, 23), by=cast.marta)
    assert "Amina" in words(screen(cast.elena, "attivita", id=theatre))
    at = screen(cast.ivo, "attivita", id=theatre)
    assert "Amina" not in words(at) and "they are few" in words(at)
    db.execute("update sign_in set shared_screen = 1")
    at = screen(cast.marta, "attivita", id=theatre)
    at.toggle(key="header.curtain").set_value(True).run()
    assert "Amina" not in words(at) and "they are few" in words(at)


def test_elena_enrols_and_ends_an_enrolment(screen, db, theatre, amina, cast):  # noqa: F811
    at = screen(cast.elena, "attivita", id=theatre)
    at.text_input(key="activity.who").set_value("nessuno").run()
    assert "Nobody by this name" in words(at)
    at.text_input(key="activity.who").set_value("AMINA").run()
    at.button(key=f"activity.enrol_{amina}").click().run()
    assert "1 enrolled" in words(at)
    at.button(key=f"activity.end_{amina}").click().run()
    assert db.execute("select ended_on from enrolment").fetchone()[0] == "2026-11-23"
