"""The vote on the table: the code that phones read, how many have voted, and, once it is opened, what they said."""

from __future__ import annotations

from html import escape
from io import BytesIO
from urllib.parse import urlsplit

import segno
import streamlit as st

from db.plan.table import votes
from pages.plan.table import voting
from pages.plan.table.attempts import tap
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _, ngettext

ALONE = ("localhost", "127.0.0.1", "[::1]")


def on_the_table(here: Here, meeting: dict, on: dict | None) -> dict | None:
    """The question that is open, or else the last one put on this item; None when there is none."""
    asked = votes.of_meeting(here.db, meeting["id"], by=here.me)
    open_now = next((each for each in asked if each["state"] == "open"), None)
    return open_now or next((each for each in reversed(asked) if on and each["agenda_item_id"] == on["id"]), None)


def show(here: Here, meeting: dict, question: dict, held: bool) -> None:
    """The question with its code and its count; its result once it is shown."""
    with st.container(border=True, key="table-vote"):
        if question["state"] == "shown":
            _result(question)
            return
        code, told = st.columns(2, vertical_alignment="center", gap="medium")
        with code:
            address, host = _address(here, meeting)
            st.image(_drawn(address), width=420, alt=_("Code with the address of the vote"))
        with told:
            _question(here, question, held)
            if host in ALONE:
                st.caption(messages.plain(_("Phones do not reach “{host}”: open Telaio by the server's name.", host=host)))


def _question(here: Here, question: dict, held: bool) -> None:
    st.header(messages.plain(question["text"]), anchor=False)
    if len(question["options"]) > 1:
        st.markdown(messages.plain(" · ".join(option["text"] for option in question["options"])))
    dots = "".join("●" for _vote in range(min(question["votes"], 40)))
    st.markdown(f"**{ngettext('{n} vote', '{n} votes', question['votes'])}** :blue[{dots}]")
    if not held:
        return
    with st.container(horizontal=True):
        if question["state"] == "open":
            if st.button(_("Close the vote"), icon=":material/lock:", key="table.vote_close"):
                tap(votes.close_vote, here, question["id"])
        else:
            if st.button(_("Show the result"), icon=":material/visibility:", type="primary", key="table.vote_show"):
                tap(votes.show_result, here, question["id"])
            if st.button(_("Open it again"), icon=":material/lock_open:", key="table.vote_open"):
                tap(votes.open_vote, here, question["id"])


def _address(here: Here, meeting: dict) -> tuple[str, str]:
    """Where phones vote, on the host by which this screen was opened; and that host."""
    url = urlsplit(st.context.url or "http://localhost")
    return f"{url.scheme}://{url.netloc}/voto/{voting.token(here.kind, meeting)}", url.hostname or "localhost"


def _drawn(text: str) -> str:
    drawn = BytesIO()
    segno.make(text, error="l").save(drawn, kind="svg", scale=10, border=2, dark="#1a1a1a", light="#ffffff", xmldecl=False)
    return drawn.getvalue().decode()


def _result(question: dict) -> None:
    st.header(messages.plain(question["text"]), anchor=False)
    st.html(_bars(question))
    st.caption(ngettext("{n} phone voted", "{n} phones voted", question["votes"]))


def _bars(question: dict) -> str:
    """Each answer with its length, its number and, for thumbs, a word for each part: colour is never alone."""
    most = max([1, question["votes"] if question["kind"] == "thumbs" else max(option["dots"] for option in question["options"])])
    lines = []
    for option in question["options"]:
        parts = [("dots", option["dots"], _("dots"))] if question["kind"] == "dots" else [
            ("up", option["up"], _("yes")), ("level", option["level"], _("doubts")), ("down", option["down"], _("no"))]
        name = "" if len(question["options"]) == 1 else escape(option["text"])
        bars = "".join(f'<i class="{kind}" style="width:{100 * number / most:.1f}%"></i>' for kind, number, _word in parts)
        words = " · ".join(f"{number} {escape(word)}" for _kind, number, word in parts)
        lines.append(f'<div class="telaio-bar"><strong>{name}</strong><span>{words}</span><span class="bar">{bars}</span></div>')
    return "".join(lines)
