"""Every screen, opened by everybody: who may sees it, who may not is told so and sees nothing else."""

from __future__ import annotations

import pytest
from streamlit.util import calc_hash

from db.rules import may
from pages import menu
from tests.conftest import words

WHO = ("marta", "davide", "elena", "sara", "nadia", "aldo", "ivo")
REFUSED = "Your role does not allow this"


@pytest.mark.parametrize("who", WHO)
def test_every_screen_opens_or_refuses(screen, cast, who):
    by = getattr(cast, who)
    for each in menu.SCREENS:
        at = screen(by, each.path)
        assert not at.exception, each.path
        said = words(at)
        assert "Something went wrong" not in said, each.path
        assert (REFUSED in said) == (may(by, each.verb) is None), each.path


def test_no_two_screens_share_an_address():
    assert len({each.path for each in menu.SCREENS}) == len(menu.SCREENS)


@pytest.mark.parametrize("who", WHO)
def test_at_a_shared_screen_every_screen_still_opens_or_says_why(screen, cast, db, who):
    by = getattr(cast, who)
    at = screen(by, "io")
    db.execute("update sign_in set shared_screen = 1 where account_id = ?", [by.id])
    for each in menu.SCREENS:
        at._page_hash = calc_hash(each.path)
        at.run()
        assert not at.exception and "Something went wrong" not in words(at), each.path
