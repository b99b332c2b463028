"""An activity in one card: what, for whom, when, who, and its two signatures."""

from __future__ import annotations

import textwrap
from pathlib import Path

import streamlit as st

from pages.plan import when
from pages.plan.marks import marks
from pages.ui import labels, messages
from pages.ui.here import Here
from pages.ui.texts import N_, _, money

TITLES = {"proposed": N_("Proposals"), "under_discussion": N_("In discussion"), "shared": N_("Shared"), "running": N_("Running"),
          "closed": N_("Closed"), "dropped": N_("Dropped")}
ICONS = {"workshop": "palette", "homework_club": "menu_book", "playgroup": "toys", "help_desk": "support_agent",
         "parents_talk": "forum", "parents_group": "diversity_1", "festival": "celebration", "tournament": "sports_soccer",
         "garden": "yard", "other": "interests"}
GLANCE = 120


def look() -> None:
    """The cards' own style; once a screen."""
    st.html(Path(__file__).parent / "plan.css")


def heading(state: str, many: int) -> None:
    """Above the cards of a state: its sign, its word, how many they are."""
    st.header(f"{labels.STATE_ICONS[state]} {_(TITLES[state])} :gray[{many}]", anchor=False)


def card(here: Here, activity: dict) -> None:
    """On the board."""
    with st.container(border=True, key=f"plan-card-{activity['id']}", gap="xsmall"):
        link(activity)
        st.caption(messages.plain(f"{_(labels.ACTIVITY_KINDS[activity['kind']])} · {for_whom(activity)}"))
        _asked(activity)
        _agreed(activity)
        if activity["merged_into"]:
            st.caption(messages.plain(_("Merged into {title}", title=activity["merged_into"]["title"])))
        elif activity["state"] == "dropped":
            st.caption(messages.plain(activity["reason"]))
        else:
            marks(here, activity)


def _asked(activity: dict) -> None:
    """The need, and while it is still being decided also idea and risks: each cut to what a glance takes in."""
    asked = [("hearing", activity["purpose"])]
    if activity["state"] in ("proposed", "under_discussion"):
        asked += [("lightbulb", activity["idea"]), ("warning", activity["risks"])]
    st.markdown("  \n".join(f":material/{icon}: {messages.plain(_glance(text))}" for icon, text in asked if text))


def _glance(text: str) -> str:
    cut = textwrap.shorten(text, GLANCE, placeholder="…")
    return text[:GLANCE] + "…" if cut == "…" else cut


def _agreed(activity: dict) -> None:
    """When, who leads, money, who proposed it, what went into it."""
    who = ", ".join(filter(None, [*activity["lead_names"], activity["leader_name"]])) or _("nobody leads it yet")
    facts = [("schedule", when.when(activity)), ("group", who)]
    if activity["budget_cents"]:
        facts.append(("euro", money(activity["budget_cents"])))
    if activity["proposer"]:
        facts.append(("record_voice_over", _("proposed by {who}", who=activity["proposer"])))
    if activity["merged"]:
        facts.append(("merge", _("with {titles}", titles=", ".join(each["title"] for each in activity["merged"]))))
    st.markdown("  \n".join(f":material/{icon}: {messages.plain(text)}" for icon, text in facts))


def line(here: Here, activity: dict) -> None:
    """In the programme: flatter, with the money."""
    with st.container(border=True, key=f"plan-card-{activity['id']}"):
        what, signed = st.columns([3, 2], vertical_alignment="center")
        with what.container(gap="xsmall"):
            link(activity)
            st.caption(messages.plain(f"{when.when(activity)} · {money(activity['budget_cents'])}"))
        with signed:
            marks(here, activity)


def link(activity: dict) -> None:
    """The title, which opens the activity."""
    st.page_link(st.session_state["frame.pages"]["attivita"], label=f"**{messages.plain(activity['title'])}**",
                 icon=f":material/{ICONS[activity['kind']]}:", query_params={"id": str(activity["id"])}, width="stretch")


def for_whom(activity: dict) -> str:
    """"3-5, 6-10 years", or "for everybody"."""
    bands = activity["age_bands"]
    if not bands or len(bands) == len(labels.AGE_BANDS):
        return _("for everybody")
    return _("{bands} years", bands=", ".join(bands))
