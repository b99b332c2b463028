"""Registers as people read them: which sessions a day has, what stands in each, which were forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from db import audit
from db.connection import changing, one, rows, scalar
from db.look.suppression import thin, threshold
from db.rules import By, RuleBroken, ask

LOOK_BACK = timedelta(days=14)
CAME_BEFORE = timedelta(days=120)


def of_day(db: Database, day: date, *, by: By, today: date) -> list[dict]:
    """The day's sessions in the order of the clock, each with what its register says so far.

    Keys: id, activity_id, title, starts_at, ends_at, place, leader, state, reason, expected (people hoped for, or None),
    enrolled, present (named), counted (head-counts together), taken (whether a register exists). No name of a family; behind
    the curtain those of the three figures that count too few are None.
    Asks `registers.list`; a volunteer has today alone. Raises RuleBroken `only_today`.
    """
    of_the_day_allowed(ask(by, "registers.list"), day, today)
    sessions = rows(
        db,
        """
        select session.id, session.activity_id, activity.title, session.starts_at, session.ends_at, place.name as place,
               account.display_name as leader, session.state, session.reason, activity.expected_people as expected,
               (select count(*) from enrolment
                 where enrolment.activity_id = session.activity_id and enrolled_on <= session.on_date
                   and (ended_on is null or ended_on >= session.on_date)) as enrolled,
               (select count(*) from attendance where session_id = session.id and present = 1) as present,
               (select coalesce(sum(number), 0) from head_count where session_id = session.id) as counted,
               exists (select 1 from register where session_id = session.id) as taken
        from session
        join activity on activity.id = session.activity_id
        left join place on place.id = session.place_id
        left join account on account.id = session.leader_id
        where session.on_date = :day
        order by session.starts_at, activity.title
        """,
        day=day.isoformat(),
    )
    return _without_the_few(sessions, threshold(db)) if by.shared_screen else sessions


def without_register(db: Database, *, before: date, by: By) -> list[dict]:
    """Sessions of the fourteen days before `before` that nobody took the roll of, the newest first: id, title, on_date,
    starts_at, place. Asks `registers.list`; empty for a volunteer, who writes today's alone."""
    if ask(by, "registers.list") == "today":
        return []
    return rows(
        db,
        """
        select session.id, activity.title, session.on_date, session.starts_at, place.name as place
        from session
        join activity on activity.id = session.activity_id
        left join place on place.id = session.place_id
        where session.on_date >= :since and session.on_date < :before and session.state = 'planned'
          and not exists (select 1 from register where session_id = session.id)
        order by session.on_date desc, session.starts_at
        """,
        since=(before - LOOK_BACK).isoformat(),
        before=before.isoformat(),
    )


def open_register(db: Database, session_id: int, *, by: By, today: date) -> dict:
    """Everything a tablet needs to take the roll of one session, read once.

    - session: id, activity_id, title, on_date, starts_at, ends_at, place, leader, state, reason
    - people: id, uuid (of a newcomer), display_name, folded, household (code), last (whether they came when somebody of
      their household last did; None when nobody ever), group: 'enrolled' on that day, 'regular' (came
      in the 120 days before, or was enrolled once) or 'added' (marked or new here); in each group by name
    - marks: {person id: present}; remarks: {person id: {what: said}}; counts: organisation, who, number, estimated
    - organisations: id (0 is drop-in), name, kind: those the activity counts by heads
    - taken: the last tap of somebody else: by (a display name), at (UTC, ISO); None without one
    - revision: what `attendance.since` goes on from

    Asks `registers.read` and leaves one trace a day and person. Raises RuleBroken `not_found`, `only_today`.
    """
    session = _session(db, session_id)
    of_the_day_allowed(ask(by, "registers.read"), date.fromisoformat(session["on_date"]), today)
    revision = session.pop("revision")
    people = _people(db, session)
    _trace(db, session_id, by)
    return {
        "session": session,
        "people": [{key: value for key, value in person.items() if key != "present"} for person in people],
        "marks": {person["id"]: bool(person["present"]) for person in people if person["present"] is not None},
        "remarks": remarks_of(db, session_id),
        "counts": counts_of(db, session_id),
        "organisations": _organisations(db, session),
        "taken": _taken(db, session_id, by),
        "revision": revision,
    }


def of_the_day_allowed(scope: str, day: date, today: date) -> None:
    """Raises RuleBroken `only_today` when the scope is today's registers and `day` is another one."""
    if scope == "today" and day != today:
        raise RuleBroken("only_today")


def counts_of(db: Database, session_id: int, after: int = -1) -> list[dict]:
    """Head-counts written after that revision: organisation (0 is drop-in), who, number, estimated."""
    return rows(
        db,
        """
        select organisation_id as organisation, who, number, estimated from head_count
        where session_id = :session and revision > :after
        """,
        session=session_id,
        after=after,
    )


