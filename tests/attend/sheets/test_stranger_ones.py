"""Stranger sheets, made from a known truth: what is read is that truth, or somebody is asked; it is never silently wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.attend.sheets import days, marks, reading
from db.rules import RuleBroken
from tests.attend.sheets.making import sheet_of
from tests.conftest import TODAY

SURNAMES = [
    "Rossi",
    "Ben Ali",
    "D'Angelo",
    "Haddad",
    "Đorđević",
    "Nguyễn",
    "Özdemir",
    "Popescu",
    "Lo Russo",
    "Mensah",
    "Kowalski",
    "Nota",
]
FIRSTS = ["Amina", "Luca", "Noè", "Zeynep", "Łukasz", "Sofía", "Maria Grazia", "Omar", "Thuý", "Ginevra"]
MONTHS = [month[:3] for month in days.MONTHS]
SHORT = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"]
# present, absent, excused: how one sheet writes them. The blank may be any of the first two.
WAYS = [
    ("x", "", "G"),
    ("X", "o", "g"),
    ("P", "A", "G"),
    ("1", "0", "g"),
    ("sì", "no", "ag"),
    ("1", "", "G"),
    ("✓", "", "giust."),
    ("", "A", "G"),
    ("", "x", "G"),
    ("o", "x", "g"),
    ("x", "-", "G"),
    ("pres", "ass", "giust"),
    ("si", "", ""),
    ("0", "1", "G"),
    ("v", "x", "g"),
    ("+", "-", "g"),
    ("k", "z", "w"),
    ("/", "", "G"),
    ("•", "", "g"),
    ("P", "", "G"),
]
DAYS = {
    "date": lambda on: on,
    "serial": lambda on: str((on - date(1899, 12, 30)).days),
    "slashes": lambda on: f"{on.day}/{on.month}/{on.year}",
    "points": lambda on: f"{on.day:02d}.{on.month:02d}.{on.year % 100:02d}",
    "iso": lambda on: on.isoformat(),
    "no year": lambda on: f"{on.day:02d}-{on.month:02d}",
    "short": lambda on: f"{on.day} {MONTHS[on.month - 1]}",
    "weekday": lambda on: f"{SHORT[on.weekday()]} {on.day}/{on.month}",
    "words": lambda on: f"{on.day}° {days.MONTHS[on.month - 1]} {on.year}",
    "american": lambda on: f"{on.month}/{on.day}/{on.year}",
}


@dataclass
class Truth:
    people: list[tuple[str, str]]
    days: list[date]
    said: dict[tuple[int, date], str]
    way: tuple[str, str, str]
    written: str

    def sign(self, person: int, on: date) -> str:
        return self.way[("present", "absent", "excused").index(self.said[person, on])]


@st.composite
def truths(draw) -> Truth:
    people = draw(st.lists(st.tuples(st.sampled_from(SURNAMES), st.sampled_from(FIRSTS)), min_size=3, max_size=8, unique=True))
    first = draw(st.dates(date(2023, 1, 1), date(2026, 6, 1)))
    step = draw(st.sampled_from([1, 5, 7, 14]))
    held = [first + timedelta(days=step * n) for n in range(draw(st.integers(3, 9)))]
    kinds = st.sampled_from(["present"] * 6 + ["absent"] * 3 + ["excused"])
    way = draw(st.sampled_from(WAYS))
    if way[2] == "":
        kinds = st.sampled_from(["present", "present", "absent"])
    said = {(person, on): draw(kinds) for person in range(len(people)) for on in held}
    return Truth(people, held, said, way, draw(st.sampled_from(list(DAYS))))


def wide(truth: Truth, draw) -> list[list]:
    """People down and days across, with what people put around."""
    apart = draw(st.booleans())
    heads = [["Cognome", "Nome"], ["Cognome e nome"]][not apart]
    with_total = draw(st.booleans())
    rows: list[list] = []
    if draw(st.booleans()):
        rows += [["Casa per fare insieme - foglio presenze"], ["Conduce: Davide, mercoledì 16.30-18.30"], []]
    rows.append([*heads, *(DAYS[truth.written](on) for on in truth.days), *(["Totale"] if with_total else [])])
    for person, (surname, first) in enumerate(truth.people):
        signs = [_cased(truth.sign(person, on), draw) for on in truth.days]
        names = [surname, first + draw(st.sampled_from(["", "  "]))] if apart else [f"{surname} {first}"]
        total = [str(sum(truth.said[person, on] == "present" for on in truth.days))] if with_total else []
        rows.append([*names, *signs, *total])
    if draw(st.booleans()):
        figures = [str(sum(truth.said[person, on] == "present" for person in range(len(truth.people)))) for on in truth.days]
        rows.append(["Totale presenti", *([""] if apart else []), *(figures if draw(st.booleans()) else [])])
    if draw(st.booleans()):
        rows += [[], [_legend(truth.way)]]
    return rows


def long(truth: Truth, draw) -> list[list]:
    rows = [["Data", "Nominativo", "Presenza"]]
    for on in truth.days:
        rows += [
            [DAYS[truth.written](on), " ".join(truth.people[person]), _cased(truth.sign(person, on), draw)]
            for person in range(len(truth.people))
        ]
    return rows


def _cased(sign: str, draw) -> str:
    return draw(st.sampled_from([sign, sign.upper(), sign.lower()]))


def _legend(way: tuple[str, str, str]) -> str:
    said = [f"{sign or 'vuoto'} = {word}" for sign, word in zip(way, ("presente", "assente", "assente giustificato"), strict=True)]
    return "Legenda: " + ", ".join(dict.fromkeys(said))


def answers_of(truth: Truth, read: reading.Reading, given: dict) -> dict:
    """What somebody who knows the truth says to what is asked."""
    told = dict(given)
    for question in read.questions[:1]:
        if question == "marks":
            told["marks"] = {mark.folded: _meaning(truth, mark.folded) for mark in read.marks}
        elif question == "rows":
            told["rows"] = [row for row in read.doubtful if any(_whole(read, row) == f"{s} {f}" for s, f in truth.people)]
        elif question == "held":
            told["held"] = [on.isoformat() for on in read.blank_days]
        elif question == "month_first":
            told["month_first"] = truth.written == "american"
        else:
            told[question] = {
                "year": min(truth.days).year,
                "names": "surname_first",
                "table": 0,
                "codes": {},
                "alike": {},
                "columns": [0],
                "twice": "together",
            }[question]
    return told


def _whole(read: reading.Reading, row: int) -> str:
    return " ".join(str(read.table.grid[row][column]) for column in read.table.columns_that("surname", "first_name", "name"))


def _meaning(truth: Truth, folded: str) -> str:
    meant = [
        meaning for sign, meaning in zip(truth.way, ("present", "absent", "excused"), strict=True) if marks.fold(sign) == folded
    ]
    return meant[0] if meant else "nothing"


def checked(truth: Truth, rows: list[list]) -> None:
    sheets, answers = sheet_of(rows), {}
    for _time in range(12):
        try:
            read = reading.read(sheets, answers, today=TODAY)
        except RuleBroken as refusal:
            assert refusal.key == "sheet_without_marks" and not any(truth.sign(*each) for each in truth.said)
            return
        if not read.questions:
            break
        answers = answers_of(truth, read, answers)
    assert not read.questions
    people = {person.key: (person.name.surname, person.name.first) for person in read.people}
    got = Counter(
        (people[key][1].casefold() + " " + people[key][0].casefold(), on, meaning) for (key, on), meaning in read.said.items()
    )
    wanted = Counter(
        (f"{truth.people[person][1]} {truth.people[person][0]}".casefold(), on, meaning)
        for (person, on), meaning in truth.said.items()
    )
    assert got == wanted


STRANGE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@STRANGE
@given(truths(), st.data())
def test_people_down_and_days_across(truth, data):
    checked(truth, wide(truth, data.draw))


@STRANGE
@given(truths(), st.data())
def test_days_down_and_people_across(truth, data):
    rows = wide(truth, data.draw)
    width = max(map(len, rows))
    checked(truth, [list(row) for row in zip(*[row + [""] * (width - len(row)) for row in rows], strict=True)])


@STRANGE
@given(truths(), st.data())
def test_a_row_a_presence(truth, data):
    rows = long(truth, data.draw)
    if data.draw(st.booleans()):
        rows = [["Registro delle presenze"], [], *rows]
    checked(truth, rows)


@STRANGE
@given(truths(), st.data())
def test_a_row_a_presence_without_a_mark(truth, data):
    present = [(person, on) for person, on in truth.said if truth.said[person, on] == "present"]
    truth.said = dict.fromkeys(present, "present")
    truth.way = ("x", "", "")
    rows = [["Giorno", "Bambino"], *([DAYS[truth.written](on), " ".join(truth.people[person])] for person, on in present)]
    if len({on for _person, on in present}) > 1:
        checked(truth, rows)
