"""`python -m db`: one line for what was done, one line for a refusal, and never a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import __main__ as shell
from db import audit
from db.connection import EXAMPLE, REAL, file_of, opened, scalar
from db.office import accounts
from db.rules import RuleBroken
from db.shell_words import refusal

ROOT = Path(__file__).parents[2]
REGISTRY = """CODICESCUOLA,DENOMINAZIONESCUOLA,DESCRIZIONECOMUNE,CODICECOMUNESCUOLA
MIEE00001A,SCUOLA INVENTATA UNO,ROZZANO,H623
MIEE00002B,SCUOLA INVENTATA DUE,OPERA,G078
"""


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Exit status, what it said, what it said on the error stream."""
    status = shell.main(list(arguments))
    said = capsys.readouterr()
    assert said.out.count("\n") + said.err.count("\n") == 1
    return status, said.out, said.err


def test_it_runs_as_a_program(data_folder):
    asked = [sys.executable, "-m", "db"]
    made = subprocess.run([*asked, "demo", "--today", "2026-11-23"], cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert made.returncode == 0 and made.stdout.count("\n") == 1 and made.stderr == ""
    refused = subprocess.run([*asked, "backup"], cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert refused.returncode == 1 and refused.stdout == "" and "There is no Casa" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("wrong", [[], ["dance"], ["demo", "--today", "yesterday"], ["demo", "--today", "1850-01-01"],
                                   ["import-schools"]])
def test_wrong_arguments_exit_with_two(capsys, wrong):
    with pytest.raises(SystemExit) as left:
        shell.main(wrong)
    assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["backup"], ["check", "--example"]])
def test_without_a_casa_it_says_so(capsys, data_folder, command):
    status, _, err = run(capsys, *command)
    assert status == 1 and "There is no Casa" in err
    assert not file_of(REAL).exists()


def test_schools_come_in_once(capsys, db, tmp_path):
    file = tmp_path / "scuole.csv"
    file.write_text(REGISTRY, encoding="utf-8")
    one = run(capsys, "import-schools", str(file), "--municipality", "h623")
    assert one[:2] == (0, "Schools: 1 added, 0 updated, 0 as they were.\n")
    both = run(capsys, "import-schools", str(file))
    assert both[:2] == (0, "Schools: 1 added, 0 updated, 1 as they were.\n")


@pytest.mark.parametrize(("content", "says"), [
    (b"", "empty"), (b"PK\x03\x04 rest", "workbook"), (b"<html></html>", "web page"), (b"a;b\n1;2\n", "CODICESCUOLA"),
    (b"\x00\x01\x02", "no text"), (b"CODICESCUOLA,DENOMINAZIONESCUOLA\n", "No school"),
    (b"CODICESCUOLA,DENOMINAZIONESCUOLA\nnot a code,Scuola\n", "Line 2"),
])
def test_a_wrong_school_file_is_refused_and_writes_nothing(capsys, db, tmp_path, content, says):
    file = tmp_path / "scuole.csv"
    file.write_bytes(content)
    before = scalar(db, "select count(*) from organisation")
    status, _, err = run(capsys, "import-schools", str(file))
    assert status == 1 and says in err
    assert scalar(db, "select count(*) from organisation") == before


def test_a_missing_file_and_a_folder_are_refused(capsys, db, tmp_path):
    assert "There is no file" in run(capsys, "import-schools", str(tmp_path / "none.csv"))[2]
    assert "is a folder" in run(capsys, "import-schools", str(tmp_path))[2]
    assert "is a folder" in run(capsys, "backup", str(tmp_path))[2]
    assert "There is no folder" in run(capsys, "backup", str(tmp_path / "none" / "b.db"))[2]


def test_a_municipality_that_is_not_in_the_file_is_refused(capsys, db, tmp_path):
    file = tmp_path / "scuole.csv"
    file.write_text(REGISTRY, encoding="utf-8")
    assert run(capsys, "import-schools", str(file), "--municipality", "A001")[0] == 1


