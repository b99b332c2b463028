"""Refusals of the table."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    # Meetings and agendas.
    "meeting_not_open": N_("This meeting is not under way. Open it first."),
    "meeting_is_over": N_("This meeting is over or cancelled: it cannot be changed any more."),
    "meeting_has_begun": N_("This meeting has begun: its day stays what it is."),
    "meeting_too_long": N_("This would last more than {most} hours. Check the times: an end before the start is the day after's."),
    "meeting_needs_a_place": N_("Say where it is: a place of the Casa, or a link."),
    "bad_link": N_("The link must begin with https://"),
    "another_meeting_runs": N_("Meeting {number} is still under way. Close it first."),
    "already_invited": N_("Already invited."),
    "already_on_agenda": N_("This is on the agenda already."),
    "item_has_begun": N_("Something was already said on this point: it stays."),
    "table_has_moved": N_("Somebody has already gone on: now it is the turn of “{title}”."),
    "agenda_too_long": N_("An agenda has at most {most} points."),
    # Decisions and action items.
    "review_before_meeting": N_("The review cannot come before the meeting."),
    "decision_is_withdrawn": N_("This decision was withdrawn."),
    "already_approved": N_("Your organisation has approved it already: {who} did."),
    "action_without_owner": N_("Who takes it on? Choose a person or an organisation."),
    "action_of_two_owners": N_("One owner only: a person, or an organisation."),
    "action_is_over": N_("This is done or dropped already."),
    "due_in_the_past": N_("This day is over already. By when is it to be done?"),
    "decision_keeps_its_charts": N_("Somebody has approved this decision already: it keeps the charts it has."),
    "review_in_the_past": N_("The next review comes after today."),
    "stopped_is_not_reviewed": N_("What is stopped is not looked at again: leave the day out."),
    "decision_is_reviewed": N_("This decision was looked at for the last time already."),
    # Minutes.
    "minutes_are_approved": N_("These minutes are approved: they do not change any more. Begin a correction instead."),
    "minutes_not_approved": N_("These minutes are not approved yet: change them as they are."),
    "minutes_not_in_review": N_("These minutes are still being written: send them to both organisations first."),
    "minutes_just_changed": N_("The minutes have just changed. Read them again, then approve."),
    "minutes_lack_something": N_("The meeting has decisions or action items that these minutes lack. Write them again first."),
    "minutes_name_a_family": N_("Somebody of a family is named here ({part}). Say it without the name: minutes leave the house."),
    "meeting_still_open": N_("The meeting is still under way. Close it first."),
    "correction_exists": N_("A correction of these minutes has already begun."),
    "comments_wait": N_("Some comments are still open. Settle them first."),
    # Votes.
    "question_not_closed": N_("This vote is open or shown already."),
    "another_vote_is_open": N_("Another vote is open. Close it first."),
    "vote_is_closed": N_("The vote is closed: nothing was counted now."),
    "vote_is_open": N_("The vote is still open: close it, then show the result."),
    "phone_unknown": N_("This phone was not known yet; now it is. Vote again, and let the browser keep cookies."),
    "vote_not_complete": N_("Choose something, then send."),
    "too_many_dots": N_("You have {most} dots: take some away."),
    "too_few_options": N_("Write at least {least} answers, one a line."),
    "too_many_options": N_("At most {most} answers."),
}
