"""Some 180 households and 400 people: when they came, how faithfully, and when some of them stopped."""

from __future__ import annotations

from datetime import date, timedelta

from db.demo import names
from db.demo.house import NEIGHBOURHOODS, schools_for
from db.demo.world import Person, World, days, moment
from db.texts import folded

HOUSEHOLDS = 180
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# A household is met in autumn more than in spring, and hardly in summer.
MEETING = {9: 10, 10: 9, 11: 5, 12: 2, 1: 4, 2: 4, 3: 4, 4: 3, 5: 3, 6: 1, 7: 0.5, 8: 0.1}


def settle(world: World) -> None:
    """Writes households, people and the contacts of some adults; fills `world.people`."""
    chance = world.chance("families")
    households, people, contacts, codes = [], [], [], {}
    for household, joined in enumerate(_arrivals(world, chance), start=1):
        code = "".join(chance.choices(LETTERS, k=6))
        while code in codes:
            code = "".join(chance.choices(LETTERS, k=6))
        codes[code] = household
        neighbourhood = chance.choices(range(1, len(NEIGHBOURHOODS) + 1), [6, 8, 3, 5, 3, 2])[0]
        households.append((household, code, None if chance.random() < 0.04 else neighbourhood, moment(joined)))
        left = joined + timedelta(chance.randint(45, 420)) if chance.random() < 0.3 else None
        given, family = names.origin(chance)
        surname = chance.choice(family)
        members = _members(chance)
        for kind, first in zip(members, chance.sample(given, len(members)), strict=True):
            last = surname if kind == "child" or chance.random() < 0.5 else chance.choice(family)
            age = chance.randint(24, 58) if kind == "adult" else chance.choices(range(18), _AGES)[0]
            person = Person(len(people) + 1, household, kind, age, joined, left, chance.betavariate(4, 2))
            world.people.append(person)
            people.append(_row(world, chance, person, f"{first} {last[0]}.", moment(joined)))
            if kind == "adult" and chance.random() < 0.6:
                full = f"{first} {last}"
                number = chance.randint(1000000, 9999999)
                contacts.append((person.id, full, folded(full), f"000 {number}", f"000{number}"))
    many = world.db.conn.executemany
    many("insert into household (id, code, neighbourhood_id, created_at) values (?, ?, ?, ?)", households)
    many(
        """
        insert into person (id, household_id, display_name, folded, kind, birth_year, age_band, school_id, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        people,
    )
    many("insert into contact (person_id, full_name, folded, phone, digits) values (?, ?, ?, ?, ?)", contacts)


_AGES = [4, 6, 6, 5, 5, 5, 9, 10, 10, 10, 9, 8, 7, 6, 3, 2, 2, 1]


def _arrivals(world: World, chance) -> list[date]:
    """When each household first came: a third in the first weeks, the others ever since."""
    start = date(world.years()[0], 9, 10)
    since = days(start, world.today)
    early = chance.choices(since[:50], k=HOUSEHOLDS // 3)
    later = chance.choices(since, [MEETING[day.month] for day in since], k=HOUSEHOLDS - len(early))
    return sorted(early + later)


def _members(chance) -> list[str]:
    adults = chance.choices((0, 1, 2), (20, 62, 18))[0]
    children = chance.choices((0, 1, 2, 3), (4, 62, 27, 7))[0]
    return ["adult"] * adults + ["child"] * children or ["adult"]


def _row(world: World, chance, person: Person, name: str, created: str) -> tuple:
    schools = schools_for(world, person.age) if person.kind == "child" else []
    school = chance.choice(schools) if schools and chance.random() < 0.8 else None
    by_year = chance.random() < (0.9 if person.kind == "child" else 0.25)
    return (person.id, person.household, name, folded(name), person.kind,
            world.today.year - person.age if by_year else None, None if by_year else band(person.age), school, created)


def band(age: int) -> str:
    """The age band of an age in years."""
    for upto, name in ((2, "0-2"), (5, "3-5"), (10, "6-10"), (13, "11-13"), (17, "14-17"), (29, "18-29"), (64, "30-64")):
        if age <= upto:
            return name
    return "65+"
