"""The Casa itself: its name, and the two organisations that sign together."""

from __future__ import annotations

import secrets

from sqlite_utils import Database

from db import audit
from db.connection import changing, insert, one
from db.office import accounts
from db.rules import MACHINE, By, RuleBroken, ask
from db.texts import required

LOWEST, HIGHEST = 3, 20


def casa(db: Database) -> dict | None:
    """The Casa's row with both organisations' names, or None before it is founded."""
    return one(
        db,
        """
        select casa.*, m.name as municipality, p.name as partner
        from casa
        join organisation m on m.id = casa.municipality_id
        join organisation p on p.id = casa.partner_id
        """,
    )


def revise(db: Database, *, name: str, threshold: int, version: int, by: By) -> None:
    """A new name, or a new threshold: how few people a figure must count before it is hidden.

    Asks `casa.change`; raises RuleBroken: `missing`, `too_long`, `out_of_range`, `stale`.
    """
    ask(by, "casa.change")
    with changing(db):
        now = casa(db)
        kept = {"casa_name": required(name, "casa_name", 120), "threshold": _threshold(threshold)}
        if now["version"] != version:
            raise RuleBroken("stale", mine=kept, theirs={"casa_name": now["name"], "threshold": now["threshold"]})
        db.conn.execute(
            "update casa set name = :casa_name, threshold = :threshold, version = version + 1", kept)
        audit.note(db, by, "casa.revise", "casa:1", threshold=threshold)


def _threshold(number: int) -> int:
    if not isinstance(number, int) or not LOWEST <= number <= HIGHEST:
        raise RuleBroken("out_of_range", field="threshold", lowest=LOWEST, highest=HIGHEST)
    return number


def found(db: Database, *, name: str, municipality: str, partner: str, email: str, display_name: str,
          password: str, side: str = "municipality", kind: str = "real", language: str = "it") -> int:
    """Founds the Casa in an empty database; returns the id of its first coordinator's account.

    `side` says for which of the two organisations the coordinator speaks. Raises RuleBroken: `already_founded`,
    or what `accounts.add` and `texts.required` refuse.
    """
    with changing(db):
        if casa(db):
            raise RuleBroken("already_founded")
        if side not in ("municipality", "partner"):
            raise RuleBroken("unknown_choice", field="side")
        names = {"municipality": required(municipality, "municipality", 120), "partner": required(partner, "partner", 120)}
        if names["municipality"].casefold() == names["partner"].casefold():
            raise RuleBroken("two_names_alike")
        ids = {
            part: insert(db, "insert into organisation (kind, name) values (:kind, :name)", kind=part, name=label)
            for part, label in names.items()
        }
        insert(
            db,
            """
            insert into casa (id, kind, name, municipality_id, partner_id, feed_token, founded_at)
            values (1, :kind, :name, :municipality, :partner, :token, :now)
            """,
            kind=kind,
            name=required(name, "casa_name", 120),
            token=secrets.token_urlsafe(24),
            now=audit.utc_now(),
            **ids,
        )
        first = accounts.add(db, email=email, display_name=display_name, role="coordinator", organisation_id=ids[side],
                             password=password, language=language, by=MACHINE)
        audit.note(db, MACHINE, "casa.found", "casa:1", kind=kind)
        return first
