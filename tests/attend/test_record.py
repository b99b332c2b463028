"""A tap is applied once, the last word wins, and a bad one stands in nobody's way."""

from __future__ import annotations

from uuid import uuid4

import pytest

from db import audit
from db.attend import attendance, registers
from db.rules import RuleBroken
from tests.attend.theatre import TODAY

NOW = 1_795_000_000_000


def mark(person, present=True, at=NOW, seq=1, **other) -> dict:
    return {"uuid": str(uuid4()), "kind": "mark", "person": person, "present": present, "at": at, "seq": seq, **other}


def count(organisation, number, who="children", estimated=False, at=NOW, seq=1) -> dict:
    return {"uuid": str(uuid4()), "kind": "count", "organisation": organisation, "who": who, "number": number,
            "estimated": estimated, "at": at, "seq": seq}


def newcomer(name="Sofía B.", person_kind="child", at=NOW, seq=1) -> dict:
    return {"uuid": str(uuid4()), "kind": "newcomer", "name": name, "person_kind": person_kind, "at": at, "seq": seq}


@pytest.fixture
def record(db, theatre, sara):
    """A batch of Sara's tablet for today's session."""
    def recorded(*taps, session=theatre.today, by=sara, today=TODAY, tablet=NOW, now=NOW) -> dict:
        return attendance.record(db, session, list(taps), device="tablet-1", tablet_now_ms=tablet, by=by, today=today, now_ms=now)
    return recorded


def marks(db, theatre, marta, session=None) -> dict:
    return registers.open_register(db, session or theatre.today, by=marta, today=TODAY)["marks"]


def test_a_tap_is_on_the_register(db, theatre, record, marta):
    amina = theatre.people["Amina B."]
    tap = mark(amina)
    assert record(tap) == {"acknowledged": [tap["uuid"]], "refused": {}, "revision": 1}
    assert marks(db, theatre, marta) == {amina: True}


def test_the_same_tap_twice_is_one_tap_and_success_both_times(db, theatre, record, marta):
    first, later = mark(theatre.people["Amina B."]), mark(theatre.people["Amina B."], False, at=NOW + 5, seq=2)
    record(first)
    record(later, tablet=NOW + 5, now=NOW + 5)
    assert record(first, first)["acknowledged"] == [first["uuid"]] * 2
    assert marks(db, theatre, marta) == {theatre.people["Amina B."]: False}
    assert db["tap"].count == 2


def test_the_same_uuid_with_another_body_is_refused(db, theatre, record, marta):
    tap = mark(theatre.people["Amina B."])
    record(tap)
    assert record({**tap, "present": False})["refused"] == {tap["uuid"]: "uuid_reused"}
    assert record(tap, session=theatre.yesterday, by=marta)["refused"] == {tap["uuid"]: "uuid_reused"}
    assert marks(db, theatre, marta) == {theatre.people["Amina B."]: True}


def test_an_older_tap_is_acknowledged_and_kept_but_does_not_stand(db, theatre, record, marta):
    amina = theatre.people["Amina B."]
    record(mark(amina, True, at=NOW))
    late = mark(amina, False, at=NOW - 60_000)
    assert record(late)["acknowledged"] == [late["uuid"]]
    assert marks(db, theatre, marta) == {amina: True}
    assert db["tap"].count == 2


def test_of_one_tablets_taps_the_later_stands_however_long_the_earlier_was_on_its_way(db, theatre, record, marta):
    amina = theatre.people["Amina B."]
    record(mark(amina, True, at=NOW, seq=1), tablet=NOW, now=NOW + 900)  # the first batch took its time
    record(mark(amina, False, at=NOW + 20, seq=2), tablet=NOW + 895, now=NOW + 905)
    assert marks(db, theatre, marta) == {amina: False}


