"""The agenda: what is talked about, in which order, with how many minutes each.

Two may prepare it at once. `agenda_version` grows with each change of what stands where: whoever moves or removes on an old
page is refused, with both orders shown. An item's own `version` grows with its title, its minutes and what was said.
"""

from __future__ import annotations

import json

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.table.frozen import CHARTS
from db.plan.table.reading import ask_for, found, item_found
from db.rules import By, RuleBroken, ask
from db.texts import required, tidy

KINDS = ("activity", "subject", "action", "chart", "decision_review")
MOST = 40


def of_meeting(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """The items in order: id, position, kind, title, minutes, activity_id, action_item_id, decision_id, chart, chart_filter (a
    dict or None), state, seconds (used so far, the running clock included), summary, version. Asks `table.read`."""
    ask(by, "table.read")
    return items(db, meeting_id)


def items(db: Database, meeting_id: int) -> list[dict]:
    """`of_meeting`, for verbs that have asked."""
    found = rows(
        db,
        """
        select id, position, kind, title, minutes, activity_id, action_item_id, decision_id, chart, chart_filter, state,
               seconds_used + coalesce(max(0, unixepoch(:now) - unixepoch(started_at)), 0) as seconds, summary, version
        from agenda_item where meeting_id = :meeting order by position, id
        """,
        meeting=meeting_id, now=audit.utc_now(),
    )
    return [{**row, "chart_filter": row["chart_filter"] and json.loads(row["chart_filter"])} for row in found]


def add(db: Database, meeting_id: int, *, kind: str, title: str = "", minutes: int = 10, activity_id: int | None = None,
        action_item_id: int | None = None, decision_id: int | None = None, chart: str | None = None,
        chart_filter: dict | None = None, by: By) -> int:
    """One more item at the foot of the agenda; returns its id. Without a title it has that of what it is about.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over`, `unknown_choice`, `missing`, `too_long`,
    `out_of_range`, `already_on_agenda`, `agenda_too_long`.
    """
    ask(by, "table.hold")
    with changing(db):
        _open(db, meeting_id, by)
        standing = items(db, meeting_id)
        if len(standing) >= MOST:
            raise RuleBroken("agenda_too_long", most=MOST)
        if kind not in KINDS:
            raise RuleBroken("unknown_choice", field="kind")
        about = {"activity_id": activity_id if kind == "activity" else None,
                 "action_item_id": action_item_id if kind == "action" else None,
                 "decision_id": decision_id if kind == "decision_review" else None,
                 "chart": chart if kind == "chart" else None}
        if kind == "chart" and chart not in CHARTS:
            raise RuleBroken("unknown_choice", field="chart")
        title = tidy(title) or _title(db, kind, about)
        kept = {"kind": kind, "title": required(title, "title", 160), "minutes": _minutes(minutes), **about,
                "chart_filter": json.dumps(chart_filter or {}, sort_keys=True) if kind == "chart" else None}
        if kind not in ("subject", "chart") and any(all(each[key] == about[key] for key in about) and each["kind"] == kind
                                                    for each in standing):
            raise RuleBroken("already_on_agenda")
        new = insert(
            db,
            """
            insert into agenda_item (meeting_id, position, kind, title, minutes, activity_id, action_item_id, decision_id, chart,
                                     chart_filter)
            values (:meeting, :position, :kind, :title, :minutes, :activity_id, :action_item_id, :decision_id, :chart,
                    :chart_filter)
            """,
            meeting=meeting_id, position=len(standing) + 1, **kept,
        )
        _grown(db, meeting_id)
        audit.note(db, by, "agenda.add", f"meeting:{meeting_id}", item=new, kind=kind, minutes=kept["minutes"], **about)
        return new


def revise(db: Database, item_id: int, *, title: str, minutes: int, version: int, by: By) -> None:
    """Another title, another number of minutes. Raises RuleBroken: `not_found`, `not_allowed`, `meeting_is_over`, `missing`,
    `too_long`, `out_of_range`, `stale` with both versions."""
    ask(by, "table.hold")
    with changing(db):
        now = item_found(db, item_id)
        _open(db, now["meeting_id"], by)
        kept = {"title": required(title, "title", 160), "minutes": _minutes(minutes)}
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs={key: now[key] for key in kept})
        if all(now[key] == kept[key] for key in kept):
            return
        db.conn.execute("update agenda_item set title = :title, minutes = :minutes, version = version + 1 where id = :id",
                        {**kept, "id": item_id})
        audit.note(db, by, "agenda.revise", f"meeting:{now['meeting_id']}", item=item_id, minutes=kept["minutes"])


