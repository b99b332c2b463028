"""Who may do what, in words: the table of `db/rules.py` as people read it."""

from __future__ import annotations

import streamlit as st

from db.rules import MAY, ROLES
from pages.ui import labels
from pages.ui.texts import N_, _

VERBS = {
    "casa.read": N_("see the Casa's name, places and neighbourhoods"),
    "casa.change": N_("change the Casa's name, places and neighbourhoods"),
    "organisations.read": N_("see organisations"),
    "organisations.change": N_("add and change organisations"),
    "organisations.import": N_("import the Ministry's schools"),
    "people.read": N_("see households and people"),
    "people.change": N_("add and change households and people"),
    "contacts.read": N_("see full names and phones (each look is traced)"),
    "contacts.change": N_("change full names and phones"),
    "activities.read": N_("see activities"),
    "activities.propose": N_("propose an activity"),
    "activities.revise": N_("change an activity"),
    "activities.sign": N_("sign for the own organisation"),
    "activities.steer": N_("start, close or drop an activity"),
    "programme.change": N_("write the programme of the year"),
    "money.read": N_("see funds, budgets and what is left"),
    "money.change": N_("change funds and budgets"),
    "suppliers.read": N_("see suppliers and documents of expenses"),
    "expenses.change": N_("write expenses"),
    "commitments.read": N_("see what each organisation promised"),
    "commitments.change": N_("write what each organisation promised and gave"),
    "table.read": N_("see meetings, decisions and agendas"),
    "table.hold": N_("prepare and lead a meeting"),
    "decisions.take": N_("write down a decision"),
    "decisions.approve": N_("approve a decision for the own organisation"),
    "minutes.read": N_("read minutes (one's own: those approved)"),
    "minutes.comment": N_("comment minutes before they are approved"),
    "minutes.write": N_("write minutes"),
    "minutes.approve": N_("approve minutes for the own organisation"),
    "actions.read": N_("see action items"),
    "actions.assign": N_("give somebody an action item"),
    "actions.finish": N_("say that an action item is done"),
    "calendar.read": N_("see sessions in the calendar"),
    "calendar.browse": N_("leaf through the calendar"),
    "calendar.change": N_("open school years and change closures"),
    "sessions.plan": N_("plan, move and cancel sessions"),
    "shifts.read": N_("see how many volunteers are missing"),
    "shifts.offer": N_("offer oneself as a volunteer and answer"),
    "rota.change": N_("say how many volunteers are wanted and ask them"),
    "enrolments.change": N_("enrol people"),
    "registers.list": N_("see which registers there are"),
    "registers.read": N_("see the names in a register"),
    "registers.record": N_("take the roll call"),
    "registers.import": N_("import attendance sheets"),
    "registers.settle": N_("settle taps that were not accepted"),
    "look.read": N_("look at the charts"),
    "places.reserve": N_("say that a place is not available"),
    "accounts.read": N_("see accounts"),
    "accounts.change": N_("add and change accounts"),
    "sign_ins.revoke": N_("end sign-ins of others"),
    "audit.read": N_("read the trail of who did what"),
    "backup.make": N_("make backups"),
}
SCOPES = {"all": N_("yes"), "own": N_("one's own"), "today": N_("today's")}
NAMED = [role for role in ROLES if role != "machine"]


def table() -> None:
    """A line a verb, a column a role; an empty cell is a no."""
    st.table([
        {_("What"): _(said)} | {_(labels.ROLES[role]): _(SCOPES[MAY[verb][role]]) if role in MAY[verb] else "–" for role in NAMED}
        for verb, said in VERBS.items() if verb in MAY
    ])
    st.caption(_("One's own: what one proposed or leads; among accounts, those of one's own organisation and of those that do not "
                 "sign."))
