"""What the triggers keep always equals a recount from the registers, whatever was marked, moved or cancelled."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.connection import connect, insert, rows
from db.look import rollups

ACTIVITIES, SESSIONS, PEOPLE = 2, 5, 4
TAP = {"at": 0, "seq": 0, "uuid": "0", "revision": 1}


def a_small_casa(db) -> None:
    """Two activities, five sessions in three months, four people."""
    db.execute("insert into programme values ('2026/27', '', '2026-09-14', '2027-06-08', 1)")
    for activity in range(1, ACTIVITIES + 1):
        insert(db, "insert into activity (id, school_year, title, kind, created_at) values (:id, '2026/27', :t, 'other', '')",
               id=activity, t=f"Activity {activity}")
    for session in range(1, SESSIONS + 1):
        day = date(2026, 9, 20) + timedelta(days=session * 9)
        insert(db, "insert into session (id, activity_id, on_date, starts_at, ends_at, uid, changed_at) "
                   "values (:id, :a, :day, '16:00', '17:00', :uid, '')",
               id=session, a=1 + session % ACTIVITIES, day=day.isoformat(), uid=str(uuid4()))
    insert(db, "insert into household (id, code, created_at) values (1, 'AAAA', '')")
    for person in range(1, PEOPLE + 1):
        insert(db, "insert into person (id, household_id, display_name, folded, kind, created_at) "
                   "values (:id, 1, 'A', 'a', 'child', '')", id=person)


sessions = st.integers(1, SESSIONS)
steps = st.one_of(
    st.tuples(st.just("mark"), sessions, st.integers(1, PEOPLE), st.integers(0, 1)),
    st.tuples(st.just("erase"), sessions, st.integers(1, PEOPLE)),
    st.tuples(st.just("merge"), st.integers(1, PEOPLE), st.integers(1, PEOPLE)),
    st.tuples(st.just("count"), sessions, st.sampled_from([0, 1, 2]), st.integers(0, 30), st.integers(0, 1)),
    st.tuples(st.just("uncount"), sessions),
    st.tuples(st.just("move"), sessions, st.integers(0, 100)),
    st.tuples(st.just("turn"), sessions, st.integers(1, ACTIVITIES)),
    st.tuples(st.just("state"), sessions, st.sampled_from(["planned", "cancelled"])),
)


def act(db, step) -> None:
    """One thing that happens to a register or to a session."""
    match step:
        case ("mark", session, person, present):
            db.execute(
                """insert into attendance values (:session, :person, :present, :at, :seq, :uuid, :revision)
                   on conflict do update set present = excluded.present""",
                {"session": session, "person": person, "present": present, **TAP})
        case ("erase", session, person):
            db.execute("delete from attendance where session_id = ? and person_id = ?", [session, person])
        case ("merge", one, other):
            db.execute("update or replace attendance set person_id = ? where person_id = ?", [one, other])
        case ("count", session, organisation, number, estimated):
            db.execute(
                """insert into head_count values (:session, :organisation, 'children', :number, :estimated,
                                                  :at, :seq, :uuid, :revision)
                   on conflict do update set number = excluded.number, estimated = excluded.estimated""",
                {"session": session, "organisation": organisation, "number": number, "estimated": estimated, **TAP})
        case ("uncount", session):
            db.execute("delete from head_count where session_id = ?", [session])
        case ("move", session, days):
            day = (date(2026, 9, 1) + timedelta(days=days)).isoformat()
            db.execute("update session set on_date = ? where id = ?", [day, session])
        case ("turn", session, activity):
            db.execute("update session set activity_id = ? where id = ?", [activity, session])
        case ("state", session, state):
            db.execute("update session set state = ? where id = ?", [state, session])


def kept(db) -> dict:
    return {table: rows(db, f"select * from {table} order by 1, 2, 3, 4") if table != "began"  # noqa: S608
            else rows(db, "select * from began order by 1") for table in rollups.TABLES}


def recount(db) -> dict:
    """The same four tables, by plain joins over the registers."""
    place = "substr(on_date, 1, 7) as month, activity_id, cast(strftime('%w', on_date) as integer) as weekday"
    of = f"(select session.id, {place} from session where state = 'planned')"  # noqa: S608
    return {
        "counted": rows(db, f"select month, activity_id, weekday, session_id, organisation_id, who, number, estimated "  # noqa: S608
                            f"from head_count join {of} on id = session_id order by 1, 2, 3, 4"),
        "attended": rows(db, f"select month, activity_id, weekday, person_id, count(*) as times from attendance "  # noqa: S608
                             f"join {of} on id = session_id where present = 1 group by 1, 2, 3, 4 order by 1, 2, 3, 4"),
        "gathered": rows(db, f"select month, activity_id, weekday, count(*) as marks, sum(present) as times, "  # noqa: S608
                             f"count(distinct case present when 1 then person_id end) as people from attendance "
                             f"join {of} on id = session_id group by 1, 2, 3 order by 1, 2, 3"),
        "began": rows(db, f"select person_id, min(month) as month from attendance join {of} on id = session_id "  # noqa: S608
                          f"where present = 1 group by 1 order by 1"),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=st.lists(steps, max_size=40))
def test_the_kept_figures_are_always_a_recount(casa_file, tmp_path, happened):
    path = shutil.copy(casa_file, tmp_path / "small.db")
    db = connect(path)
    db.execute("pragma synchronous = off")
    a_small_casa(db)
    for step in happened:
        act(db, step)
        assert kept(db) == recount(db), step
    rollups.rebuild(db)
    assert kept(db) == recount(db)
    db.close()
