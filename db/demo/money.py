"""The money of three years: documents month after month, what was given without money, and what was promised."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random

from db.demo.board import dates
from db.demo.funds import lines
from db.demo.plans import PLANS, Plan
from db.demo.world import World, school_year
from db.plan.money import expenses, in_kind, ledger
from db.plan.money.amounts import split
from db.plan.money.lines import Line

# Category: how many documents a season has, who sends them, for what.
DOCUMENTS = {
    "staff": (8, ["Cooperativa sociale Il Rocchetto", "Compagnia dei Fili Intrecciati"], "ore di chi conduce"),
    "consultants": (3, ["Studio Filo Diretto", "Associazione Voce Bassa"], "conduzione e supervisione"),
    "materials": (4, ["Cartoleria Matita Rossa", "Alimentari Zucca & Zenzero", "Ferramenta del Ponte"], "materiali"),
    "services": (2, ["Service Luci Basse", "Noleggi Piazza Grande"], "allestimento"),
    "overheads": (2, ["Borgotelaio Servizi"], "pulizie e utenze"),
}
# (organisation, activity, kind, minutes or times a month, cents an hour or a time, what)
GIVEN = [
    ("Banca del Tempo «Ore Belle»", "homework", "volunteer_hours", 1440, 1500, "aiuto compiti"),
    ("Cori e Colori", "theatre", "volunteer_hours", 480, 1500, "scene e costumi"),
    ("partner", "cooking", "volunteer_hours", 360, 1500, "ai fornelli"),
    ("Genitori in cerchio", "talks", "volunteer_hours", 180, 1500, "accoglienza"),
    ("Oratorio della Fontana", "homework", "room", 4, 2500, "la sala grande nei giorni di pioggia"),
    ("Oratorio del Ponte", "football", "room", 4, 4000, "il campo"),
    ("Orti di Cascina Spola", "garden", "volunteer_hours", 600, 1500, "semina e cura"),
]
# (organisation, kind, promised, activity or None, what for, people who came)
PROMISED = [
    ("municipality", "euros", 14_000_00, None, "la parte del Comune"),
    ("partner", "euros", 4_000_00, None, "quote, feste e raccolte"),
    ("partner", "hours", 3_000, "cooking", "volontari della Compagnia"),
    ("Banca del Tempo «Ore Belle»", "hours", 12_000, "homework", "due pomeriggi la settimana"),
    ("Cori e Colori", "hours", 4_800, "theatre", "scene e costumi per lo spettacolo"),
    ("Oratorio della Fontana", "rooms", 40, "homework", "la sala quando la Casa è piena"),
    ("Oratorio del Ponte", "rooms", 8, "football", "il campo nei fine settimana"),
    ("Genitori in cerchio", "people", 12, "festival", "chi monta e chi smonta"),
]


def spend(world: World) -> None:
    """Lets documents arrive, hours be given and promises be made, each on its day until today."""
    for n, year in enumerate(world.years()):
        plans = {plan.name: plan for plan in PLANS if plan.since <= n}
        for plan in plans.values():
            _documents(world, plan, year, n)
        for given in GIVEN:
            if given[1] in plans:
                _given(world, plans[given[1]], year, *given)
        for promised in PROMISED:
            if promised[3] is None or promised[3] in plans:
                _promised(world, year, n, *promised)


def _documents(world: World, plan: Plan, year: int, n: int) -> None:
    chance, its = world.chance(f"documents {plan.name} {year}"), dates(world, plan, year)
    planned: dict[str, list[Line]] = {}
    for line in lines(world, plan.name, plan.budget + 30000 * n):
        planned.setdefault(line[0], []).append(line)
    for category, of_category in planned.items():
        many = DOCUMENTS[category][0]
        share = chance.uniform(0.86, 0.99) if (plan.name, category) != ("cooking", "materials") else 1.12
        cents = split(int(sum(line[2] for line in of_category) * share), [chance.randint(7, 13) for _ in range(many)])
        for number, charged in enumerate(cents):
            day = its[0] + (its[-1] - its[0]) * (2 * number + 1) // (2 * many) + timedelta(chance.randint(0, 6))
            paid_on = day + timedelta(chance.randint(12, 40))
            if day <= world.today:
                world.on(min(paid_on, world.today), partial(
                    _expense, world, plan, year, category, charged, of_category, day,
                    paid_on if paid_on <= world.today else None, f"{chance.randint(3, 480)}/{day.year}",
                    chance.choice(DOCUMENTS[category][1]), chance.choice([1, 1, 1, 1.25])))


def _expense(world: World, plan: Plan, year: int, category: str, charged: int, of_category: list[Line], day: date,
             paid_on: date | None, number: str, supplier: str, larger: float) -> None:
    shares = split(charged, [line[2] for line in of_category])
    expenses.add(
        world.db, world.activities[year, plan.name], category=category, document_number=number, document_on=day, supplier=supplier,
        description=f"{plan.title}: {DOCUMENTS[category][2]}", amount_cents=int(charged * larger), charged_cents=charged,
        paid_on=paid_on, shares={line[1]: part for line, part in zip(of_category, shares, strict=True) if part},
        today=world.today, by=world.by("Davide"))


def _given(world: World, plan: Plan, year: int, organisation: str, _plan: str, kind: str, quantity: int, rate: int,
           what: str) -> None:
    chance = world.chance(f"given {organisation} {plan.name} {year}")
    months = {day.replace(day=1): day for day in dates(world, plan, year)}
    for day in months.values():  # the last meeting of each month
        some = _about(chance, quantity, 15 if kind == "volunteer_hours" else 1)
        if day <= world.today:
            world.on(day, partial(
                _give, world, (year, plan.name), organisation_id=world.organisations[organisation], kind=kind, quantity=some,
                rate_cents=rate, on_date=day, description=what))


def _give(world: World, key: tuple[int, str], **what) -> None:
    in_kind.add(world.db, world.activities[key], **what, today=world.today, by=world.by("Davide"))


def _promised(world: World, year: int, n: int, organisation: str, kind: str, promised: int, plan: str | None, why: str) -> None:
    made: dict[str, int] = {}
    whose = world.organisations[organisation]
    by = world.by("Davide" if organisation == "partner" else "Marta")

    def promise() -> None:
        made["id"] = ledger.promise(
            world.db, school_year(year), organisation_id=whose, kind=kind,
            promised=promised * (8 + n) // 10 if promised > 20 else promised, what_for=why, by=by,
            activity_id=world.activities[year, plan] if plan else None)

    world.on(min(date(year, 9, 20), world.today - timedelta(2)), promise)
    if kind == "people" and date(year + 1, 6, 20) <= world.today:
        world.on(date(year + 1, 6, 20), lambda: ledger.people_came(world.db, made["id"], promised - 3 + n, version=1, by=by))


def _about(chance: Random, quantity: int, step: int) -> int:
    return max(step, round(quantity * chance.uniform(0.6, 1.2) / step) * step)
