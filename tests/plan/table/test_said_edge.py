"""What is said, sent beside Streamlit: the pass, the quarrel, the door."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db.connection import REAL
from db.office import sign_ins
from db.plan.table import agenda, said
from pages.gate import Gate
from pages.plan.table import edge
from pages.ui import tokens


@pytest.fixture
def client():
    return TestClient(Starlette(routes=edge.ROUTES, middleware=[Middleware(Gate)]))


@pytest.fixture
def write(db, client, points):
    """Writes on the first point, with a pass of this person's sign-in."""

    def written(by, text="Detto.", version=1, item=None, **headers):
        token = sign_ins.hash_of(sign_ins.open_for(db, by.id))
        shown = {"authorization": f"Bearer {tokens.sign('said', {'casa': REAL, 'sign_in': token})}", **headers}
        return client.post(f"/api/tavolo/detto/{item or points[0]}", json={"text": text, "version": version}, headers=shown)

    return written


def test_a_line_is_kept_before_the_answer(db, write, running, marta):
    assert write(marta).json() == {"version": 2}
    assert agenda.of_meeting(db, running, by=marta)[0]["summary"] == "Detto."


def test_two_who_write_at_once_get_each_others_words(db, write, running, points, marta, davide):
    said.note_summary(db, points[0], "Davide.", 1, by=davide)
    quarrel = write(marta, "Marta.")
    assert (quarrel.status_code, quarrel.json()) == (409, {"text": "Davide.", "version": 2})
    assert write(marta, "Davide. Marta.", version=2).json() == {"version": 3}


def test_who_does_not_hold_the_meeting_hears_why(write, running, cast):
    refused = write(cast.elena)
    assert refused.status_code == 422 and refused.json()["sentence"]


def test_without_a_pass_that_holds_nothing_is_written(db, client, write, running, points, marta):
    assert client.post(f"/api/tavolo/detto/{points[0]}", json={"text": "x", "version": 1}).status_code == 401
    assert write(marta, authorization="Bearer forged").status_code == 401
    shown = tokens.sign("said", {"casa": REAL, "sign_in": sign_ins.hash_of(sign_ins.open_for(db, marta.id))})
    sign_ins.revoke_all(db, marta.id, by=marta)
    gone = client.post(f"/api/tavolo/detto/{points[0]}", json={"text": "x", "version": 1},
                       headers={"authorization": f"Bearer {shown}"})
    assert gone.status_code == 401
    assert write(marta, origin="https://elsewhere.example").status_code == 403


def test_what_is_not_a_line_is_refused(client, db, running, points, marta):
    shown = tokens.sign("said", {"casa": REAL, "sign_in": sign_ins.hash_of(sign_ins.open_for(db, marta.id))})
    send = {"headers": {"authorization": f"Bearer {shown}"}}
    for body in (b"", b"[]", b"{", b'{"text": 3, "version": 1}', b'{"text": "x"}', b"[" * 50_000):
        assert client.post(f"/api/tavolo/detto/{points[0]}", content=body, **send).status_code == 400
    assert client.post(f"/api/tavolo/detto/{points[0]}", content=b"x" * 200_000, **send).status_code == 413
    assert client.post("/api/tavolo/detto/999", json={"text": "x", "version": 1}, **send).status_code == 422
