"""The tables the charts read, made anew from the registers: what the triggers of migration 0005 keep tap by tap.

For a bulk load, and to mend a file in which somebody has tampered.
"""

from __future__ import annotations

from sqlite_utils import Database

from db.connection import changing

TABLES = ("counted", "attended", "gathered", "began")


def rebuild(db: Database) -> None:
    """Empties the four tables and fills them from attendance, head_count and session."""
    with changing(db):
        db.conn.execute("drop table if exists temp.held")
        db.conn.execute(
            """
            create temp table held as
            select id, substr(on_date, 1, 7) as month, activity_id, cast(strftime('%w', on_date) as integer) as weekday
            from session where state = 'planned'
            """
        )
        db.conn.execute("create unique index temp.held_by_id on held (id)")
        for table in TABLES:
            db.conn.execute(f"delete from {table}")  # noqa: S608 - the four names above
        db.conn.execute(
            """
            insert into gathered (month, activity_id, weekday, marks, times)
            select month, activity_id, weekday, count(*), sum(present)
            from attendance join held on held.id = session_id group by 1, 2, 3
            """
        )
        db.conn.execute(
            """
            insert into attended (month, activity_id, weekday, person_id, times)
            select month, activity_id, weekday, person_id, count(*)
            from attendance join held on held.id = session_id where present = 1 group by 1, 2, 3, 4 order by 1, 2, 3, 4
            """
        )
        db.conn.execute(
            """
            insert into counted (month, activity_id, weekday, session_id, organisation_id, who, number, estimated)
            select month, activity_id, weekday, session_id, organisation_id, who, number, estimated
            from head_count join held on held.id = session_id
            """
        )
        db.conn.execute("drop table temp.held")