def _without_the_few(sessions: list[dict], least: int) -> list[dict]:
    figures = ("enrolled", "present", "counted")
    return [session | {key: None for key in figures if thin(session[key], least)} for session in sessions]


def remarks_of(db: Database, session_id: int, after: int = -1) -> dict:
    """Remarks written after that revision: {person id: {what: said}}; '' is one taken back."""
    found: dict = {}
    for row in rows(db, "select person_id, what, said from remark where session_id = :session and revision > :after",
                    session=session_id, after=after):
        found.setdefault(row["person_id"], {})[row["what"]] = row["said"]
    return found


def _session(db: Database, session_id: int) -> dict:
    found = one(
        db,
        """
        select session.id, session.activity_id, activity.title, session.on_date, session.starts_at, session.ends_at,
               place.name as place, account.display_name as leader, session.state, session.reason,
               coalesce(register.revision, 0) as revision
        from session
        join activity on activity.id = session.activity_id
        left join place on place.id = session.place_id
        left join account on account.id = session.leader_id
        left join register on register.session_id = session.id
        where session.id = :id
        """,
        id=session_id,
    )
    if not found:
        raise RuleBroken("not_found")
    return found


def _people(db: Database, session: dict) -> list[dict]:
    """Archived people stay out, unless this very register has a mark of theirs."""
    return rows(
        db,
        """
        with listed (person_id, rank) as (
          select person_id, case when enrolled_on <= :day and (ended_on is null or ended_on >= :day) then 0 else 1 end
            from enrolment where activity_id = :activity
          union all
          select attendance.person_id, 1 from session
            join attendance on attendance.session_id = session.id and attendance.present = 1
            where session.activity_id = :activity and session.on_date < :day and session.on_date >= :since
          union all
          select person_id, 2 from attendance where session_id = :session
          union all
          select person_id, 2 from unmarked where session_id = :session
        ), household_last (household_id, session_id, moment) as (
          select person.household_id, session.id, max(session.on_date || session.starts_at) from session
            join attendance on attendance.session_id = session.id and attendance.present = 1
            join person on person.id = attendance.person_id
            where session.activity_id = :activity and session.on_date < :day and session.on_date >= :since
            group by person.household_id
        )
        select person.id, person.newcomer_uuid as uuid, person.display_name, person.folded, household.code as household,
               case min(listed.rank) when 0 then 'enrolled' when 1 then 'regular' else 'added' end as "group", mark.present,
               case when household_last.session_id is not null then exists (
                 select 1 from attendance where session_id = household_last.session_id and person_id = person.id and present = 1)
               end as last
        from listed
        join person on person.id = listed.person_id
        join household on household.id = person.household_id
        left join household_last on household_last.household_id = person.household_id
        left join attendance mark on mark.session_id = :session and mark.person_id = person.id
        where person.archived_at is null or mark.present is not null
        group by person.id
        order by min(listed.rank), person.folded, person.id
        """,
        session=session["id"],
        activity=session["activity_id"],
        day=session["on_date"],
        since=(date.fromisoformat(session["on_date"]) - CAME_BEFORE).isoformat(),
    )


def _organisations(db: Database, session: dict) -> list[dict]:
    """The activity's schools and groups, any other that was counted already, and nobody's: drop-in."""
    found = rows(
        db,
        """
        select organisation.id, organisation.name, organisation.kind from organisation
        where (organisation.archived_at is null
               and organisation.kind in ('school', 'parish_group', 'association', 'parents_group')
               and organisation.id in (select organisation_id from activity_organisation where activity_id = :activity))
           or organisation.id in (select organisation_id from head_count where session_id = :session)
        order by organisation.kind = 'school' desc, organisation.name
        """,
        session=session["id"],
        activity=session["activity_id"],
    )
    return [*found, {"id": 0, "name": None, "kind": "drop_in"}]


def _taken(db: Database, session_id: int, by: By) -> dict | None:
    """Who else took this roll, and when they last tapped."""
    return one(
        db,
        """
        select account.display_name as by, strftime('%Y-%m-%dT%H:%M:%SZ', tap.at / 1000, 'unixepoch') as at
        from tap join account on account.id = tap.account_id
        where tap.session_id = :session and tap.account_id <> :me order by tap.at desc limit 1
        """,
        session=session_id, me=by.id,
    )


def _trace(db: Database, session_id: int, by: By) -> None:
    """Names were read: one row a day for each person and register is enough to tell who saw them."""
    midnight = datetime.now(UTC).strftime("%Y-%m-%dT00:00:00Z")
    subject = f"session:{session_id}"
    seen = scalar(
        db,
        "select 1 from audit where subject = :subject and verb = 'registers.read' and account_id is :who and at >= :midnight",
        subject=subject, who=by.id, midnight=midnight,
    )
    if not seen:
        with changing(db):
            audit.note(db, by, "registers.read", subject)
