"""The calendar that goes out of the house: what a phone may subscribe to. No person's name, and nothing of Spazio Neutro.

An address is a key of its own, since a phone cannot sign in. An activity's key is made from the Casa's: it opens that
activity alone, and a new key of the Casa ends them all.
"""

from __future__ import annotations

import hmac
from datetime import date

from sqlite_utils import Database

from db import calendar
from db.connection import one, rows
from db.rules import By, ask


def key(db: Database, activity_id: int | None = None, *, by: By) -> str:
    """The part of the address that opens the whole Casa's calendar, or one activity's. Asks `calendar.browse`."""
    ask(by, "calendar.browse")
    secret = _secret(db)
    return secret if activity_id is None else f"{activity_id}-{_of_activity(secret, activity_id)}"


def opened_by(db: Database, key: str) -> dict | None:
    """What the key opens here: {'activity_id': None} for the whole Casa, an id for one activity; None when nothing."""
    secret = _secret(db)
    if not secret:
        return None
    if hmac.compare_digest(key.encode(), secret.encode()):
        return {"activity_id": None}
    number, _, signature = key.partition("-")
    if number.isascii() and number.isdigit() and len(number) < 16 and hmac.compare_digest(
            signature.encode(), _of_activity(secret, int(number)).encode()):
        return {"activity_id": int(number)}
    return None


def content(db: Database, activity_id: int | None, *, today: date) -> dict:
    """`name` of the Casa, `title` of the activity (None for all), `founded_at`, and from this school year on `sessions`
    (uid, title, on_date, starts_at, ends_at, place, state, reason, sequence, changed_at) and, for all, the `meetings` of the
    table, whom it invites left out, and the Casa's `closures`."""
    since = calendar.bounds(calendar.school_year_of(today))[0].isoformat()
    activity = one(db, "select title from activity where id = :id", id=activity_id)
    return {
        **one(db, "select name, founded_at from casa"),
        "title": activity and activity["title"],
        "sessions": rows(
            db,
            """
            select uid, activity.title, on_date, s.starts_at, s.ends_at, place.name as place, s.state, s.reason, sequence,
                   changed_at
            from session s
            join activity on activity.id = s.activity_id
            left join place on place.id = s.place_id
            where on_date >= :since and (:activity is null or s.activity_id = :activity)
            order by on_date, s.starts_at, s.id
            """,
            since=since, activity=activity_id,
        ),
        "meetings": rows(
            db,
            """
            select uid, number, school_year, on_date, starts_at, ends_on, ends_at, place.name as place, state, reason, sequence,
                   changed_at
            from meeting left join place on place.id = meeting.place_id
            where on_date >= :since and :activity is null order by on_date, starts_at, meeting.id
            """,
            since=since, activity=activity_id,
        ),
        "closures": rows(
            db,
            """
            select id, first_on, last_on, label, version from closure
            where kind = 'casa' and last_on >= :since and :activity is null order by first_on, id
            """,
            since=since, activity=activity_id,
        ),
    }


def _secret(db: Database) -> str:
    found = one(db, "select feed_token from casa")
    return found["feed_token"] if found else ""


def _of_activity(secret: str, activity_id: int) -> str:
    return hmac.new(secret.encode(), f"activity:{activity_id}".encode(), "sha256").hexdigest()[:32]