def test_a_data_folder_that_is_a_file_is_refused(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TELAIO_DATA", str(tmp_path / "file"))
    status, _, err = run(capsys, "check")
    assert status == 1 and "The disk refused" in err


def test_check_says_that_all_is_well(capsys, db):
    status, out, _ = run(capsys, "check")
    assert status == 0 and out.startswith("All is well")


def test_check_finds_the_row_where_the_chain_breaks(capsys, db, marta):
    row = scalar(db, "select id from audit order by id limit 1 offset 3")
    db.execute("drop trigger audit_is_not_rewritten")
    db.execute("update audit set facts = '{\"role\": \"administrator\"}' where id = ?", [row])
    assert audit.broken_at(db) == row
    status, _, err = run(capsys, "check")
    assert status == 1 and f"breaks at row {row}" in err


def test_check_finds_a_missing_trace(capsys, db, marta):
    row = scalar(db, "select id from audit order by id limit 1 offset 2")
    db.execute("drop trigger audit_is_not_erased")
    db.execute("delete from audit where id = ?", [row])
    assert audit.broken_at(db) == row + 1
    assert f"row {row + 1}" in run(capsys, "check")[2]


@pytest.mark.parametrize("command", [["check"], ["backup"]])
@pytest.mark.parametrize("content", [b"this is a letter, not a database" * 100, b""])
def test_a_file_that_is_no_database_is_a_sentence(capsys, data_folder, command, content):
    file_of(REAL).write_bytes(content)
    status, _, err = run(capsys, *command)
    assert status == 1 and "no database, or a damaged one" in err


def test_a_damaged_page_is_found(capsys, db, casa_file):
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    whole = bytearray(casa_file.read_bytes())
    page = 4096
    for start in range(page * 3, len(whole), page * 2):
        whole[start + 100:start + 900] = b"\xaa" * 800
    casa_file.write_bytes(whole)
    status, _, err = run(capsys, "check")
    assert status == 1 and ("is not whole" in err or "damaged" in err)


def test_the_example_in_the_place_of_the_real_one_is_noticed(capsys, data_folder):
    run(capsys, "demo", "--today", "2026-11-23")
    file_of(EXAMPLE).rename(file_of(REAL))
    status, _, err = run(capsys, "check")
    assert status == 1 and "it holds the example Casa" in err


def test_the_picture_of_the_tables_is_written(capsys, tmp_path, monkeypatch):
    from db import migrations

    monkeypatch.setattr(migrations, "SCHEMA", tmp_path / "schema.sql")
    run(capsys, "schema")
    with opened(migrations.migrate(tmp_path / "new.db")) as db:
        assert (tmp_path / "schema.sql").read_text(encoding="utf-8") == migrations.picture(db)


def test_a_refusal_nobody_has_words_for_is_still_readable():
    assert refusal(RuleBroken("odd_thing", line=3, code="X")) == "Refused: odd thing (line 3, code X)."
    assert refusal(RuleBroken("file_missing")) == "Refused: file missing."


def test_whoever_holds_the_files_gives_a_new_password(capsys, db, marta, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("una nuova password\n"))
    status, out, _ = run(capsys, "new-password", "Marta@casa.example")
    assert status == 0 and "signed out everywhere" in out
    assert accounts.check_password(db, "marta@casa.example", "una nuova password") == marta.id


@pytest.mark.parametrize(("email", "typed", "says"), [
    ("nobody@casa.example", "una nuova password\n", "No account"), ("marta@casa.example", "short\n", "at least 10"),
    ("marta@casa.example", "", "at least 10"), ("marta@casa.example", "x" * 10_000, "Refused: too long"),
])
def test_a_new_password_that_cannot_be_is_refused(capsys, db, monkeypatch, email, typed, says):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    status, _, err = run(capsys, "new-password", email)
    assert status == 1 and says in err
