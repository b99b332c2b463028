"""The rota of the coming weeks: who said yes, who was asked, and where somebody is still missing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from db import audit
from db.connection import rows
from db.demo.plans import HELPERS
from db.demo.world import World, moment
from db.plan import rota
from db.rules import RuleBroken

AHEAD = timedelta(weeks=5)
VOLUNTEERS = ("Sara", "Bianca", "Omar")


def fill(world: World) -> None:
    """Says how many volunteers each activity of this year asks for, and asks them for the coming weeks."""
    marta, year = world.by("Marta"), world.years()[-1]
    with audit.told_of(moment(world.today, "10:30")):
        for name, number in HELPERS.items():
            if (year, name) in world.activities:
                rota.want_for_all(world.db, world.activities[year, name], number, by=marta, today=world.today)
        _ask(world, marta)


def _ask(world: World, marta) -> None:
    """Sara is asked about one session and has not answered; here and there a place stays free."""
    chance, waiting = world.chance("rota"), True
    coming = rows(
        world.db,
        """
        select id, on_date, helpers_wanted from session
        where on_date between :today and :last and state = 'planned' and helpers_wanted > 0 order by on_date, starts_at, id
        """,
        today=world.today.isoformat(), last=(world.today + AHEAD).isoformat(),
    )
    for session in coming:
        found = 0
        for name in VOLUNTEERS:
            if chance.random() > 0.45 or found == session["helpers_wanted"]:
                continue
            ahead = session["on_date"] > (world.today + timedelta(days=2)).isoformat()
            asked = waiting and name == "Sara" and ahead
            with suppress(RuleBroken):  # at another session at that hour
                rota.put(world.db, session["id"], world.accounts[name], by=marta, said="open" if asked else "yes")
                found, waiting = found + 1, waiting and not asked
