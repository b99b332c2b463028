"""Refusals of the room attend."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    "only_today": N_("You can open today's registers only. For another day ask a coordinator."),
    "too_many_taps": N_("Too many taps at once: at most {most}."),
    "malformed_tap": N_("This tap arrived damaged. Tap again."),
    "uuid_reused": N_("This tap does not match the one saved before. Tap again."),
    "count_out_of_range": N_("The count must be between 0 and 2000."),
    "unknown_session": N_("This session is not here any more."),
    "session_cancelled": N_("The session was cancelled meanwhile."),
    "unknown_person": N_("This person is not in the Casa's list."),
    "person_archived": N_("This person was archived meanwhile."),
    "not_on_register": N_("This person does not belong to this activity: ask a coordinator."),
    "unknown_organisation": N_("This organisation is not in the Casa's list."),
}
