"""Whether what is kept is whole: the file, its tables, its traces, and the rules that must never be false."""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import rows, scalar
from db.migrations import pending


def problems(db: Database, *, kind: str) -> list[tuple[str, dict]]:
    """What is wrong with this Casa, as keys with facts; empty when all is well.

    SQLite's integrity check also tries every CHECK, NOT NULL and UNIQUE again.
    """
    found = [("integrity", {"what": row["integrity_check"]}) for row in rows(db, "pragma integrity_check")
             if row["integrity_check"] != "ok"]
    if found:
        return found  # what follows could not be trusted
    found += [("foreign_key", {"table": row["table"], "row": row["rowid"], "to": row["parent"]})
              for row in rows(db, "pragma foreign_key_check")]
    if waiting := pending(db):
        return [*found, ("pending", {"migrations": ", ".join(waiting)})]
    if (row := audit.broken_at(db)) is not None:
        found.append(("audit_broken", {"row": row}))
    if (there := scalar(db, "select kind from casa")) != kind:
        found.append(("wrong_kind", {"kind": there or "no"}))
    found += [("two_signatures", {"activity": row["id"]}) for row in rows(
        db,
        """
        select id from activity where state in ('shared', 'running')
          and (select count(*) from signature where activity_id = activity.id and version = activity.version) < 2
        """,
    )]
    found += [("clash", row) for row in rows(
        db,
        """
        select a.id as session, b.id as other from session a join session b
          on b.on_date = a.on_date and b.id > a.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
         and (a.place_id = b.place_id or a.leader_id = b.leader_id)
        where a.state = 'planned' and b.state = 'planned'
        """,
    )]
    return found + _money(db)


def _money(db: Database) -> list[tuple[str, dict]]:
    """Funds, expenses and budgets add up. That all shares of an expense are there is what no trigger can say."""
    found = [("shares", row) for row in rows(
        db,
        """
        select id as expense, charged_cents as charged,
               (select coalesce(sum(charged_cents), 0) from expense_share where expense_id = expense.id) as paid
        from expense where paid <> charged
        """,
    )]
    found += [("overdrawn", row) for row in rows(
        db,
        """
        select fund_id as fund, sum(charged_cents) - amount_cents as over
        from expense_share join fund on fund.id = fund_id group by fund_id having over > 0
        """,
    )]
    found += [("budget_lines", row) for row in rows(
        db,
        """
        select id as activity, budget_cents as budget, sum(planned_cents) as lines
        from activity join budget_line on activity_id = id group by id having lines <> budget
        """,
    )]
    return found
