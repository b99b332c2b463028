"""Refusals of the house itself: permission, accounts, what every form may refuse."""

from pages.ui.texts import N_

SENTENCES = {
    "not_allowed": N_("Your role does not allow this. Ask a coordinator."),
    "curtain_drawn": N_("This is a shared screen: no names here. Turn the shared screen off to go on."),
    "not_found": N_("This is not here any more. It may have been archived or the address is wrong."),
    "missing": N_("Please fill in: {field}."),
    "too_long": N_("{field} is too long: {length} characters, at most {longest}."),
    "unknown_choice": N_("Please choose again: {field}."),
    "out_of_range": N_("{field} must be between {lowest} and {highest}."),
    "stale": N_("Somebody changed this while you were writing. Nothing was saved: compare and save again."),
    "already_founded": N_("The Casa has already been started. Sign in."),
    "two_names_alike": N_("The municipality and the partner need two different names."),
    "bad_email": N_("This e-mail address is not complete."),
    "email_taken": N_("There is already an account with this e-mail."),
    "password_too_short": N_("The password needs at least {shortest} characters."),
    "passwords_differ": N_("The two passwords are not the same."),
    "wrong_password": N_("E-mail or password is not right."),
    "account_locked": N_("Too many wrong tries. Wait {minutes} minutes and try again."),
    "not_the_example": N_("A real Casa is in that file: nothing was touched."),
    "coordinators_name_coordinators": N_("Coordinators are named, and given passwords, by the coordinators of their organisation."),
    "place_exists": N_("There is already a place called {place}; it may be among the archived ones."),
    "place_has_sessions": N_("{number} sessions are still planned in {place}. Move them first, then put the place away."),
    "neighbourhood_exists": N_("There is already a neighbourhood called {name}."),
    "file_exists": N_("There is already a file with this name: a backup is never written over. Wait a second and try again."),
    "folder_missing": N_("There is no folder {folder}."),
    "backup_damaged": N_("The copy did not pass its check ({what}) and was not kept. Tell whoever looks after the server."),
    "last_coordinator": N_("This is the last coordinator of the organisation: name another one first."),
}
