"""The words of the glossary for what the database keeps as keys."""

from __future__ import annotations

from pages.ui.texts import N_, _, day, number

ROLES = {
    "coordinator": N_("coordinator"),
    "educator": N_("educator"),
    "volunteer": N_("volunteer"),
    "viewer": N_("viewer"),
    "neutral_operator": N_("Spazio Neutro operator"),
    "administrator": N_("administrator"),
}
ORGANISATION_KINDS = {
    "municipality": N_("municipality"),
    "partner": N_("partner"),
    "school": N_("school"),
    "parish_group": N_("parish group"),
    "association": N_("association"),
    "parents_group": N_("parents' group"),
    "service": N_("service"),
    "operational_unit": N_("operational unit"),
}
ACTIVITY_KINDS = {
    "workshop": N_("workshop"),
    "homework_club": N_("homework club"),
    "playgroup": N_("playgroup"),
    "help_desk": N_("help desk"),
    "parents_talk": N_("parents' talk"),
    "parents_group": N_("parents' group"),
    "festival": N_("festival"),
    "tournament": N_("tournament"),
    "garden": N_("garden"),
    "other": N_("something else"),
}
STATES = {
    "proposed": N_("proposed"),
    "under_discussion": N_("under discussion"),
    "shared": N_("shared"),
    "running": N_("running"),
    "closed": N_("closed"),
    "dropped": N_("dropped"),
}
STATE_ICONS = {
    "proposed": ":material/lightbulb:",
    "under_discussion": ":material/forum:",
    "shared": ":material/handshake:",
    "running": ":material/play_circle:",
    "closed": ":material/task_alt:",
    "dropped": ":material/cancel:",
}
PRINCIPLES = {
    "social_justice": N_("social justice"),
    "linearity": N_("linearity"),
    "shared_vision": N_("shared vision"),
    "prevention": N_("prevention"),
    "innovation": N_("innovation"),
}
SEASONS = {"autumn": N_("autumn"), "winter": N_("winter"), "spring": N_("spring"), "summer": N_("summer")}
ACCESS = {"open": N_("open to all"), "enrolment": N_("by enrolment")}
PERSON_KINDS = {"child": N_("child"), "adult": N_("adult")}
AGE_BANDS = ("0-2", "3-5", "6-10", "11-13", "14-17", "18-29", "30-64", "65+")
CLOSURE_KINDS = {
    "national": N_("national holiday"),
    "school": N_("school holiday"),
    "patron": N_("patron's day"),
    "casa": N_("the Casa is closed"),
}
PARTS = {"leads": N_("leads"), "involved": N_("takes part")}
SIDES = {"municipality": N_("municipality"), "partner": N_("partner")}

FIELDS = {
    "casa_name": N_("Name of the Casa"),
    "municipality": N_("Municipality"),
    "partner": N_("Partner"),
    "display_name": N_("Name shown"),
    "email": N_("E-mail"),
    "password": N_("Password"),
    "role": N_("Role"),
    "side": N_("Organisation"),
    "language": N_("Language"),
    "organisation": N_("Organisation"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "title": N_("Title"),
    "purpose": N_("Purpose"),
    "idea": N_("Idea"),
    "risks": N_("Risks"),
    "helper": N_("Who helps"),
    "helpers_wanted": N_("Volunteers wanted"),
    "weekday": N_("Day of the week"),
    "address": N_("Address"),
    "institute": N_("Institute"),
    "institute_code": N_("Institute code"),
    "school_code": N_("School code"),
    "school_level": N_("School level"),
    "municipality_name": N_("Municipality"),
    "municipality_code": N_("Municipality code"),
    "neighbourhood": N_("Neighbourhood"),
    "household": N_("Household"),
    "birth_year": N_("Birth year"),
    "age_band": N_("Age band"),
    "age_bands": N_("Age bands"),
    "school": N_("School"),
    "full_name": N_("Full name"),
    "phone": N_("Phone"),
    "access": N_("Access"),
    "expected_people": N_("Expected people"),
    "place": N_("Place"),
    "capacity": N_("Capacity"),
    "leader": N_("Who leads it"),
    "leads": N_("Organisations that lead"),
    "involved": N_("Organisations that take part"),
    "principles": N_("Principles served"),
    "first_on": N_("First day"),
    "last_on": N_("Last day"),
    "starts_at": N_("Starts at"),
    "ends_at": N_("Ends at"),
    "on_date": N_("Day"),
    "recurrence": N_("Repeats"),
    "budget_cents": N_("Money"),
    "budget_lines": N_("Budget lines"),
    "fund": N_("Fund"),
    "source": N_("Where it comes from"),
    "amount_cents": N_("Amount"),
    "planned_cents": N_("Planned"),
    "charged_cents": N_("Share charged"),
    "project_code": N_("Project code (CUP)"),
    "category": N_("Category"),
    "document_number": N_("Document number"),
    "document_on": N_("Date of the document"),
    "supplier": N_("Supplier"),
    "description": N_("What it is"),
    "paid_on": N_("Paid on"),
    "shares": N_("Who pays"),
    "quantity": N_("How much"),
    "rate_cents": N_("Worth in euros"),
    "promised": N_("Promised"),
    "came": N_("Came"),
    "what_for": N_("Why it is promised"),
    "school_year": N_("School year"),
    "aims": N_("Aims"),
    "lessons_from": N_("Lessons from"),
    "lessons_to": N_("Lessons to"),
    "label": N_("What for"),
    "reason": N_("Reason"),
    "search": N_("Search"),
    "threshold": N_("Smallest number shown"),
    "active": N_("In use"),
    "decision": N_("Decision"),
    "dissent": N_("Dissent"),
    "review_on": N_("Review on"),
    "action": N_("What is to be done"),
    "owner": N_("Who takes it on"),
    "due_on": N_("By when"),
    "activity": N_("Activity"),
    "agenda": N_("Agenda"),
    "minutes": N_("Time, in minutes"),
    "summary": N_("What was said"),
    "question": N_("Question"),
    "option": N_("Answer"),
    "mode": N_("How we meet"),
    "link": N_("Link"),
    "facilitator": N_("Who facilitates"),
    "drafter": N_("Who writes the minutes"),
    "represented_by": N_("Who comes"),
    "chart": N_("Chart"),
    "presence": N_("Present"),
    "outcome": N_("What the table does with it"),
    "review": N_("What came of it"),
    "comment": N_("Comment"),
    "why": N_("Why it is corrected"),
    "definition": N_("Definition"),
}


def field(key: str) -> str:
    """The label of a field; one we do not know keeps its key, so that nothing is hidden."""
    return _(FIELDS[key]) if key in FIELDS else key


def options(labels: dict[str, str]):
    """For `format_func`: a key's label in the language of this run, whoever asks later."""
    said, unknown = {key: _(label) for key, label in labels.items()}, _("choose…")
    return lambda key: said.get(key, unknown)


def shown(value: object) -> str:
    """A kept value as a person reads it: a list with commas, a date in words, nothing as a dash."""
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, list | tuple | set):
        return ", ".join(shown(each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value, 2)
    for known in (ROLES, ORGANISATION_KINDS, ACTIVITY_KINDS, STATES, PRINCIPLES, ACCESS, PERSON_KINDS):
        if value in known:
            return _(known[value])
    text = str(value)
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        try:
            return day(text, "medium")
        except ValueError:
            return text
    return text