def test_a_tablet_two_hours_ahead_wins_nothing_by_it(db, theatre, record, marta):
    amina, two_hours = theatre.people["Amina B."], 7_200_000
    record(mark(amina, True, at=NOW - 1000 + two_hours), tablet=NOW + two_hours)
    record(mark(amina, False, at=NOW - 500))
    assert marks(db, theatre, marta) == {amina: False}


def test_no_tap_is_later_than_now(db, theatre, record):
    record(mark(theatre.people["Amina B."], at=NOW + 10**9))
    assert next(db.query("select at from attendance"))["at"] == NOW


def test_a_bad_tap_blocks_no_other(db, theatre, record, marta):
    good, archived = mark(theatre.people["Luca R."]), mark(theatre.archived)
    unknown, nobody, silly = mark(10**6), count(10**6, 3), {"uuid": "x", "kind": "mark"}
    done = record(archived, unknown, nobody, silly, None, [], {"kind": "mark"}, good)
    assert done["acknowledged"] == [good["uuid"]]
    assert done["refused"] == {archived["uuid"]: "person_archived", unknown["uuid"]: "unknown_person",
                               nobody["uuid"]: "unknown_organisation", "x": "malformed_tap", "#4": "malformed_tap",
                               "#5": "malformed_tap", "#6": "malformed_tap"}
    assert marks(db, theatre, marta) == {theatre.people["Luca R."]: True}


@pytest.mark.parametrize("wrong", [
    {"present": 1}, {"present": "no"}, {"person": True}, {"person": "Amina"}, {"person": -1}, {"at": 1.5}, {"at": -1},
    {"at": 2**60}, {"seq": "1"}, {"seq": None}, {"kind": "erase"}, {"kind": None}, {"kind": []}, {"uuid": "A" * 36}, {"uuid": 7},
    {"uuid": "\ud800"},
])
def test_a_damaged_tap_is_refused_and_nothing_written(db, theatre, record, wrong):
    done = record({**mark(theatre.people["Luca R."]), **wrong})
    assert done["acknowledged"] == []
    assert list(done["refused"].values()) == ["malformed_tap"]
    assert db["tap"].count == db["register"].count == 0


@pytest.mark.parametrize("number, key", [(-1, "count_out_of_range"), (2001, "count_out_of_range"), (1.5, "malformed_tap"),
                                         (float("nan"), "malformed_tap"), ("3", "malformed_tap"), (True, "malformed_tap")])
def test_a_count_is_a_whole_number_up_to_two_thousand(theatre, record, number, key):
    assert list(record(count(theatre.school, number))["refused"].values()) == [key]


def test_head_counts_keep_zero_and_the_last_word(db, theatre, record, marta):
    record(count(theatre.school, 18, at=NOW - 3), count(theatre.school, 0, "accompanying"), count(0, 4, "adults", estimated=True))
    record(count(theatre.school, 19, at=NOW - 1, seq=2), count(theatre.school, 3, at=NOW - 9, seq=0))
    found = registers.open_register(db, theatre.today, by=marta, today=TODAY)["counts"]
    assert {(row["organisation"], row["who"]): (row["number"], row["estimated"]) for row in found} == {
        (theatre.school, "children"): (19, 0), (theatre.school, "accompanying"): (0, 0), (0, "adults"): (4, 1)}


def test_a_newcomer_is_present_at_once_and_once(db, theatre, record, marta):
    tap = newcomer("Sofía Nguyễn")
    later = mark(tap["uuid"], False, at=NOW + 1, seq=2)
    record(later, tap, tablet=NOW + 1, now=NOW + 1)
    record(tap)
    people = registers.open_register(db, theatre.today, by=marta, today=TODAY)["people"]
    found = [person for person in people if person["uuid"] == tap["uuid"]]
    assert [(person["display_name"], person["group"]) for person in found] == [("Sofía Nguyễn", "added")]
    assert marks(db, theatre, marta) == {found[0]["id"]: False}
    assert "Sofía" not in next(db.query("select body from tap where uuid = ?", [tap["uuid"]]))["body"]


