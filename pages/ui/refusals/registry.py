"""Refusals of the room registry."""

from pages.ui.texts import N_

SENTENCES: dict[str, str] = {
    "organisation_exists": N_("There is already one of this kind called {name}."),
    "organisation_archived": N_("{name} is among the archived ones: bring it back instead of adding it again."),
    "school_code_taken": N_("This school code already belongs to {name}."),
    "bad_school_code": N_("{code} is not a school code: two letters and eight letters or digits, like MIEE88002B."),
    "bad_municipality_code": N_("{code} is not a municipality code: one letter and three digits, like H623."),
    "signer_stays": N_("This organisation signs for the Casa and cannot be archived."),
    "signer_keeps_kind": N_("This organisation signs for the Casa and keeps its kind."),
    "school_has_people": N_("Some people go to this school: it has to stay a school."),
    "file_empty": N_("This file is empty."),
    "file_too_large": N_("This file is too large: at most {megabytes} MB. Keep only the municipalities you need."),
    "file_is_workbook": N_("This is a spreadsheet. Open it, save it as CSV and try with that."),
    "file_is_web_page": N_("This is a web page, not the file. Use the download button of the Ministry's page."),
    "file_not_text": N_("This file holds no text. The registry of schools is a CSV file."),
    "not_school_registry": N_("This is not the Ministry's registry of schools: the column {column} is missing."),
    "registry_without_schools": N_("The file has its headings but no school."),
    "registry_broken_line": N_("Line {line}: the quotation marks do not close."),
    "registry_uneven_line": N_("Line {line} has {cells} values, the headings are {columns}."),
    "registry_bad_code": N_("Line {line}: \"{code}\" is not a school code."),
    "registry_same_code": N_("Line {line}: the code {code} already stands at line {first}."),
    "registry_no_name": N_("Line {line}: the school {code} has no name."),
    "registry_bad_municipality": N_("Line {line}: \"{code}\" is not a municipality code."),
    "registry_too_long": N_("Line {line}: {field} is longer than {longest} characters."),
    "likely_twin": N_("{display_name} may already be here, in household {code}. Look before adding."),
    "year_or_band": N_("Choose either the birth year or the age band, not both."),
    "bad_phone": N_("This phone number is not complete: digits and spaces, with + for abroad."),
    "no_such_household": N_("There is no household with the code {code}."),
    "household_archived": N_("This household is archived: bring it back first."),
}
