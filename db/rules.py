"""Who may do what, and how a refusal is said.

A refusal is a key and facts; the screen finds the sentence (`pages/ui/messages.py`). The table below is the whole
permission of Telaio: a verb that is not in it may be done by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("coordinator", "educator", "volunteer", "viewer", "neutral_operator", "administrator", "machine")

# `machine` is the shell beside the server (python -m db): whoever holds the files.
# all: everything · own: of the own organisation, or what one leads or proposed · today: registers of today · -: no
# The second column says whether the verb shows or takes names of families: never behind the shared-screen curtain.
TABLE = """
verb                    names  coordinator  educator  volunteer  viewer  neutral_operator  administrator  machine
casa.read               no     all          all       all        all     all               all            all
casa.change             no     all          -         -          -       -                 -              all
organisations.read      no     all          all       -          all     -                 all            all
organisations.change    no     all          -         -          -       -                 -              all
organisations.import    no     all          -         -          -       -                 -              all
people.read             yes    all          all       -          -       -                 -              -
people.change           yes    all          all       -          -       -                 -              -
contacts.read           yes    all          -         -          -       -                 -              -
contacts.change         yes    all          -         -          -       -                 -              -
activities.read         no     all          all       -          all     -                 -              all
activities.propose      no     all          all       -          -       -                 -              -
activities.revise       no     all          own       -          -       -                 -              -
activities.sign         no     own          -         -          -       -                 -              -
activities.steer        no     all          -         -          -       -                 -              -
programme.change        no     all          -         -          -       -                 -              -
money.read              no     all          all       -          all     -                 -              -
money.change            no     all          -         -          -       -                 -              -
suppliers.read          yes    all          -         -          -       -                 -              -
expenses.change         yes    all          -         -          -       -                 -              -
commitments.read        no     all          all       -          all     -                 -              -
commitments.change      no     all          -         -          -       -                 -              -
calendar.read           no     all          all       today      all     all               -              all
calendar.browse         no     all          all       -          all     all               -              all
calendar.change         no     all          -         -          -       -                 -              all
sessions.plan           no     all          own       -          -       -                 -              -
shifts.read             no     all          all       own        all     -                 -              -
shifts.offer            no     -            own       own        -       -                 -              -
rota.change             no     all          own       -          -       -                 -              -
enrolments.change       yes    all          own       -          -       -                 -              -
table.read              no     all          all       -          all     -                 -              all
table.hold              no     all          own       -          -       -                 -              -
decisions.take          no     all          own       -          -       -                 -              -
decisions.approve       no     own          -         -          -       -                 -              -
minutes.read            no     all          all       -          own     -                 -              -
minutes.comment         no     all          all       -          -       -                 -              -
minutes.write           no     all          own       -          -       -                 -              -
minutes.approve         no     own          -         -          -       -                 -              -
actions.read            no     all          all       own        own     own               own            all
actions.assign          no     all          own       -          -       -                 -              -
actions.finish          no     all          own       own        own     own               own            -
registers.list          no     all          all       today      -       -                 -              -
registers.read          yes    all          all       today      -       -                 -              -
registers.record        yes    all          all       today      -       -                 -              -
registers.import        yes    all          -         -          -       -                 -              -
registers.settle        yes    all          -         -          -       -                 -              -
look.read               no     all          all       -          all     -                 -              all
places.reserve          no     -            -         -          -       all               -              -
accounts.read           no     all          -         -          -       -                 all            all
accounts.change         no     own          -         -          -       -                 all            all
sign_ins.revoke         no     own          -         -          -       -                 all            all
audit.read              no     all          -         -          -       -                 all            all
backup.make             no     all          -         -          -       -                 all            all
"""

_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
MAY = {row[0]: {role: scope for role, scope in zip(_HEAD[2:], row[2:], strict=True) if scope != "-"} for row in _ROWS}
READS_NAMES = {row[0] for row in _ROWS if row[1] == "yes"}


class RuleBroken(Exception):
    """A refusal that a person can understand and mend: a key for the sentence, and the facts it names."""

    def __init__(self, key: str, **facts):
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __reduce__(self):
        return (_rebuilt, (self.key, self.facts))

    def __repr__(self) -> str:
        return f"RuleBroken({self.key!r})"


def _rebuilt(key, facts):
    return RuleBroken(key, **facts)


@dataclass(frozen=True)
class By:
    """Who asks: an account as it is at this moment, with the curtain of the screen it sits at.

    `side` is 'municipality' or 'partner' for people of the two signing organisations, None for all others.
    """

    id: int | None
    display_name: str
    role: str
    organisation_id: int | None
    side: str | None = None
    language: str = "it"
    shared_screen: bool = False


MACHINE = By(id=None, display_name="python -m db", role="machine", organisation_id=None)


def may(by: By, verb: str) -> str | None:
    """The scope ('all', 'own', 'today') in which `by` may do `verb`, or None. Unknown verbs raise KeyError."""
    if by.shared_screen and verb in READS_NAMES:
        return None
    return MAY[verb].get(by.role)


def ask(by: By, verb: str) -> str:
    """The scope in which `by` may do `verb`. Raises RuleBroken: `not_allowed`, or `curtain_drawn` on a shared screen."""
    if by.shared_screen and verb in READS_NAMES:
        raise RuleBroken("curtain_drawn", verb=verb)
    scope = MAY[verb].get(by.role)
    if scope is None:
        raise RuleBroken("not_allowed", verb=verb, role=by.role)
    return scope
