"""What the register on a tablet says: it gets its words with its data, so that they are there without network too."""

from __future__ import annotations

from db.attend import refused
from pages.ui import labels
from pages.ui.messages import SENTENCES
from pages.ui.texts import N_, _

WHO = {"children": N_("children"), "adults": N_("adults"), "accompanying": N_("accompanying")}
REMARKS = {"late": N_("late"), "left_early": N_("left early"), "excused": N_("absence excused"), "note": N_("note")}
REASONS = (*refused.KEPT, "malformed_tap", "uuid_reused", "count_out_of_range", "note_too_long", "not_allowed", "curtain_drawn",
           "not_found")


def words() -> dict:
    """Every word of the component in the language of this run; {braces} are filled on the tablet."""
    return {
        "present": _("here"),
        "counted": _("counted"),
        "together": _("together"),
        "all_saved": _("Everything is saved"),
        "saved_at": _("saved {time}"),
        "saving": _("saving…"),
        "cut": _("No connection: go on, taps are kept on this tablet"),
        "kept_one": _("No connection: 1 tap kept on this tablet"),
        "kept_many": _("No connection: {n} taps kept on this tablet"),
        "sign_in_again_one": _("Sign in again: 1 tap kept on this tablet"),
        "sign_in_again_many": _("Sign in again: {n} taps kept on this tablet"),
        "sign_in": _("Sign in again"),
        "fragile": _("This tablet cannot keep taps: leave the page open until they are saved"),
        "refused_one": _("1 tap was not accepted: see below"),
        "refused_many": _("{n} taps were not accepted: see below"),
        "refused_title": _("Taps not accepted"),
        "refused_kept": _("A coordinator has it and decides."),
        "kept_reasons": refused.KEPT,
        "signed_out": _("Names are shown again when somebody signs in."),
        "try_again": _("Try again"),
        "take_away": _("Remove"),
        "seen": _("Seen"),
        "search": _("Find a name…"),
        "all_present": _("All present"),
        "undo": _("Undo"),
        "order": _("Order of the names"),
        "orders": {"group": _("By group"), "name": _("By name"), "missing": _("Who is missing first")},
        "hint": _("Hold a name down: late, left early, excused, a note."),
        "taken": _("Already marked by {name}, at {time}."),
        "many_at_once": _("{n} marked present in a moment: was it meant?"),
        "sheet": _("More about this person"),
        "remarks": {key: _(word) for key, word in REMARKS.items()},
        "note": _("Note for today"),
        "family": _("Family"),
        "family_of": _("{name} is here. In the family, not marked yet: {n}"),
        "together_here": _("Mark present ({n})"),
        "close": _("That is all"),
        "people": _("People"),
        "schools_and_groups": _("Schools and groups"),
        "groups": {"enrolled": _("Enrolled"), "regular": _("Came before"), "added": _("New and others"),
                   "everyone": _("Everybody")},
        "states": {"present": _("is present"), "absent": _("is absent"), "unmarked": _("not marked yet")},
        "nobody_found": _("Nobody here with this name: add them as new."),
        "nobody_yet": _("Nobody is enrolled: add who arrives, or count the groups."),
        "newcomer": _("New"),
        "newcomer_title": _("Who has arrived?"),
        "newcomer_name": _("First name and initial"),
        "newcomer_kind": _("Child or adult"),
        "newcomer_here": _("Add as present"),
        "cancel": _("Cancel"),
        "kinds": {key: _(label) for key, label in labels.PERSON_KINDS.items()},
        "who": {key: _(word) for key, word in WHO.items()},
        "drop_in": _("Drop-in"),
        "certain": _("certain"),
        "estimated": _("estimated"),
        "estimate_help": _("Whether these numbers were counted one by one or estimated"),
        "one_more": _("one more"),
        "one_less": _("one less"),
        "reasons": {
            **{key: _(SENTENCES[key]) for key in REASONS},
            "missing": _("The name is missing."),
            "too_long": _("The name is too long."),
            "other": _("Not accepted ({reason}): tell the office."),
        },
    }


def courier_words() -> dict:
    """The line on other screens while taps wait on this tablet."""
    return {key: words()[key] for key in ("kept_one", "kept_many", "sign_in_again_one", "sign_in_again_many")}


def shell_words() -> dict:
    """What the page says that stands in while there is no network."""
    return {
        "today": _("Today"),
        "standing_in": _("Opened without network, as last known on this tablet. Go on: taps are kept and sent as soon as they"
                         " can be."),
        "no_network": _("No network"),
        "try_again": _("Try again"),
        "which": _("These registers are on this tablet: open the one you need."),
        "none": _("No register of today is on this tablet yet. Taps already made are kept and will be sent."),
    }
