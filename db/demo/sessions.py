"""The sessions of three years: regular, without holidays, some cancelled, and always some today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from db.demo.board import season, steer
from db.demo.plans import PLANS, Plan
from db.demo.world import World, days, moment

REASONS = ["Caldaia ferma", "Chi conduce è ammalato", "Sciopero dei mezzi", "Allerta meteo", "Sala allagata", "Troppo pochi"]
TODAY_TOO = ("theatre", "homework", "talks", "playgroup", "desk")


@dataclass
class Session:
    """One date of a plan, as written."""

    id: int
    activity: int
    plan: Plan
    year: int
    day: date
    planned: bool = True


def meet(world: World, activities: dict[tuple[int, str], int]) -> list[Session]:
    """Writes every session and lets the activities stand as their sessions say; returns the sessions by day."""
    closed = _closed(world)
    chance = world.chance("sessions")
    found: list[Session] = []
    for (year, name), activity in activities.items():
        plan = next(plan for plan in PLANS if plan.name == name)
        for day in _dates(plan, year, closed):
            planned = not (day != world.today and chance.random() < 0.045)
            found.append(Session(0, activity, plan, year, day, planned))
    _today_too(world, activities, found, closed)
    found.sort(key=lambda each: (each.day, each.plan.hours, each.activity))
    for number, session in enumerate(found, start=1):
        session.id = number
    for activity in activities.values():
        _steer_to_the_end(world, activity, [each.day for each in found if each.activity == activity])
    _write(world, chance, found)
    return found


def _closed(world: World) -> set[date]:
    return {day for row in world.db.query("select first_on, last_on from closure")
            for day in days(date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"]))}


def _dates(plan: Plan, year: int, closed: set[date]) -> list[date]:
    first, last = season(plan, year)
    open_days = [day for day in days(first, last) if day.weekday() in plan.weekdays and day not in closed]
    if plan.every == 99:  # the two feasts: the first fit day before Christmas, the last before summer
        return [open_days[0], open_days[-1]]
    start = first - timedelta(first.weekday())
    winter = (12, 1, 2) if plan.kind == "garden" else ()
    return [day for day in open_days if (day - start).days // 7 % plan.every == 0 and day.month not in winter]


def _today_too(world: World, activities: dict, found: list[Session], closed: set[date]) -> None:
    """Whoever visits finds at least three sessions on the day of the visit, and on the same weekday of the weeks after."""
    year = world.years()[-1]
    for week in range(5):
        day = world.today + timedelta(weeks=week)
        if week and day in closed:
            continue
        for name in TODAY_TOO:
            there = [each for each in found if each.day == day and each.planned]
            if len(there) >= 3:
                break
            plan = next(plan for plan in PLANS if plan.name == name)
            if not any(each.plan.name == name or _clash(each.plan, plan) for each in there):
                found.append(Session(0, activities[year, name], plan, year, day))


def _clash(one: Plan, other: Plan) -> bool:
    overlap = one.hours[0] < other.hours[1] and other.hours[0] < one.hours[1]
    return overlap and (one.place == other.place or one.leader == other.leader)


def _steer_to_the_end(world: World, activity: int, dates: list[date]) -> None:
    """An activity is shared until its first session, runs until its last, and then closes."""
    agreed = min(min(dates), world.today) - timedelta(3)
    steer(world, activity, "shared", agreed)
    if min(dates) <= world.today:
        steer(world, activity, "running", min(dates))
    if max(dates) < world.today:
        steer(world, activity, "closed", max(dates) + timedelta(1))


def _write(world: World, chance, found: list[Session]) -> None:
    world.db.conn.executemany(
        """
        insert into session (id, activity_id, on_date, starts_at, ends_at, place_id, leader_id, state, reason, uid, sequence,
                             changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (each.id, each.activity, each.day.isoformat(), *each.plan.hours, world.places[each.plan.place],
             world.accounts[each.plan.leader], "planned" if each.planned else "cancelled",
             "" if each.planned else chance.choice(REASONS), f"{UUID(int=chance.getrandbits(128), version=4)}@telaio",
             0 if each.planned else 1, moment(min(each.day, world.today) - timedelta(1)))
            for each in found
        ],
    )
