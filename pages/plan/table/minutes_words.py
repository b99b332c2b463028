"""Minutes in words, part by part, the same on the screen and on paper.

A block is ('text', paragraph), ('list', lines), ('table', heads, rows), ('decision', number, text, lines) or ('chart', decision
number, frozen chart).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from db.plan.table import frozen
from db.plan.table.minutes import shown
from pages.plan.table.reviewing import OUTCOMES
from pages.plan.table.told import MODES, PRESENCES
from pages.ui import labels
from pages.ui.here import Here
from pages.ui.texts import N_, _, day, ngettext

PAPER_PRESENCES = {**PRESENCES, "excused": N_("absent, excused")}
PARKED = N_("The table parked this point.")
THUMBS = N_("{text}: {up} in favour, {level} with doubts, {down} against")


@dataclass
class Part:
    """One part: its key (what comments and hand-written texts hang on), heading, blocks, and whether it can be written by hand."""

    key: str
    heading: str
    blocks: list[tuple] = field(default_factory=list)
    by_hand: bool = False
    level: int = 1
    always: bool = False  # its heading stands even over nothing


def parts(here: Here, kept: dict) -> list[Part]:
    """The minutes in order. Parts with nothing to say have no blocks."""
    facts = kept["facts"]
    return [
        Part("people", _("Present"), [("table", (_("Organisation"), _("Who"), _("As"), _("Presence")), _people(facts))]),
        Part("agenda", _("Agenda"), [("list", [item["title"] for item in facts["items"]])] if facts["items"] else []),
        Part("opening", _("Discussion"), _paragraphs(shown(kept, "opening")), by_hand=True, always=bool(facts["items"])),
        *[Part(f"item:{item['id']}", f"{n}. {item['title']}", _item(kept, item), by_hand=True, level=2)
          for n, item in enumerate(facts["items"], start=1)],
        Part("proposals", _("Proposals"), [("list", [_proposal(each) for each in facts["proposals"]])]
             if facts["proposals"] else []),
        Part("decisions", _("Decisions"), [_decision(facts, each) for each in facts["decisions"]]
             or [("text", _("No decision was taken."))]),
        Part("reviews", _("Decisions looked at again"), [("list", [_review(each) for each in facts["reviews"]])]
             if facts["reviews"] else []),
        Part("actions", _("Action items"), [("table", (_("What"), _("Who takes it on"), _("By when")), [
            (each["text"], each["owner"], day(each["due_on"], "date")) for each in facts["actions"]])] if facts["actions"]
            else [("text", _("Nobody took anything on."))]),
        Part("closing", _("Other business"), _paragraphs(shown(kept, "closing")), by_hand=True),
        Part("next", _("Next meeting"), [("text", _next(facts["next_meeting"]))]),
        Part("attachments", _("Attachments"), attachments(here, kept)),
    ]


def opening(facts: dict) -> str:
    """The first sentence: who met, when, where."""
    where = _("at {place}", place=facts["place"]) if facts["place"] else ""
    mode = _(MODES[facts["mode"]])
    night = "" if facts["on_date"] == facts["ends_on"] else f" {_('of the day after')}"
    return _("On {day}, from {starts_at} to {ends_at}{night}, {where}, the working table of co-design of {casa} met, under article "
             "55 of the Third Sector Code (legislative decree 3 July 2017, no. 117), between {municipality} and {partner}.",
             day=day(facts["on_date"]), starts_at=facts["starts_at"], ends_at=facts["ends_at"], night=night, casa=facts["casa"],
             where=", ".join(each for each in (mode, where) if each), municipality=facts["municipality"], partner=facts["partner"])


def offices(facts: dict) -> str:
    """Who led and who wrote."""
    return " ".join(said for said in (
        _("{who} facilitates.", who=facts["facilitator"]) if facts["facilitator"] else "",
        _("{who} writes the minutes.", who=facts["drafter"]) if facts["drafter"] else "") if said)


def attachments(here: Here, kept: dict) -> list[tuple]:
    """The frozen charts of the meeting's decisions, those the minutes knew of."""
    return [("chart", each["number"], chart) for each in kept["facts"]["decisions"]
            for chart in frozen.of_decision(here.db, each["id"], by=here.me) if chart["id"] in each["charts"]]


