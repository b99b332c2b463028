"""The example Casa: believable, invented, the same for the same day, and never half there."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from db import audit, demo
from db.connection import EXAMPLE, REAL, IntegrityError, connect, file_of, opened, rows, scalar
from db.demo import visitors
from db.office import checks
from db.plan.table import actions, decisions, frozen, meetings
from db.rules import By, RuleBroken
from tests.conftest import TODAY

SHARED = Path(__file__).parents[3] / "shared" / "data"
TOKENS = {"casa": ["feed_token"]}


@pytest.fixture(scope="module")
def example_file(tmp_path_factory):
    """The example as of the tests' day, made once; a test that writes copies it."""
    return demo.make(tmp_path_factory.mktemp("example") / "esempio.db", today=TODAY)


@pytest.fixture
def example(example_file):
    db = connect(example_file)
    yield db
    db.close()


def test_it_has_the_size_of_a_real_casa(example):
    counted = {table: example[table].count for table in ("household", "person", "session", "attendance", "head_count")}
    assert counted["household"] == 180
    assert 380 <= counted["person"] <= 440
    assert counted["session"] > 500
    assert counted["attendance"] > 4000
    assert counted["head_count"] > 200
    kinds = {row["kind"]: row["n"] for row in rows(example, "select kind, count(*) as n from organisation group by kind")}
    assert kinds["school"] == 12 and kinds["parish_group"] == 4 and kinds["operational_unit"] == 3
    assert {"municipality", "partner", "association", "parents_group", "service"} <= set(kinds)
    agreed = "select count(distinct title) from activity where state in ('shared', 'running', 'closed')"
    assert scalar(example, agreed) == 9
    assert scalar(example, "select count(distinct school_year) from activity") == 3


def test_all_that_must_be_true_is(example):
    assert checks.problems(example, kind=EXAMPLE) == []
    assert audit.broken_at(example) is None


def test_its_traces_follow_each_other_in_time(example):
    assert scalar(example, "select count(*) from audit a join audit b on b.id = a.id + 1 where a.at > b.at") == 0


def test_the_same_day_gives_the_same_casa(example_file, tmp_path):
    again = demo.make(tmp_path / "esempio.db", today=TODAY)
    with opened(example_file) as one, opened(again) as other:
        for table in one.table_names():
            if table.startswith(("_", "sqlite_")):
                continue
            without = TOKENS.get(table, [])
            here, there = ([{k: v for k, v in row.items() if k not in without} for row in db[table].rows] for db in (one, other))
            assert here == there, table


def test_another_day_gives_another_casa(example, tmp_path):
    with opened(demo.make(tmp_path / "esempio.db", today=date(2027, 3, 1))) as other:
        assert other["attendance"].count > example["attendance"].count


@pytest.mark.parametrize("today", [date(2026, 9, 1), date(2026, 12, 25), date(2027, 2, 28), date(2027, 7, 4), date(2028, 2, 29)])
def test_any_day_of_the_year_has_sessions_and_a_board(tmp_path, today):
    with opened(demo.make(tmp_path / "esempio.db", today=today)) as db:
        assert scalar(db, "select count(*) from session where on_date = :day and state = 'planned'", day=today.isoformat()) >= 3
        assert scalar(db, "select count(*) from session where on_date > :day and state = 'planned'", day=today.isoformat()) >= 6
        assert scalar(db, "select count(*) from attendance join session on id = session_id where on_date > :day",
                      day=today.isoformat()) == 0
        assert checks.problems(db, kind=EXAMPLE) == []


def test_the_board_tells_a_story(example):
    states = {row["state"]: row["n"] for row in rows(
        example, "select state, count(*) as n from activity where school_year = '2026/27' group by state")}
    assert states["proposed"] == 2 and states["under_discussion"] == 1 and states["dropped"] == 2
    assert states["shared"] >= 1 and states["running"] >= 5
    waiting = rows(
        example,
        """
        select side from signature join activity on id = activity_id and activity.version = signature.version
        where state = 'under_discussion'
        """,
    )
    assert [row["side"] for row in waiting] == ["municipality"]


@pytest.mark.parametrize("today", [TODAY, date(2026, 9, 1), date(2027, 2, 28), date(2027, 7, 4)])
def test_the_table_has_met_and_meets_again_tonight(tmp_path, today):
    with opened(demo.make(tmp_path / "esempio.db", today=today)) as db:
        marta = By(1, "Marta", "coordinator", 1, "municipality")
        assert [row["on_date"] for row in meetings.coming(db, today=today, by=marta)] == [today.isoformat()]
        assert [row["state"] for row in meetings.past(db, today=today, by=marta)] == ["held"] * 7
        kinds = [row["kind"] for row in rows(db, "select kind from agenda_item join meeting m on m.id = meeting_id "
                                                 "where m.state = 'planned' order by position")]
        assert kinds == ["action", "activity", "chart", "subject"]
        decided = decisions.listed(db, today=today, by=marta)
        assert {row["state"] for row in decided} == {"approved"} and any(row["dissent"] for row in decided)
        due = [row for row in decided if decisions.due(row, today)]
        assert len(due) == 1
        assert [kept["chart"] for kept in frozen.of_decision(db, due[0]["id"], by=marta)] == ["unique_and_returning"]
        for row in rows(db, "select rows, frozen_at from frozen_chart join decision on decision.id = decision_id"):
            then = json.loads(row["rows"])
            assert then["figures"]["presences"]["value"] > 50
            assert max(each["month"] or "" for each in then["rows"]) < row["frozen_at"][:7]
        states = [row["state"] for row in actions.listed(db, today=today, by=marta)]
        assert states == ["open"] * 3 and [row["overdue"] for row in actions.listed(db, today=today, by=marta)] == [1, 0, 0]
        assert {row["state"] for row in actions.listed(db, today=today, by=marta, over=True)} == {"done"}
        approved = [row["state"] for row in rows(db, "select minutes.state from minutes order by meeting_id")]
        assert approved == ["approved"] * 6 + ["review"]


