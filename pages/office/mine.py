"""My account: a new password, and where I am signed in."""

from __future__ import annotations

import streamlit as st

from db.office import accounts, sign_ins
from db.rules import RuleBroken
from pages.ui import messages, texts
from pages.ui.here import Here
from pages.ui.texts import _, ngettext

# The order matters: Edge and Opera also call themselves Chrome, and everybody Safari; iPads call themselves Macs.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
           ("Linux", "Linux"))


def show(here: Here) -> None:
    st.title(_("My account"))
    with st.form("mine.password", width=640):
        st.header(_("New password"))
        first = st.text_input(_("New password"), type="password", max_chars=200, key="mine.first", autocomplete="new-password")
        again = st.text_input(_("Once more"), type="password", max_chars=200, key="mine.again", autocomplete="new-password")
        if st.form_submit_button(_("Change the password"), type="primary", key="mine.change"):
            try:
                if first != again:
                    raise RuleBroken("passwords_differ")
                accounts.set_password(here.db, here.me.id, first, by=here.me, keeping=here.token_hash)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved(_("The password is changed; your other sign-ins have ended."))
                st.rerun()
    open_now = sign_ins.of_account(here.db, here.me.id, by=here.me)
    st.header(ngettext("Signed in on {n} device", "Signed in on {n} devices", len(open_now)))
    for row in open_now:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_device(row["device"]))
            st.caption(_("since {moment}", moment=texts.moment(row["created_at"])), width="content")
            if row["token_hash"] == here.token_hash:
                st.badge(_("this one"), color="green")
    if st.button(_("Sign out everywhere"), icon=":material/logout:", key="mine.everywhere"):
        sign_ins.revoke_all(here.db, here.me.id, by=here.me)
        st.rerun()


def _device(agent: str) -> str:
    """What the browser called itself, in two words: 'Chrome · Android'."""
    browser = next((name for sign, name in BROWSERS if sign in agent), _("browser"))
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{browser} · {system}" if system else browser
