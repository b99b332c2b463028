"""The way of an activity: which step is possible from where, and by whom."""

from __future__ import annotations

import pytest

from db.plan import activities, signatures
from tests.conftest import TODAY
from tests.plan.test_activities import refusal

STEPS = {"discuss": activities.discuss, "start": activities.start,
         "close": lambda db, id, by: activities.close(db, id, by=by, today=TODAY),
         "drop": lambda db, id, by: activities.drop(db, id, "Nessuna adesione", by=by, today=TODAY), "reopen": activities.reopen}
WAYS = {
    "proposed": ([], {"discuss", "drop"}),
    "under_discussion": (["discuss"], {"drop"}),
    "shared": (["sign"], {"start", "drop"}),
    "running": (["sign", "start"], {"close", "drop"}),
    "closed": (["sign", "start", "close"], set()),
    "dropped": (["drop"], {"reopen"}),
}


def bring(db, activity_id, cast, state):
    """Walks the activity to a state."""
    for step in WAYS[state][0]:
        if step == "sign":
            for signer in (cast.marta, cast.davide):
                signatures.sign(db, activity_id, version=1, by=signer)
        else:
            STEPS[step](db, activity_id, by=cast.marta)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", WAYS)
def test_a_step_is_taken_from_where_it_leads_and_refused_elsewhere(db, theatre, cast, state, step):
    bring(db, theatre, cast, state)
    if step in WAYS[state][1]:
        STEPS[step](db, theatre, by=cast.davide)
        assert activities.activity(db, theatre, by=cast.ivo)["state"] != state
    else:
        assert refusal(STEPS[step], db, theatre, by=cast.davide).key == f"{step}_not_now"
        assert activities.activity(db, theatre, by=cast.ivo)["state"] == state


@pytest.mark.parametrize("who", ["elena", "sara", "nadia", "aldo", "ivo"])
@pytest.mark.parametrize("step", STEPS)
def test_only_coordinators_steer(db, theatre, cast, step, who):
    assert refusal(STEPS[step], db, theatre, by=getattr(cast, who)).key == "not_allowed"


@pytest.mark.parametrize(("reason", "key"), [("", "missing"), ("  \n", "missing"), ("x" * 301, "too_long")])
def test_dropping_says_why(db, theatre, marta, reason, key):
    assert refusal(activities.drop, db, theatre, reason, by=marta, today=TODAY).key == key
    activities.drop(db, theatre, "Manca lo spazio", by=marta, today=TODAY)
    assert activities.activity(db, theatre, by=marta)["reason"] == "Manca lo spazio"


def test_what_was_signed_dropped_and_reopened_is_signed_anew(db, theatre, cast):
    bring(db, theatre, cast, "shared")
    activities.drop(db, theatre, "Rinviato", by=cast.marta, today=TODAY)
    activities.reopen(db, theatre, by=cast.davide)
    now = activities.activity(db, theatre, by=cast.ivo)
    assert (now["state"], now["version"], now["signatures"], now["reason"]) == ("under_discussion", 2, {}, "")
    assert activities.history(db, theatre, by=cast.ivo)[0]["changed"] == []
