"""The activities of three years with their versions and signatures, and the board of this year."""

from __future__ import annotations

import json
from datetime import date, timedelta

from db import audit
from db.connection import insert
from db.demo.families import band
from db.demo.plans import BOARD, PLANS, Plan
from db.demo.world import World, moment, school_year
from db.rules import By

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SIDES = {"municipality": "Marta", "partner": "Davide"}


def agree(world: World) -> dict[tuple[int, str], int]:
    """Writes every activity up to its signatures; returns its id by (autumn, plan name). States come with the sessions."""
    made = {}
    for n, year in enumerate(world.years()):
        for plan in PLANS:
            if plan.since <= n:
                made[year, plan.name] = _agreed(world, plan, year, n)
    for title, kind, purpose, proposer, state in BOARD:
        _on_the_board(world, title, kind, purpose, proposer, state)
    return made


def season(plan: Plan, year: int) -> tuple[date, date]:
    """The first and last day of a plan in the school year begun in that autumn."""
    first, last = (date(year + (month < 9), month, day) for month, day in plan.season)
    return first, last


def _agreed(world: World, plan: Plan, year: int, n: int) -> int:
    chance = world.chance(f"agree {plan.name} {year}")
    written = min(date(year, 9, 1) - timedelta(chance.randint(20, 80)), world.today - timedelta(20))
    content = {
        "title": plan.title, "kind": plan.kind, "purpose": plan.purpose, "access": plan.access,
        "expected_people": int(plan.expected * (0.7 + 0.15 * n)) or 1, "place_id": world.places[plan.place],
        "leader_id": world.accounts[plan.leader], "first_on": season(plan, year)[0].isoformat(), "starts_at": plan.hours[0],
        "ends_at": plan.hours[1], "recurrence": _recurrence(plan), "budget_cents": plan.budget + 30000 * n,
        "age_bands": bands(plan.ages), "principles": sorted(plan.principles),
        "leads": sorted(world.organisations[name] for name in plan.leads),
        "involved": sorted(world.organisations[name] for name in plan.involved),
    }
    activity = _written(world, content, school_year(year), written, "Davide" if "partner" in plan.leads else "Marta")
    version = 1
    if plan.name in ("theatre", "homework", "cooking") and n == 2:  # signed, changed, signed anew
        _signed(world, activity, 1, "municipality", written + timedelta(3))
        content |= {"expected_people": content["expected_people"] + 6, "budget_cents": content["budget_cents"] + 60000}
        version = 2
        _revised(world, activity, content, written + timedelta(8))
    _signed(world, activity, version, "municipality", written + timedelta(9 + chance.randint(0, 3)))
    _signed(world, activity, version, "partner", written + timedelta(13 + chance.randint(0, 6)))
    return activity


def _on_the_board(world: World, title: str, kind: str, purpose: str, proposer: str, state: str) -> None:
    written = world.today - timedelta(world.chance(title).randint(6, 14))
    content = {
        "title": title, "kind": kind, "purpose": purpose, "access": "open", "expected_people": 20,
        "place_id": world.places["Cortile"], "leader_id": world.accounts[proposer], "first_on": None, "starts_at": None,
        "ends_at": None, "recurrence": None, "budget_cents": 40000, "age_bands": ["6-10", "30-64"],
        "principles": ["social_justice"], "leads": [world.organisations["partner"]],
        "involved": [world.organisations["Genitori in cerchio"]],
    }
    activity = _written(world, content, school_year(world.years()[-1]), written, proposer)
    if state == "under_discussion":
        content |= {"budget_cents": 90000, "involved": [*content["involved"], world.organisations["Oratorio Tre Pini"]]}
        _revised(world, activity, content, written + timedelta(2))
        _signed(world, activity, 2, "municipality", written + timedelta(4))
    if state != "proposed":
        steer(world, activity, state, written + timedelta(3))


def steer(world: World, activity: int, state: str, on: date) -> None:
    """Moves an activity on the board, with its trace."""
    world.db.conn.execute("update activity set state = :state where id = :id", {"state": state, "id": activity})
    _trace(world, "Marta", "activities.steer", activity, on, state=state)


def _written(world: World, content: dict, year: str, on: date, proposer: str) -> int:
    row = {key: value for key, value in content.items() if not isinstance(value, list)}
    activity = insert(
        world.db,
        """
        insert into activity (school_year, title, kind, purpose, access, expected_people, place_id, leader_id, first_on,
                              starts_at, ends_at, recurrence, budget_cents, proposed_by, created_at)
        values (:school_year, :title, :kind, :purpose, :access, :expected_people, :place_id, :leader_id, :first_on,
                :starts_at, :ends_at, :recurrence, :budget_cents, :by, :at)
        """,
        **row, school_year=year, by=world.accounts[proposer], at=moment(on),
    )
    many = world.db.conn.executemany
    many("insert into activity_age_band values (?, ?)", [(activity, each) for each in content["age_bands"]])
    many("insert into activity_principle values (?, ?)", [(activity, each) for each in content["principles"]])
    _kept(world, activity, 1, content, on, proposer)
    _organisations(world, activity, content)
    _trace(world, proposer, "activities.propose", activity, on)
    return activity


def _revised(world: World, activity: int, content: dict, on: date) -> None:
    world.db.conn.execute(
        """
        update activity set expected_people = :expected_people, budget_cents = :budget_cents, version = version + 1 where id = :id
        """,
        {"expected_people": content["expected_people"], "budget_cents": content["budget_cents"], "id": activity},
    )
    _kept(world, activity, 2, content, on, "Davide")
    _organisations(world, activity, content)
    _trace(world, "Davide", "activities.revise", activity, on, version=2)


def _kept(world: World, activity: int, version: int, content: dict, on: date, writer: str) -> None:
    insert(
        world.db,
        """
        insert into activity_version (activity_id, version, content, written_by, written_at)
        values (:activity, :version, :content, :by, :at)
        """,
        activity=activity, version=version, content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        by=world.accounts[writer], at=moment(on),
    )


def _organisations(world: World, activity: int, content: dict) -> None:
    world.db.conn.executemany(
        "insert into activity_organisation values (?, ?, ?) on conflict do nothing",
        [(activity, each, part) for part in ("leads", "involved") for each in content[part]],
    )


def _signed(world: World, activity: int, version: int, side: str, on: date) -> None:
    insert(
        world.db,
        """
        insert into signature (activity_id, version, side, account_id, signed_at) values (:activity, :version, :side, :by, :at)
        """,
        activity=activity, version=version, side=side, by=world.accounts[SIDES[side]], at=moment(on),
    )
    _trace(world, SIDES[side], "activities.sign", activity, on, side=side, version=version)


def _trace(world: World, name: str, verb: str, activity: int, on: date, **facts) -> None:
    with audit.told_of(moment(on)):
        audit.note(world.db, By(world.accounts[name], name, "", None), verb, f"activity:{activity}", **facts)


def _recurrence(plan: Plan) -> str | None:
    if plan.every == 99:
        return None
    return f"FREQ=WEEKLY;INTERVAL={plan.every};BYDAY={','.join(WEEKDAYS[day] for day in plan.weekdays)}"


def bands(ages: tuple[int, int]) -> list[str]:
    """The age bands between two ages."""
    return list(dict.fromkeys(band(age) for age in range(ages[0], min(ages[1], 66) + 1)))