def _people(facts: dict) -> list[tuple]:
    """A line a person or a body. Of a body whose people are here and of which nothing else was said, the people are enough."""
    bodies = {each["body"] for each in facts["people"] if each["account"]}
    return [(each["body"] or "", each["name"] or "–", each["role"] or "",
             _(PAPER_PRESENCES[each["presence"]]) if each["presence"] else "–") for each in facts["people"]
            if each["account"] or each["presence"] or each["name"] or each["role"] or each["body"] not in bodies]


def _item(kept: dict, item: dict) -> list[tuple]:
    votes = [vote for vote in kept["facts"]["votes"] if vote["agenda_item_id"] == item["id"]]
    parked = [("text", _(PARKED))] if item["state"] == "parked" else []
    blocks = _paragraphs(shown(kept, f"item:{item['id']}")) + [block for vote in votes for block in _vote(vote)] + parked
    nothing = _("The table did not come to this point.") if item["state"] == "waiting" else _("Nothing was noted.")
    return blocks or [("text", nothing)]


def _vote(vote: dict) -> list[tuple]:
    heading = _("Vote: {text} ({votes})", text=vote["text"], votes=ngettext("{n} vote", "{n} votes", vote["votes"]))
    lines = [_(THUMBS, **{key: option[key] for key in ("text", "up", "level", "down")}) if vote["kind"] == "thumbs"
             else ngettext("{text}: {n} dot", "{text}: {n} dots", option["dots"], text=option["text"])
             for option in vote["options"]]
    return [("text", heading), ("list", lines)]


def _proposal(each: dict) -> str:
    who = _("proposed by {who}", who=each["who"]) if each["who"] else ""
    leads = _("led by {organisations}", organisations=each["leads"]) if each["leads"] else ""
    return "; ".join(said for said in (each["title"], who, leads, _("state: {state}", state=_(labels.STATES[each["state"]])))
                     if said)


def _decision(facts: dict, each: dict) -> tuple:
    touched = ", ".join(name for name in (each["activity"], each["fund"]) if name)
    approved = {row["side"]: row for row in each["approvals"]}
    lines = [_("It touches: {what}", what=touched)] if touched else []
    for side in labels.SIDES:
        lines.append(_("Approved for {organisation} by {who} on {day}", organisation=facts[side], who=approved[side]["who"],
                       day=day(approved[side]["at"][:10], "date")) if side in approved
                     else _("Approval of {organisation} missing", organisation=facts[side]))
    lines += [_("Dissent: {text}", text=each["dissent"])] if each["dissent"] else [_("Dissent: none.")]
    lines += [_("To be looked at again on {day}", day=day(each["review_on"], "date"))] if each["review_on"] else []
    lines += [_("This decision was withdrawn.")] if each["withdrawn"] else []
    return "decision", each["number"], each["text"], lines


def _review(each: dict) -> str:
    again = f" ({_('again on {day}', day=day(each['next_review_on'], 'date'))})" if each["next_review_on"] else ""
    return _("Decision {number} of {school_year}", number=each["number"], school_year=each["school_year"]) \
        + f": {_(OUTCOMES[each['outcome']])}{again}. {each['text']}"


def _next(coming: dict | None) -> str:
    if not coming:
        return _("To be called.")
    where = f", {coming['place']}" if coming["place"] else ""
    return f"{day(coming['on_date'])}, {coming['starts_at']}{where}"


def _paragraphs(text: str) -> list[tuple]:
    return [("text", line.strip()) for line in text.split("\n") if line.strip()]
