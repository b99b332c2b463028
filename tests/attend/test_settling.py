"""A tap that no register would take is kept, seen by a coordinator, and put where it belongs or dropped for a reason."""

from __future__ import annotations

import json

import pytest

from db import audit
from db.attend import attendance, registers, settling
from db.rules import RuleBroken
from tests.attend.test_record import NOW, count, mark, newcomer
from tests.attend.theatre import TODAY
from tests.conftest import words


@pytest.fixture
def record(db, theatre, sara):
    """A batch of Sara's tablet for the session cancelled meanwhile."""
    def recorded(*taps, session=theatre.cancelled, by=sara):
        return attendance.record(db, session, list(taps), device="tablet-1", tablet_now_ms=NOW, by=by, today=TODAY, now_ms=NOW)
    return recorded


def refusal(call, *given, **more) -> str:
    with pytest.raises(RuleBroken) as refused:
        call(*given, **more)
    return refused.value.key


def apply(db, tap, session, by):
    return settling.apply(db, tap["uuid"], session, by=by, today=TODAY, now_ms=NOW + 5)


def test_a_refused_tap_waits_once_however_often_it_is_sent(db, theatre, record, marta, cast):
    tap = mark(theatre.people["Amina B."], at=NOW - 60_000)
    record(tap)
    assert record(tap)["refused"] == {tap["uuid"]: "session_cancelled"}
    [waiting] = settling.waiting(db, by=marta)
    assert {key: waiting[key] for key in ("uuid", "reason", "who", "present", "account", "title")} == {
        "uuid": tap["uuid"], "reason": "session_cancelled", "who": "Amina B.", "present": True, "account": "Sara",
        "title": "Laboratorio di teatro"}
    traces = [row["facts"] for row in audit.recent(db, by=cast.aldo) if row["verb"] == "registers.refuse"]
    assert traces == [{"tap": tap["uuid"], "reason": "session_cancelled"}]


def test_a_damaged_tap_is_not_kept_since_it_says_nothing(db, theatre, record, marta):
    record({**mark(1), "present": "yes"}, count(theatre.school, -1))
    assert settling.waiting(db, by=marta) == []


def test_it_is_applied_to_another_session_at_the_time_it_was_made_and_the_tablet_may_forget_it(db, theatre, record, marta):
    amina = theatre.people["Amina B."]
    tap = mark(amina, at=NOW - 60_000)
    record(tap)
    assert [place["id"] for place in settling.places_for(db, tap["uuid"], by=marta)]
    record(mark(amina, False, at=NOW), session=theatre.today)
    apply(db, tap, theatre.today, marta)
    register = registers.open_register(db, theatre.today, by=marta, today=TODAY)
    assert register["marks"] == {amina: False}  # what was tapped later stands
    assert db["tap"].count_where("uuid = ? and session_id = ?", [tap["uuid"], theatre.today]) == 1
    assert settling.waiting(db, by=marta) == []
    assert record(tap) == {"acknowledged": [tap["uuid"]], "refused": {}, "revision": 0}
    assert refusal(apply, db, tap, theatre.yesterday, marta) == "not_found"


def test_a_newcomer_waits_with_the_name_and_the_name_goes_when_it_is_settled(db, theatre, record, marta):
    kept, let_go = newcomer("Ada <b>Z.</b>"), newcomer("Teo Z.", seq=2)
    record(kept, let_go)
    assert [row["who"] for row in settling.waiting(db, by=marta)] == ["Ada <b>Z.</b>", "Teo Z."]
    apply(db, kept, theatre.today, marta)
    settling.drop(db, let_go["uuid"], "prova", by=marta)
    assert [row["typed"] for row in db.query("select typed from refused_tap")] == ["", ""]
    assert db["person"].count_where("display_name = ?", ["Ada <b>Z.</b>"]) == 1
    assert db["person"].count_where("display_name = ?", ["Teo Z."]) == 0


def test_the_session_comes_back_and_the_tablet_tries_again(db, theatre, record, marta):
    tap = mark(theatre.people["Amina B."])
    record(tap)
    db.execute("update session set state = 'planned' where id = ?", [theatre.cancelled])
    assert record(tap)["acknowledged"] == [tap["uuid"]]
    assert settling.waiting(db, by=marta) == []


