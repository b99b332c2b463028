"""The screens of organisations, through the frame."""

from __future__ import annotations

import pytest

from db.connection import one, scalar
from db.registry import organisations
from tests.conftest import words
from tests.registry.test_import_schools import CERVI, LILLA, OPERA, registry
from tests.registry.test_organisations import add

MARKUP = ["<img src=x onerror=alert(1)>", "[premi](javascript:alert(1))", "**grassetto** :material/home:"]


def plain_again(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")


def labels(at) -> list[str]:
    return [plain_again(button.label) for button in at.button]


def unescaped(at, text) -> bool:
    """Whether the text stands anywhere that Streamlit reads as Markdown, as it was typed."""
    return any(text in str(getattr(each, "value", "") or "") + str(getattr(each, "label", "") or "")
               for each in at.main if each.type not in ("text", "text_input", "selectbox"))


def test_marta_finds_opens_and_edits_an_organisation(screen, db, marta):
    new = add(db, marta)
    at = screen(marta, "enti")
    assert "Oratorio San Biagio" in labels(at)
    at.text_input(key="organisations.search").set_value("biagio oratorio").run()
    assert "Comune di Rozzano" not in labels(at)
    at.button(key=f"organisations.open.{new}").click().run()
    assert plain_again(at.title[0].value) == "Oratorio San Biagio"
    at.button(key="organisation.edit").click().run()
    at.text_input(key="organisation.address").set_value("Via Roma 1")
    at.button(key="organisation.save").click().run()
    assert organisations.organisation(db, new, by=marta)["address"] == "Via Roma 1"
    assert "Via Roma 1" in words(at) and not at.exception


def test_a_new_organisation_has_the_fields_of_its_kind(screen, db, marta):
    at = screen(marta, "enti", nuovo=1)
    assert "organisation.institute" not in [each.key for each in at.text_input]
    at.selectbox(key="organisation.kind").set_value("school").run()
    at.text_input(key="organisation.name").set_value("Primaria Cervi")
    at.text_input(key="organisation.institute").set_value("I.C. Viale Liguria")
    at.button(key="organisation.save").click().run()
    assert one(db, "select institute from organisation where name = 'Primaria Cervi'") == {"institute": "I.C. Viale Liguria"}


@pytest.mark.parametrize(("fields", "said"), [
    ({"name": ""}, "Please fill in: Name"),
    ({"name": "Genitori in cerchio"}, "already one of this kind called Genitori in cerchio"),
    ({"name": "Nuovo", "municipality_code": "X"}, "X is not a municipality code"),
])
def test_a_refusal_stands_beside_the_filled_form(screen, db, marta, fields, said):
    before = scalar(db, "select count(*) from organisation")
    at = screen(marta, "enti", nuovo=1)
    at.selectbox(key="organisation.kind").set_value("parents_group").run()
    for field, value in fields.items():
        at.text_input(key=f"organisation.{field}").set_value(value)
    at.button(key="organisation.save").click().run()
    assert said in plain_again(at.error[0].value)
    assert at.text_input(key="organisation.name").value == fields["name"]
    assert scalar(db, "select count(*) from organisation") == before


def test_a_kind_must_be_chosen(screen, marta):
    at = screen(marta, "enti", nuovo=1)
    at.text_input(key="organisation.name").set_value("Nuovo")
    at.button(key="organisation.save").click().run()
    assert "fill in: Kind" in plain_again(at.error[0].value)


def test_a_stale_form_shows_both_and_saves_at_the_second_tap(screen, db, marta, davide):
    new = add(db, marta)
    at = screen(marta, "enti", id=new, modifica=1)
    db.execute("update organisation set address = 'Via Davide 3', version = 2 where id = ?", [new])
    at.text_input(key="organisation.address").set_value("Via Marta 1")
    at.button(key="organisation.save").click().run()
    assert "Somebody changed this" in plain_again(at.error[0].value)
    assert "Via Davide 3" in at.table[0].value.to_string() and "Via Marta 1" in at.table[0].value.to_string()
    assert scalar(db, "select address from organisation where id = :id", id=new) == "Via Davide 3"
    at.button(key="organisation.save").click().run()
    assert scalar(db, "select address from organisation where id = :id", id=new) == "Via Marta 1"


def test_an_organisation_is_archived_and_brought_back(screen, db, marta):
    new = add(db, marta)
    at = screen(marta, "enti", id=new)
    at.button(key="organisation.archive").click().run()
    assert "Oratorio San Biagio" not in labels(at)
    at.toggle(key="organisations.archived").set_value(True).run()
    at.button(key=f"organisations.open.{new}").click().run()
    at.button(key="organisation.bring_back").click().run()
    assert scalar(db, "select archived_at from organisation where id = :id", id=new) is None


def test_who_signs_is_not_offered_to_be_archived(screen, marta):
    at = screen(marta, "enti", id=1)
    assert "organisation.edit" in [each.key for each in at.button]
    assert "organisation.archive" not in [each.key for each in at.button]
    at.button(key="organisation.edit").click().run()
    assert not at.selectbox


@pytest.mark.parametrize("name", MARKUP)
def test_a_name_with_markup_is_plain_text(screen, db, marta, name):
    new = add(db, marta, name, "association", address=name)
    for query in ({}, {"id": new}, {"id": new, "modifica": 1}):
        at = screen(marta, "enti", **query)
        assert not at.exception and not unescaped(at, name)
        assert name in plain_again(words(at)) or name in labels(at)


def test_an_unknown_address_says_so(screen, marta):
    for wrong in (999, "x", "9" * 40):
        at = screen(marta, "enti", id=wrong)
        assert not at.exception


def test_ivo_looks_and_cannot_change(screen, db, ivo, marta):
    new = add(db, marta)
    for query in ({}, {"id": new}):
        at = screen(ivo, "enti", **query)
        assert at.title and not {"organisations.new", "organisations.import", "organisation.edit", "organisation.archive"} & {
            each.key for each in at.button}
    for query in ({"nuovo": 1}, {"id": new, "modifica": 1}):
        at = screen(ivo, "enti", **query)
        assert at.error and not at.text_input


def test_sara_is_refused(screen, sara):
    assert "Your role does not allow this" in plain_again(words(screen(sara, "enti")))
    assert "Your role does not allow this" in plain_again(words(screen(sara, "importa-scuole")))


def test_organisations_stay_on_a_shared_screen(screen, db, marta):
    at = screen(marta, "enti")
    at.toggle(key="header.curtain").set_value(True).run()
    assert "Comune di Rozzano" in labels(at)


def choose(at, data: bytes):
    return at.file_uploader(key="import_schools.file").set_value(("scuole.csv", data, "text/csv")).run()


def test_marta_imports_the_schools_of_her_municipality(screen, db, marta):
    at = screen(marta, "importa-scuole")
    choose(at, registry(LILLA, CERVI, OPERA))
    assert "3 schools in the file" in words(at)
    chosen = at.get_by_key("import_schools.municipalities")
    assert chosen.value == ["H623"]
    assert [plain_again(option) for option in chosen.options] == ["ROZZANO 2", "OPERA 1"]
    assert scalar(db, "select count(*) from organisation where kind = 'school'") == 0
    at.button(key="import_schools.go").click().run()
    assert "2 schools added." in at.success[0].value and not at.exception
    assert scalar(db, "select count(*) from organisation where kind = 'school'") == 2
    at.button(key="import_schools.see").click().run()
    assert "INFANZIA LILLÀ" in labels(at)


def test_no_municipality_of_ours_means_none_is_chosen(screen, db, marta):
    db.execute("update organisation set name = 'Comune di Milano' where id = 1")
    at = choose(screen(marta, "importa-scuole"), registry(OPERA))
    assert at.get_by_key("import_schools.municipalities").value == []
    assert "import_schools.go" not in [each.key for each in at.button]
    at.get_by_key("import_schools.municipalities").set_value(["G078"]).run()
    assert at.button(key="import_schools.go").label == "Import 1 school"


@pytest.mark.parametrize(("data", "said"), [
    (b"nome\r\nAmina\r\n", "the column CODICESCUOLA is missing"),
    (b"PK\x03\x04...", "This is a spreadsheet"),
    (b"<html>", "This is a web page"),
    (b"x" * (6 * 1024 * 1024), "too large: at most 5 MB"),
])
def test_a_wrong_file_is_told_and_nothing_offered(screen, marta, data, said):
    at = choose(screen(marta, "importa-scuole"), data)
    assert said in plain_again(at.error[0].value)
    assert "import_schools.go" not in [each.key for each in at.button]


def test_wrong_lines_are_listed_and_nothing_offered(screen, marta):
    bad = [[*CERVI[:3], f"bad{n}", *CERVI[4:]] for n in range(12)]
    at = choose(screen(marta, "importa-scuole"), registry(LILLA, *bad))
    assert "12 lines cannot be right" in at.error[0].value
    assert 'Line 3: "bad0" is not a school code.' in words(at) and "and 2 more" in words(at)
    assert "import_schools.go" not in [each.key for each in at.button]
