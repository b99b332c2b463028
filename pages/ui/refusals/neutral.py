"""Refusals of the room neutral."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    "place_taken": N_("The place is taken at that time. Choose another time or place."),
}
