"""Who is invited, and who came."""

from __future__ import annotations

import streamlit as st

from db.plan.table import invitees
from pages.plan.table.told import PRESENCES
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import _


def show(here: Here, meeting: dict, held: bool) -> None:
    """The invited; presence can be said from the day of the meeting on, by whom prepares it."""
    st.header(_("Invited"), anchor=False)
    marks = held and meeting["state"] in ("running", "held")
    changes = held and meeting["state"] in ("planned", "running")
    for each in invitees.of_meeting(here.db, meeting["id"], by=here.me):
        _row(here, each, marks, changes)
    if changes:
        _invite(here, meeting)


def _row(here: Here, each: dict, marks: bool, changes: bool) -> None:
    with st.container(border=True, key=f"invited-{each['id']}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            body = f" · :gray[{messages.plain(each['body'])}]" if each["body"] else ""
            said = f" · **{_(PRESENCES[each['presence']])}**" if each["presence"] and not marks else ""
            st.markdown(f"{messages.plain(each['name'])}{body}{said}", width="stretch")
            if changes and not each["presence"] and st.button("", icon=":material/close:", help=_("Take back"), type="tertiary",
                                                              key=f"invited.off-{each['id']}"):
                invitees.take_back(here.db, each["id"], by=here.me)
                messages.saved()
                st.rerun()
        if each["role"] or each["represented_by"]:
            st.caption(messages.plain(" · ".join(word for word in (each["represented_by"], each["role"]) if word)))
        if marks:
            with st.container(horizontal=True, vertical_alignment="center"):
                _presence(here, each)
                if not here.me.shared_screen:
                    _as_whom(here, each)


def _presence(here: Here, each: dict) -> None:
    """What another screen has said since is in the key: an old choice here never writes over it."""
    chosen = st.segmented_control(_("Present"), list(PRESENCES), default=each["presence"], format_func=labels.options(PRESENCES),
                                  label_visibility="collapsed", key=f"invited.presence-{each['id']}-{each['presence'] or 'unsaid'}")
    if chosen != each["presence"]:
        _mark(here, each, presence=chosen)


def _as_whom(here: Here, each: dict) -> None:
    with st.popover("", icon=":material/badge:", help=_("Who comes, as what"), type="tertiary", key=f"invited.box-{each['id']}"), \
            st.form(f"invited.form-{each['id']}", border=False):
        said = {}
        if each["organisation_id"]:
            said["represented_by"] = st.text_input(labels.field("represented_by"), each["represented_by"],
                                                   key=f"invited.who-{each['id']}", placeholder=_("name of who came"))
        said["role"] = st.text_input(labels.field("role"), each["role"], key=f"invited.role-{each['id']}",
                                     placeholder=_("for example: head teacher"))
        if st.form_submit_button(_("Save"), type="primary", key=f"invited.save-{each['id']}"):
            _mark(here, each, **said)


def _mark(here: Here, each: dict, **said) -> None:
    now = {"presence": each["presence"], "role": each["role"],
           "represented_by": "" if here.me.shared_screen else each["represented_by"]}
    invitees.mark(here.db, each["id"], **(now | said), by=here.me)
    messages.saved()
    st.rerun()


def _invite(here: Here, meeting: dict) -> None:
    offered = invitees.invitable(here.db, meeting["id"], by=here.me)
    organisations = {("organisation_id", row["id"]): f"{row['name']} · {_(labels.ORGANISATION_KINDS[row['kind']])}"
                     for row in offered["organisations"]}
    accounts = {("account_id", row["id"]): f"{row['name']} · {row['body']}" for row in offered["accounts"]}
    known = organisations | accounts
    with st.form("invited.form", border=False):
        chosen = st.multiselect(_("Invite organisations and people"), list(known), format_func=known.get, placeholder=_("choose…"),
                                select_all=False, key="invited.choice")
        if st.form_submit_button(_("Invite"), icon=":material/group_add:", key="invited.send") and chosen:
            for field, id in chosen:
                invitees.invite(here.db, meeting["id"], **{field: id}, by=here.me)
            messages.saved()
            st.rerun()
