"""The Ministry's registry of schools comes in, twice the same and never by halves."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import audit
from db.connection import rows, scalar
from db.registry import import_schools, organisations
from db.rules import MACHINE, RuleBroken

REAL_FILE = Path(__file__).parents[3] / "shared" / "data" / "rozzano_e_vicini_statali_202526.csv"
HEAD = ["ANNOSCOLASTICO", "CODICEISTITUTORIFERIMENTO", "DENOMINAZIONEISTITUTORIFERIMENTO", "CODICESCUOLA", "DENOMINAZIONESCUOLA",
        "INDIRIZZOSCUOLA", "CODICECOMUNESCUOLA", "DESCRIZIONECOMUNE", "DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA"]
LILLA = ["202526", "MIIC880008", "IC ORCHIDEE", "MIAA880026", "INFANZIA LILLÀ", "VIA DEI LILLÀ", "H623", "ROZZANO",
         "SCUOLA INFANZIA"]
CERVI = ["202526", "MIIC8FM00A", "I.C. VIALE LIGURIA", "MIEE8FM01C", "PRIMARIA F.LLI CERVI", "VIA CERVI 90", "H623", "ROZZANO",
         "SCUOLA PRIMARIA"]
OPERA = ["202526", "MIIC8DD00B", 'I.C. "DIONIGI", OPERA', "MIEE8DD01D", "PRIMARIA F.LLI CERVI", "Non Disponibile", "G078", "OPERA",
         "SCUOLA PRIMARIA"]


def registry(*lines: list[str], head=HEAD, delimiter=",", encoding="utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([head, *lines])
    return text.getvalue().encode(encoding)


def schools(db) -> list[dict]:
    return rows(db, "select * from organisation where kind = 'school' order by school_code")


def bring(db, by, data, municipalities=None):
    return import_schools.bring_in(db, import_schools.read(data), municipalities, by=by)


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_way_people_save_it_reads_the_same(delimiter, encoding):
    found = import_schools.read(registry(LILLA, CERVI, OPERA, delimiter=delimiter, encoding=encoding))
    assert [row["name"] for row in found.rows] == ["INFANZIA LILLÀ", "PRIMARIA F.LLI CERVI", "PRIMARIA F.LLI CERVI"]
    assert found.rows[2]["institute"] == 'I.C. "DIONIGI", OPERA' and found.rows[2]["address"] is None
    assert found.municipalities == [{"code": "H623", "name": "ROZZANO", "schools": 2},
                                    {"code": "G078", "name": "OPERA", "schools": 1}]
    assert found.wrong == []


def test_columns_are_found_by_name_and_most_may_be_missing(db, marta):
    data = registry(["PRIMARIA CERVI", "x", "MIEE8FM01C"], head=["Denominazione scuola", "boh", "CODICE_SCUOLA"])
    assert bring(db, marta, data) == {"added": 1, "updated": 0, "unchanged": 0}
    assert schools(db)[0]["municipality_code"] is None


def test_only_the_chosen_municipalities_come_in(db, marta):
    assert bring(db, marta, registry(LILLA, CERVI, OPERA), ["G078"])["added"] == 1
    assert [row["municipality_name"] for row in schools(db)] == ["OPERA"]


@pytest.mark.parametrize(("chosen", "key"), [([], "missing"), (["H623", "X999"], "unknown_choice")])
def test_a_municipality_must_be_chosen_among_those_in_the_file(db, marta, chosen, key):
    with pytest.raises(RuleBroken, match=key):
        bring(db, marta, registry(LILLA), chosen)
    assert schools(db) == []


def test_the_second_import_adds_nothing_and_updates_what_changed(db, marta):
    bring(db, marta, registry(LILLA, CERVI))
    moved = [*CERVI[:5], "VIA NUOVA 1", *CERVI[6:]]
    assert bring(db, marta, registry(LILLA, moved)) == {"added": 0, "updated": 1, "unchanged": 1}
    lilla, cervi = schools(db)
    assert (cervi["address"], cervi["version"], lilla["version"]) == ("VIA NUOVA 1", 2, 1)
    trace = audit.recent(db, by=marta, subject=f"organisation:{cervi['id']}")[0]
    assert (trace["verb"], trace["facts"]) == ("organisations.revise", {"changed": ["address"]})


def test_what_the_office_only_spelt_better_stays(db, marta):
    bring(db, marta, registry(CERVI))
    now = schools(db)[0]
    fields = {field: now[field] for field in organisations.FIELDS} | {"name": "Primaria F.lli Cervi"}
    organisations.revise(db, now["id"], version=1, by=marta, **fields)
    assert bring(db, marta, registry(CERVI)) == {"added": 0, "updated": 0, "unchanged": 1}
    assert schools(db)[0]["name"] == "Primaria F.lli Cervi"


def test_a_school_added_by_hand_gets_its_code_and_no_twin(db, marta):
    organisations.add(db, kind="school", name="Infanzia Lilla", municipality_name="Rozzano", school_level="Scuola infanzia",
                      by=marta)
    assert bring(db, marta, registry(LILLA)) == {"added": 0, "updated": 1, "unchanged": 0}
    assert [row["school_code"] for row in schools(db)] == ["MIAA880026"]


def test_an_archived_school_is_updated_and_stays_archived(db, marta):
    bring(db, marta, registry(CERVI))
    organisations.archive(db, schools(db)[0]["id"], version=1, by=marta)
    bring(db, marta, registry([*CERVI[:5], "VIA NUOVA 1", *CERVI[6:]]))
    assert schools(db)[0]["archived_at"] and schools(db)[0]["address"] == "VIA NUOVA 1"


@pytest.mark.parametrize(("data", "key"), [
    (b"", "file_empty"),
    (b" \r\n\r\n", "file_empty"),
    (b"x" * (6 * 1024 * 1024), "file_too_large"),
    (b"PK\x03\x04 and then a workbook", "file_is_workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old one", "file_is_workbook"),
    (b"\xef\xbb\xbf<!DOCTYPE html><html><body>CODICESCUOLA</body>", "file_is_web_page"),
    (bytes(range(256)) * 20, "file_not_text"),
    (b"\x81\x8d\x8f\x90\x9d" * 50, "file_not_text"),
    (b"nome,cognome\r\nAmina,B\r\n", "not_school_registry"),
    (registry(["MIEE8FM01C"], head=["CODICESCUOLA"]), "not_school_registry"),
    (registry(["MIEE8FM01C", "A", "B"], head=["CODICESCUOLA", "CODICESCUOLA", "DENOMINAZIONESCUOLA"]), "not_school_registry"),
    (registry(), "registry_without_schools"),
    (registry(LILLA) + b'202526,"never closed,', "registry_broken_line"),
])
def test_a_file_that_is_not_the_registry_is_refused(data, key):
    with pytest.raises(RuleBroken, match=key):
        import_schools.read(data)


def test_the_missing_column_is_named():
    with pytest.raises(RuleBroken) as refused:
        import_schools.read(registry([*LILLA[:3], *LILLA[4:]], head=[*HEAD[:3], *HEAD[4:]]))
    assert refused.value.facts == {"column": "CODICESCUOLA"}


@pytest.mark.parametrize(("line", "key"), [
    ([*CERVI[:3], "mi12", *CERVI[4:]], "registry_bad_code"),
    ([*CERVI[:3], "Non Disponibile", *CERVI[4:]], "registry_bad_code"),
    ([*CERVI[:3], "<img src=x onerror=alert(1)>", *CERVI[4:]], "registry_bad_code"),
    (["202526", "??", *CERVI[2:]], "registry_bad_code"),
    ([*CERVI[:6], "ROZZ", *CERVI[7:]], "registry_bad_municipality"),
    ([*CERVI[:4], "Non disponibile", *CERVI[5:]], "registry_no_name"),
    ([*CERVI[:4], "x" * 10_000, *CERVI[5:]], "registry_too_long"),
    ([*CERVI, "one more"], "registry_uneven_line"),
    (CERVI[:-1], "registry_uneven_line"),
    (LILLA, "registry_same_code"),
])
def test_one_wrong_line_is_named_and_nothing_is_written(db, marta, line, key):
    found = import_schools.read(registry(LILLA, line, OPERA))
    assert [(each.key, each.facts["line"]) for each in found.wrong] == [(key, 3)]
    assert len(found.rows) == 2
    with pytest.raises(RuleBroken, match=key):
        import_schools.bring_in(db, found, ["H623"], by=marta)
    assert schools(db) == []


def test_who_may_and_who_may_not(db, cast, behind_curtain):
    found = import_schools.read(registry(LILLA))
    for by in (cast.elena, cast.sara, cast.nadia, cast.aldo, cast.ivo):
        with pytest.raises(RuleBroken, match="not_allowed"):
            import_schools.bring_in(db, found, None, by=by)
    assert schools(db) == []
    assert import_schools.bring_in(db, found, None, by=MACHINE)["added"] == 1
    assert import_schools.bring_in(db, found, None, by=behind_curtain(cast.davide))["unchanged"] == 1


codes = st.from_regex(r"[A-Z]{2}[A-Z0-9]{8}", fullmatch=True)
cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: text.strip() and text.strip()[0] not in "<" and text.strip().casefold() != "non disponibile")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(codes, st.tuples(cells, cells, st.sampled_from(["H623", "G078", "Non Disponibile"])), min_size=1,
                       max_size=12))
def test_importing_anything_twice_is_importing_it_once(db, marta, found):
    lines = [["", "", "", code, name, address, municipality, "", ""] for code, (name, address, municipality) in found.items()]
    try:
        registry_found = import_schools.read(registry(*lines))
    except RuleBroken as refusal:
        assert refusal.key in ("file_not_text", "registry_without_schools")
        return
    if registry_found.wrong:
        return
    import_schools.bring_in(db, registry_found, None, by=marta)
    once = schools(db)
    assert import_schools.bring_in(db, registry_found, None, by=marta) == {"added": 0, "updated": 0, "unchanged": len(found)}
    assert schools(db) == once


@pytest.mark.skipif(not REAL_FILE.exists(), reason="the Ministry's file is not here")
def test_the_ministrys_own_file(db, marta):
    found = import_schools.read(REAL_FILE.read_bytes())
    assert len(found.rows) == 86 and found.wrong == []
    assert found.municipalities[0] == {"code": "H623", "name": "ROZZANO", "schools": 34}
    assert import_schools.bring_in(db, found, ["H623"], by=marta) == {"added": 34, "updated": 0, "unchanged": 0}
    assert import_schools.bring_in(db, found, None, by=marta) == {"added": 52, "updated": 0, "unchanged": 34}
    assert import_schools.bring_in(db, found, None, by=marta) == {"added": 0, "updated": 0, "unchanged": 86}
    assert scalar(db, "select count(*) from organisation where school_code = 'MIEE88002B' and institute = 'IC ORCHIDEE'") == 1
    assert audit.broken_at(db) is None
