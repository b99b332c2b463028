"""One meeting of the example from its opening to its close, minute by minute, and what was taken on at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from db import audit
from db.demo.talks import ASKED, LOOKED_AT, REVIEWED, TALKS, Point
from db.demo.world import World, first_year
from db.look.filters import Filter, last_six_months
from db.plan.table import actions, agenda, ballots, decisions, floor, frozen, holding, invitees, reviews, said, votes
from db.plan.table.days import instants
from db.plan.table.reading import found
from db.rules import By

PAST = 7
DUE, REVIEWED_AT, LATE, LAST = 1, 4, 5, 6  # whose decision is due, who looked at the first one, whose action is late, the last
# Who comes: (organisation, who comes for it, as what), then the accounts and what they are.
BODIES = [("municipality", "Lucia Ferraris", "responsabile del servizio"), ("partner", "Paolo Serventi", "presidente"),
          ("Servizio Minori e Famiglia", "Chiara Montelli", "assistente sociale"),
          ("Tavolo scuole «Connessioni»", "Ornella Vitali", "referente"), ("Genitori in cerchio", "", "portavoce"),
          ("Oratorio della Fontana", "", "responsabile")]
STAFF = [("Marta", "coordinatrice"), ("Davide", "coordinatore"), ("Elena", "educatrice"), ("Greta", "educatrice")]
LOOK_AGAIN = "look again"  # a point about the first decision
CAME = (["present", "excused", "absent"], [6, 2, 2])


@dataclass
class Table:
    """The days of the meetings, today's last, and the ids of what they made."""

    days: list[date]
    meetings: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    taken_on: list[list[int]] = field(default_factory=list)


def facilitator(n: int) -> str:
    """The two coordinators take turns."""
    return ("Davide", "Marta")[n % 2]


def hold(world: World, table: Table, n: int) -> None:
    """Holds the meeting; what was decided is approved by both before they leave."""
    db, meeting, by = world.db, table.meetings[n], world.by(facilitator(n))
    chance = world.chance(f"table {table.days[n]}")
    points = _agenda(world, table, n, by)
    now = instants(found(db, meeting))[0] + timedelta(minutes=chance.randint(1, 7))
    with _at(now):
        holding.open_meeting(db, meeting, by=by)
        _who_came(world, meeting, chance, by)
    seen, before = None, len(table.decided)
    for item, point in points:
        with _at(now):
            floor.start(db, item, seen=seen, by=by)
        seen, now = item, now + timedelta(minutes=point.minutes + chance.randint(-4, 4), seconds=chance.randint(0, 59))
        with _at(now):
            said.note_summary(db, item, point.said, 1, by=by)
            if point.decided:
                table.decided.append(_decide(world, table, n, item, point, by))
            if point.about == LOOK_AGAIN:
                reviews.review(db, table.decided[0], REVIEWED, "keep", today=table.days[n], by=by)
    with _at(now + timedelta(minutes=4)):
        floor.finish(db, meeting, seen=seen, by=by)
        if n == LAST:
            _vote(world, meeting, seen, by)
        table.taken_on.append(_take_on(world, table, n, [item for item, _point in points], by))
        for decision in table.decided[before:]:
            for name in ("Marta", "Davide"):
                decisions.approve(db, decision, by=world.by(name))
        holding.close_meeting(db, meeting, by=by)


def finish(world: World, table: Table, n: int) -> None:
    """Lets what was taken on at an earlier meeting be done, each thing some days before it fell due; one is late."""
    def done(which: int, who: str) -> None:
        actions.done(world.db, table.taken_on[n][which], by=world.by(who))

    for which, (_text, owner, days) in enumerate(TALKS[table.days[n].month].taken_on):
        if (n, which) != (LATE, 0):
            on = min(table.days[n] + timedelta(max(1, days - 3)), world.today)
            world.on(on, partial(done, which, owner if owner in world.accounts else "Davide"), "09:00")