def move(db: Database, item_id: int, position: int, *, agenda_version: int, by: By) -> None:
    """Puts an item at another position (1 is the first; too far is the last). Raises RuleBroken: `not_found`, `not_allowed`,
    `meeting_is_over`, `stale` with both orders."""
    ask(by, "table.hold")
    with changing(db):
        item = item_found(db, item_id)
        meeting = _open(db, item["meeting_id"], by)
        standing = items(db, item["meeting_id"])
        order = [each for each in standing if each["id"] != item_id]
        order.insert(max(0, min(position, len(standing)) - 1), item)
        _refuse_stale(meeting, agenda_version, order, standing)
        if [each["id"] for each in order] == [each["id"] for each in standing]:
            return
        _number(db, order)
        _grown(db, item["meeting_id"])
        audit.note(db, by, "agenda.move", f"meeting:{item['meeting_id']}", item=item_id, position=position)


def remove(db: Database, item_id: int, *, agenda_version: int, by: By) -> None:
    """Takes an item off, as long as nothing was said on it. Raises RuleBroken as `move`, `item_has_begun`."""
    ask(by, "table.hold")
    with changing(db):
        item = item_found(db, item_id)
        meeting = _open(db, item["meeting_id"], by)
        standing = items(db, item["meeting_id"])
        order = [each for each in standing if each["id"] != item_id]
        _refuse_stale(meeting, agenda_version, order, standing)
        if item["state"] != "waiting" or item["summary"] or item["seconds_used"] or _touched(db, item_id):
            raise RuleBroken("item_has_begun")
        db.conn.execute("delete from agenda_item where id = :id", {"id": item_id})
        _number(db, order)
        _grown(db, item["meeting_id"])
        audit.note(db, by, "agenda.remove", f"meeting:{item['meeting_id']}", item=item_id, kind=item["kind"])


def _open(db: Database, meeting_id: int, by: By) -> dict:
    meeting = found(db, meeting_id)
    ask_for(by, "table.hold", meeting)
    if meeting["state"] not in ("planned", "running"):
        raise RuleBroken("meeting_is_over")
    return meeting


def _refuse_stale(meeting: dict, agenda_version: int, mine: list[dict], theirs: list[dict]) -> None:
    if meeting["agenda_version"] != agenda_version:
        raise RuleBroken("stale", mine={"agenda": [each["title"] for each in mine]},
                         theirs={"agenda": [each["title"] for each in theirs]})


def _title(db: Database, kind: str, about: dict) -> str:
    """What an item is about, in the words it has already."""
    asked = {"activity": ("select title as said from activity where id = :id", about["activity_id"]),
             "action": ("select text as said from action_item where id = :id", about["action_item_id"]),
             "decision_review": ("select text as said from decision where id = :id", about["decision_id"])}
    if kind not in asked:
        return ""
    sql, id = asked[kind]
    row = one(db, sql, id=id)
    if not row:
        raise RuleBroken("unknown_choice", field={"decision_review": "decision"}.get(kind, kind))
    said = " ".join(row["said"].split())
    return said if len(said) <= 160 else said[:159] + "…"


def _minutes(minutes: int) -> int:
    if not isinstance(minutes, int) or not 1 <= minutes <= 480:
        raise RuleBroken("out_of_range", field="minutes", lowest=1, highest=480)
    return minutes


def _touched(db: Database, item_id: int) -> bool:
    return bool(one(
        db,
        """
        select 1 from decision where agenda_item_id = :id union select 1 from action_item where agenda_item_id = :id
        union select 1 from question where agenda_item_id = :id
        """,
        id=item_id,
    ))


def _number(db: Database, order: list[dict]) -> None:
    db.conn.executemany("update agenda_item set position = ? where id = ?",
                        [(position, each["id"]) for position, each in enumerate(order, start=1)])


def _grown(db: Database, meeting_id: int) -> None:
    db.conn.execute("update meeting set agenda_version = agenda_version + 1 where id = :id", {"id": meeting_id})
