"""A fault outside the screens is a sentence with a reference, and the log has the rest."""

from __future__ import annotations

import logging

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.office import trouble


async def broken(_request):
    raise ValueError("a secret detail")


@pytest.fixture
def client():
    app = Starlette(routes=[Route("/", broken)], exception_handlers={Exception: trouble.answer})
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_shows_a_reference_that_the_log_has_too(client, caplog, accept):
    with caplog.at_level(logging.ERROR, "telaio"):
        answer = client.get("/", headers={"accept": accept})
    assert answer.status_code == 500
    assert "secret detail" not in answer.text and "Traceback" not in answer.text
    reference = caplog.records[0].args[0]
    assert reference in answer.text


def test_a_fault_speaks_italian_to_people(client):
    assert "Qualcosa" in client.get("/", headers={"accept": "text/html", "accept-language": "it"}).text
