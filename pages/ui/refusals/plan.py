"""Refusals of the room plan."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    # Calendar and sessions.
    "ends_before_it_starts": N_("The end comes before the beginning. Check the days and the times."),
    "closure_twice": N_("These days are already closed for the same reason."),
}
