"""Two things at once in one place, or one person leading two: what stands in a session's way, by name.

Spazio Neutro has no name here: a place it keeps is not available, and nothing more is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import rows
from db.rules import RuleBroken

KEYS = {"place": "clash_of_place", "leader": "clash_of_leader", "activity": "clash_with_itself",
        "unavailable": "place_not_available"}


def found(db: Database, on_dates: Iterable[str], *, starts_at: str, ends_at: str, place_id: int | None,
          leader_id: int | None, activity_id: int, session_id: int = 0) -> list[dict]:
    """What clashes with these hours on these days, in order: kind (place, leader, activity, unavailable), title, on_date,
    starts_at, ends_at, place. `session_id` is the session that is moving and does not clash with itself."""
    wanted = sorted(on_dates)
    if not wanted:
        return []
    clashing = rows(
        db,
        """
        select case when s.place_id = :place then 'place' when s.leader_id = :leader then 'leader' else 'activity' end as kind,
               activity.title, s.on_date, s.starts_at, s.ends_at, place.name as place
        from session s join activity on activity.id = s.activity_id left join place on place.id = s.place_id
        where s.on_date between :first and :last and s.state = 'planned' and s.id <> :session
          and s.starts_at < :ends and :starts < s.ends_at
          and (s.place_id = :place or s.leader_id = :leader or (s.activity_id = :activity and s.place_id is :place))
        union all
        select 'unavailable', '', u.on_date, u.starts_at, u.ends_at, place.name
        from unavailability u join place on place.id = u.place_id
        where u.on_date between :first and :last and u.place_id = :place and u.starts_at < :ends and :starts < u.ends_at
        order by 3, 4
        """,
        first=wanted[0], last=wanted[-1], starts=starts_at, ends=ends_at, place=place_id, leader=leader_id,
        activity=activity_id, session=session_id,
    )
    days = set(wanted)
    return [clash for clash in clashing if clash["on_date"] in days]


def refuse(clashing: list[dict]) -> None:
    """Raises RuleBroken for the first of them: `clash_of_place`, `clash_of_leader`, `clash_with_itself` or
    `place_not_available`, with the facts of `found` and how many there are."""
    if clashing:
        raise RuleBroken(KEYS[clashing[0]["kind"]], **clashing[0], clashes=len(clashing))
