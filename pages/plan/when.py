"""When an activity happens, said in words: "every Wednesday 16:30–18:30 until 9 June 2027"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from db.plan.recurrence import WEEKDAYS, parts
from pages.ui.texts import N_, _, day, hours, language, ngettext

ONCE, AS_IT_IS = "once", "as_it_is"
EVERY = {"weekly": 1, "fortnightly": 2, "four_weekly": 4}
RHYTHMS = {ONCE: N_("once"), "weekly": N_("every week"), "fortnightly": N_("every second week"),
           "four_weekly": N_("every four weeks"), AS_IT_IS: N_("as it is now")}


def when(activity: dict) -> str:
    """The whole of it in one line; what is not agreed yet is said too."""
    if not activity["first_on"]:
        return _("day to be agreed")
    at = hours(activity["starts_at"], activity["ends_at"]) if activity["starts_at"] else ""
    if not activity["recurrence"]:
        return " ".join(part for part in (day(activity["first_on"]), at) if part)
    return " ".join(part for part in (rhythm(activity["recurrence"]), at, end(activity["recurrence"])) if part)


def spoken(first_on: str, starts_at: str, ends_at: str, recurrence: str | None) -> str:
    """A series said back before it is planned: "every second Wednesday 16:30–18:30, from 16 September 2026 until 9 June 2027, not
    in holidays"."""
    at = hours(starts_at, ends_at)
    if not recurrence:
        return f"{day(first_on)} {at}"
    since = _from(date.fromisoformat(first_on))
    return _("{rhythm} {hours}, {since} {until}, not in holidays", rhythm=_alternate(recurrence) or rhythm(recurrence), hours=at,
             since=since, until=end(recurrence))


def _alternate(recurrence: str) -> str:
    """"every second Wednesday", when it is one day every second week."""
    rule = parts(recurrence)
    only = rule.get("BYDAY", "")
    if rule["FREQ"] != "WEEKLY" or rule.get("INTERVAL") != "2" or only not in WEEKDAYS:
        return ""
    return _("every second Sunday") if only == "SU" else _("every second {day}", day=weekday(only))


def _from(first: date) -> str:
    since = _("from {day}", day=day(first, "date"))
    if language() == "it":  # dall’8 settembre, dal 1° ottobre
        since = re.sub(r"\bdal 1 ", "dal 1° ", re.sub(r"\bdal (8|11) ", r"dall’\1 ", since))
    return since


def repeats(recurrence: str | None) -> str:
    """Only the rule: "every second week on Wednesday until 9 June 2027", or "once"."""
    return f"{rhythm(recurrence)} {end(recurrence)}" if recurrence else _("once")


def rhythm(recurrence: str) -> str:
    """"every Wednesday", "every second week on Monday and Friday", "every day"."""
    rule = parts(recurrence)
    days, many = _listed(rule.get("BYDAY", "")), int(rule.get("INTERVAL", 1))
    if rule["FREQ"] == "DAILY":
        return ngettext("every day", "every {n} days", many)
    if many == 1:
        return _("every {days}", days=days) if days else _("every week")
    every = _("every second week") if many == 2 else _("every {n} weeks", n=many)
    return _("{every} on {days}", every=every, days=days) if days else every


def end(recurrence: str) -> str:
    """"until 9 June 2027", or "10 times"."""
    rule = parts(recurrence)
    if "COUNT" in rule:
        return ngettext("{n} time", "{n} times", int(rule["COUNT"]))
    until = _("until {day}", day=day(date.fromisoformat(rule["UNTIL"]), "date"))
    if language() == "it":  # fino all’8 giugno, fino al 1° giugno
        until = re.sub(r"\bal 1 ", "al 1° ", re.sub(r"\bal (8|11) ", r"all’\1 ", until))
    return until


def choice(recurrence: str | None) -> tuple[str, list[str], date | None]:
    """A rule as the form offers it: rhythm (a key of `RHYTHMS`), weekdays, last day. One it cannot say is `AS_IT_IS`."""
    if not recurrence:
        return ONCE, [], None
    rule = parts(recurrence)
    rhythms = {str(many): rhythm for rhythm, many in EVERY.items()}
    if rule["FREQ"] != "WEEKLY" or "UNTIL" not in rule or "BYDAY" not in rule or rule.get("INTERVAL", "1") not in rhythms:
        return AS_IT_IS, [], None
    return rhythms[rule.get("INTERVAL", "1")], rule["BYDAY"].split(","), date.fromisoformat(rule["UNTIL"])


def weekday(key: str) -> str:
    """'WE' -> 'Wednesday'."""
    return day(date(2024, 1, 1) + timedelta(days=WEEKDAYS.index(key)), "weekday")


def _listed(by_day: str) -> str:
    days = [weekday(key) for key in by_day.split(",") if key]
    return _("{days} and {last}", days=", ".join(days[:-1]), last=days[-1]) if len(days) > 1 else "".join(days)
