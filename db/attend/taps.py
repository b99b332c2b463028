"""What a tablet may send: four kinds of tap, checked one by one, each brought to one plain form."""

from __future__ import annotations

import hashlib
import json
import re

from db.rules import RuleBroken
from db.texts import tidy

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WHO = ("children", "adults", "accompanying")
PERSON_KINDS = ("child", "adult")
REMARKS = ("late", "left_early", "excused", "note")
LONGEST_NOTE = 120
TYPED = {"newcomer": "name", "remark": "said"}
MOST_COUNTED = 2000
_WHOLE = 2**53  # JavaScript's largest whole number


def checked(tap: object) -> dict:
    """The tap with its own fields alone and `body`, the text by which the same UUID is known again.

    mark: person (id, or a newcomer's uuid), present (None takes the mark back) · remark: person, what (of `REMARKS`), said
    ('yes', a note's text, or '' to take it back) · count: organisation (0 is drop-in), who, number, estimated ·
    newcomer: name, person_kind; all have uuid, kind, `at` (UTC milliseconds by the tablet's clock) and seq (its own order).
    Raises RuleBroken `malformed_tap`, `count_out_of_range`, `note_too_long`.
    """
    if not isinstance(tap, dict) or not _uuid(tap.get("uuid")) or not _whole(tap.get("at")) or not _whole(tap.get("seq")):
        raise RuleBroken("malformed_tap")
    kept = {key: tap[key] for key in ("uuid", "kind", "at", "seq") if key in tap} | _own_fields(tap)
    return {**kept, "body": _body(kept)}


def name_of(tap: object, place: int) -> str:
    """By what a refused tap is called in the answer: its uuid, or its place in the batch when it has none."""
    uuid = tap.get("uuid") if isinstance(tap, dict) else None
    return uuid[:64].encode("ascii", "replace").decode() if isinstance(uuid, str) and uuid else f"#{place}"


def _own_fields(tap: dict) -> dict:
    kind = tap.get("kind")
    somebody = _whole(tap.get("person")) or _uuid(tap.get("person"))
    if kind == "mark" and somebody and "present" in tap and (tap["present"] is None or isinstance(tap["present"], bool)):
        return {"person": tap["person"], "present": tap["present"]}
    if kind == "remark" and somebody and tap.get("what") in REMARKS and isinstance(tap.get("said"), str):
        return {"person": tap["person"], "what": tap["what"], "said": _said(tap["what"], tap["said"])}
    if kind == "newcomer" and isinstance(tap.get("name"), str) and tap.get("person_kind") in PERSON_KINDS:
        return {"name": tap["name"], "person_kind": tap["person_kind"]}
    if (kind == "count" and _whole(tap.get("organisation")) and tap.get("who") in WHO
            and isinstance(tap.get("estimated"), bool) and type(tap.get("number")) is int):
        if not 0 <= tap["number"] <= MOST_COUNTED:
            raise RuleBroken("count_out_of_range", most=MOST_COUNTED)
        return {key: tap[key] for key in ("organisation", "who", "number", "estimated")}
    raise RuleBroken("malformed_tap")


def _said(what: str, said: str) -> str:
    kept = tidy(said)
    if what != "note" and kept not in ("", "yes"):
        raise RuleBroken("malformed_tap")
    if len(kept) > LONGEST_NOTE:
        raise RuleBroken("note_too_long", most=LONGEST_NOTE)
    return kept


def _body(tap: dict) -> str:
    """Without what was typed: the log of taps keeps no name and no note that an erasure could forget."""
    kept = dict(tap)
    if (field := TYPED.get(kept["kind"])) and kept.get("what") in (None, "note"):
        typed = (kept["uuid"] + kept.pop(field)).encode("utf-8", "surrogatepass")
        kept["typed"] = hashlib.sha256(typed).hexdigest()[:16]
    return json.dumps(kept, sort_keys=True, separators=(",", ":"))


def _uuid(value: object) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value < _WHOLE