@pytest.mark.parametrize("name, key", [("", "missing"), (" \u202e\x00 ", "missing"), ("x" * 10_000, "too_long")])
def test_a_newcomer_without_a_proper_name_leaves_nothing(db, record, name, key):
    before = db["household"].count
    tap = newcomer(name)
    assert record(tap)["refused"] == {tap["uuid"]: key}
    assert db["household"].count == before
    assert db["person"].count_where("newcomer_uuid is not null") == 0


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "[qui](http://x)", "أمينة", "Đorđević", "👩‍👧 Ada"])
def test_a_newcomers_name_is_kept_as_typed(db, record, name):
    record(newcomer(name))
    assert db["person"].count_where("display_name = ?", [name]) == 1


def test_a_cancelled_session_takes_no_new_tap_but_knows_the_old(db, theatre, record):
    before = mark(theatre.people["Amina B."])
    record(before)
    db.execute("update session set state = 'cancelled' where id = ?", [theatre.today])
    after = mark(theatre.people["Luca R."])
    done = record(before, after)
    assert done["acknowledged"] == [before["uuid"]]
    assert done["refused"] == {after["uuid"]: "session_cancelled"}


def test_an_unknown_session_refuses_each_tap(record):
    tap = mark(1)
    assert record(tap, session=999)["refused"] == {tap["uuid"]: "unknown_session"}


def test_five_hundred_taps_at_the_most(theatre, record):
    taps = [mark(theatre.people["Amina B."], at=NOW - n, seq=n) for n in range(501)]
    with pytest.raises(RuleBroken, match="too_many_taps"):
        record(*taps)
    assert len(record(*taps[:500])["acknowledged"]) == 500


def test_one_trace_a_batch_with_no_name_in_it(db, theatre, record, cast):
    batch = [mark(theatre.people["Amina B."]), mark(theatre.people["Luca R."]), newcomer("Segreta S."), count(theatre.school, 3)]
    record(*batch)
    record(*batch)
    everything = audit.recent(db, by=cast.aldo, subject=f"session:{theatre.today}")
    traces = [row for row in everything if row["verb"] == "registers.record"]
    assert [(row["facts"], row["who"]) for row in traces] == [({"mark": 2, "count": 1, "newcomer": 1, "revision": 1}, "Sara")]
    assert audit.broken_at(db) is None


def test_another_tablet_hears_what_is_new_and_only_that(db, theatre, record, marta):
    record(mark(theatre.people["Amina B."]), count(theatre.school, 5))
    heard = attendance.since(db, theatre.today, 0, by=marta, today=TODAY)
    assert (heard["revision"], heard["marks"], len(heard["counts"])) == (1, {theatre.people["Amina B."]: True}, 1)
    record(newcomer("Ada Z.", at=NOW + 1), tablet=NOW + 1, now=NOW + 1)
    heard = attendance.since(db, theatre.today, 1, by=marta, today=TODAY)
    assert [person["display_name"] for person in heard["people"]] == ["Ada Z."]
    assert heard["counts"] == []
    assert attendance.since(db, theatre.today, 2, by=marta, today=TODAY)["people"] == []


def test_the_plain_verbs_write_the_same_register(db, theatre, marta):
    amina = theatre.people["Amina B."]
    attendance.mark(db, theatre.yesterday, amina, True, by=marta, today=TODAY)
    attendance.mark(db, theatre.yesterday, amina, False, by=marta, today=TODAY)
    attendance.count(db, theatre.yesterday, theatre.school, "children", 12, estimated=True, by=marta, today=TODAY)
    register = registers.open_register(db, theatre.yesterday, by=marta, today=TODAY)
    assert register["marks"] == {amina: False}
    assert register["counts"] == [{"organisation": theatre.school, "who": "children", "number": 12, "estimated": 1}]
    with pytest.raises(RuleBroken, match="person_archived"):
        attendance.mark(db, theatre.yesterday, theatre.archived, True, by=marta, today=TODAY)
