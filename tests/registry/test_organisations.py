"""Organisations: listed, added, revised, archived and brought back."""

from __future__ import annotations

import pytest

from db import audit
from db.connection import scalar
from db.office.casa import casa
from db.registry import organisations
from db.rules import RuleBroken

ODD_NAMES = ["Đorđević & figli", "Nguyễn", "أمينة", "🦊🌱", "<img src=x onerror=alert(1)>", "[premi](javascript:alert(1))"]


def add(db, by, name="Oratorio San Biagio", kind="parish_group", **details):
    return organisations.add(db, kind=kind, name=name, by=by, **details)


def names(db, by, **asked):
    return [row["name"] for row in organisations.listed(db, by=by, **asked)]


def revise(db, by, organisation_id, **changes):
    now = organisations.organisation(db, organisation_id, by=by)
    fields = {field: now[field] for field in organisations.FIELDS} | {"version": now["version"]} | changes
    organisations.revise(db, organisation_id, by=by, **fields)


def test_an_added_organisation_is_listed_and_traced(db, marta, traces):
    new = add(db, marta, "  Oratorio   San Biagio ")
    assert "Oratorio San Biagio" in names(db, marta)
    assert names(db, marta, kind="parish_group") == ["Oratorio San Biagio"]
    assert traces(f"organisation:{new}") == ["organisations.add"]


def test_the_two_that_sign_come_first(db, marta):
    add(db, marta, "Aaa")
    assert names(db, marta)[:2] == ["Comune di Rozzano", "Libera Compagnia di Arti e Mestieri"]


@pytest.mark.parametrize("text", ["niccolo", "NICCOLÒ", "tommaseo niccolò", "tomm ro"])
def test_search_forgives_accents_case_and_order(db, marta, text):
    add(db, marta, "Scuola Niccolò Tommaseo", "school", municipality_name="Rozzano")
    assert names(db, marta, text=text) == ["Scuola Niccolò Tommaseo"]
    assert names(db, marta, text="machiavelli") == []


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_script_and_any_sign_is_kept_as_typed(db, marta, name):
    assert organisations.organisation(db, add(db, marta, name), by=marta)["name"] == name


@pytest.mark.parametrize(("fields", "key"), [
    ({"name": "   "}, "missing"),
    ({"name": "x" * 10_000}, "too_long"),
    ({"name": "Nuova", "address": "x" * 10_000}, "too_long"),
    ({"name": "Nuova", "kind": "parish"}, "unknown_choice"), ({"name": "Nuova", "kind": None}, "missing"),
    ({"name": "Nuova", "kind": "school", "school_code": "MI12"}, "bad_school_code"),
    ({"name": "Nuova", "kind": "school", "institute_code": "<img onerror>"}, "too_long"),
    ({"name": "Nuova", "municipality_code": "ROZZ"}, "bad_municipality_code"),
    ({"name": "GENITORI  in cérchio", "kind": "parents_group"}, "organisation_exists"),
])
def test_what_cannot_be_is_refused_and_writes_nothing(db, marta, fields, key):
    before = scalar(db, "select count(*) from organisation")
    with pytest.raises(RuleBroken, match=key):
        add(db, marta, **fields)
    assert scalar(db, "select count(*) from organisation") == before


def test_the_same_name_in_another_kind_is_another(db, marta):
    assert add(db, marta, "Genitori in cerchio", "association")


def test_two_schools_share_a_name_in_two_municipalities_but_never_a_code(db, marta):
    first = {"school_code": "MIEE88002B", "municipality_name": "Rozzano"}
    add(db, marta, "Primaria Cervi", "school", **first)
    add(db, marta, "Primaria Cervi", "school", municipality_name="Opera")
    with pytest.raises(RuleBroken, match="organisation_exists"):
        add(db, marta, "Primaria Cervi", "school", municipality_name="ROZZANO")
    with pytest.raises(RuleBroken, match="school_code_taken"):
        add(db, marta, "Altra", "school", school_code="miee88002b")


def test_only_schools_keep_what_is_of_schools(db, marta):
    new = add(db, marta, "Circolo", "association", institute="IC Orchidee", school_code="MIEE88002B", address="Via Roma 1")
    kept = organisations.organisation(db, new, by=marta)
    assert (kept["institute"], kept["school_code"], kept["address"]) == (None, None, "Via Roma 1")


def test_a_revision_counts_its_version_and_traces_the_fields_alone(db, marta, davide):
    new = add(db, marta)
    revise(db, davide, new, name="Oratorio San Luigi")
    revise(db, davide, new)
    now = organisations.organisation(db, new, by=marta)
    assert (now["name"], now["version"]) == ("Oratorio San Luigi", 2)
    assert audit.recent(db, by=marta, subject=f"organisation:{new}")[0]["facts"] == {"changed": ["name"]}


def test_a_stale_page_is_refused_with_both_versions(db, marta, davide):
    new = add(db, marta)
    revise(db, davide, new, address="Via Roma 1")
    with pytest.raises(RuleBroken, match="stale") as refused:
        revise(db, marta, new, address="Via Milano 2", version=1)
    assert refused.value.facts["mine"]["address"] == "Via Milano 2"
    assert refused.value.facts["theirs"]["address"] == "Via Roma 1"


def test_an_archived_organisation_leaves_the_list_and_comes_back(db, marta):
    new = add(db, marta)
    organisations.archive(db, new, version=1, by=marta)
    assert "Oratorio San Biagio" not in names(db, marta)
    assert names(db, marta, archived=True) == ["Oratorio San Biagio"]
    with pytest.raises(RuleBroken, match="organisation_archived"):
        add(db, marta)
    with pytest.raises(RuleBroken, match="stale"):
        organisations.bring_back(db, new, version=1, by=marta)
    organisations.bring_back(db, new, version=2, by=marta)
    assert "Oratorio San Biagio" in names(db, marta)


@pytest.mark.parametrize("side", ["municipality_id", "partner_id"])
def test_who_signs_is_neither_archived_nor_turned_into_something_else(db, marta, side):
    signer = casa(db)[side]
    with pytest.raises(RuleBroken, match="signer_stays"):
        organisations.archive(db, signer, version=1, by=marta)
    with pytest.raises(RuleBroken, match="signer_keeps_kind"):
        revise(db, marta, signer, kind="association")
    revise(db, marta, signer, name="Un nome nuovo")


def test_a_school_that_somebody_goes_to_stays_a_school(db, marta, someone):
    school = add(db, marta, "Primaria Cervi", "school")
    someone("Amina B.", school_id=school)
    with pytest.raises(RuleBroken, match="school_has_people"):
        revise(db, marta, school, kind="association")


def test_ivo_reads_and_does_not_write(db, ivo):
    assert names(db, ivo)
    with pytest.raises(RuleBroken, match="not_allowed"):
        add(db, ivo)
    with pytest.raises(RuleBroken, match="not_allowed"):
        organisations.archive(db, 1, version=1, by=ivo)


def test_sara_and_nadia_do_not_even_read(db, sara, cast):
    for by in (sara, cast.nadia):
        with pytest.raises(RuleBroken, match="not_allowed"):
            organisations.listed(db, by=by)
        with pytest.raises(RuleBroken, match="not_allowed"):
            organisations.organisation(db, 1, by=by)


def test_organisations_stay_readable_on_a_shared_screen(db, marta, behind_curtain):
    assert names(db, behind_curtain(marta))
