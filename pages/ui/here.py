"""What every screen is handed: its connection, who is looking, which Casa, which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlite_utils import Database

from db.rules import By, may


@dataclass(frozen=True)
class Here:
    """One script run's place and company. `db` is closed when the run ends; `casa` is `db.office.casa.casa`'s row."""

    db: Database
    me: By
    casa: dict
    kind: str
    today: date
    token_hash: str

    def may(self, verb: str) -> bool:
        """Whether to offer something; `db` asks again when it is done."""
        return may(self.me, verb) is not None


def go(path: str, **query: object) -> None:
    """Opens another screen of Telaio (its url path) with these query parameters, from inside a script run."""
    st.switch_page(st.session_state["frame.pages"][path], query_params={key: str(value) for key, value in query.items()})


def asked(name: str) -> str | None:
    """A query parameter of this address, or None."""
    return st.query_params.get(name)


def asked_id(name: str = "id") -> int | None:
    """A query parameter that should be a number; None when missing or not one."""
    value = st.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
