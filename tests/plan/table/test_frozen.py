"""A frozen chart keeps its figures; at review then stands beside now."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from db.connection import DatabaseError
from db.look.filters import Filter
from db.plan.table import decisions, frozen, reviews
from db.rules import RuleBroken
from pages.plan.table import frozen_words
from pages.ui import charts, pictures, texts
from tests.conftest import TODAY
from tests.plan.table.told_meeting import NOV, gathering, told

LATER = date(2027, 2, 24)


@pytest.fixture
def meeting(db, cast):
    return told(db, cast)


@pytest.fixture
def kept(db, cast, meeting) -> dict:
    return frozen.of_decision(db, meeting.decisions[0], by=cast.marta)[0]


def test_its_figures_stay_though_the_registers_change(db, cast, meeting, kept):
    gathering(db, meeting.activity, people=20, days=(date(2026, 10, 14), date(2026, 11, 11)), thin=False)
    again = frozen.of_decision(db, meeting.decisions[0], by=cast.marta)[0]
    assert again["rows"] == kept["rows"] and again["figures"] == kept["figures"]
    assert frozen.now(db, again, today=TODAY, by=cast.marta)["rows"] != kept["rows"]


def test_it_keeps_filters_definition_and_who(kept):
    assert (kept["chart"], kept["view"], kept["definition"], kept["who"]) == (
        "by_month", NOV, "Ogni volta che qualcuno viene.", "Marta")


def test_a_thin_month_is_hidden_in_what_is_kept(db, kept):
    month = [row for row in kept["rows"] if row["month"] == "2026-09" and row["kind"] == "households"]
    assert [(row["value"], row["hidden"]) for row in month] == [(None, True)]
    assert '"value": 3,' not in db.execute("select rows from frozen_chart").fetchone()[0]


def test_now_is_as_many_months_up_to_today(db, cast, kept):
    now = frozen.now(db, kept, today=LATER, by=cast.marta)
    assert now["view"] == Filter(date(2026, 12, 1), LATER, LATER)
    assert len(now["view"].months) == len(kept["view"].months) == 3


def test_the_difference_is_said_in_words_and_not_where_something_is_hidden():
    shown, less, hidden = ({"value": 120, "hidden": False, "rounded": False}, {"value": 90, "hidden": False, "rounded": False},
                           {"value": None, "hidden": True, "rounded": False})
    share = {"value": 0.4, "hidden": False, "rounded": False}
    then = {"presences": less, "head_counts": shown, "people": hidden, "households": shown, "returning": share}
    now = {"presences": shown, "head_counts": shown, "people": shown, "households": hidden, "returning": {**share, "value": 0.5}}
    texts.use("en")
    said = dict(frozen_words.differences(then, now))
    texts.use("it")
    assert said["named presences"] == "90 then, 120 now: 30 more (33%)"
    assert said["head-counts"] == "120 then, 120 now: as many"
    assert said["different people"] == "not shown then, 120 now. Too few people to be told: no difference is said."
    assert said["households reached"].startswith("120 then, not shown now.")
    assert said["had come before"] == "40% then, 50% now: 10 points more"


def test_then_and_now_are_drawn_on_one_scale():
    def rows(value):
        return [{"month": "2026-10", "kind": "households", "estimated": False, "value": value, "hidden": False}]
    from pages.ui import figures
    then, now = charts.beside("by_month", figures.worded("by_month", rows(10)), figures.worded("by_month", rows(40)), locale="it")
    assert then.to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"] == [0, 40]
    assert now.to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"] == [0, 40]


def test_the_picture_is_drawn_of_the_rows_that_are_kept(db, cast, meeting):
    seen = []

    def draw(rows):
        seen.extend(rows)
        return pictures.of_rows("by_activity", rows)
    frozen.freeze(db, meeting.decisions[1], "by_activity", NOV, draw=draw, by=cast.marta)
    kept = frozen.of_decision(db, meeting.decisions[1], by=cast.marta)[0]
    assert kept["picture"].startswith(b"\x89PNG") and len(kept["picture"]) < 1_000_000
    assert json.loads(json.dumps(seen)) == kept["rows"]


def test_once_somebody_has_approved_no_chart_is_added_or_changed(db, cast, meeting):
    with pytest.raises(RuleBroken, match="decision_keeps_its_charts"):
        frozen.freeze(db, meeting.decisions[0], "by_month", NOV, by=cast.marta)
    for sql in ("update frozen_chart set rows = '[]'", "delete from frozen_chart",
                "insert into frozen_chart (decision_id, chart, filter, rows, frozen_at) "
                "select decision_id, chart, filter, rows, frozen_at from frozen_chart"):
        with pytest.raises(DatabaseError):
            db.execute(sql)


def test_an_unknown_chart_is_refused(db, cast, meeting):
    with pytest.raises(RuleBroken, match="unknown_choice"):
        frozen.freeze(db, meeting.decisions[1], "../../etc", NOV, by=cast.marta)


@pytest.mark.parametrize("who", ["elena_elsewhere", "ivo", "sara", "nadia"])
def test_who_may_not_take_decisions_freezes_nothing(db, cast, meeting, who):
    if who == "elena_elsewhere":
        db.execute("update meeting set drafter_id = null")
    with pytest.raises(RuleBroken, match="not_allowed"):
        frozen.freeze(db, meeting.decisions[1], "by_month", NOV, by=getattr(cast, who.split("_")[0]))


def test_a_view_goes_into_an_agenda_and_comes_back(db, cast):
    view = Filter(date(2026, 9, 1), TODAY, TODAY, 3, 4)
    assert frozen.view_of(json.loads(json.dumps(frozen.as_kept(view)))) == view
    assert frozen.view_of(frozen.as_kept(view), LATER).months == ["2026-12", "2027-01", "2027-02"]


def test_a_review_with_a_next_day_falls_due_again(db, cast, meeting):
    first = meeting.decisions[0]
    assert [row["id"] for row in decisions.listed(db, today=LATER, by=cast.marta, only="due")] == [first]
    reviews.review(db, first, "Sono venuti in tanti.", "keep", LATER + timedelta(60), today=LATER, by=cast.marta)
    now = decisions.decision(db, first, by=cast.marta)
    assert now["review_on"] == (LATER + timedelta(60)).isoformat() and now["reviewed_at"] is None
    assert not decisions.due(now, LATER) and decisions.due(now, LATER + timedelta(60))


def test_the_last_review_ends_them(db, cast, meeting):
    reviews.review(db, meeting.decisions[0], "Non viene più nessuno.", "stop", today=LATER, by=cast.davide)
    assert [each["outcome"] for each in reviews.of_decision(db, meeting.decisions[0], by=cast.ivo)] == ["stop"]
    with pytest.raises(RuleBroken, match="decision_is_reviewed"):
        reviews.review(db, meeting.decisions[0], "Ancora", "keep", today=LATER, by=cast.davide)


@pytest.mark.parametrize(("text", "outcome", "again", "key"), [
    ("", "keep", None, "missing"), ("a" * 2001, "keep", None, "too_long"), ("ok", "perhaps", None, "unknown_choice"),
    ("ok", "keep", LATER, "review_in_the_past"), ("ok", "keep", date(2400, 1, 1), "out_of_range"),
    ("ok", "stop", LATER + timedelta(9), "stopped_is_not_reviewed")])
def test_a_bad_review_is_refused_and_nothing_is_written(db, cast, meeting, text, outcome, again, key):
    with pytest.raises(RuleBroken, match=key):
        reviews.review(db, meeting.decisions[0], text, outcome, again, today=LATER, by=cast.marta)
    assert not reviews.of_decision(db, meeting.decisions[0], by=cast.marta)


def test_reviews_are_not_rewritten(db, cast, meeting):
    reviews.review(db, meeting.decisions[0], "Bene.", "keep", today=LATER, by=cast.marta)
    for sql in ("update decision_review set text = 'x'", "delete from decision_review"):
        with pytest.raises(DatabaseError):
            db.execute(sql)


@pytest.mark.parametrize("who", ["ivo", "sara", "nadia"])
def test_who_may_not_reviews_nothing(db, cast, meeting, who):
    with pytest.raises(RuleBroken, match="not_allowed"):
        reviews.review(db, meeting.decisions[0], "Bene.", "keep", today=LATER, by=getattr(cast, who))
