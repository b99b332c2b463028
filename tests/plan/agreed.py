"""An activity that both have signed, for tests that begin after the signatures."""

from __future__ import annotations

from db import calendar
from db.connection import insert
from db.plan import activities, signatures
from db.rules import MACHINE

WEDNESDAYS = "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270608"


def signed(db, cast, title="Laboratorio di teatro", *, unsigned=False, **content) -> int:
    """The id of an activity of 2026/27, shared unless `unsigned`."""
    calendar.open_year(db, "2026/27", by=MACHINE)
    partner = db.execute("select partner_id from casa").fetchone()[0]
    new = activities.propose(db, {"title": title, "kind": "workshop", "school_year": "2026/27", "leads": [partner],
                                  "first_on": "2026-11-25", "starts_at": "16:30", "ends_at": "18:30",
                                  "recurrence": WEDNESDAYS, **content}, by=cast.marta)
    if not unsigned:
        signatures.sign(db, new, version=1, by=cast.marta)
        signatures.sign(db, new, version=1, by=cast.davide)
    return new


def place(db, name="Sala grande") -> int:
    """The id of a place with this name, made when it is not there."""
    found = db.execute("select id from place where name = ?", [name]).fetchone()
    return found[0] if found else insert(db, "insert into place (name) values (:name)", name=name)
