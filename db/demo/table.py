"""The working table of the example: seven meetings behind it, each with what came of it, and one this evening."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from db.connection import scalar
from db.demo import held
from db.demo.held import BODIES, PAST, STAFF, Table, facilitator
from db.demo.talks import TALKS
from db.demo.world import World
from db.look.filters import Filter, last_six_months
from db.plan.table import agenda, frozen, invitees, meetings, minutes_approval, minutes_writing

ROOM = "Aula studio"
AFTERNOON, EVENING = ("17:00", "18:45"), ("20:45", "22:15")  # nobody is in that room then


def sit(world: World) -> None:
    """Lets every meeting be called, held and written down in its time."""
    table = Table([*_past(world), world.today])
    for n, day in enumerate(table.days):
        called = table.days[n - 1] + timedelta(1) if n else day - timedelta(10)
        world.on(called, partial(_call, world, table, n), "12:00")
        if n == PAST:
            world.on(day - timedelta(2), partial(_prepare, world, table), "12:30")
            return
        world.on(day, partial(held.hold, world, table, n), "14:00")
        world.on(day + timedelta(2), partial(_write_down, world, table, n), "13:00")
        world.on(day + timedelta(3), partial(_approve, world, table, n, "Marta"), "13:00")
        if n < PAST - 1:  # the last ones wait for Davide
            world.on(day + timedelta(7), partial(_approve, world, table, n, "Davide"), "13:00")
            held.finish(world, table, n)


def _past(world: World) -> list[date]:
    """The second Tuesday of each of the last months that have a meeting, or the next Tuesday the Casa is open."""
    found, month = [], world.today.replace(day=1)
    while len(found) < PAST:
        day = month + timedelta((1 - month.weekday()) % 7 + 7)
        while day in world.closed:
            day += timedelta(7)
        if month.month in TALKS and day < world.today - timedelta(3):
            found.append(day)
        month = (month - timedelta(1)).replace(day=1)
    return found[::-1]


def _call(world: World, table: Table, n: int) -> None:
    db, marta = world.db, world.by("Marta")
    starts, ends = AFTERNOON if n < PAST else EVENING
    new = meetings.create(
        db, on_date=table.days[n], starts_at=starts, ends_at=ends, place_id=world.places[ROOM],
        facilitator_id=world.accounts[facilitator(n)], drafter_id=world.accounts[("Elena", "Greta")[n % 2]], by=marta)
    db.conn.execute("update meeting set uid = ? where id = ?", (f"tavolo-{table.days[n]}@telaio.example", new))
    for organisation, _who, _role in BODIES[2:]:
        invitees.invite(db, new, organisation_id=world.organisations[organisation], by=marta)
    for name, _role in STAFF:
        invitees.invite(db, new, account_id=world.accounts[name], by=marta)
    table.meetings.append(new)


def _write_down(world: World, table: Table, n: int) -> None:
    drafter = world.by(("Elena", "Greta")[n % 2])
    table.minutes.append(minutes_writing.draft(world.db, table.meetings[n], by=drafter))
    minutes_approval.send(world.db, table.minutes[n], by=drafter)


def _approve(world: World, table: Table, n: int, name: str) -> None:
    minutes_approval.approve(world.db, table.minutes[n], revision=1, by=world.by(name))


def _prepare(world: World, table: Table) -> None:
    """The agenda of this evening: what fell due, what lies on the board, a chart. A review that is due proposes itself."""
    db, meeting, marta = world.db, table.meetings[PAST], world.by("Marta")
    agenda.add(db, meeting, kind="action", action_item_id=table.taken_on[PAST - 1][0], minutes=5, by=marta)
    lying = scalar(db, "select id from activity where state = 'under_discussion' order by id limit 1")
    agenda.add(db, meeting, kind="activity", activity_id=lying, minutes=30, by=marta)
    view = Filter(*last_six_months(world.today), world.today)
    agenda.add(db, meeting, kind="chart", chart="by_month", title="Chi è venuto negli ultimi sei mesi", minutes=15,
               chart_filter=frozen.as_kept(view), by=marta)
    agenda.add(db, meeting, kind="subject", title="Date dei prossimi incontri", minutes=10, by=marta)
