"""What only whoever kept the sheet can know. Each question gives (answer,) once it is answered, else None."""

from __future__ import annotations

from itertools import permutations

import streamlit as st

from db.attend.sheets import days, people
from db.attend.sheets.finding import LONG, TRANSPOSED
from db.attend.sheets.marks import MEANINGS as MEANING_KEYS
from db.attend.sheets.names import ORDERS, parted, shown
from db.attend.sheets.people import ONE, OUT, TWO
from pages.attend.import_sheet.words import KNOWN_BY, MEANINGS, sign
from pages.ui import texts
from pages.ui.messages import plain
from pages.ui.texts import N_, _, ngettext

LAYOUTS = {"wide": N_("people down, days across"), TRANSPOSED: N_("days down, people across"), LONG: N_("one row a presence")}
OF_CODE = {TWO: N_("They are two people"), OUT: N_("Leave both out")}
OF_NAME = {ONE: N_("The same person, written twice"), TWO: N_("Two people with one name"), OUT: N_("Leave them out")}
OF_TWICE = {"together": N_("Put them together: present if either says so"), "out": N_("Leave out where they differ")}


def table(_here, work, read, _plan):
    st.title(_("Which of these is the register?"), anchor=False)
    said = {
        place: f"{plain(each.sheet_name or _('The sheet'))} · {_(LAYOUTS[each.layout])} · "
        + ngettext("{n} row with a name", "{n} rows with a name", len(each.people))
        for place, each in enumerate(read.tables)
    }
    return _radio("table", list(said), said.get, work.answers.get("table", 0))


def columns(_here, work, read, _plan):
    st.title(_("Where are the names?"), anchor=False)
    grid, rows = read.table.grid, read.table.people
    sample = {column: ", ".join(str(grid[row][column]) for row in rows[:3]) for column in read.table.unnamed}
    ways = [(column,) for column in sample] + list(permutations(sample, 2))[:12]

    def said(way):
        if len(way) == 1:
            return plain(_("Only here: {names}", names=sample[way[0]]))
        return plain(_("Surname: {surnames}; first name: {names}", surnames=sample[way[0]], names=sample[way[1]]))

    return _radio("columns", ways, said, None)


def month_first(_here, work, read, _plan):
    st.title(_("Day first or month first?"), anchor=False)
    told = [day for _place, day in sorted(read.table.days.items())][:3]

    def said(swap):
        return ", ".join(f"{each.day} {days.MONTHS[each.month - 1]}" for each in (day.swapped() if swap else day for day in told))

    return _radio("month_first", [False, True], said, work.answers.get("month_first"))


def year(here, work, read, _plan):
    st.title(_("Which year is it?"), anchor=False)
    st.write(_("The days in the sheet have no year."))
    told = [day for _place, day in sorted(read.table.days.items())]

    def said(first):
        on = sorted(each for each in days.dated(told, first, in_order=read.table.layout != LONG) if each)
        return _("from {first} to {last}", first=texts.day(on[0], "date"), last=texts.day(on[-1], "date")) if on else str(first)

    years = read.years or [here.today.year]
    return _radio("year", years, said, work.answers.get("year", years[0]))


def rows(_here, work, read, _plan):
    st.title(_("Are these people?"), anchor=False)
    st.write(_("Rows that are no clear person: somebody who never came, or a line of another kind. Touch those that are people."))
    grid = read.table.grid
    before = work.answers.get("rows") or ()
    chosen = [
        row
        for row in read.doubtful
        if st.checkbox(
            plain(f"{row + 1} · " + " · ".join(str(cell) for cell in grid[row] if cell)[:90]),
            value=row in before,
            key=f"import_sheet.row_{row}",
        )
    ]
    return (chosen,) if _on("rows") else None


def codes(_here, work, read, _plan):
    st.title(_("One code, two names"), anchor=False)
    before = work.answers.get("codes") or {}
    chosen = {
        code: st.radio(
            plain(f"{code}: {' · '.join(_as_written(read, code, names))}"),
            list(OF_CODE),
            index=_place(OF_CODE, before.get(code)),
            format_func=lambda key: _(OF_CODE[key]),
            key=f"import_sheet.code_{code}",
        )
        for code, names in _shared(read, before).items()
    }
    return (chosen,) if _on("codes", ready=all(chosen.values())) else None


