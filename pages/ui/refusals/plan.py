"""Refusals of the room plan."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    # Calendar and sessions.
    "ends_before_it_starts": N_("The end comes before the beginning. Check the days and the times."),
    "closure_twice": N_("These days are already closed for the same reason."),
    "not_signed_yet": N_("Both organisations sign first, then sessions are planned."),
    "clash_of_place": N_("{place} is taken on {on_date}, {starts_at}–{ends_at}: {title}."),
    "clash_of_leader": N_("Who leads is already at {title} on {on_date}, {starts_at}–{ends_at}."),
    "clash_with_itself": N_("{title} already meets on {on_date}, {starts_at}–{ends_at}."),
    "place_not_available": N_("{place} is not available on {on_date}, {starts_at}–{ends_at}."),
    "no_day_left": N_("No day is left: they are all gone by or closed."),
    "session_is_cancelled": N_("This session is cancelled. Restore it first."),
    "session_has_attendance": N_("People were counted at this session, so it did take place. Correct its day or time instead."),
}
