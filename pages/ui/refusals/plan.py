"""Refusals of the room plan."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    # Activities and signatures.
    "activity_is_over": N_("This activity is over: it cannot be changed or signed any more."),
    "version_just_changed": N_("This activity has just changed. Read what is new, then sign."),
    "already_signed": N_("Your organisation has signed this version already: {who} did."),
    "not_a_signer": N_("Only the coordinators of the two signing organisations sign."),
    "nobody_leads": N_("No organisation leads this activity yet. Say which one does, then sign."),
    "organisation_twice": N_("An organisation either leads or takes part: choose it once."),
    "year_not_open": N_("The school year {school_year} is not open yet. Open it first."),
    "outside_school_year": N_("{field}: this goes beyond the school year {school_year}."),
    "bad_number": N_("{field} must be a whole number."),
    "bad_date": N_("{field}: this is not a day of the calendar."),
    "bad_time": N_("{field}: write the hour like 16:30."),
    "bad_recurrence": N_("This way of repeating cannot be read. Choose it again."),
    "recurrence_needs_an_end": N_("Say until which day it repeats."),
    "recurrence_needs_weekdays": N_("Choose on which days of the week it repeats."),
    "recurrence_without_days": N_("No day fits: the last day comes before the first of the chosen weekdays."),
    "too_many_sessions": N_("These are more than {most} sessions. Choose fewer days or an earlier end."),
    "discuss_not_now": N_("Only a proposal is taken into discussion."),
    "start_not_now": N_("It can start when both organisations have signed."),
    "close_not_now": N_("Only a running activity can be closed."),
    "drop_not_now": N_("This activity is over already."),
    "reopen_not_now": N_("Only a dropped activity can be reopened."),
    "already_enrolled": N_("This person is enrolled already."),
    "not_enrolled": N_("This person is not enrolled any more."),
    # Calendar and sessions.
    "ends_before_it_starts": N_("The end comes before the beginning. Check the days and the times."),
    "closure_twice": N_("These days are already closed for the same reason."),
    "not_signed_yet": N_("Both organisations sign first, then sessions are planned."),
    "clash_of_place": N_("{place} is taken on {on_date}, {starts_at}–{ends_at}: {title}."),
    "clash_of_leader": N_("Who leads is already at {title} on {on_date}, {starts_at}–{ends_at}."),
    "clash_with_itself": N_("{title} already meets on {on_date}, {starts_at}–{ends_at}."),
    "place_not_available": N_("{place} is not available on {on_date}, {starts_at}–{ends_at}."),
    "no_day_left": N_("No day is left: they are all planned already, gone by or closed."),
    "session_is_cancelled": N_("This session is cancelled. Restore it first."),
    "session_has_attendance": N_("People were counted at this session, so it did take place. Correct its day or time instead."),
}