def alike(_here, work, read, _plan):
    st.title(_("The same name twice"), anchor=False)
    before = work.answers.get("alike") or {}
    groups = read.alike or {key: [] for key in before}
    chosen = {
        key: st.radio(
            plain(key.split("|")[0].title() + (f" · {', '.join(str(row + 1) for row in each)}" if each else "")),
            list(OF_NAME),
            index=_place(OF_NAME, before.get(key)),
            format_func=lambda answer: _(OF_NAME[answer]),
            key=f"import_sheet.alike_{key}",
        )
        for key, each in groups.items()
    }
    return (before | chosen,) if _on("alike", ready=all(chosen.values())) else None


def marks(_here, work, read, _plan):
    st.title(_("What do the marks mean?"), anchor=False)
    chosen = {}
    for mark in read.marks:
        said = _(KNOWN_BY[mark.known_by]) if mark.known_by in KNOWN_BY else ""
        label = f"{sign(mark)} · {ngettext('{n} time', '{n} times', mark.cells)}" + (f" · {plain(said)}" if said else "")
        chosen[mark.folded] = st.segmented_control(
            label,
            MEANING_KEYS,
            default=read.meanings.get(mark.folded),
            format_func=lambda key: _(MEANINGS[key]),
            key=f"import_sheet.mark_{mark.folded}",
        )
    return (chosen,) if _on("marks", ready=all(chosen.values())) else None


def twice(_here, work, _read, _plan):
    st.title(_("One person, one day, two marks"), anchor=False)
    st.write(_("A day or a person stands in the sheet twice, and the two do not say the same."))
    return _radio("twice", list(OF_TWICE), lambda key: _(OF_TWICE[key]), work.answers.get("twice"))


def held(_here, work, read, _plan):
    st.title(
        ngettext("One day has no marks: not held yet?", "{n} days have no marks: not held yet?", len(read.blank_days)), anchor=False
    )
    st.write(_("They are left out. Touch a day that did take place, with nobody there."))
    chosen = st.pills(
        _("Days without marks"),
        [on.isoformat() for on in read.blank_days],
        selection_mode="multi",
        default=[on for on in work.answers.get("held") or [] if on in {day.isoformat() for day in read.blank_days}],
        format_func=lambda on: texts.day(on, "weekday_short"),
        label_visibility="collapsed",
        key="import_sheet.held",
    )
    said = _("Not held") if not chosen else _("Go on")
    return (list(chosen),) if _on("held", said=said) else None


def names(_here, work, read, _plan):
    st.title(_("Which part is the surname?"), anchor=False)
    st.write(_("The Casa shows first names with an initial."))
    wholes = people.written(read.table, [person.rows[0] for person in read.people])[:4]

    def said(order):
        return plain(", ".join(shown([parted([whole], order) for whole in wholes])))

    return _radio("names", list(ORDERS), said, work.answers.get("names", read.order))


ASK = {
    "table": table,
    "columns": columns,
    "month_first": month_first,
    "year": year,
    "rows": rows,
    "codes": codes,
    "alike": alike,
    "marks": marks,
    "twice": twice,
    "held": held,
    "names": names,
}


def _radio(key: str, options: list, said, before):
    """One choice; nothing is chosen beforehand where nothing is more likely."""
    chosen = st.radio(
        _("Choose"),
        options,
        index=options.index(before) if before in options else None,
        format_func=said,
        label_visibility="collapsed",
        key=f"import_sheet.{key}",
    )
    return (chosen,) if _on(key, ready=chosen is not None) else None


def _on(key: str, *, ready: bool = True, said: str | None = None) -> bool:
    with st.container(horizontal=True, key=f"import_sheet.on_{key}"):
        st.space("stretch")
        return st.button(
            said or _("Go on"), type="primary", icon=":material/arrow_forward:", disabled=not ready, key=f"import_sheet.go_{key}"
        )


def _place(options: dict, before: str | None) -> int | None:
    return list(options).index(before) if before in options else None


def _shared(read, before: dict) -> dict[str, list[str]]:
    return read.codes or {code: [] for code in before}


def _as_written(read, code: str, names: list[str]) -> list[str]:
    found = [person.name.full for person in read.people if person.code == code]
    return found or names
