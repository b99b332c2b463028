"""Two things at once in one place, or one person at two: what stands in a session's way, by name.

Spazio Neutro has no name here: a place it keeps is not available, and nothing more is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import rows
from db.rules import RuleBroken

KEYS = {"place": "clash_of_place", "leader": "clash_of_leader", "activity": "clash_with_itself", "helper": "clash_of_helper",
        "unavailable": "place_not_available"}


def found(db: Database, on_dates: Iterable[str], *, starts_at: str, ends_at: str, place_id: int | None,
          leader_id: int | None, activity_id: int, session_id: int = 0, moving: Iterable[int] = ()) -> list[dict]:
    """What clashes with these hours on these days, in order: kind (place, leader, activity, helper, unavailable), title,
    on_date, starts_at, ends_at, place; of a helper also who. `session_id` is the session that is moving, with who helps at
    it; it does not clash with itself, nor with the others in `moving`."""
    wanted = sorted(on_dates)
    if not wanted:
        return []
    clashing = rows(
        db,
        """
        select case when s.place_id = :place then 'place'
                    when s.leader_id = :leader or helping.account_id is not null then 'leader' else 'activity' end as kind,
               activity.title, s.on_date, s.starts_at, s.ends_at, place.name as place, null as who
        from session s join activity on activity.id = s.activity_id left join place on place.id = s.place_id
        left join session_helper helping on helping.session_id = s.id and helping.account_id = :leader and helping.said <> 'no'
        where s.on_date between :first and :last and s.state = 'planned'
          and s.id <> :session and s.id not in (select value from json_each(:moving))
          and s.starts_at < :ends and :starts < s.ends_at
          and (s.place_id = :place or s.leader_id = :leader or helping.account_id is not null
               or (s.activity_id = :activity and s.place_id is :place))
        union all
        select 'helper', activity.title, hand.on_date, hand.starts_at, hand.ends_at, null, account.display_name
        from session_helper mine
        join session_hand hand on hand.account_id = mine.account_id
        join session s on s.id = hand.session_id join activity on activity.id = s.activity_id
        join account on account.id = mine.account_id
        where mine.session_id = :session and mine.said <> 'no' and hand.session_id <> :session
          and hand.session_id not in (select value from json_each(:moving))
          and hand.on_date between :first and :last and hand.starts_at < :ends and :starts < hand.ends_at
        union all
        select 'unavailable', '', u.on_date, u.starts_at, u.ends_at, place.name, null
        from unavailability u join place on place.id = u.place_id
        where u.on_date between :first and :last and u.place_id = :place and u.starts_at < :ends and :starts < u.ends_at
        order by 3, 4
        """,
        first=wanted[0], last=wanted[-1], starts=starts_at, ends=ends_at, place=place_id, leader=leader_id,
        activity=activity_id, session=session_id, moving=json.dumps([*moving]),
    )
    days = set(wanted)
    return [{key: value for key, value in clash.items() if key != "who" or value} for clash in clashing if clash["on_date"] in days]


def refuse(clashing: list[dict]) -> None:
    """Raises RuleBroken for the first of them: `clash_of_place`, `clash_of_leader`, `clash_with_itself`, `clash_of_helper` or
    `place_not_available`, with the facts of `found` and how many there are."""
    if clashing:
        raise RuleBroken(KEYS[clashing[0]["kind"]], **clashing[0], clashes=len(clashing))
