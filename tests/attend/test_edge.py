"""The door of the taps: what it lets through, and everything it does not."""

from __future__ import annotations

import json
import time
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.connection import REAL
from db.office import sign_ins
from pages.attend import passes
from pages.edge import ROUTES
from pages.ui import tokens
from tests.attend.theatre import TODAY


@pytest.fixture
def give(db, theatre):
    """A pass as a signed-in screen would give it: `give(cast.sara)`."""

    def given(by, session=theatre.today, day: date = TODAY) -> str:
        token = sign_ins.open_for(db, by.id)
        return passes.give(SimpleNamespace(kind=REAL, token_hash=sign_ins.hash_of(token), today=day), session)

    return given


@pytest.fixture
def post(theatre, give, sara):
    """Sends a batch; any part of the request can be made wrong."""
    client = TestClient(Starlette(routes=ROUTES), base_url="http://casa.test")
    given = give(sara)

    def posted(*taps, shown=given, session=theatre.today, body=None, kind="application/json", **headers):
        sent = {"device": "tablet-1", "now": int(time.time() * 1000), "since": -1, "taps": list(taps)} if body is None else body
        return client.post(f"/api/appello/{session}", content=sent if isinstance(sent, str | bytes) else json.dumps(sent),
                           headers={"authorization": f"Bearer {shown}", "content-type": kind, **headers})

    posted.client = client
    return posted


def mark(person: int, present: bool = True) -> dict:
    return {"uuid": str(uuid4()), "kind": "mark", "person": person, "present": present, "at": int(time.time() * 1000), "seq": 1}


def test_a_batch_is_written_and_answered_with_what_is_new(db, theatre, post):
    amina = theatre.people["Amina B."]
    good, bad = mark(amina), mark(theatre.archived)
    answer = post(good, bad, origin="http://casa.test")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert said["acknowledged"] == [good["uuid"]]
    assert said["refused"] == {bad["uuid"]: "person_archived"}
    assert said["changes"]["marks"] == {str(amina): True}
    assert db["attendance"].count == 1


def test_a_poll_hears_and_writes_nothing(db, theatre, post, give, marta):
    post(mark(theatre.people["Luca R."]))
    said = post.client.get(f"/api/appello/{theatre.today}?since=0", headers={"authorization": f"Bearer {give(marta)}"}).json()
    assert [person["display_name"] for person in said["changes"]["people"]] == ["Luca R."]
    assert post().json()["changes"]["revision"] == 1
    assert db["tap"].count == 1


@pytest.mark.parametrize("shown", ["", "nonsense", "a.b.c", "Bearer"])
def test_without_a_pass_there_is_no_way_in(db, theatre, post, shown):
    assert post(mark(theatre.people["Amina B."]), shown=shown).status_code == 401
    assert db["tap"].count == 0


def test_a_pass_for_another_register_does_not_fit(post, theatre, give, marta):
    assert post(shown=give(marta, theatre.yesterday)).status_code == 401
    assert post(shown=give(marta, theatre.yesterday), session=theatre.yesterday).status_code == 200


def test_a_cookie_is_not_a_pass(theatre, post):
    cookie = tokens.sign("cookie", {"casa": REAL, "session": theatre.today, "sign_in": "x", "day": "2026-11-23"})
    assert post(shown=cookie).status_code == 401


def test_a_pass_ends_after_twelve_hours(monkeypatch, post, give, sara):
    shown = give(sara)
    monkeypatch.setattr(passes, "LASTS", -1)
    assert post(shown=shown).status_code == 401


def test_a_pass_ends_with_its_sign_in(db, theatre, post, sara):
    assert post().status_code == 200
    sign_ins.revoke_all(db, sara.id, by=sara)
    answer = post(mark(theatre.people["Amina B."]))
    assert (answer.status_code, answer.json()) == (401, {"refused": "no_pass"})
    assert db["tap"].count == 0


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}])
def test_another_origin_is_turned_away(db, theatre, post, headers):
    assert post(mark(theatre.people["Amina B."]), **headers).status_code == 403
    assert db["tap"].count == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_anything_but_json_is_turned_away(post, kind):
    assert post(kind=kind).status_code == 415


def test_a_body_has_a_largest_size(post):
    assert post(body=b"[" * (128 * 1024 + 1)).status_code == 413


@pytest.mark.parametrize("body", [
    "", "{", "[]", "null", "7", '"x"', "{}", '{"now": 1, "since": 1}', '{"now": "1", "since": 1, "taps": []}', "[" * 100_000,
    '{"now": 1, "since": 1, "taps": {}}', '{"now": NaN, "since": 1, "taps": []}', '{"now": -1, "since": 1, "taps": []}',
    '{"now": 1, "since": ' + "9" * 30 + ', "taps": []}', '{"now": true, "since": 1, "taps": []}', b"\xff\xfe{}",
])
def test_what_is_no_batch_is_turned_away(post, body):
    answer = post(body=body)
    assert (answer.status_code, answer.json()) == (400, {"refused": "not_a_batch"})


def test_a_poll_with_a_silly_revision_is_turned_away(theatre, post, give, sara):
    headers = {"authorization": f"Bearer {give(sara)}"}
    assert post.client.get(f"/api/appello/{theatre.today}?since=abc", headers=headers).status_code == 400


def test_odd_taps_do_not_break_the_answer(theatre, post):
    body = '{"device": "\\ud800", "now": 1, "since": -1, "taps": [{"uuid": "\\ud800x"}, 7, null]}'
    assert post(body=body).json()["refused"] == {"?x": "malformed_tap", "#1": "malformed_tap", "#2": "malformed_tap"}


def test_past_midnight_the_pass_still_stands_for_its_day(db, theatre, post, give, sara):
    shown = give(sara, theatre.yesterday, day=date(2026, 11, 22))
    assert post(mark(theatre.people["Amina B."]), shown=shown, session=theatre.yesterday).status_code == 200


def test_who_may_not_is_told_why(theatre, post, give, cast):
    answers = {by.display_name: post(shown=give(by)) for by in (cast.nadia, cast.ivo, cast.aldo)}
    assert {name: (answer.status_code, answer.json()["refused"]) for name, answer in answers.items()} == dict.fromkeys(
        ("Nadia", "Ivo", "Aldo"), (403, "not_allowed"))
    assert post(shown=give(cast.sara, theatre.yesterday), session=theatre.yesterday).json() == {"refused": "only_today"}


def test_a_drawn_curtain_stops_the_tablet_too(db, theatre, post, sara):
    db.execute("update sign_in set shared_screen = 1")
    answer = post(mark(theatre.people["Amina B."]))
    assert (answer.status_code, answer.json()) == (403, {"refused": "curtain_drawn"})


def test_the_components_modules_are_served_and_nothing_else_of_its_folder(post):
    from pages.attend.roll_call import files

    answer = post.client.get(f"{files.ADDRESS}/roll_call.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert post.client.get(f"{files.ADDRESS}/component.py").status_code == 404
    assert "immutable" not in post.client.get("/telaio/appello/old/queue.js").headers["cache-control"]
