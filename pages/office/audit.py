"""The trail: who did what, when, on what; and whether its chain holds."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from db import audit
from db.office import accounts
from pages.office import traces
from pages.ui import texts
from pages.ui.here import Here, asked_id, go
from pages.ui.messages import plain
from pages.ui.texts import _

PAGE = 60


def show(here: Here) -> None:
    st.title(_("Trail"))
    _chain(here)
    people = {row["id"]: row["display_name"] for row in accounts.everyone(here.db, by=here.me)}
    rooms = audit.rooms(here.db, by=here.me)
    with st.container(horizontal=True, key="audit.filters"):
        who = st.selectbox(_("Who"), list(people), format_func=people.get, index=None, placeholder=_("everybody"), key="audit.who")
        room = st.selectbox(_("What about"), rooms, format_func=traces.room, index=None, placeholder=_("everything"),
                            key="audit.room")
        first = st.date_input(_("From"), value=None, format="DD/MM/YYYY", key="audit.first")
        last = st.date_input(_("To"), value=None, format="DD/MM/YYYY", key="audit.last")
    found = audit.search(here.db, by=here.me, account_id=who, room=room or "", first=first.isoformat() if first else "",
                         last=last.isoformat() if last else "", before=asked_id("prima"), limit=PAGE + 1)
    if not found:
        st.info(_("Nothing was done that fits. Choose fewer filters."), icon=":material/search_off:")
        return
    for day, told in groupby(found[:PAGE], key=lambda row: texts.moment(row["at"]).rpartition(", ")[0]):
        st.header(plain(day))
        st.markdown("\n".join(_line(row) for row in told))
    with st.container(horizontal=True):
        if asked_id("prima") and st.button(_("The newest"), icon=":material/first_page:", key="audit.newest"):
            go("registro")
        if len(found) > PAGE and st.button(_("Older ones"), icon=":material/arrow_forward:", key="audit.older"):
            go("registro", prima=found[PAGE - 1]["id"])


def _line(row: dict) -> str:
    """'- 16:42 **Marta** signed an activity: Laboratorio di teatro', then the facts, smaller."""
    said = f"**{plain(row['who'] or _('the shell'))}** {plain(traces.said(row['verb']))}"
    if row["about"] != row["who"] or row["who"] is None:
        said += " · " + plain(", ".join(filter(None, (traces.subject(row["subject"]), row["about"], traces.on(row["about_on"])))))
    facts = traces.details(row["facts"])
    return f"- {texts.moment(row['at']).rpartition(', ')[2]} {said}" + (f"  \n  :gray[:small[{plain(facts)}]]" if facts else "")


def _chain(here: Here) -> None:
    broken = audit.broken_at(here.db)
    if broken is None:
        st.success(_("The chain holds: no trace was changed or taken away."), icon=":material/link:")
    else:
        st.error(_("The chain breaks at trace {row}: something before it was changed or taken away. Tell whoever looks after the "
                   "server, and keep the last backup.", row=broken), icon=":material/link_off:")
