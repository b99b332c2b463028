"""The three funds of the example, and how each plan divides its money among them."""

from __future__ import annotations

from datetime import date

from db import audit
from db.demo.world import World, moment
from db.plan.money import funds
from db.plan.money.amounts import split
from db.plan.money.lines import Line

MUNICIPALITY, FOUNDATION, PARTNER = "municipality", "foundation", "partner"
# (name, amount, last day in the year after the third autumn, CUP)
FUNDS = {
    MUNICIPALITY: ("Fondi propri del Comune", 45_000_00, (8, 31), None),
    FOUNDATION: ("Fondazione La Spola, bando «Intrecci»", 33_000_00, (8, 31), "C11G26000000001"),
    PARTNER: ("Compagnia, quote e feste", 16_500_00, (8, 31), None),
}
# What a budget is made of, in hundredths: (category, fund, weight).
USUAL = [("staff", MUNICIPALITY, 45), ("consultants", FOUNDATION, 30), ("materials", PARTNER, 15), ("overheads", MUNICIPALITY, 10)]
SHAPES = {
    "festival": [("services", MUNICIPALITY, 30), ("services", FOUNDATION, 30), ("materials", PARTNER, 40)],
    "homework": [("staff", MUNICIPALITY, 50), ("staff", FOUNDATION, 40), ("materials", PARTNER, 10)],
    "football": [("services", PARTNER, 50), ("materials", FOUNDATION, 50)],
}


def raise_funds(world: World) -> None:
    """Writes the three funds; fills `world.funds`. Before anything is proposed."""
    first, last = world.years()[0], world.years()[-1] + 1
    with audit.told_of(moment(date(first, 7, 2))):
        for source, (name, cents, (month, day), code) in FUNDS.items():
            world.funds[source] = funds.add(
                world.db, name=name, source=source, amount_cents=cents, first_on=date(first, 9, 1),
                last_on=date(last, month, day), project_code=code, by=world.by("Davide" if source == PARTNER else "Marta"))


def lines(world: World, plan: str, cents: int) -> list[Line]:
    """A budget divided as that plan divides it, to the cent."""
    shape = SHAPES.get(plan, USUAL)
    parts = split(cents, [weight for _category, _fund, weight in shape])
    return [[category, world.funds[fund], part] for (category, fund, _weight), part in zip(shape, parts, strict=True)]
