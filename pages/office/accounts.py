"""Accounts: who may come in, and as what."""

from __future__ import annotations

import streamlit as st

from db.office import accounts
from pages.office import account, permissions
from pages.ui import editing, labels
from pages.ui.here import Here, asked, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext


def show(here: Here) -> None:
    if asked("nuovo"):
        account.new(here)
    elif asked("id"):
        account.show(here)
    else:
        editing.done("account")
        _everyone(here)


def _everyone(here: Here) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Accounts"))
        st.space("stretch")
        if here.may("accounts.change") and st.button(_("Add an account"), icon=":material/person_add:", type="primary",
                                                    key="accounts.add"):
            go("account", nuovo=1)
    organisation = None
    for row in accounts.everyone(here.db, by=here.me):
        if row["active"] and row["organisation"] != organisation:
            organisation = row["organisation"]
            st.header(plain(organisation))
        elif not row["active"] and organisation is not False:
            organisation = False
            st.header(_("Closed accounts"))
        _line(here, row)
    with st.expander(_("Who may do what"), icon=":material/rule:"):
        permissions.table()


def _line(here: Here, row: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"accounts.line.{row['id']}"):
        st.text(row["display_name"])
        st.badge(labels.shown(row["role"]), color="blue" if row["role"] == "coordinator" else "gray")
        st.text(row["email"] if row["active"] else f"{row['email']} · {row['organisation']}")
        st.space("stretch")
        if row["sign_ins"]:
            st.caption(ngettext("signed in on {n} device", "signed in on {n} devices", row["sign_ins"]), width="content")
        if _mine(here, row) and st.button(_("Change"), icon=":material/edit:", type="tertiary",
                                         key=f"accounts.{row['id']}.change"):
            go("account", id=row["id"])


def _mine(here: Here, row: dict) -> bool:
    """Whether to offer the change; the other signer's accounts are its own affair."""
    signer = row["organisation_id"] in (here.casa["municipality_id"], here.casa["partner_id"])
    return here.may("accounts.change") and (here.me.role == "administrator" or not signer
                                            or row["organisation_id"] == here.me.organisation_id)
