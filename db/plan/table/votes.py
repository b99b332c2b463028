"""Questions to the phones in the room: thumbs up, level or down on each answer, or dots laid over them.

The number of votes is known at once; what they say is known when the facilitator shows it, and from then on nobody votes.
"""

from __future__ import annotations

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one, rows
from db.plan.table.reading import ask_for, found, item_found
from db.rules import By, RuleBroken, ask
from db.texts import required, tidy

KINDS = ("thumbs", "dots")
MOST = 12


def of_meeting(db: Database, meeting_id: int, *, by: By) -> list[dict]:
    """The meeting's questions as they were put: id, agenda_item_id, text, kind, dots, state, votes (phones that voted), `options`
    (id, text) and, only once shown, each option's `up`, `level`, `down`, `dots`. Asks `table.read`."""
    ask(by, "table.read")
    return [_whole(db, row) for row in _rows(db, meeting=meeting_id)]


def put(db: Database, meeting_id: int, *, item_id: int | None, text: str, kind: str = "thumbs", options: list[str] = (),
        dots: int | None = None, by: By) -> int:
    """A question, still closed; returns its id. Thumbs without options are about the question itself; dots need two options.

    Asks `table.hold`; raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`, `missing`, `too_long`, `unknown_choice`,
    `out_of_range`, `too_few_options`, `too_many_options`.
    """
    ask(by, "table.hold")
    with changing(db):
        meeting = found(db, meeting_id)
        ask_for(by, "table.hold", meeting)
        if meeting["state"] != "running":
            raise RuleBroken("meeting_not_open")
        if item_id is not None and item_found(db, item_id)["meeting_id"] != meeting_id:
            raise RuleBroken("not_found")
        if kind not in KINDS:
            raise RuleBroken("unknown_choice", field="kind")
        text, answers = required(text, "question", 200), _answers(kind, options)
        dots = (3 if dots is None else dots) if kind == "dots" else None
        if dots is not None and not 1 <= dots <= 10:
            raise RuleBroken("out_of_range", field="option", lowest=1, highest=10)
        new = insert(
            db,
            """
            insert into question (meeting_id, agenda_item_id, text, kind, dots, asked_by, asked_at)
            values (:meeting, :item, :text, :kind, :dots, :by, :now)
            """,
            meeting=meeting_id, item=item_id, text=text, kind=kind, dots=dots, by=by.id, now=audit.utc_now(),
        )
        for position, answer in enumerate(answers or [text[:120]], start=1):
            insert(db, "insert into question_option (question_id, position, text) values (:question, :position, :text)",
                   question=new, position=position, text=answer)
        audit.note(db, by, "votes.put", f"question:{new}", meeting=meeting_id, kind=kind, options=len(answers) or 1)
        return new


def put_and_open(db: Database, meeting_id: int, *, by: By, **question) -> int:
    """Both at once, for a room that waits with its phones: `put`, then `open_vote`; returns the question's id."""
    with changing(db):
        new = put(db, meeting_id, **question, by=by)
        open_vote(db, new, by=by)
        return new


def open_vote(db: Database, question_id: int, *, by: By) -> None:
    """Phones may vote. Raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`, `question_not_closed`,
    `another_vote_is_open`."""
    with changing(db):
        now = _held(db, question_id, by)
        if now["state"] == "open":
            return
        if now["state"] != "closed":
            raise RuleBroken("question_not_closed")
        if one(db, "select 1 from question where meeting_id = :meeting and state = 'open'", meeting=now["meeting_id"]):
            raise RuleBroken("another_vote_is_open")
        _set(db, question_id, "open", by)


def close_vote(db: Database, question_id: int, *, by: By) -> None:
    """Nobody votes any more; the result waits. Raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`."""
    with changing(db):
        if _held(db, question_id, by)["state"] == "open":
            _set(db, question_id, "closed", by)


def show_result(db: Database, question_id: int, *, by: By) -> None:
    """Everybody sees the result, and the vote is over for good. Raises RuleBroken: `not_found`, `not_allowed`, `meeting_not_open`,
    `vote_is_open`."""
    with changing(db):
        now = _held(db, question_id, by)
        if now["state"] == "open":
            raise RuleBroken("vote_is_open")
        if now["state"] == "closed":
            _set(db, question_id, "shown", by)


def _held(db: Database, question_id: int, by: By) -> dict:
    ask(by, "table.hold")
    now = one(db, "select id, meeting_id, state from question where id = :id", id=question_id)
    if not now:
        raise RuleBroken("not_found")
    meeting = found(db, now["meeting_id"])
    ask_for(by, "table.hold", meeting)
    if meeting["state"] != "running":
        raise RuleBroken("meeting_not_open")
    return now


def _set(db: Database, question_id: int, state: str, by: By) -> None:
    db.conn.execute("update question set state = :state where id = :id", {"state": state, "id": question_id})
    audit.note(db, by, f"votes.{state}", f"question:{question_id}")


def _answers(kind: str, options: list[str]) -> list[str]:
    """The answers as written, each once."""
    answers = list(dict.fromkeys(required(each, "option", 120) for each in options if tidy(each)))
    if kind == "dots" and len(answers) < 2:
        raise RuleBroken("too_few_options", least=2)
    if len(answers) > MOST:
        raise RuleBroken("too_many_options", most=MOST)
    return answers


def _rows(db: Database, *, meeting: int) -> list[dict]:
    return rows(
        db,
        """
        select id, agenda_item_id, text, kind, dots, state,
               (select count(*) from ballot where question_id = question.id) as votes
        from question where meeting_id = :meeting order by id
        """,
        meeting=meeting,
    )


def _whole(db: Database, row: dict) -> dict:
    if row["state"] != "shown":
        options = rows(db, "select id, text from question_option where question_id = :id order by position", id=row["id"])
    else:
        options = rows(
            db,
            """
            select o.id, o.text, coalesce(sum(m.weight = 1), 0) as up, coalesce(sum(m.weight = 0), 0) as level,
                   coalesce(sum(m.weight = -1), 0) as down, coalesce(sum(m.weight), 0) as dots
            from question_option o left join ballot_mark m on m.option_id = o.id
            where o.question_id = :id group by o.id order by o.position
            """,
            id=row["id"],
        )
    return {**row, "options": options}
