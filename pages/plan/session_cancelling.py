"""Cancelling a session, or it and all that follow, with the reason that phones will read; and taking it back."""

from __future__ import annotations

import streamlit as st

from db.plan import following, sessions
from db.rules import RuleBroken
from pages.plan import session_form
from pages.ui.here import Here
from pages.ui.texts import _, day, ngettext


def cancel(here: Here, session: dict, begun: int) -> None:
    reach = session_form.reach(session, "cancel")
    together = following.of_session(here.db, session["id"], by=here.me, today=here.today)
    if reach == session_form.ALL and together:
        st.markdown(ngettext("{n} session, on {first}.", "{n} sessions, from {first} to {last}.", len(together),
                             first=day(together[0]["on_date"]), last=day(together[-1]["on_date"])))
    with st.form("session.cancel", border=False):
        reason = st.text_input(_("Why?"), key=f"session.reason.{session['id']}",
                               placeholder=_("For example: the hall is being painted"))
        st.caption(_("It stays in the calendar and on phones, struck through, with these words: write nobody's name."))
        label = _("Cancel the session") if reach == session_form.ONE else ngettext(
            "Cancel {n} session", "Cancel {n} sessions", len(together))
        if not st.form_submit_button(label, key="session.do_cancel"):
            return
        try:
            if reach == session_form.ONE:
                sessions.cancel(here.db, session["id"], reason, sequence=begun, by=here.me)
            else:
                following.cancel_following(here.db, session["id"], reason, sequence=begun, by=here.me, today=here.today)
        except RuleBroken as refusal:
            session_form.refuse(session, refusal)
        else:
            session_form.done()


def restore(here: Here, session: dict) -> None:
    if st.button(_("It takes place after all"), icon=":material/event_available:", key="session.restore"):
        sessions.restore(here.db, session["id"], sequence=session["sequence"], by=here.me)
        session_form.done()