def _agenda(world: World, table: Table, n: int, by: By) -> list[tuple[int, Point]]:
    points = list(TALKS[table.days[n].month].points)
    if n in LOOKED_AT:
        points.insert(1, LOOKED_AT[n])
    if n == REVIEWED_AT:
        points.insert(0, Point(LOOK_AGAIN, 10, REVIEWED))
    return [(_point(world, table, n, point, by), point) for point in points]


def _point(world: World, table: Table, n: int, point: Point, by: By) -> int:
    activity = world.activities.get((first_year(table.days[n]), point.about))
    about = ({"kind": "decision_review", "decision_id": table.decided[0]} if point.about == LOOK_AGAIN else
             {"kind": "chart", "chart": point.chart, "title": point.about,
              "chart_filter": frozen.as_kept(_view(table.days[n]))} if point.chart else
             {"kind": "activity", "activity_id": activity} if activity else
             {"kind": "subject", "title": point.about})
    return agenda.add(world.db, table.meetings[n], minutes=point.minutes, by=by, **about)


def _who_came(world: World, meeting: int, chance, by: By) -> None:
    bodies = {world.organisations[organisation]: (who, role) for organisation, who, role in BODIES}
    staff = {world.accounts[name]: ("", role) for name, role in STAFF}
    needed = {"Marta", "Davide", found(world.db, meeting)["drafter"]}
    for row in invitees.of_meeting(world.db, meeting, by=by):
        who, role = bodies.get(row["organisation_id"]) or staff[row["account_id"]]
        signs = row["organisation_id"] and row["kind"] in ("municipality", "partner")
        came = "present" if signs or row["name"] in needed else chance.choices(*CAME)[0]
        invitees.mark(world.db, row["id"], came, role=role, represented_by=who if came == "present" else "", by=by)


def _decide(world: World, table: Table, n: int, item: int, point: Point, by: By) -> int:
    """Writes a decision down; one that was taken over a chart keeps it, and is looked at again."""
    again = (world.today - timedelta(6) if n == DUE else world.today + timedelta(60)) if point.chart else (
        None if table.decided else table.days[REVIEWED_AT])
    new = decisions.decide(world.db, meeting_id=table.meetings[n], item_id=item, text=point.decided, dissent=point.dissent,
                           fund_id=point.fund and world.funds[point.fund], review_on=again, by=by)
    if point.chart:
        frozen.freeze(world.db, new, point.chart, _view(table.days[n]), definition=point.definition, by=by)
    return new


def _view(day: date) -> Filter:
    """The six whole months before that day, as they were then."""
    ended = day.replace(day=1) - timedelta(1)
    return Filter(*last_six_months(ended), day)


def _vote(world: World, meeting: int, item: int, by: By) -> None:
    db = world.db
    question = votes.put_and_open(db, meeting, item_id=item, text=ASKED, by=by)
    option = votes.of_meeting(db, meeting, by=by)[0]["options"][0]["id"]
    for number, thumb in enumerate((1, 1, 1, 0, 1, 1, -1, 1)):
        ballots.cast(db, meeting, question, f"esempio-{number}", {option: thumb})
    votes.close_vote(db, question, by=by)
    votes.show_result(db, question, by=by)


def _take_on(world: World, table: Table, n: int, items: list[int], by: By) -> list[int]:
    dues = {(LATE, 0): -5, (LAST, 0): 0, (LAST, 1): 12}  # days from today; the others fell due long ago
    made = []
    for which, (text, owner, days) in enumerate(TALKS[table.days[n].month].taken_on):
        due = world.today + timedelta(dues[n, which]) if (n, which) in dues else table.days[n] + timedelta(days)
        whose = {"owner_account_id": world.accounts[owner]} if owner in world.accounts else {
            "owner_organisation_id": world.organisations[owner]}
        made.append(actions.assign(world.db, text=text, due_on=due, meeting_id=table.meetings[n], item_id=items[which], by=by,
                                   **whose))
    return made


def _at(instant: datetime):
    return audit.told_of(f"{instant:%Y-%m-%dT%H:%M:%SZ}")
