"""Traces in words: the verbs of every room, what they were done on, and their facts."""

from __future__ import annotations

from pages.ui import labels, texts
from pages.ui.texts import N_, _

ROOMS = {
    "accounts": N_("accounts"),
    "actions": N_("action items"),
    "activities": N_("activities"),
    "agenda": N_("agendas"),
    "backup": N_("backups"),
    "calendar": N_("school calendar"),
    "casa": N_("the Casa"),
    "commitments": N_("commitments"),
    "contacts": N_("names and phones"),
    "decisions": N_("decisions"),
    "enrolments": N_("enrolments"),
    "households": N_("households"),
    "minutes": N_("minutes"),
    "money": N_("money"),
    "neighbourhoods": N_("neighbourhoods"),
    "organisations": N_("organisations"),
    "people": N_("people"),
    "places": N_("places"),
    "programme": N_("programme"),
    "registers": N_("registers"),
    "rota": N_("volunteers' rota"),
    "sessions": N_("sessions"),
    "sign_ins": N_("sign-ins"),
    "table": N_("meetings"),
    "votes": N_("votes"),
}
VERBS = {
    "accounts.add": N_("added an account"),
    "accounts.lock": N_("was locked out for a while"),
    "accounts.revise": N_("changed an account"),
    "accounts.set_password": N_("gave a new password"),
    "accounts.speak": N_("chose a language"),
    "accounts.wrong_password": N_("was given a wrong password"),
    "actions.assign": N_("gave an action item"),
    "actions.done": N_("did an action item"),
    "actions.drop": N_("dropped an action item"),
    "activities.call_off": N_("cancelled the sessions of an activity that is over"),
    "activities.close": N_("closed an activity"),
    "activities.discuss": N_("opened the discussion"),
    "activities.drop": N_("dropped an activity"),
    "activities.merge": N_("merged a proposal into another"),
    "activities.propose": N_("proposed an activity"),
    "activities.reopen": N_("took an activity up again"),
    "activities.revise": N_("changed an activity"),
    "activities.sign": N_("signed an activity"),
    "activities.start": N_("started an activity"),
    "agenda.add": N_("put something on an agenda"),
    "agenda.move": N_("changed the order of an agenda"),
    "agenda.remove": N_("took something off an agenda"),
    "agenda.revise": N_("changed something on an agenda"),
    "backup.make": N_("made a backup"),
    "calendar.close": N_("closed some days"),
    "calendar.open_year": N_("opened a school year"),
    "calendar.reopen": N_("opened closed days again"),
    "calendar.revise": N_("changed a closure"),
    "calendar.set_lessons": N_("changed the lessons' days"),
    "casa.found": N_("started the Casa"),
    "casa.revise": N_("changed the Casa"),
    "commitments.people_came": N_("wrote who came for a commitment"),
    "commitments.promise": N_("wrote a promise"),
    "commitments.revise": N_("changed a promise"),
    "commitments.withdraw": N_("took a promise back"),
    "contacts.change": N_("changed a full name or phone"),
    "contacts.read": N_("looked at a full name and phone"),
    "decisions.approve": N_("approved a decision"),
    "decisions.freeze": N_("froze a chart into a decision"),
    "decisions.review": N_("looked at a decision again"),
    "decisions.take": N_("wrote down a decision"),
    "enrolments.end": N_("ended an enrolment"),
    "enrolments.enrol": N_("enrolled somebody"),
    "households.add": N_("added a household"),
    "households.archive": N_("put a household away"),
    "households.bring_back": N_("brought a household back"),
    "households.revise": N_("changed a household"),
    "minutes.approve": N_("approved the minutes"),
    "minutes.comment": N_("commented the minutes"),
    "minutes.correct": N_("began a correction of the minutes"),
    "minutes.draft": N_("drafted the minutes"),
    "minutes.send": N_("sent the minutes to both organisations"),
    "minutes.settle": N_("settled a comment"),
    "minutes.write": N_("wrote in the minutes"),
    "money.add_expense": N_("wrote an expense"),
    "money.add_fund": N_("added a fund"),
    "money.add_in_kind": N_("wrote something given in kind"),
    "money.archive_fund": N_("put a fund away"),
    "money.bring_back_fund": N_("brought a fund back"),
    "money.remove_expense": N_("took an expense out"),
    "money.remove_in_kind": N_("took something given in kind out"),
    "money.revise_expense": N_("changed an expense"),
    "money.revise_fund": N_("changed a fund"),
    "neighbourhoods.add": N_("added a neighbourhood"),
    "neighbourhoods.rename": N_("renamed a neighbourhood"),
    "organisations.add": N_("added an organisation"),
    "organisations.archive": N_("put an organisation away"),
    "organisations.bring_back": N_("brought an organisation back"),
    "organisations.import": N_("imported schools"),
    "organisations.revise": N_("changed an organisation"),
    "people.add": N_("added a person"),
    "people.archive": N_("put a person away"),
    "people.bring_back": N_("brought a person back"),
    "people.move": N_("moved a person to another household"),
    "people.newcomer": N_("took in a newcomer"),
    "people.revise": N_("changed a person"),
    "places.add": N_("added a place"),
    "places.archive": N_("put a place away"),
    "places.bring_back": N_("brought a place back"),
    "places.free": N_("freed a place"),
    "places.reserve": N_("said that a place is not available"),
    "places.revise": N_("changed a place"),
    "programme.aim": N_("wrote the aims of the year"),
    "registers.apply_refused": N_("applied a tap that had not been accepted"),
    "registers.drop_refused": N_("dropped a tap that had not been accepted"),
    "registers.import": N_("imported an attendance sheet"),
    "registers.read": N_("opened a register"),
    "registers.record": N_("took a roll call"),
    "registers.refuse": N_("made a tap that was not accepted"),
    "registers.undo_import": N_("took back an imported attendance sheet"),
    "rota.answer": N_("answered about a shift"),
    "rota.offer": N_("offered to help"),
    "rota.put": N_("asked somebody to help"),
    "rota.take_off": N_("took somebody off the rota"),
    "rota.want": N_("said how many volunteers are wanted"),
    "sessions.add": N_("added a session"),
    "sessions.cancel": N_("cancelled a session"),
    "sessions.cancel_following": N_("cancelled a session and all that follow"),
    "sessions.move": N_("moved a session"),
    "sessions.move_following": N_("moved a session and all that follow"),
    "sessions.plan": N_("planned sessions"),
    "sessions.restore": N_("restored a session"),
    "sign_ins.close": N_("signed out"),
    "sign_ins.curtain": N_("drew or opened the curtain"),
    "sign_ins.open": N_("signed in"),
    "sign_ins.revoke": N_("ended sign-ins"),
    "table.cancel": N_("called a meeting off"),
    "table.close": N_("closed a meeting"),
    "table.create": N_("called a meeting"),
    "table.finish": N_("finished a point of the meeting"),
    "table.go_on": N_("went on to the next point"),
    "table.invite": N_("invited to a meeting"),
    "table.mark": N_("marked who was at a meeting"),
    "table.note": N_("wrote what was said"),
    "table.open": N_("opened a meeting"),
    "table.park": N_("parked a point of the meeting"),
    "table.revise": N_("changed a meeting"),
    "table.start": N_("started a point of the meeting"),
    "table.take_back": N_("took back an invitation to a meeting"),
    "votes.cast": N_("voted"),
    "votes.closed": N_("closed a vote"),
    "votes.open": N_("opened a vote"),
    "votes.put": N_("put a question to the vote"),
    "votes.shown": N_("showed the result of a vote"),
}
SUBJECTS = {
    "account": N_("account"),
    "activity": N_("activity"),
    "closure": N_("closure"),
    "decision": N_("decision"),
    "household": N_("household"),
    "meeting": N_("meeting"),
    "minutes": N_("minutes"),
    "neighbourhood": N_("neighbourhood"),
    "organisation": N_("organisation"),
    "person": N_("person"),
    "place": N_("place"),
    "programme": N_("school year"),
    "session": N_("session"),
    "unavailability": N_("place not available"),
}
CASAS = {"real": N_("our Casa"), "example": N_("the invented example")}
FACTS = {
    "activity": N_("activity"),
    "changed": N_("changed"),
    "file": N_("file"),
    "first": N_("from"),
    "last": N_("to"),
    "kept": N_("kept"),
    "leader_id": N_("account"),
    "marks": N_("marks"),
    "municipalities": N_("municipalities"),
    "people": N_("people"),
    "person": N_("person"),
    "place_id": N_("place"),
    "rows": N_("rows"),
    "sessions": N_("sessions"),
    "sheet": N_("sheet"),
    "size": N_("bytes"),
    "state": N_("state"),
    "version": N_("version"),
}


def room(key: str) -> str:
    """The first word of a verb; one without words keeps its key, as below, so that nothing is hidden."""
    return _(ROOMS[key]) if key in ROOMS else key


def said(verb: str) -> str:
    """What was done."""
    return _(VERBS[verb]) if verb in VERBS else verb


def subject(text: str) -> str:
    """'activity:12' -> 'activity 12'."""
    kind, _colon, number = text.partition(":")
    if kind == "casa":
        return _("the Casa")
    return f"{_(SUBJECTS[kind])} {number}" if kind in SUBJECTS else text


def on(day: str | None) -> str:
    """The day of a session, in words; nothing for what has none."""
    return texts.day(day, "medium") if day else ""


def details(facts: dict) -> str:
    """The facts of a trace in one line."""
    return " · ".join(_fact(key, value) for key, value in facts.items() if value not in (None, "", []))


def _fact(key: str, value: object) -> str:
    if key == "changed" and isinstance(value, list):
        value = ", ".join(labels.field(str(each)) for each in value)
    if key == "kind" and value in CASAS:
        value = _(CASAS[value])
    return f"{_(FACTS[key]) if key in FACTS else labels.field(key)}: {labels.shown(value)}"
