"""Refusals of the room attend."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    "only_today": N_("You can open today's registers only. For another day ask a coordinator."),
    "too_many_taps": N_("Too many taps at once: at most {most}."),
    "malformed_tap": N_("This tap arrived damaged. Tap again."),
    "uuid_reused": N_("This tap does not match the one saved before. Tap again."),
    "count_out_of_range": N_("The count must be between 0 and 2000."),
    "note_too_long": N_("A note has at most 120 characters."),
    "unknown_session": N_("This session is not here any more."),
    "session_cancelled": N_("The session was cancelled meanwhile."),
    "unknown_person": N_("This person is not in the Casa's list."),
    "person_archived": N_("This person was archived meanwhile."),
    "not_on_register": N_("This person does not belong to this activity: ask a coordinator."),
    "unknown_organisation": N_("This organisation is not in the Casa's list."),
    "sheet_file_too_large": N_("This file is too large for an attendance sheet: at most {megabytes} MB."),
    "sheet_is_picture": N_("This is a picture or a document, not a spreadsheet. Choose an xlsx, xls, ods or csv file."),
    "sheet_is_web_page": N_("This is a web page, whatever its name says. Open it, save it as xlsx or csv and try with that."),
    "sheet_unpacks_too_large": N_("Unpacked, this file would be larger than {megabytes} MB: it cannot be an attendance sheet."),
    "sheet_locked": N_("This spreadsheet has a password. Save it without one and try with that."),
    "sheet_unreadable": N_("This file cannot be read as a spreadsheet. Open it, save it again as xlsx or csv and try with that."),
    "sheet_too_large": N_("This sheet is too long or too wide for attendances: at most 5000 rows and 1000 columns."),
    "sheet_without_dates": N_("This is no attendance sheet: no row and no column holds dates."),
    "sheet_without_names": N_("This is no attendance sheet: there are dates, but no names beside them."),
    "sheet_without_marks": N_("This is no attendance sheet: what stands under the dates are no marks of presence."),
    "sheet_day_impossible": N_("In {year} one of these days does not exist: choose another year."),
    "sheet_without_activity": N_("No activity of the school year {school_year} is signed by both organisations: "
                                 "the attendances would belong to nothing."),
    "sheet_has_questions": N_("Some questions about the sheet are still open."),
    "sheet_already_imported": N_("This very sheet came in already, on {on_date}: nothing was added."),
    "sheet_nothing_new": N_("Everything in this sheet is in the registers already: nothing was added."),
    "sheet_things_changed": N_("Something changed here meanwhile. Look at the numbers again before you confirm."),
    "sheet_undone_already": N_("This import was taken back already."),
}
