"""What the parts of the example hand to each other while it is being made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlite_utils import Database

from db import audit
from db.calendar import school_year_of
from db.rules import By


@dataclass
class Person:
    """Somebody of the example, with the habits that make their attendances."""

    id: int
    household: int
    kind: str
    age: int
    joined: date
    left: date | None
    faithful: float

    def around(self, day: date) -> bool:
        """Whether the household came to the Casa at that time."""
        return self.joined <= day and (self.left is None or day < self.left)


@dataclass
class World:
    """The file being filled, its day, the days it is closed, and the ids found so far by their short names."""

    db: Database
    today: date
    seed: int
    accounts: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    closed: set[date] = field(default_factory=set)
    funds: dict[str, int] = field(default_factory=dict)
    activities: dict[tuple[int, str], int] = field(default_factory=dict)
    story: list[tuple[str, Callable[[], None]]] = field(default_factory=list)

    def on(self, day: date, happens: Callable[[], None], clock: str = "10:00") -> None:
        """Something that happens on that day at that hour (UTC); `tell` lets it."""
        self.story.append((moment(day, clock), happens))

    def tell(self) -> None:
        """Lets everything happen in its order, so that its traces follow each other as they would have."""
        for instant, happens in sorted(self.story, key=lambda told: told[0]):
            with audit.told_of(instant):
                happens()

    def by(self, name: str) -> By:
        """One of the example's coordinators or educators, as who asks a verb."""
        side = {"Marta": "municipality", "Davide": "partner"}.get(name)
        organisation = self.organisations["municipality" if name in ("Marta", "Greta") else "partner"]
        return By(self.accounts[name], name, "coordinator" if side else "educator", organisation, side)

    def chance(self, part: str) -> Random:
        """The dice of one part, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}:{part}")

    def years(self) -> list[int]:
        """The three autumns in which the school years of the example begin; the last holds today."""
        last = first_year(self.today)
        return [last - 2, last - 1, last]


def first_year(day: date) -> int:
    """The calendar year in which the school year of `day` began (1 September)."""
    return day.year - (day.month < 9)


def school_year(year: int) -> str:
    """2026 -> '2026/27'."""
    return school_year_of(date(year, 9, 1))


def moment(day: date, clock: str = "10:00") -> str:
    """An instant of that day as traces keep it."""
    return f"{day.isoformat()}T{clock}:00Z"


def days(first: date, last: date) -> list[date]:
    """Every day from first to last."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]
