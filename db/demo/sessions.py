"""The sessions of three years: regular, without holidays, some cancelled, and always some today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from db import audit
from db.demo.board import dates
from db.demo.plans import PLANS, Plan
from db.demo.world import World, first_year, moment
from db.plan import activities

REASONS = ["Caldaia ferma", "Chi conduce è ammalato", "Sciopero dei mezzi", "Allerta meteo", "Sala allagata", "Troppo pochi"]
TODAY_TOO = ("theatre", "homework", "talks", "playgroup", "desk")


@dataclass
class Session:
    """One date of a plan; `id` is its place among all."""

    id: int
    plan: Plan
    year: int
    day: date
    planned: bool = True

    @property
    def key(self) -> tuple[int, str]:
        """Its activity, as `World.activities` knows it."""
        return self.year, self.plan.name


def meet(world: World) -> list[Session]:
    """Draws every session by day, and lets each activity start and close with its own. `write` writes them."""
    chance = world.chance("sessions")
    found = [
        Session(0, plan, year, day, day == world.today or chance.random() > 0.045)
        for n, year in enumerate(world.years()) for plan in PLANS if plan.since <= n for day in dates(world, plan, year)
    ]
    _today_too(world, found)
    found.sort(key=lambda each: (each.day, each.plan.hours, each.plan.name))
    by_activity: dict[tuple[int, str], list[date]] = {}
    for number, session in enumerate(found, start=1):
        session.id = number
        by_activity.setdefault(session.key, []).append(session.day)
    for key, its in by_activity.items():
        _from_start_to_end(world, key, its)
    return found


def _today_too(world: World, found: list[Session]) -> None:
    """Whoever visits finds at least three sessions on the day of the visit, and on the same weekday of the weeks after."""
    year = world.years()[-1]
    for week in range(5):
        day = world.today + timedelta(weeks=week)
        if week and (day in world.closed or first_year(day) != year):
            continue
        for plan in sorted((plan for plan in PLANS if plan.name in TODAY_TOO), key=lambda plan: TODAY_TOO.index(plan.name)):
            there = [each.plan for each in found if each.day == day and each.planned]
            if len(there) < 3 and not any(other is plan or _clash(other, plan) for other in there):
                found.append(Session(0, plan, year, day))


def _clash(one: Plan, other: Plan) -> bool:
    overlap = one.hours[0] < other.hours[1] and other.hours[0] < one.hours[1]
    return overlap and (one.place == other.place or one.leader == other.leader)


def _from_start_to_end(world: World, key: tuple[int, str], dates: list[date]) -> None:
    """What both have signed is shared until its first session, runs until its last, and then closes."""

    def plan() -> None:
        audit.note(world.db, world.by("Davide"), "sessions.plan", f"activity:{world.activities[key]}", sessions=len(dates),
                   first=min(dates).isoformat(), last=max(dates).isoformat())

    def steer(step, name: str, **facts) -> None:
        step(world.db, world.activities[key], by=world.by(name), **facts)

    world.on(min(min(dates), world.today) - timedelta(4), plan)
    if min(dates) <= world.today:
        world.on(min(dates), partial(steer, activities.start, "Davide"))
    if max(dates) < world.today:
        over = max(dates) + timedelta(1)
        world.on(over, partial(steer, activities.close, "Marta", today=over))


def write(world: World, found: list[Session], year: int) -> None:
    """Writes the sessions of the school year begun in that autumn, once their activities are there."""
    chance = world.chance(f"cancelled {year}")
    world.db.conn.executemany(
        """
        insert into session (id, activity_id, on_date, starts_at, ends_at, place_id, leader_id, state, reason, uid, sequence,
                             changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (each.id, world.activities[each.key], each.day.isoformat(), *each.plan.hours, world.places[each.plan.place],
             world.accounts[each.plan.leader], "planned" if each.planned else "cancelled",
             "" if each.planned else chance.choice(REASONS), f"{UUID(int=chance.getrandbits(128), version=4)}@telaio",
             0 if each.planned else 1, moment(min(each.day, world.today) - timedelta(1)))
            for each in found if each.year == year
        ],
    )
