"""The trail: searched, chained, and honest when it is not whole."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from db import audit
from db.connection import changing, rows, scalar
from db.office import places
from db.plan import sessions
from db.rules import RuleBroken
from pages.office import traces
from tests.conftest import words
from tests.plan.agreed import signed

ROOT = Path(__file__).parents[2]


def test_traces_are_found_by_who_what_and_when(db, marta, davide):
    room = places.add(db, name="Sala", capacity=None, by=marta)
    places.revise(db, room, name="Salone", capacity=9, version=1, by=davide)
    assert [row["who"] for row in audit.search(db, by=marta, room="places")] == ["Davide", "Marta"]
    assert [row["verb"] for row in audit.search(db, by=marta, account_id=davide.id, room="places")] == ["places.revise"]
    assert len(audit.search(db, by=marta, room=f"place:{room}")) == 2
    assert audit.search(db, by=marta, room="place") == audit.search(db, by=marta, room=f"place:{room}")
    assert audit.search(db, by=marta, room="places", last="2020-01-01") == []
    assert audit.search(db, by=marta, room="pl*") == []
    newest = audit.search(db, by=marta, limit=1)[0]
    assert audit.search(db, by=marta, before=newest["id"], limit=1)[0]["id"] == newest["id"] - 1


def test_an_unbroken_chain_holds_and_each_break_is_found_at_its_row(db, marta):
    assert audit.broken_at(db) is None
    for trigger in ("audit_is_not_rewritten", "audit_is_not_erased"):
        db.execute(f"drop trigger {trigger}")
    ids = [row["id"] for row in rows(db, "select id from audit order by id")]
    for row in ids[:4]:
        kept = scalar(db, "select at from audit where id = :id", id=row)
        db.execute("update audit set at = '2020-01-01T00:00:00Z' where id = ?", [row])
        assert audit.broken_at(db) == row
        db.execute("update audit set at = ? where id = ?", [kept, row])
    assert audit.broken_at(db) is None


def test_the_tables_themselves_refuse_a_change(db, marta):
    for wrong in ("update audit set verb = 'x'", "delete from audit"):
        with pytest.raises(Exception, match="audit_is_append_only"), changing(db):
            db.execute(wrong)


def test_the_screen_shows_the_trail_and_that_it_holds(screen, cast, db):
    places.add(db, name="**Sala** [x](http://x.example)", capacity=3, by=cast.marta)
    at = screen(cast.marta, "registro")
    assert not at.exception and "The chain holds" in at.success[0].value
    said = next(each.value for each in at.markdown if "added a place" in each.value)
    assert "**Marta** added a place" in said and "\\*\\*Sala\\*\\*" in said and "](http" not in said


def test_a_trace_of_a_session_says_its_title_and_day(screen, cast, db):
    session = sessions.add(db, signed(db, cast), on_date=date(2026, 11, 25), starts_at="16:30", ends_at="18:30", place_id=None,
                           leader_id=None, by=cast.marta)
    said = next(each.value for each in screen(cast.marta, "registro").markdown if "added a session" in each.value)
    assert f"session {session}, Laboratorio di teatro, 25 Nov 2026" in said.replace("\\", "")


def test_which_casa_was_started_is_said_in_words(screen, cast):
    said = next(each.value for each in screen(cast.marta, "registro").markdown if "started the Casa" in each.value)
    assert "our Casa" in said and "real" not in said


def test_the_screen_says_where_the_chain_breaks(screen, cast, db):
    db.execute("drop trigger audit_is_not_rewritten")
    db.execute("update audit set facts = '{}' where id = 2")
    assert "breaks at trace 2" in screen(cast.aldo, "registro").error[0].value


def test_older_traces_are_a_page_away(screen, cast, db):
    with changing(db):
        for number in range(80):
            audit.note(db, cast.marta, "places.add", f"place:{number}")
    at = screen(cast.marta, "registro")
    assert _lines(at) == 60
    at = screen(cast.marta, "registro", prima=30)
    assert _lines(at) == 29


def _lines(at) -> int:
    return sum(each.value.count("\n- ") + each.value.startswith("- ") for each in at.markdown)


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "ivo"])
def test_whoever_may_not_reads_no_trail(screen, cast, db, who):
    by = getattr(cast, who)
    assert "Your role does not allow this" in words(screen(by, "registro"))
    with pytest.raises(RuleBroken, match="not_allowed"):
        audit.search(db, by=by)


def test_every_verb_that_is_traced_has_its_words():
    verbs = set()
    for file in (ROOT / "db").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "note" and len(node.args) > 2:
                verbs |= {each.value for each in ast.walk(node.args[2])
                          if isinstance(each, ast.Constant) and "." in str(each.value)}
    verbs = {verb for verb in verbs if not verb.endswith(".")}
    assert verbs - set(traces.VERBS) == set(), "say in pages/office/traces.py what these did"
    assert {verb.split(".")[0] for verb in verbs} - set(traces.ROOMS) == set()
