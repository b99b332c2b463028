"""The gate: a stranger reaches the doors and nothing else, by HTTP or websocket."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from db.connection import REAL
from db.office import sign_ins
from pages.gate import Gate
from pages.office import identity


async def shell(request):
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTMLResponse(gzip.compress(b"<html>"), headers={"content-encoding": "gzip"})
    return HTMLResponse('<!doctype html><html lang="en"><head><title>Streamlit</title></head></html>', headers={"etag": "x"})


async def host_config(_request):
    return JSONResponse({"allowedOrigins": [], "blockErrorDialogs": False})


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("in")
    await websocket.close()


@pytest.fixture
def client():
    app = Starlette(
        routes=[Route("/_stcore/host-config", host_config), Route("/_stcore/metrics", host_config),
                WebSocketRoute("/_stcore/stream", socket), Route("/{path:path}", shell)],
        middleware=[Middleware(Gate)],
    )
    return TestClient(app, follow_redirects=False, headers={"accept": "text/html"})


@pytest.fixture
def as_marta(client, db, marta):
    client.cookies.set(identity.COOKIE, identity.cookie_for(REAL, sign_ins.open_for(db, marta.id)))
    return client


STRANGE = ["/", "/nuclei", "/appello", "/_stcore/host-config", "/_stcore/metrics", "/media/abc", "/_stcore/upload_file/1/2",
           "/component/x", "/accedi/../nuclei", "/static", "/nuclei/static/x"]


@pytest.mark.parametrize("path", STRANGE)
def test_a_stranger_is_sent_to_the_door(client, casa_file, path):
    answer = client.get(path)
    assert answer.status_code == 303 and answer.headers["location"] == "/accedi"


@pytest.mark.parametrize("path", STRANGE)
def test_a_program_that_is_a_stranger_gets_401(client, casa_file, path):
    assert client.get(path, headers={"accept": "*/*"}).status_code == 401


def test_before_the_casa_is_founded_the_door_is_the_welcome(client):
    assert client.get("/").headers["location"] == "/benvenuto"


def test_a_stranger_has_no_websocket(client, casa_file):
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/_stcore/stream"):
        pass
    assert closed.value.code == 4401


@pytest.mark.parametrize("cookie", ["", "x", "eyJjYXNhIjoicmVhbCJ9.x.y", "0" * 5000])
def test_a_cookie_that_is_not_ours_is_a_strangers(client, casa_file, cookie):
    client.cookies.set(identity.COOKIE, cookie)
    assert client.get("/").status_code == 303


def test_marta_gets_in_and_the_page_speaks_italian(as_marta):
    answer = as_marta.get("/")
    assert '<html lang="it"' in answer.text and "<title>Telaio</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_marta_has_her_websocket(as_marta):
    with as_marta.websocket_connect("/_stcore/stream") as open_socket:
        assert open_socket.receive_text() == "in"


def test_streamlits_own_connection_dialog_stays_away(as_marta):
    assert as_marta.get("/_stcore/host-config").json()["blockErrorDialogs"] is True


def test_a_revoked_sign_in_is_a_strangers(as_marta, db):
    db.execute("update sign_in set revoked_at = '2026-01-01T00:00:00Z'")
    assert as_marta.get("/").status_code == 303


def test_a_closed_account_is_a_strangers(as_marta, db, marta):
    db.execute("update account set active = 0 where id = ?", [marta.id])
    assert as_marta.get("/").status_code == 303
