"""A volunteer's register left open past midnight: she is refused yesterday's, and what her tablet still holds is sent and kept."""

from __future__ import annotations

import json
import time
from uuid import uuid4

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from db.attend import registers, settling
from db.connection import REAL
from db.office import sign_ins
from pages.edge import ROUTES
from pages.gate import Gate
from pages.office import identity
from tests.attend.theatre import TODAY


def test_reloaded_after_midnight_the_refused_register_still_has_its_courier(theatre, screen, sara):
    at = screen(sara, "appello", id=theatre.yesterday)
    assert "today's registers" in at.error[0].value.replace("\\", "")
    there = {each.proto.component_name for each in at.get("bidi_component")}
    assert "telaio_courier" in there and "telaio_roll_call" not in there


def test_the_courier_hands_in_what_waited_and_a_coordinator_puts_it_where_it_belongs(db, theatre, cast):
    """As `courier.js` does: a new pass by the cookie alone, then the batch."""
    amina, uuid, now = theatre.people["Amina B."], str(uuid4()), int(time.time() * 1000)
    client = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(Gate)]), base_url="http://casa.test")
    client.cookies.set(identity.COOKIE, identity.cookie_for(REAL, sign_ins.open_for(db, cast.sara.id)))
    shown = client.get(f"/appello/{theatre.yesterday}/pass.json").json()["pass"]
    tap = {"uuid": uuid, "kind": "mark", "person": amina, "present": True, "at": now, "seq": 1}
    headers = {"authorization": f"Bearer {shown}", "content-type": "application/json"}
    answer = client.post(f"/api/appello/{theatre.yesterday}", headers=headers,
                         content=json.dumps({"device": "tablet-1", "now": now, "since": -1, "taps": [tap]}))
    assert answer.status_code == 200 and answer.json()["refused"] == {uuid: "only_today"}
    assert answer.json()["changes"]["people"] == [], "yesterday's names do not come back with the answer"
    waiting, = settling.waiting(db, by=cast.marta)
    settling.apply(db, waiting["uuid"], theatre.yesterday, by=cast.marta, today=TODAY, now_ms=now)
    assert registers.open_register(db, theatre.yesterday, by=cast.marta, today=TODAY)["marks"] == {amina: True}
