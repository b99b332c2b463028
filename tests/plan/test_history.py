"""Who changed what between versions is readable, in words and not in ids."""

from __future__ import annotations

from db.plan import activities, signatures
from tests.plan.test_activities import refusal


def test_history_tells_versions_changes_and_signatures(db, theatre, garden, school, cast):
    signatures.sign(db, theatre, version=1, by=cast.marta)
    changes = {"place": garden, "leader": cast.davide.id, "leads": [cast.marta.organisation_id, cast.davide.organisation_id],
               "involved": [], "budget_cents": 90_000}
    activities.revise(db, theatre, changes, version=1, by=cast.davide)
    new, old = activities.history(db, theatre, by=cast.ivo)
    assert (new["version"], new["who"], new["signatures"]) == (2, "Davide", [])
    assert {each["field"]: (each["before"], each["after"]) for each in new["changed"]} == {
        "leads": (["Libera Compagnia di Arti e Mestieri"], ["Comune di Rozzano", "Libera Compagnia di Arti e Mestieri"]),
        "involved": (["Scuola Orchidee"], []),
        "place": ("Sala grande", "Giardino"),
        "leader": ("Elena", "Davide"),
        "budget_cents": (120_000, 90_000),
    }
    assert (old["version"], old["who"], old["changed"]) == (1, "Elena", [])
    assert [(each["side"], each["who"]) for each in old["signatures"]] == [("municipality", "Marta")]


def test_what_was_agreed_keeps_its_words_in_every_version(db, theatre, cast):
    activities.revise(db, theatre, {"title": "Teatro"}, version=1, by=cast.elena)
    assert [each["content"]["title"] for each in activities.history(db, theatre, by=cast.marta)] == [
        "Teatro", "Laboratorio di teatro"]


def test_sara_reads_no_history(db, theatre, sara):
    assert refusal(activities.history, db, theatre, by=sara).key == "not_allowed"