def test_nobody_is_in_the_room_when_the_table_meets(example):
    assert scalar(
        example,
        """
        select count(*) from meeting m join session s on s.on_date = m.on_date
        where s.starts_at < m.ends_at and m.starts_at < s.ends_at and s.state = 'planned'
              and (s.place_id = m.place_id or s.leader_id in (m.facilitator_id, m.drafter_id))
        """,
    ) == 0


def test_what_both_must_sign_is_held_by_the_tables(example_file, tmp_path):
    with opened(demo.make(tmp_path / "esempio.db", today=TODAY)) as db, pytest.raises(IntegrityError, match="two_signatures"):
        db.execute("update activity set state = 'shared' where state = 'under_discussion'")


def test_the_casa_grows_and_rests_in_summer(example):
    monthly = {row["month"]: row["n"] for row in rows(
        example,
        """
        select substr(on_date, 1, 7) as month, sum(present) as n
        from session join attendance on session_id = session.id group by month
        """,
    )}
    assert monthly["2024-10"] < monthly["2025-10"] < monthly["2026-10"]
    assert monthly["2025-07"] < monthly["2025-05"] / 2
    assert monthly["2025-12"] < monthly["2025-10"]
    assert "2025-08" not in monthly


def test_some_stopped_coming_and_some_never_enrolled(example):
    assert scalar(example, "select count(*) from enrolment where ended_on is not null") >= 15
    named = scalar(
        example,
        """
        select count(distinct person_id) from attendance
        where present = 1 and person_id not in (select person_id from enrolment)
        """,
    )
    assert named > 50
    assert scalar(example, "select count(*) from head_count where organisation_id = 0") > 50
    assert scalar(example, "select count(*) from head_count where estimated = 1") > 10


def test_some_sessions_were_cancelled_and_some_have_no_register(example):
    assert scalar(example, "select count(*) from session where state = 'cancelled' and reason <> ''") > 10
    forgotten = scalar(
        example,
        """
        select count(*) from session left join register on session_id = id
        where state = 'planned' and on_date < :today and session_id is null
        """,
        today=TODAY.isoformat(),
    )
    assert 1 <= forgotten <= 3


def test_no_regular_session_falls_on_a_closure(example):
    assert scalar(
        example,
        """
        select count(*) from session join closure on on_date between first_on and last_on where on_date <> :today
        """,
        today=TODAY.isoformat(),
    ) == 0


def test_nobody_comes_before_being_met_or_after_leaving(example):
    assert scalar(
        example,
        """
        select count(*) from attendance join session on session.id = session_id join person on person.id = person_id
        where on_date < substr(person.created_at, 1, 10)
        """,
    ) == 0


@pytest.mark.skipif(not SHARED.exists(), reason="the Ministry's file is not on this machine")
def test_no_school_of_the_example_exists(example):
    with (SHARED / "rozzano_e_vicini_statali_202526.csv").open(encoding="utf-8-sig", newline="") as file:
        real = {word.casefold() for row in csv.DictReader(file)
                for word in (row["DENOMINAZIONESCUOLA"], row["DENOMINAZIONEISTITUTORIFERIMENTO"])}
    for row in rows(example, "select name, institute from organisation where kind = 'school'"):
        for called in (row["name"], row["institute"]):
            own = called.split("«")[1].split("»")[0].casefold()
            assert not any(own in name for name in real), called


def test_it_never_overwrites_a_real_casa(casa_file):
    casa_file.rename(file_of(EXAMPLE))
    with pytest.raises(RuleBroken, match="not_the_example"):
        demo.make(file_of(EXAMPLE), today=TODAY)
    with opened(file_of(EXAMPLE)) as db:
        assert scalar(db, "select kind from casa") == REAL


def test_making_it_anew_reaches_whoever_has_it_open(data_folder):
    path = demo.make(file_of(EXAMPLE), today=date(2026, 3, 2))
    with opened(path) as reader:
        assert visitors.made_for(reader) == date(2026, 3, 2)
        demo.make(path, today=TODAY)
        assert visitors.made_for(reader) == TODAY
    assert [each.name for each in data_folder.iterdir() if each.name.startswith(".esempio")] == []


def test_a_damaged_example_is_made_anew(data_folder):
    path = file_of(EXAMPLE)
    path.write_bytes(b"this is no database at all, but long enough to be read as one" * 40)
    with opened(demo.make(path, today=TODAY)) as db:
        assert visitors.made_for(db) == TODAY


def test_a_making_that_fails_leaves_what_was_there(data_folder, monkeypatch):
    monkeypatch.setattr(demo.registers, "take", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.make(file_of(EXAMPLE), today=TODAY)
    assert list(data_folder.iterdir()) == []
