"""What a tablet has at hand when the network goes: who is given it, and what is not in it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db import audit
from db.connection import REAL
from db.office import sign_ins
from pages.attend import passes
from pages.attend.roll_call import files
from pages.edge import ROUTES
from pages.gate import Gate
from pages.office import identity


@pytest.fixture
def ask(db, theatre):
    """`ask(cast.sara, "register.json")`: asks through the gate, with the cookie of a sign-in that stands; None is a stranger."""

    def asked(by, what, session=theatre.today, **headers):
        client = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(Gate)]), base_url="http://casa.test")
        if by:
            client.cookies.set(identity.COOKIE, identity.cookie_for(REAL, sign_ins.open_for(db, by.id)))
        return client.get(f"/appello/{session}/{what}", headers=headers)

    return asked


def test_todays_register_comes_whole_with_a_pass_and_is_traced(db, theatre, ask, cast):
    answer = ask(cast.sara, "register.json")
    said = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (said["name"], said["keep"]) == (f"real.{theatre.today}", True)
    assert said["heading"] == "Laboratorio di teatro · Sala grande · 16:30"
    assert {person["display_name"] for person in said["people"]} == set(theatre.people)
    assert passes.read(f"Bearer {said['pass']}", theatre.today)
    traces = audit.recent(db, by=cast.aldo, subject=f"session:{theatre.today}")
    assert [(row["verb"], row["who"]) for row in traces] == [("registers.read", "Sara")]


def test_another_days_register_is_not_left_on_a_tablet(theatre, ask, cast):
    assert ask(cast.marta, "register.json", theatre.yesterday).json() == {"refused": "only_today"}
    assert ask(cast.marta, "register.json", 999).status_code == 404


def test_a_pass_is_renewed_by_the_sign_in_alone(theatre, ask, cast):
    said = ask(cast.sara, "pass.json").json()
    assert said["name"] == f"real.{theatre.today}"
    assert passes.read(f"Bearer {said['pass']}", theatre.today)
    assert passes.read(f"Bearer {said['pass']}", theatre.yesterday) is None


@pytest.mark.parametrize("what", ["register.json", "pass.json"])
def test_who_may_not_gets_neither(db, ask, cast, what):
    assert ask(None, what).status_code == 401
    for by in (cast.nadia, cast.ivo, cast.aldo):
        assert (ask(by, what).status_code, ask(by, what).json()) == (403, {"refused": "not_allowed"})
    assert ask(cast.sara, what, origin="http://elsewhere.test").status_code == 403
    assert ask(cast.sara, what, **{"sec-fetch-site": "cross-site"}).status_code == 403
    db.execute("create trigger curtain after insert on sign_in begin update sign_in set shared_screen = 1; end")
    assert ask(cast.sara, what).json() == {"refused": "curtain_drawn"}


def test_the_worker_and_its_shell_are_public_and_hold_nobodys_name(theatre, ask):
    client = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(Gate)]), base_url="http://casa.test")
    worker = client.get("/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert (worker.headers["cache-control"], files.ADDRESS in worker.text) == ("no-cache", True)
    shell = client.get(f"{files.ADDRESS}/shell.html")
    assert shell.headers["content-type"].startswith("text/html")
    assert "Non c’è rete" in shell.text
    assert "Amina" not in worker.text + shell.text
