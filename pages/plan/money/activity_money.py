"""The money of one activity: a section of its screen, and the body of its budget."""

from __future__ import annotations

import streamlit as st

from db.plan import activities
from db.plan.money import figures
from pages.plan.money import lines, words
from pages.ui.here import Here, go
from pages.ui.messages import plain
from pages.ui.texts import _, money


def money_of_activity(here: Here, activity: dict) -> None:
    """A section of the activity's screen, nothing for whom may not read money. `activity` is `activities.activity`'s row."""
    if not here.may("money.read"):
        return
    st.header(_("Money"), anchor=False)
    body(here, activity)


def body(here: Here, activity: dict) -> None:
    """Planned, spent and left; what a presence costs; the lines; and the ways to change them."""
    found = figures.of_activity(here.db, activity["id"], today=here.today, by=here.me)
    lines.headline(
        (_("Planned"), money(found["planned_cents"]), None),
        (_("Spent"), money(found["spent_cents"]), None),
        (_("Left"), money(found["left_cents"]), None),
    )
    with st.container(horizontal=True, gap="large", key="money-costs"):
        for label, figure, said in (
            (_("A presence costs {amount}"), found["per_presence"],
             _("Spent, divided by presences: each time somebody came, by name or by head-count.")),
            (_("A household reached costs {amount}"), found["per_household"],
             _("Spent, divided by the households with somebody marked by name.")),
        ):
            st.markdown(plain(label.format(amount=words.cost(figure))), help=said, width="content")
    if found["in_kind_cents"] or found["in_kind_minutes"]:
        st.caption(plain(_("Given without money, and not counted above: worth {amount}, with {hours} of volunteers.",
                           amount=money(found["in_kind_cents"]), hours=words.hours(found["in_kind_minutes"]))))
    if found["lines"]:
        lines.table(f"activity-{activity['id']}", found["lines"],
                    lambda row: st.markdown(plain(words.line(row["category"], row["fund"]))), head=_("Category and fund"))
    elif found["planned_cents"]:
        st.caption(_("This money is not divided by category and fund yet."))
    _ways(here, activity)


def _ways(here: Here, activity: dict) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", key="activity_money.ways"):
        if st.button(_("Expenses"), icon=":material/receipt_long:", key="activity_money.expenses"):
            go("spese", attivita=activity["id"])
        if (here.may("money.change") and activities.revisable(activity, by=here.me)
                and st.button(_("Divide the money") if not activity["budget_lines"] else _("Change the budget"),
                              icon=":material/edit:", key="activity_money.change")):
            go("bilancio", attivita=activity["id"], modifica=1)
