"""How meetings, agendas and actions are called on every screen of the table."""

from __future__ import annotations

from urllib.parse import urlsplit

from pages.ui.texts import N_, _, day, hours

STATES = {"planned": N_("planned"), "running": N_("under way"), "held": N_("held"), "cancelled": N_("cancelled")}
STATE_ICONS = {"running": ":material/play_circle:", "held": ":material/task_alt:", "cancelled": ":material/cancel:"}
MODES = {"in_person": N_("in person"), "online": N_("online"), "mixed": N_("in person and online")}
KINDS = {"activity": N_("activity"), "subject": N_("subject"), "action": N_("action item"), "chart": N_("chart"),
         "decision_review": N_("decision to look at again")}
KIND_ICONS = {"activity": ":material/handshake:", "subject": ":material/chat:", "action": ":material/assignment_ind:",
              "chart": ":material/insights:", "decision_review": ":material/history:"}
PRESENCES = {"present": N_("present"), "absent": N_("absent"), "excused": N_("excused")}


def called(meeting: dict) -> str:
    """'Meeting 3 of 2026/27'."""
    return _("Meeting {number} of {school_year}", number=meeting["number"], school_year=meeting["school_year"])


def when(meeting: dict) -> str:
    """'Monday 23 November 2026, 21:00–00:30 (until Tuesday)', the last part only across midnight."""
    said = f"{day(meeting['on_date'])}, {hours(meeting['starts_at'], meeting['ends_at'])}"
    return said if meeting["ends_on"] == meeting["on_date"] else f"{said} ({_('of the day after')})"


def whereabouts(meeting: dict) -> str:
    """The place, the link's host, or both."""
    host = urlsplit(meeting["link"]).netloc
    return " · ".join(each for each in (meeting["place"], _("online, {host}", host=host) if host else None) if each)


def icon(meeting: dict) -> str | None:
    """The sign of a meeting's state; none while it is only planned."""
    return STATE_ICONS.get(meeting["state"])


def length(seconds: float) -> str:
    """Whole minutes, like 12′; an hour and more like 1 h 05′."""
    minutes = int(seconds) // 60
    return f"{minutes}′" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}′"
