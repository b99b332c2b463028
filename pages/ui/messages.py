"""How Telaio says no, says saved, and says that something went wrong."""

from __future__ import annotations

import logging
import re
import secrets

import streamlit as st

from db.rules import RuleBroken
from pages.ui import clock, labels
from pages.ui.refusals import attend, casa, look, money, neutral, plan, registry, table
from pages.ui.texts import _
from pages.ui.texts import money as in_euros

SENTENCES: dict[str, str] = {}
for room in (casa, registry, plan, table, money, attend, look, neutral):
    SENTENCES |= room.SENTENCES

log = logging.getLogger("telaio")


def sentence(refusal: RuleBroken) -> str:
    """The refusal in the language of this run."""
    facts = {key: value for key, value in refusal.facts.items() if isinstance(value, str | int | float)}
    if "field" in facts:
        facts["field"] = labels.field(facts["field"])
    facts |= {key: labels.shown(facts[key]) for key in ("on_date", "lowest", "highest") if isinstance(facts.get(key), str)}
    facts |= {key: in_euros(facts[key]) for key in facts if key.endswith("_cents")}
    text = SENTENCES[refusal.key]
    return _(text, **facts) if "{" in text else _(text)


def refuse(refusal: RuleBroken) -> None:
    """Shows a refusal where the person is looking. For `stale`, what was typed stands beside what is there now."""
    st.error(plain(sentence(refusal)), icon=":material/error:")
    if refusal.key == "stale":
        mine, theirs = refusal.facts["mine"], refusal.facts["theirs"]
        differing = [key for key in mine if str(mine[key]) != str(theirs.get(key))]
        if differing:
            st.table([{_("What"): labels.field(key), _("Yours"): plain(labels.shown(mine[key])),
                       _("There now"): plain(labels.shown(theirs.get(key)))} for key in differing])


def saved(what: str | None = None) -> None:
    """Leaves a quiet line for the next run: "saved 16:42", or `what`."""
    st.session_state["messages.saved"] = what or _("Saved at {time}", time=clock.now().strftime("%H:%M"))


def show_saved() -> None:
    """Shows what `saved` left, once."""
    if said := st.session_state.pop("messages.saved", None):
        st.caption(f":green[:material/check_circle:] {plain(said)}")


def trouble(problem: Exception) -> None:
    """A fault of ours: a sentence and a reference on the screen, the whole of it in the log under the same reference."""
    reference = secrets.token_hex(4)
    log.error("fault %s", reference, exc_info=problem)
    st.error(
        _("Something went wrong on our side; nothing you saved is lost. Try again, and if it stays tell the office: {reference}",
          reference=reference),
        icon=":material/report:",
    )


def plain(text: str) -> str:
    """The text with Markdown's and HTML's signs made harmless, for places where Streamlit reads Markdown.

    Addresses become links and `:icons:` pictures there even when escaped: an invisible word joiner keeps them text.
    """
    whole = re.sub(r"(?i)(https?:|www)(?=//|\.)|@|:(?=[\w+/-]+:)", lambda found: found[0] + "\u2060", text)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:&" else c for c in whole)
