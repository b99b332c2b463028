"""What stands on a register: of all the words about one thing the last, by when it was tapped.

Each takes the facts of a tap: session, at, seq, uuid, revision, and what it says. An older word changes nothing.
"""

from __future__ import annotations

from sqlite_utils import Database


def mark(db: Database, facts: dict) -> None:
    """person, present (1, 0): the mark stands, unless a later one does or a later word took it back."""
    db.conn.execute(
        """
        insert into attendance (session_id, person_id, present, at, seq, tap_uuid, revision)
        select :session, :person, :present, :at, :seq, :uuid, :revision
        where not exists (select 1 from unmarked where session_id = :session and person_id = :person
                            and (at, seq, tap_uuid) > (:at, :seq, :uuid))
        on conflict (session_id, person_id) do update
          set present = excluded.present, at = excluded.at, seq = excluded.seq, tap_uuid = excluded.tap_uuid,
              revision = excluded.revision
          where (excluded.at, excluded.seq, excluded.tap_uuid) > (attendance.at, attendance.seq, attendance.tap_uuid)
        """,
        facts,
    )
    db.conn.execute(
        "delete from unmarked where session_id = :session and person_id = :person and (at, seq, tap_uuid) < (:at, :seq, :uuid)",
        facts,
    )


def unmark(db: Database, facts: dict) -> None:
    """person: neither present nor absent any more, unless a later mark says otherwise."""
    db.conn.execute(
        """
        insert into unmarked (session_id, person_id, at, seq, tap_uuid, revision)
        select :session, :person, :at, :seq, :uuid, :revision
        where not exists (select 1 from attendance where session_id = :session and person_id = :person
                            and (at, seq, tap_uuid) > (:at, :seq, :uuid))
        on conflict (session_id, person_id) do update
          set at = excluded.at, seq = excluded.seq, tap_uuid = excluded.tap_uuid, revision = excluded.revision
          where (excluded.at, excluded.seq, excluded.tap_uuid) > (unmarked.at, unmarked.seq, unmarked.tap_uuid)
        """,
        facts,
    )
    db.conn.execute(
        "delete from attendance where session_id = :session and person_id = :person and (at, seq, tap_uuid) < (:at, :seq, :uuid)",
        facts,
    )


def remark(db: Database, facts: dict) -> None:
    """person, what, said: late, left early, excused, or a note."""
    db.conn.execute(
        """
        insert into remark (session_id, person_id, what, said, at, seq, tap_uuid, revision)
        values (:session, :person, :what, :said, :at, :seq, :uuid, :revision)
        on conflict (session_id, person_id, what) do update
          set said = excluded.said, at = excluded.at, seq = excluded.seq, tap_uuid = excluded.tap_uuid,
              revision = excluded.revision
          where (excluded.at, excluded.seq, excluded.tap_uuid) > (remark.at, remark.seq, remark.tap_uuid)
        """,
        facts,
    )


def count(db: Database, facts: dict) -> None:
    """organisation, who, number, estimated: a head-count."""
    db.conn.execute(
        """
        insert into head_count (session_id, organisation_id, who, number, estimated, at, seq, tap_uuid, revision)
        values (:session, :organisation, :who, :number, :estimated, :at, :seq, :uuid, :revision)
        on conflict (session_id, organisation_id, who) do update
          set number = excluded.number, estimated = excluded.estimated, at = excluded.at, seq = excluded.seq,
              tap_uuid = excluded.tap_uuid, revision = excluded.revision
          where (excluded.at, excluded.seq, excluded.tap_uuid) > (head_count.at, head_count.seq, head_count.tap_uuid)
        """,
        facts,
    )