def test_what_is_still_refused_there_stays_as_it_was(db, theatre, record, marta):
    tap = mark(theatre.archived)
    record(tap, session=theatre.today)
    assert refusal(apply, db, tap, theatre.today, marta) == "person_archived"
    assert refusal(apply, db, tap, theatre.cancelled, marta) == "session_cancelled"
    assert [row["reason"] for row in settling.waiting(db, by=marta)] == ["person_archived"]
    db.execute("update person set archived_at = null where id = ?", [theatre.archived])
    apply(db, tap, theatre.today, marta)


def test_a_volunteers_tap_of_another_day_waits_for_a_coordinator(db, theatre, record, marta):
    tap = mark(theatre.people["Luca R."])
    assert record(tap, session=theatre.yesterday)["refused"] == {tap["uuid"]: "only_today"}
    apply(db, tap, theatre.yesterday, marta)
    assert registers.open_register(db, theatre.yesterday, by=marta, today=TODAY)["marks"] == {theatre.people["Luca R."]: True}


def test_somebody_erased_and_a_session_gone_are_shown_for_what_they_are(db, theatre, record, marta):
    record(mark(99_999), session=theatre.today)
    record(mark(theatre.people["Luca R."]), session=98_765)
    assert {(row["reason"], row["who"], row["title"]) for row in settling.waiting(db, by=marta)} == {
        ("unknown_person", None, "Laboratorio di teatro"), ("unknown_session", "Luca R.", None)}


@pytest.mark.parametrize("why, key", [("", "missing"), (" \u202e ", "missing"), ("x" * 10_000, "too_long")])
def test_it_is_not_dropped_without_a_reason(db, theatre, record, marta, why, key):
    tap = mark(theatre.people["Luca R."])
    record(tap)
    assert refusal(settling.drop, db, tap["uuid"], why, by=marta) == key
    settling.drop(db, tap["uuid"], "non era questo incontro أمينة", by=marta)
    [kept] = db.query("select settled, why, typed from refused_tap")
    assert (kept["settled"], kept["why"]) == ("dropped", "non era questo incontro أمينة")
    assert record(tap)["acknowledged"] == [tap["uuid"]]
    assert audit.broken_at(db) is None


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "ivo", "aldo"])
def test_only_a_coordinator_settles(db, theatre, record, cast, who, behind_curtain):
    tap = mark(theatre.people["Luca R."])
    record(tap)
    by = getattr(cast, who)
    assert refusal(settling.waiting, db, by=by) == refusal(settling.drop, db, tap["uuid"], "x", by=by) == "not_allowed"
    assert refusal(apply, db, tap, theatre.today, by) == refusal(settling.places_for, db, tap["uuid"], by=by) == "not_allowed"
    assert refusal(settling.waiting, db, by=behind_curtain(cast.marta)) == "curtain_drawn"


def test_the_screen_lists_them_and_puts_one_where_it_belongs(db, theatre, record, screen, marta, sara):
    taps = [mark(theatre.people["Amina B."]), newcomer("**Ada** [qui](http://x)"), count(theatre.school, 7),
            mark(theatre.people["Luca R."])]
    record(*taps)
    assert "taps were not accepted" not in words(screen(sara, "oggi"))
    at = screen(marta, "oggi")
    assert "4 taps were not accepted" in words(at)
    at.button(key="refused.decide").click().run()
    said = words(at)
    assert "Amina B" in said
    assert "](http" not in said
    assert "children\\: 7" in said
    at = screen(marta, "segni-non-accettati", language="it")
    at.selectbox(key=f"refused.to_{taps[0]['uuid']}").set_value(theatre.today).run()
    at.button(key=f"refused.apply_{taps[0]['uuid']}").click().run()
    assert registers.open_register(db, theatre.today, by=marta, today=TODAY)["marks"] == {theatre.people["Amina B."]: True}
    at.button(key=f"refused.drop_{taps[2]['uuid']}").click().run()
    assert "missing" in words(at) or at.error
    at.text_input(key=f"refused.why_{taps[2]['uuid']}").set_value("contati due volte").run()
    at.button(key=f"refused.drop_{taps[2]['uuid']}").click().run()
    assert len(settling.waiting(db, by=marta)) == 2
    [dropped] = db.query("select facts from audit where verb = 'registers.drop_refused'")
    assert json.loads(dropped["facts"])["tap"] == taps[2]["uuid"]
