"""The Casa that every test starts from, and its cast.

Marta coordinates for the municipality, Davide for the partner, Elena is an educator of the partner, Sara volunteers with
a tablet, Nadia runs Spazio Neutro, Aldo administers the machine, Ivo looks on and may not.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from db.connection import REAL, connect, file_of, insert
from db.migrations import migrate
from db.office import accounts, casa, sign_ins
from db.rules import MACHINE, By
from pages.ui import texts

PASSWORD = "una password lunga"
TODAY = date(2026, 11, 23)  # a Monday


@dataclass(frozen=True)
class Cast:
    """Who is who, each as the database knows them."""

    marta: By
    davide: By
    elena: By
    sara: By
    nadia: By
    aldo: By
    ivo: By

    def everyone(self) -> list[By]:
        return [self.marta, self.davide, self.elena, self.sara, self.nadia, self.aldo, self.ivo]


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """Each test has a data folder of its own, and the same day."""
    monkeypatch.setenv("TELAIO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELAIO_TODAY", TODAY.isoformat())
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def italian():
    """Each test begins in Italian, whatever language the one before spoke."""
    texts.use("it")


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory):
    """A founded Casa with its cast, made once and copied for each test."""
    path = migrate(tmp_path_factory.mktemp("founded") / "casa.db")
    db = connect(path)
    casa.found(db, name="Casa per fare insieme", municipality="Comune di Rozzano", partner="Libera Compagnia di Arti e Mestieri",
               email="marta@casa.example", display_name="Marta", password=PASSWORD)
    municipality, partner = (casa.casa(db)[side] for side in ("municipality_id", "partner_id"))
    service = insert(db, "insert into organisation (kind, name) values ('service', 'Spazio Neutro')")
    parents = insert(db, "insert into organisation (kind, name) values ('parents_group', 'Genitori in cerchio')")
    for name, role, organisation in [
        ("Davide", "coordinator", partner), ("Elena", "educator", partner), ("Sara", "volunteer", partner),
        ("Nadia", "neutral_operator", service), ("Aldo", "administrator", municipality), ("Ivo", "viewer", parents),
    ]:
        accounts.add(db, email=f"{name.lower()}@casa.example", display_name=name, role=role, organisation_id=organisation,
                     password=PASSWORD, by=MACHINE)
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    return path


@pytest.fixture
def casa_file(founded_file, data_folder):
    """The path of this test's own Casa."""
    path = file_of(REAL)
    shutil.copy(founded_file, path)
    return path


@pytest.fixture
def db(casa_file):
    """A connection to this test's Casa."""
    db = connect(casa_file)
    yield db
    db.close()


@pytest.fixture
def cast(db) -> Cast:
    """The cast, as `by=`."""
    found = {}
    for row in db.query("select id, display_name from account"):
        token = sign_ins.open_for(db, row["id"])
        found[row["display_name"].lower()] = sign_ins.person_at(db, sign_ins.hash_of(token))
    return Cast(**found)


@pytest.fixture
def marta(cast) -> By:
    return cast.marta


@pytest.fixture
def davide(cast) -> By:
    return cast.davide


@pytest.fixture
def sara(cast) -> By:
    return cast.sara


@pytest.fixture
def ivo(cast) -> By:
    return cast.ivo


@pytest.fixture
def behind_curtain():
    """The same person at a shared screen."""
    return lambda by: replace(by, shared_screen=True)


@pytest.fixture
def screen(db, monkeypatch):
    """Opens a screen through the frame, as one of the cast: `screen(cast.marta, "attivita", id=3)` -> AppTest, already run."""
    from pages.office import identity

    def opened(by: By | None, path: str = "", kind: str = REAL, language: str = "en", **query) -> AppTest:
        cookies = {}
        if by is not None:
            db.execute("update account set language = ? where id = ?", [language, by.id])
            cookies = {identity.COOKIE: identity.cookie_for(kind, sign_ins.open_for(db, by.id))}
        monkeypatch.setattr("streamlit.runtime.context._get_client_context",
                            lambda: SimpleNamespace(cookies=cookies, headers=[("Accept-Language", language)], remote_ip=None))
        at = AppTest.from_file(Path(__file__).parents[1] / "pages" / "frame.py", default_timeout=30)
        for key, value in query.items():
            at.query_params[key] = str(value)
        if path:
            at._page_hash = calc_hash(path)
        return at.run()

    return opened


def words(at: AppTest) -> str:
    """Everything a screen says, for tests that look for a sentence or for what must not be there."""
    said = []
    for element in at.main:
        for what in ("value", "label", "body"):
            text = getattr(element, what, None)
            said += [] if text is None else [str(text)]
    return "\n".join(said)
