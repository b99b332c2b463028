"""A meeting that was held, with everything minutes must hold, for tests that begin after it."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from db.connection import insert
from db.look.filters import Filter
from db.plan.table import actions, agenda, decisions, floor, frozen, holding, invitees, meetings, said
from tests.conftest import TODAY
from tests.plan.agreed import place, signed

NOV = Filter(date(2026, 9, 1), TODAY, TODAY)


def told(db, cast, *, close: bool = True, charts: bool = True) -> SimpleNamespace:
    """The meeting's id with its items, decisions and actions; charts are those of `gathering`."""
    activity = signed(db, cast, unsigned=True)
    school = insert(db, "insert into organisation (kind, name, school_code) values ('school', 'Scuola Orchidee', 'MIEE8AA01X')")
    meeting = meetings.create(db, on_date=TODAY, starts_at="16:30", ends_at="18:30", place_id=place(db),
                              facilitator_id=cast.marta.id, drafter_id=cast.elena.id, by=cast.marta)
    invitees.invite(db, meeting, organisation_id=school, by=cast.marta)
    invitees.invite(db, meeting, organisation_id=cast.ivo.organisation_id, by=cast.marta)
    invitees.invite(db, meeting, account_id=cast.davide.id, by=cast.marta)
    items = [agenda.add(db, meeting, kind="activity", activity_id=activity, minutes=20, by=cast.marta),
             agenda.add(db, meeting, kind="subject", title="Varie", minutes=5, by=cast.marta)]
    holding.open_meeting(db, meeting, by=cast.marta)
    people = {row["name"]: row["id"] for row in invitees.of_meeting(db, meeting, by=cast.marta)}
    invitees.mark(db, people["Comune di Rozzano"], "present", role="responsabile del servizio", represented_by="Lucia Ferri",
                  by=cast.marta)
    invitees.mark(db, people["Davide"], "present", role="coordinatore", by=cast.marta)
    invitees.mark(db, people["Genitori in cerchio"], "present", role="portavoce", represented_by="Una Mamma", by=cast.marta)
    invitees.mark(db, people["Scuola Orchidee"], "excused", by=cast.marta)
    floor.start(db, items[0], seen=None, by=cast.marta)
    said.note_summary(db, items[0], 'Si parla del "teatro": servono 30 minuti in più.\nE una sala.', 1, by=cast.marta)
    first = decisions.decide(db, meeting_id=meeting, item_id=items[0], text="Il teatro continua fino a giugno.",
                             review_on=TODAY + timedelta(90), by=cast.marta)
    second = decisions.decide(db, meeting_id=meeting, item_id=items[1], text="Il tavolo si riunisce ogni mese.",
                              dissent="La scuola preferisce ogni due mesi.", by=cast.marta)
    todo = [actions.assign(db, text="Chiedere la palestra", due_on=TODAY + timedelta(7), owner_account_id=cast.davide.id,
                           meeting_id=meeting, item_id=items[0], by=cast.marta),
            actions.assign(db, text="Scrivere alle famiglie", due_on=TODAY + timedelta(14),
                           owner_organisation_id=cast.marta.organisation_id, meeting_id=meeting, by=cast.marta)]
    if charts:
        gathering(db, activity)
        frozen.freeze(db, first, "by_month", NOV, definition="Ogni volta che qualcuno viene.", by=cast.marta)
    for by in (cast.marta, cast.davide):
        decisions.approve(db, first, by=by)
    if close:
        holding.close_meeting(db, meeting, by=cast.marta)
    return SimpleNamespace(id=meeting, activity=activity, items=items, decisions=[first, second], actions=todo)


def gathering(db, activity: int, people: int = 12, days: tuple = (date(2026, 10, 7), date(2026, 11, 4)), thin: bool = True) -> None:
    """Registers of an activity: everybody on each day, and three people alone on a day of September, whom nobody may count."""
    known = db.execute("select count(*) from person").fetchone()[0]
    for person in range(known + 1, known + people + 1):
        db.execute("insert into household (id, code, created_at) values (?, ?, '')", [person, f"H{person:03d}"])
        db.execute("insert into person (id, household_id, display_name, folded, kind, created_at) "
                   "values (?, ?, ?, ?, 'child', '')", [person, person, f"Amina {chr(65 + person % 26)}.", f"amina {person}"])
    for day in (*([date(2026, 9, 16)] if thin else []), *days):
        session = insert(db, "insert into session (activity_id, on_date, starts_at, ends_at, uid, changed_at) "
                             "values (:activity, :day, '16:30', '18:30', :uid, '')", activity=activity, day=day.isoformat(),
                         uid=f"{activity}-{day}-{known}")
        came = range(known + 1, known + (3 if thin and day.month == 9 else people) + 1)
        for person in came:
            db.execute("insert into attendance values (?, ?, 1, 0, 0, '', 1)", [session, person])
