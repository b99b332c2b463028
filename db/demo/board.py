"""The activities of three years with their versions and signatures, and the board of this year: through the real verbs,
each on its own day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from db.demo.families import band
from db.demo.funds import lines
from db.demo.plans import BOARD, IDEAS, MERGED_INTO, ONCE, PLANS, Plan
from db.demo.world import World, days, school_year
from db.plan import activities, recurrence, signatures
from db.plan.activities.content import AGE_BANDS

SIGNED_TWICE = ("theatre", "homework", "cooking")


def agree(world: World) -> None:
    """Lets every activity be proposed and signed in its time; fills `world.activities` by (autumn, plan name)."""
    for n, year in enumerate(world.years()):
        for plan in PLANS:
            if plan.since <= n:
                _agreed(world, plan, year, n)
    made: dict[str, int] = {}
    for number, lying in enumerate(BOARD):
        _on_the_board(world, made, *lying, written=world.today - timedelta(9 + 2 * number))


def dates(world: World, plan: Plan, year: int) -> list[date]:
    """The days on which a plan meets in the school year begun in that autumn."""
    first, last = _season(plan, year)
    open_days = [day for day in days(first, last) if day.weekday() in plan.weekdays and day not in world.closed]
    if plan.every == ONCE:  # the two feasts: the first fit day before Christmas, the last before summer
        return [open_days[0], open_days[-1]]
    start = first - timedelta(first.weekday())
    winter = (12, 1, 2) if plan.kind == "garden" else ()
    return [day for day in open_days if (day - start).days // 7 % plan.every == 0 and day.month not in winter]


def _season(plan: Plan, year: int) -> tuple[date, date]:
    first, last = (date(year + (month < 9), month, day) for month, day in plan.season)
    return first, last


def _agreed(world: World, plan: Plan, year: int, n: int) -> None:
    chance = world.chance(f"agree {plan.name} {year}")
    written = min(date(year, 9, 1) - timedelta(chance.randint(25, 55)), world.today - timedelta(25))
    content, twice = _content(world, plan, year, n), n == 2 and plan.name in SIGNED_TWICE

    def propose() -> None:
        proposer = world.by("Davide" if "partner" in plan.leads else "Marta")
        world.activities[year, plan.name] = activities.propose(world.db, content, by=proposer)

    def revise() -> None:
        budget = content["budget_cents"] + 60000
        more = {"expected_people": content["expected_people"] + 6, "budget_cents": budget,
                "budget_lines": lines(world, plan.name, budget)}
        activities.revise(world.db, world.activities[year, plan.name], more, version=1, by=world.by("Davide"))

    def sign(name: str, version: int) -> None:
        signatures.sign(world.db, world.activities[year, plan.name], version=version, by=world.by(name))

    world.on(written, propose)
    if twice:  # signed by one, changed, and signed anew by both
        world.on(written + timedelta(3), partial(sign, "Marta", 1))
        world.on(written + timedelta(8), revise)
    world.on(written + timedelta(9 + chance.randint(0, 3)), partial(sign, "Marta", 1 + twice))
    world.on(written + timedelta(13 + chance.randint(0, 6)), partial(sign, "Davide", 1 + twice))


def _content(world: World, plan: Plan, year: int, n: int) -> dict:
    first, last = _season(plan, year)
    repeats = plan.every != ONCE
    return {
        "title": plan.title, "kind": plan.kind, "purpose": plan.purpose, **_idea(plan.title), "access": plan.access,
        "school_year": school_year(year),
        "expected_people": max(1, int(plan.expected * (0.7 + 0.15 * n))), "place": world.places[plan.place],
        "leader": world.accounts[plan.leader], "starts_at": plan.hours[0],
        "first_on": first if repeats else dates(world, plan, year)[0], "ends_at": plan.hours[1],
        "budget_cents": plan.budget + 30000 * n, "age_bands": bands(plan.ages),
        "budget_lines": lines(world, plan.name, plan.budget + 30000 * n),
        "principles": plan.principles, "leads": [world.organisations[name] for name in plan.leads],
        "involved": [world.organisations[name] for name in plan.involved],
        "recurrence": recurrence.weekly([recurrence.WEEKDAYS[day] for day in plan.weekdays], last, every=plan.every)
        if repeats else None,
    }


def _idea(title: str) -> dict:
    idea, risks = IDEAS.get(title, ("", ""))
    return {"idea": idea, "risks": risks}


def _on_the_board(world: World, made: dict[str, int], title: str, kind: str, purpose: str, proposer: str, state: str, *,
                  written: date) -> None:
    db, of = world.db, world.organisations
    content = {"title": title, "kind": kind, "purpose": purpose, **_idea(title), "school_year": school_year(world.years()[-1]),
               "budget_cents": 40000, "expected_people": 20, "age_bands": ["6-10", "30-64"], "principles": ["social_justice"],
               "leads": [of["partner"]], "involved": [of["Genitori in cerchio"]]}

    def propose() -> None:
        made[title] = activities.propose(db, content, by=world.by(proposer))

    def drop() -> None:
        activities.drop(db, made[title], "Il maestro si è trasferito: se ne riparla a settembre.", by=world.by("Marta"),
                        today=world.today)

    def discuss() -> None:
        activities.discuss(db, made[title], by=world.by("Marta"))
        wider = {"budget_cents": 90000, "involved": [*content["involved"], of["Oratorio Tre Pini"]]}
        activities.revise(db, made[title], wider, version=1, by=world.by("Davide"))
        signatures.sign(db, made[title], version=2, by=world.by("Marta"))

    def merge() -> None:
        into = made[MERGED_INTO]
        activities.merge(db, into, made[title], versions={into: 1, made[title]: 1}, by=world.by("Davide"))

    world.on(written, propose)
    if state == "merged":
        world.on(world.today - timedelta(5), merge)
    elif state != "proposed":
        world.on(written + timedelta(3), drop if state == "dropped" else discuss)


def bands(ages: tuple[int, int]) -> list[str]:
    """The age bands between two ages."""
    found = {band(age) for age in range(ages[0], min(ages[1], 66) + 1)}
    return [each for each in AGE_BANDS if each in found]
