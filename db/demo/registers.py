"""Who enrolled, and who came: thousands of attendances and the head-counts beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from db.demo.sessions import Session
from db.demo.world import Person, World

# How full the Casa is, month by month.
FULL = {9: 0.72, 10: 0.95, 11: 0.9, 12: 0.7, 1: 0.66, 2: 0.76, 3: 0.9, 4: 0.84, 5: 0.78, 6: 0.55, 7: 0.4, 8: 0.3}
SEATS = {"theatre": 24, "homework": 34, "football": 40}
OPEN = {"cooking": 15, "playgroup": 19, "talks": 16, "festival": 62, "desk": 5, "garden": 17}
GROWTH = (0.6, 0.82, 1.0)
DEVICE = "esempio"


Pool = list[tuple[Person, date, date | None]]  # who could come, since when, until when


def enrol(world: World, sessions: list[Session], year: int) -> dict[tuple[int, str], Pool]:
    """Writes the enrolments of a school year; returns them by activity. Some end before the year does."""
    enrolled: dict[tuple[int, str], Pool] = {}
    for name, seats in SEATS.items():
        dates = [each for each in sessions if each.key == (year, name)]
        if dates:
            enrolled[year, name] = _enrolled(world, dates, int(seats * GROWTH[year - world.years()[0]]))
    world.db.conn.executemany(
        "insert into enrolment (activity_id, person_id, enrolled_on, ended_on) values (?, ?, ?, ?)",
        [(world.activities[key], person.id, since.isoformat(), until and until.isoformat())
         for key, rows in enrolled.items() for person, since, until in rows],
    )
    return enrolled


def _enrolled(world: World, dates: list[Session], seats: int) -> Pool:
    plan, first, last = dates[0].plan, dates[0].day, min(dates[-1].day, world.today)
    chance = world.chance(f"enrol {dates[0].key}")
    found = []
    for person in chance.sample(world.people, len(world.people)):
        since = max(person.joined, first - timedelta(chance.randint(1, 12)))
        fits = person.kind == "child" and _fits(world, person, plan.ages, dates[0].year)
        late = since > min(last + timedelta(7), world.today) or (person.left and person.left <= since)
        if not fits or late or len(found) >= seats:
            continue
        until = person.left if person.left and person.left <= last else None
        if until is None and chance.random() < 0.16 and (last - since).days > 50:
            until = since + timedelta(chance.randint(30, (last - since).days))
        found.append((person, since, until if until and until <= world.today else None))
    return found


def _fits(world: World, person: Person, ages: tuple[int, int], year: int) -> bool:
    """Whether somebody was of that age when that school year began."""
    return ages[0] <= person.age - (world.today.year - year - (world.today.month < 9)) <= ages[1]


def take(world: World, sessions: list[Session], enrolled: dict, year: int, progress) -> None:
    """Takes the roll of every past session of a school year but a few, and of this morning's."""
    past = [each for each in sessions if each.planned and each.day < world.today]
    morning = [each for each in sessions if each.planned and each.day == world.today and each.plan.hours[0] < "12:00"]
    forgotten = {past[-1].id, past[-14].id} if len(past) > 14 else set()
    pools = {}
    attendances, counts, registers = [], [], []
    taken = [each for each in [*past, *morning] if each.year == year]
    for number, session in enumerate(taken):
        if number % 50 == 0:
            progress(number / len(taken))
        if session.id in forgotten:
            continue
        chance = world.chance(f"register {session.id} {session.day}")
        taps = _Taps(session, chance)
        pool = enrolled.get(session.key)
        if pool is None:
            pool = pools.get(session.key) or pools.setdefault(session.key, _followers(world, session))
        for person, present in _came(world, session, pool, chance):
            attendances.append((session.id, person.id, int(present), *taps.next()))
        for organisation, who, count, estimated in _counted(world, session, chance):
            counts.append((session.id, organisation, who, count, int(estimated), *taps.next()))
        registers.append((session.id, taps.revision))
    many = world.db.conn.executemany
    many("insert into register (session_id, revision) values (?, ?)", registers)
    many(
        "insert into attendance (session_id, person_id, present, at, seq, tap_uuid, revision) values (?, ?, ?, ?, ?, ?, ?)",
        attendances,
    )
    many(
        """
        insert into head_count (session_id, organisation_id, who, number, estimated, at, seq, tap_uuid, revision)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        counts,
    )


def _followers(world: World, session: Session) -> Pool:
    """Whom an open activity could see in that year, and since when."""
    plan = session.plan
    chance = world.chance(f"follow {session.key}")
    if plan.ages[0] >= 18:
        chosen = {person.household for person in world.people if person.kind == "adult"}
    else:
        chosen = {person.household for person in world.people
                  if person.kind == "child" and _fits(world, person, plan.ages, session.year)}
    share = {"talks": 0.55, "desk": 0.3}.get(plan.name, 0.85)
    chosen = {household for household in sorted(chosen) if chance.random() < share}
    return [(person, person.joined, person.left) for person in world.people if person.household in chosen
            and ((plan.with_adults and person.kind == "adult") or
                 (plan.ages[0] < 18 and person.kind == "child" and _fits(world, person, plan.ages, session.year)))]


def _came(world: World, session: Session, pool: Pool, chance) -> list[tuple[Person, bool]]:
    there = [person for person, since, until in pool if since <= session.day and not (until and until <= session.day)]
    full = FULL[session.day.month]
    if session.plan.name not in OPEN:
        dice = [(person, chance.random(), full * (0.5 + 0.55 * person.faithful)) for person in there]
        return [(person, roll < likely) for person, roll, likely in dice if roll < likely or roll > 0.93]
    wanted = OPEN[session.plan.name] * full * GROWTH[session.year - world.years()[0]] * chance.uniform(0.75, 1.2)
    keenness = {person.household: person.faithful + chance.random() for person in there}
    came: list[Person] = []
    for household in sorted(keenness, key=keenness.get, reverse=True):  # who comes to an open activity comes as a family
        if len(came) >= wanted:
            break
        came += [person for person in there if person.household == household]
    return [(person, True) for person in came]


def _counted(world: World, session: Session, chance) -> list[tuple[int, str, int, bool]]:
    """Head-counts: classes and parish groups that came along, and drop-ins nobody named."""
    plan, of = session.plan, world.organisations
    grown = 1 + 0.18 * (session.year - world.years()[0])

    def group(name: str, children: tuple[int, int], adults: tuple[int, int], estimated: bool = False) -> list[tuple]:
        count = int(chance.randint(*children) * grown)
        return [(of[name] if name else 0, "children", count, estimated),
                (of[name] if name else 0, "accompanying" if name.startswith(("Primaria", "Infanzia", "Secondaria")) else "adults",
                 chance.randint(*adults), estimated)]

    if plan.name == "festival":
        found = [group(name, (8, 26), (2, 6)) for name in plan.involved[:3]]
        return sum(found, group("", (35, 70), (40, 90), estimated=True))
    if plan.name == "football":
        return [*group("Oratorio del Ponte", (6, 12), (1, 2)), *group("Oratorio della Fontana", (5, 11), (1, 2)),
                *(group("", (0, 8), (4, 18), estimated=True))]
    if plan.name == "theatre" and chance.random() < 0.2:
        return group("Primaria «Girotondo», 3B", (15, 22), (1, 3))
    if plan.name == "garden" and chance.random() < 0.3:
        return group(chance.choice(["Infanzia «Filastrocca», Gruppo Rossi", "Primaria «Ca' dei Salici», 3A"]), (12, 20), (2, 3))
    if plan.name == "homework" and chance.random() < 0.25:
        return group("Oratorio della Fontana", (2, 6), (0, 1))
    if plan.name == "talks":
        return [(of["Genitori in cerchio"], "adults", chance.randint(2, 6), False), (0, "adults", chance.randint(0, 4), False)]
    if plan.name in ("cooking", "playgroup") and chance.random() < 0.4:
        return group("", (0, 4), (0, 3))
    return []


class _Taps:
    """The taps of one register, one after the other from the start of the session."""

    def __init__(self, session: Session, chance):
        hours, minutes = map(int, session.plan.hours[0].split(":"))
        start = datetime(session.day.year, session.day.month, session.day.day, hours, minutes, tzinfo=ZoneInfo("Europe/Rome"))
        self.at, self.revision, self.chance = int(start.timestamp() * 1000), 0, chance

    def next(self) -> tuple[int, int, str, int]:
        """Moment in UTC milliseconds, order on the tablet, UUID, revision of the register."""
        self.at += self.chance.randint(900, 9000)
        self.revision += 1
        return self.at, self.revision, str(UUID(int=self.chance.getrandbits(128), version=4)), self.revision
