"""What the facilitator's keys open in the middle of the table: a decision, an action item, a vote, each in one small form."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from db.plan.table import actions, decisions, frozen, invitees, votes
from pages.plan.table.attempts import attempt
from pages.ui import figures, labels, pictures
from pages.ui.here import Here
from pages.ui.texts import N_, _

VOTES = {"thumbs": N_("thumbs: yes, doubts, no"), "dots": N_("dots to lay over several answers")}


def show(here: Here, meeting: dict, items: list[dict]) -> bool:
    """Draws the form that is open; whether there is one. It is about the item that was on when it was opened, and what is typed
    stays when something is refused."""
    panel, item_id = st.session_state.get("table.panel", (None, None))
    on = next((item for item in items if item["id"] == item_id), None)
    if panel not in FORMS or meeting["state"] != "running":
        st.session_state.pop("table.panel", None)
        return False
    with st.form(f"table.form_{panel}", border=True):
        done = FORMS[panel](here, meeting, on)
        with st.container(horizontal=True, horizontal_alignment="right"):
            left = st.form_submit_button(_("Not now"), key="table.panel_leave")
            sent = st.form_submit_button(_("Write it down"), type="primary", icon=":material/check:", key="table.panel_send")
    if left or (sent and done()):
        st.session_state.pop("table.panel", None)
        st.rerun()
    if sent:
        st.rerun()
    return True


def _decide(here: Here, meeting: dict, on: dict | None):
    text = st.text_area(labels.field("decision"), key="table.decision", height=130, placeholder=_("We decide that…"))
    left, right = st.columns([1, 2])
    review_on = left.date_input(_("Look at it again on"), None, min_value=here.today, max_value=here.today + timedelta(days=1500),
                                format="DD/MM/YYYY", key="table.review_on")
    dissent = right.text_input(_("Dissent, if any"), key="table.dissent", placeholder=_("who does not agree, and why"))
    keeps = bool(on and on["kind"] == "chart") and st.checkbox(_("Keep the chart in the decision, as it is now"), value=True,
                                                               key="table.freeze")
    return lambda: attempt(_decided, here, keeps and on, today=here.today, meeting_id=meeting["id"], item_id=on and on["id"],
                           text=text, review_on=review_on, dissent=dissent)


def _decided(db, chart: dict | None, *, today: date, by, **decision) -> None:
    """The decision and, when asked, the chart that was on the table while it was taken."""
    new = decisions.decide(db, **decision, by=by)
    if chart:
        view = frozen.view_of(chart["chart_filter"], today)
        frozen.freeze(db, new, chart["chart"], view, definition=figures.definition(chart["chart"], view),
                      draw=partial(pictures.of_rows, chart["chart"]), by=by)


def _assign(here: Here, meeting: dict, on: dict | None):
    owners = _owners(here, meeting)
    text = st.text_input(labels.field("action"), key="table.action", placeholder=_("ask the school for the gym"))
    left, right = st.columns([2, 1])
    owner = left.selectbox(labels.field("owner"), list(owners), index=None, format_func=owners.get, placeholder=_("choose…"),
                           key="table.owner")
    due_on = right.date_input(labels.field("due_on"), here.today + timedelta(days=14), min_value=here.today,
                              max_value=here.today + timedelta(days=1500), format="DD/MM/YYYY", key="table.due_on")
    return lambda: attempt(actions.assign, here, meeting_id=meeting["id"], item_id=on and on["id"], text=text, due_on=due_on,
                           activity_id=on and on["activity_id"], **({owner[0]: owner[1]} if owner else {}))


def _owners(here: Here, meeting: dict) -> dict[tuple[str, int], str]:
    """Who is at this meeting first, then everybody else who can take something on."""
    owners = {}
    for each in invitees.of_meeting(here.db, meeting["id"], by=here.me):
        field = "organisation_id" if each["organisation_id"] else "account_id"
        owners[f"owner_{field}", each[field]] = each["name"]
    others = invitees.invitable(here.db, meeting["id"], by=here.me)
    owners |= {("owner_account_id", row["id"]): f"{row['name']} · {row['body']}" for row in others["accounts"]}
    return owners | {("owner_organisation_id", row["id"]): row["name"] for row in others["organisations"]}


def _vote(here: Here, meeting: dict, on: dict | None):
    text = st.text_input(labels.field("question"), on["title"] if on else "", key="table.question",
                         placeholder=_("Shall we do it?"))
    kind = st.segmented_control(labels.field("kind"), list(VOTES), default="thumbs", required=True, key="table.vote_kind",
                                format_func=labels.options(VOTES))
    answers = st.text_area(_("Answers, one a line (for thumbs they may be left out)"), key="table.answers", height=130,
                           placeholder=_("In the garden\nIn the great hall"))
    return lambda: attempt(votes.put_and_open, here, meeting["id"], item_id=on and on["id"], text=text, kind=kind,
                           options=(answers or "").splitlines())


FORMS = {"decide": _decide, "assign": _assign, "vote": _vote}
