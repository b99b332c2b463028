"""However taps are mixed, doubled, delayed and dated by wrong clocks, the register is the one a simple model gives."""

from __future__ import annotations

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.attend import attendance, registers
from tests.attend.theatre import TODAY

NOW = 1_795_000_000_000
SKEWS = (-7_200_000, -61_000, 0, 3_000, 7_200_000)  # five tablets, none with the right time but one


@st.composite
def stories(draw):
    """Taps of several tablets, then deliveries of some of them in any order and number, each covering all at least once."""
    taps = [
        {"tablet": draw(st.integers(0, len(SKEWS) - 1)), "moment": draw(st.integers(-20, 0)),
         "uuid": str(UUID(int=draw(st.integers(0, 2**128 - 1)), version=4)),
         "what": draw(st.one_of(st.tuples(st.just("mark"), st.integers(0, 2), st.sampled_from([True, False, None])),
                                st.tuples(st.just("count"), st.sampled_from(["children", "adults"]), st.integers(0, 9))))}
        for _ in range(draw(st.integers(1, 14)))
    ]
    taps = sorted({tap["uuid"]: tap for tap in taps}.values(), key=lambda tap: (tap["moment"], tap["uuid"]))
    order = dict.fromkeys(range(len(SKEWS)), 0)
    for tap in taps:  # a tablet's own order never goes back and never repeats
        tap["seq"] = order[tap["tablet"]] = order[tap["tablet"]] + 1
    sent = draw(st.permutations([*range(len(taps)), *draw(st.lists(st.integers(0, len(taps) - 1), max_size=10))]))
    batches, left = [], list(sent)
    while left:
        size = draw(st.integers(1, 5))
        batches.append(left[:size])
        left = left[size:]
    return taps, batches


@given(story=stories())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving_gives_the_register_of_the_model(db, theatre, marta, story):
    taps, batches = story
    db.execute("delete from attendance where session_id = ?", [theatre.today])
    db.execute("delete from unmarked")
    db.execute("delete from head_count where session_id = ?", [theatre.today])
    db.execute("delete from tap")
    people = list(theatre.people.values())
    for batch in batches:
        for tablet in {taps[i]["tablet"] for i in batch}:
            mine = [as_sent(taps[i], people, theatre.school) for i in batch if taps[i]["tablet"] == tablet]
            done = attendance.record(db, theatre.today, mine, device=f"tablet-{tablet}", tablet_now_ms=NOW + SKEWS[tablet],
                                     by=marta, today=TODAY, now_ms=NOW)
            assert done["acknowledged"] == [tap["uuid"] for tap in mine]
    register = registers.open_register(db, theatre.today, by=marta, today=TODAY)
    marks, counts = model(taps, people)
    assert register["marks"] == marks
    assert {count["who"]: count["number"] for count in register["counts"]} == counts
    assert db["tap"].count == len(taps)


def as_sent(tap: dict, people: list[int], school: int) -> dict:
    """By the tablet's own clock, which is wrong by its skew."""
    kind, which, value = tap["what"]
    sent = {"uuid": tap["uuid"], "kind": kind, "at": NOW + tap["moment"] + SKEWS[tap["tablet"]], "seq": tap["seq"]}
    if kind == "mark":
        return sent | {"person": people[which], "present": value}
    return sent | {"organisation": school, "who": which, "number": value, "estimated": False}


def model(taps: list[dict], people: list[int]) -> tuple[dict, dict]:
    """The last word by true time, then order, then uuid."""
    marks, counts = {}, {}
    for tap in sorted(taps, key=lambda tap: (tap["moment"], tap["seq"], tap["uuid"])):
        kind, which, value = tap["what"]
        if kind == "mark":
            marks[people[which]] = value
        else:
            counts[which] = value
    return {person: here for person, here in marks.items() if here is not None}, counts
