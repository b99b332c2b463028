"""Who of a sheet is here already: a proposal for a person to judge, and never a merge."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlite_utils import Database

from db.attend.sheets import names
from db.attend.sheets.people import Person
from db.connection import rows
from db.registry import twins
from db.rules import By
from db.texts import folded


@dataclass(frozen=True)
class Match:
    """Somebody of the sheet, those here who may be the same (person_id, display_name, code), the proposed one (None: somebody
    new, or not to be guessed), and whether nobody needs to be asked."""

    person: Person
    likely: tuple[dict, ...]
    proposed: int | None
    sure: bool


def found(db: Database, people: list[Person], activity_id: int, *, kind: str, by: By) -> list[Match]:
    """One match a person. Sure is who has nobody alike here, or has one of the very same name in this very activity.
    Asks `people.read`."""
    shown = {person.key: folded(person.shown) or person.shown.casefold() for person in people}
    plain = {person.key: folded(names.shown([person.name])[0]) for person in people}
    here = _here(db, sorted({*shown.values(), *plain.values()}), activity_id, kind)
    result = []
    for person in people:
        same = here.get(shown[person.key], [])
        near = tuple(same) or tuple(here.get(plain[person.key], [])) or tuple(
            twins.likely(db, names.shown([person.name])[0], kind=kind, by=by))
        proposed = same[0]["person_id"] if len(same) == 1 else None
        sure = not near or (proposed is not None and bool(same[0]["of_activity"]))
        result.append(Match(person, near, proposed, sure))
    return result


def _here(db: Database, named: list[str], activity_id: int, kind: str) -> dict[str, list[dict]]:
    """People in use by their folded name."""
    found: dict[str, list[dict]] = {}
    for row in rows(
        db,
        """
        select person.id as person_id, display_name, person.folded, household.code,
               exists (select 1 from enrolment where activity_id = :activity and person_id = person.id)
               or exists (select 1 from attendance join session on session.id = session_id
                          where attendance.person_id = person.id and session.activity_id = :activity) as of_activity
        from person join household on household.id = household_id
        where person.archived_at is null and person.kind = :kind
          and person.folded in (select value from json_each(:named)) and person.folded <> ''
        order by of_activity desc, person.id
        """,
        activity=activity_id, kind=kind, named=json.dumps(named),
    ):
        found.setdefault(row["folded"], []).append(row)
    return found
