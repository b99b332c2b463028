"""The words of what a sheet's rows, columns and marks are taken for."""

from __future__ import annotations

from db.attend.sheets.marks import BLANK, Mark
from pages.ui.messages import plain
from pages.ui.texts import N_, _

ROWS = {
    "person": N_("person"),
    "doubtful": N_("a person?"),
    "head": N_("headings"),
    "title": N_("title"),
    "total": N_("total"),
    "legend": N_("legend"),
    "note": N_("note"),
    "nameless": N_("no name"),
    "blank": N_("empty"),
}
COLUMNS = {
    "surname": N_("surname"),
    "first_name": N_("first name"),
    "name": N_("name"),
    "code": N_("code"),
    "day": N_("day"),
    "mark": N_("mark"),
    "total": N_("total"),
    "birth": N_("not taken"),
    "other": N_("not taken"),
}
MEANINGS = {
    "present": N_("present"),
    "absent": N_("absent"),
    "excused": N_("excused absence"),
    "not_held": N_("not held"),
    "nothing": N_("leave out"),
}
KNOWN_BY = {
    "legend": N_("the sheet's legend says so"),
    "totals": N_("the sheet's totals prove it"),
    "usage": N_("probably"),
}


def sign(mark: Mark) -> str:
    """A mark between quotation marks, or what an empty cell is called."""
    return _("empty cell") if mark.folded == BLANK else f"«{plain(mark.written)}»"
