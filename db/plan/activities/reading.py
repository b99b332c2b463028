"""Activities as they stand now, with names in place of ids and the signatures of this version."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.connection import rows
from db.plan.activities import seasons
from db.plan.activities.content import AGE_BANDS, BLANK, PRINCIPLES
from db.plan.money import lines
from db.rules import By, RuleBroken, ask, may

STATES = ("proposed", "under_discussion", "shared", "running", "closed", "dropped")


def activity(db: Database, activity_id: int, *, by: By) -> dict:
    """One activity: its content, `place_name`, `leader_name`, `lead_names`, `involved_names`, `proposer`, state, version,
    `signatures` (side -> who, signed_at) of this version, `helpers_wanted` at a new session, `merged_into` (id, title, or
    None) and `merged`, the proposals that went into it (id, title, purpose). Asks `activities.read`; raises RuleBroken
    `not_found`."""
    ask(by, "activities.read")
    return found(db, activity_id)


def board(db: Database, *, by: By, school_year: str | None = None, kind: str | None = None, principle: str | None = None,
          organisation: int | None = None, season: str | None = None) -> dict[str, list[dict]]:
    """Activities by state, in the order of `STATES`, each as `activity` gives it; filters left out let all through. `season`
    is one of `seasons.SEASONS`: what is agreed to meet in it."""
    ask(by, "activities.read")
    cards: dict[str, list[dict]] = {state: [] for state in STATES}
    for card in _rows(db, school_year=school_year, kind=kind, principle=principle, organisation=organisation):
        if season is None or season in seasons.of(card["first_on"], card["recurrence"]):
            cards[card["state"]].append(card)
    return cards


def content_of(activity: dict) -> dict:
    """Only what is signed of an activity."""
    return {field: activity[field] for field in BLANK}


def revisable(activity: dict, *, by: By) -> bool:
    """Whether to offer `by` a change of this activity; the verb asks again."""
    scope = may(by, "activities.revise")
    own = by.id in (activity["proposed_by"], activity["leader"])
    return activity["state"] not in ("closed", "dropped") and (scope == "all" or (scope == "own" and own))


def found(db: Database, activity_id: int) -> dict:
    """The activity for a verb that has asked already. Raises RuleBroken `not_found`."""
    for row in _rows(db, id=activity_id):
        return row
    raise RuleBroken("not_found")


def ask_for(by: By, verb: str, activity: dict) -> None:
    """Asks `verb` for this one activity: 'own' is what one proposed or leads. Raises RuleBroken `not_allowed`."""
    if ask(by, verb) != "all" and by.id not in (activity["proposed_by"], activity["leader"]):
        raise RuleBroken("not_allowed", verb=verb, role=by.role)


def _rows(db: Database, *, id: int | None = None, school_year: str | None = None, kind: str | None = None,
          principle: str | None = None, organisation: int | None = None) -> list[dict]:
    return [_whole(row) for row in rows(
        db,
        """
        select a.id, a.title, a.kind, a.purpose, a.idea, a.risks, a.access, a.expected_people, a.place_id as place,
               a.leader_id as leader, a.first_on, a.starts_at, a.ends_at, a.recurrence, a.budget_cents, a.school_year,
               a.state, a.version, a.reason, a.proposed_by, a.created_at, a.helpers_wanted,
               place.name as place_name, leader.display_name as leader_name, proposer.display_name as proposer,
               (select json_group_array(age_band) from activity_age_band where activity_id = a.id) as age_bands,
               (select json_group_array(principle) from activity_principle where activity_id = a.id) as principles,
               (select json_group_array(json_object('id', o.id, 'name', o.name, 'kind', o.kind, 'part', part) order by o.id)
                  from activity_organisation join organisation o on o.id = organisation_id
                  where activity_id = a.id) as organisations,
               (select json_group_array(json_array(category, fund_id, planned_cents))
                  from budget_line where activity_id = a.id) as budget_lines,
               (select json_group_object(side, json_object('who', who.display_name, 'signed_at', signed_at))
                  from signature join account who on who.id = account_id
                  where activity_id = a.id and signature.version = a.version) as signatures,
               (select json_object('id', other.id, 'title', other.title) from activity_merge
                  join activity other on other.id = into_id where merged_id = a.id) as merged_into,
               (select json_group_array(json_object('id', other.id, 'title', other.title, 'purpose', other.purpose)
                                        order by merged_at, other.id)
                  from activity_merge join activity other on other.id = merged_id where into_id = a.id) as merged
        from activity a
        left join place on place.id = a.place_id
        left join account leader on leader.id = a.leader_id
        left join account proposer on proposer.id = a.proposed_by
        where (:id is null or a.id = :id)
          and (:school_year is null or a.school_year = :school_year)
          and (:kind is null or a.kind = :kind)
          and (:principle is null or exists (select 1 from activity_principle where activity_id = a.id
                                             and principle = :principle))
          and (:organisation is null or exists (select 1 from activity_organisation where activity_id = a.id
                                                and organisation_id = :organisation))
        order by a.first_on is null, a.first_on, a.title, a.id
        """,
        id=id, school_year=school_year, kind=kind, principle=principle, organisation=organisation,
    )]


def _whole(row: dict) -> dict:
    organisations = json.loads(row.pop("organisations"))
    bands, principles = json.loads(row["age_bands"]), json.loads(row["principles"])
    return {
        **row,
        "age_bands": [band for band in AGE_BANDS if band in bands],
        "principles": [principle for principle in PRINCIPLES if principle in principles],
        "leads": [each["id"] for each in organisations if each["part"] == "leads"],
        "involved": [each["id"] for each in organisations if each["part"] == "involved"],
        "lead_names": [each["name"] for each in organisations if each["part"] == "leads"],
        "involved_names": [each["name"] for each in organisations if each["part"] == "involved"],
        "budget_lines": lines.ordered(json.loads(row["budget_lines"])),
        "signatures": json.loads(row["signatures"]),
        "merged_into": row["merged_into"] and json.loads(row["merged_into"]),
        "merged": json.loads(row["merged"]),
    }
