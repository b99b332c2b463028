"""What the shell says when it refuses, in English; screens have their own sentences upstairs."""

from __future__ import annotations

from db.rules import RuleBroken

REFUSALS = {
    "no_casa_yet": "There is no Casa in {file} yet: start it in the browser, or make the example (python -m db demo).",
    "not_the_example": "A real Casa is in that file: nothing was touched.",
    "no_such_account": "No account has the e-mail {email}.",
    "password_too_short": "The password needs at least {shortest} characters.",
    "is_a_folder": "{file} is a folder: name a file.",
    "file_missing": "There is no file {file}.",
    "file_exists": "{file} is there already: a backup is never written over.",
    "folder_missing": "There is no folder {folder}.",
    "backup_damaged": "The copy is damaged ({what}) and was not kept.",
    "file_damaged": "{file} is no database, or a damaged one ({what}).",
    "disk_refused": "The disk refused: {what}.",
    "file_empty": "The file is empty.",
    "file_too_large": "The file is larger than {megabytes} MB.",
    "file_is_workbook": "This is an Excel workbook: save it as CSV first.",
    "file_is_web_page": "This is a web page, not the CSV it links to.",
    "file_not_text": "This is no text file.",
    "registry_without_schools": "No school is in the file.",
    "registry_broken_line": "Line {line} cannot be read.",
    "not_school_registry": "This is not the Ministry's school file: it has no column {column}.",
    "registry_uneven_line": "Line {line} has {cells} cells instead of {columns}.",
    "registry_bad_code": "Line {line}: {code} is no school code.",
    "registry_same_code": "Line {line}: the code {code} stood on line {first} already.",
    "registry_no_name": "Line {line}: the school {code} has no name.",
    "registry_bad_municipality": "Line {line}: {code} is no cadastral code of a municipality.",
    "registry_too_long": "Line {line}: {field} is longer than {longest} characters.",
    "unknown_choice": "The file has no such {field}.",
    "not_whole": "{file} is not whole: {found}.",
}
PROBLEMS = {
    "integrity": "SQLite: {what}",
    "foreign_key": "{table} row {row} points to a missing {to}",
    "pending": "migrations not run yet: {migrations} (starting Telaio runs them)",
    "audit_broken": "the audit chain breaks at row {row}",
    "wrong_kind": "it holds the {kind} Casa",
    "two_signatures": "activity {activity} is shared without two signatures",
    "clash": "sessions {session} and {other} clash",
    "shares": "the funds pay {paid} cents of expense {expense}, which charges {charged}",
    "overdrawn": "fund {fund} is overdrawn by {over} cents",
    "budget_lines": "the lines of activity {activity} come to {lines} cents, its money to {budget}",
}


def refusal(broken: RuleBroken) -> str:
    """One line for a refusal; one the table does not know is said by its key and facts."""
    if broken.key in REFUSALS:
        try:
            return REFUSALS[broken.key].format(**broken.facts)
        except KeyError:
            pass
    facts = ", ".join(f"{key} {value}" for key, value in broken.facts.items())
    return f"Refused: {broken.key.replace('_', ' ')}" + (f" ({facts})" if facts else "") + "."


def problem(key: str, facts: dict) -> str:
    """One finding of `check` in words."""
    return PROBLEMS[key].format(**facts)
