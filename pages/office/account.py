"""One account: its name and role, a new password, the end of its sign-ins."""

from __future__ import annotations

import streamlit as st

from db.office import accounts, sign_ins
from db.registry import organisations
from db.rules import RuleBroken
from pages.ui import editing, labels, messages
from pages.ui.here import Here, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _, ngettext


def new(here: Here) -> None:
    """The form of a new account, with a first password to hand over in person."""
    _back()
    st.title(_("Add an account"))
    known = {row["id"]: row["name"] for row in organisations.listed(here.db, by=here.me) if row["kind"] != "school"}
    with st.form("account.new", width=640):
        name = st.text_input(_("Name shown"), max_chars=60, key="account.new.name", placeholder=_("as it is called at the Casa"))
        email = st.text_input(_("E-mail"), max_chars=254, key="account.new.email")
        organisation = st.selectbox(_("Organisation"), list(known), format_func=known.get, index=None,
                                    placeholder=_("choose…"), key="account.new.organisation")
        role = _role(None, "account.new.role")
        password = st.text_input(_("First password"), type="password", max_chars=200, key="account.new.password",
                                 autocomplete="new-password",
                                 help=_("Hand it over in person; whoever gets it can change it under \"My account\"."))
        if not st.form_submit_button(_("Add the account"), type="primary", key="account.new.save"):
            return
    try:
        if organisation is None:
            raise RuleBroken("missing", field="organisation")
        accounts.add(here.db, email=email, display_name=name, role=role, organisation_id=organisation, password=password,
                     by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved(_("{name} can sign in now.", name=name.strip()))
    go("account")


def show(here: Here) -> None:
    """One account, to whoever may change it."""
    _back()
    now = accounts.account(here.db, asked_id() or 0, by=here.me)
    st.title(plain(now["display_name"]))
    st.text(now["email"])
    left, right = st.columns(2, gap="large")
    with left:
        _who(here, now)
    with right:
        _password(here, now)
        _sign_ins(here, now)


def _who(here: Here, now: dict) -> None:
    version = editing.begun("account", now)
    with st.form("account.form"):
        name = st.text_input(_("Name shown"), value=now["display_name"], max_chars=60, key=f"account.name.{now['id']}")
        role = _role(now["role"], f"account.role.{now['id']}")
        active = st.toggle(_("May sign in"), value=bool(now["active"]), key=f"account.active.{now['id']}")
        if not st.form_submit_button(_("Save"), type="primary", key="account.save"):
            return
    try:
        accounts.revise(here.db, now["id"], display_name=name, role=role, active=active, version=version, by=here.me)
    except RuleBroken as refusal:
        editing.refuse("account", refusal, now)
        return
    editing.done("account")
    messages.saved()
    go("account")


def _password(here: Here, now: dict) -> None:
    with st.form("account.password", clear_on_submit=True):
        password = st.text_input(_("New password"), type="password", max_chars=200, key="account.password.new",
                                 autocomplete="new-password")
        if not st.form_submit_button(_("Give this password"), key="account.password.save"):
            return
    try:
        accounts.set_password(here.db, now["id"], password, by=here.me)
    except RuleBroken as refusal:
        messages.refuse(refusal)
        return
    messages.saved(_("The password is changed; where it was signed in, it must sign in again."))
    st.rerun()


def _sign_ins(here: Here, now: dict) -> None:
    if not here.may("sign_ins.revoke"):
        return
    there = sign_ins.of_account(here.db, now["id"], by=here.me)
    st.caption(ngettext("signed in on {n} device", "signed in on {n} devices", len(there)))
    if there and st.button(_("Sign out everywhere"), icon=":material/logout:", key="account.end"):
        sign_ins.revoke_all(here.db, now["id"], by=here.me)
        messages.saved()
        st.rerun()


def _role(now: str | None, key: str) -> str | None:
    return st.selectbox(_("Role"), accounts.NAMED_ROLES, format_func=labels.options(labels.ROLES), placeholder=_("choose…"),
                        key=key, index=accounts.NAMED_ROLES.index(now) if now else None)


def _back() -> None:
    if st.button(_("All accounts"), icon=":material/arrow_back:", type="tertiary", key="account.back"):
        go("account")
