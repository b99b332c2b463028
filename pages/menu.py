"""The menu: which screens there are, and who is offered which. The rule itself is asked again in `db`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from db.rules import ask
from pages.attend import import_sheet, refused_taps, roll_call, today
from pages.look import participation
from pages.neutral import places as neutral_places
from pages.office import accounts, audit, backup, casa, mine, school_calendar
from pages.plan import activity, board, calendar, programme, session, shifts
from pages.plan.money import budget, commitments, expenses, fund
from pages.plan.table import actions as table_actions
from pages.plan.table import decisions as table_decisions
from pages.plan.table import meeting as table_meeting
from pages.plan.table import meetings as table_meetings
from pages.plan.table import minutes as table_minutes
from pages.plan.table import table_mode
from pages.registry import households, import_schools, organisations
from pages.ui.here import Here
from pages.ui.texts import N_, _


@dataclass(frozen=True)
class Screen:
    """A screen's place in the menu. `verb`: what one must be allowed to do to be offered it. `listed`: in the menu or by link."""

    path: str
    title: str
    icon: str
    show: Callable[[Here], None]
    verb: str
    section: str = ""
    listed: bool = True


PLAN, PEOPLE, LOOK, OFFICE = N_("Plan"), N_("Who takes part"), N_("Look together"), N_("Office")


def _home(show: Callable[[Here], None], here: Here) -> None:
    """Where one begins the day: at the foot of it stands what one took on."""
    show(here)
    table_actions.my_actions(here)


SCREENS = [
    Screen("oggi", N_("Today"), ":material/today:", partial(_home, today.show), "registers.list"),
    Screen("appello", N_("Roll call"), ":material/how_to_reg:", roll_call.show, "registers.read", listed=False),
    Screen("importa-foglio", N_("Import an attendance sheet"), ":material/upload_file:", import_sheet.show, "registers.import",
           listed=False),
    Screen("segni-non-accettati", N_("Taps not accepted"), ":material/front_hand:", refused_taps.show, "registers.settle",
           listed=False),
    Screen("spazio-neutro", N_("Spazio Neutro"), ":material/lock:", neutral_places.show, "places.reserve"),
    Screen("bacheca", N_("Board"), ":material/view_kanban:", board.show, "activities.read", PLAN),
    Screen("programma", N_("Programme"), ":material/menu_book:", programme.show, "activities.read", PLAN),
    Screen("tavolo", N_("Working table"), ":material/co_present:", table_meetings.show, "table.read", PLAN),
    Screen("riunione", N_("Meeting"), ":material/groups:", table_meeting.show, "table.read", PLAN, listed=False),
    Screen("decisioni", N_("Decisions"), ":material/gavel:", table_decisions.show, "table.read", PLAN),
    Screen("impegni", N_("Action items"), ":material/assignment_ind:", table_actions.show, "table.read", PLAN),
    Screen("verbale", N_("Minutes"), ":material/description:", table_minutes.show, "minutes.read", PLAN, listed=False),
    Screen("tavolo-aperto", N_("The table"), ":material/co_present:", table_mode.show, "table.read", PLAN, listed=False),
    Screen("bilancio", N_("Budget"), ":material/account_balance_wallet:", budget.show, "money.read", PLAN),
    Screen("fondo", N_("Fund"), ":material/savings:", fund.show, "money.read", PLAN, listed=False),
    Screen("spese", N_("Expenses"), ":material/receipt_long:", expenses.show, "money.read", PLAN, listed=False),
    Screen("impegni-enti", N_("Commitments of organisations"), ":material/volunteer_activism:", commitments.show,
           "commitments.read", PLAN),
    Screen("calendario", N_("Calendar"), ":material/calendar_month:", calendar.show, "calendar.browse", PLAN),
    Screen("turni", N_("My shifts"), ":material/volunteer_activism:", shifts.show, "shifts.offer"),
    Screen("incontro", N_("Session"), ":material/event:", session.show, "calendar.read", PLAN, listed=False),
    Screen("attivita", N_("Activity"), ":material/handshake:", activity.show, "activities.read", PLAN, listed=False),
    Screen("nuclei", N_("Households and people"), ":material/diversity_3:", households.show, "people.read", PEOPLE),
    Screen("enti", N_("Organisations"), ":material/domain:", organisations.show, "organisations.read", PEOPLE),
    Screen("importa-scuole", N_("Import the schools"), ":material/upload_file:", import_schools.show, "organisations.import",
           PEOPLE, listed=False),
    Screen("partecipazione", N_("Participation"), ":material/insights:", participation.show, "look.read", LOOK),
    Screen("casa", N_("The Casa"), ":material/home:", casa.show, "casa.change", OFFICE),
    Screen("calendario-scolastico", N_("School calendar"), ":material/event_note:", school_calendar.show, "calendar.change",
           OFFICE),
    Screen("account", N_("Accounts"), ":material/badge:", accounts.show, "accounts.read", OFFICE),
    Screen("registro", N_("Trail"), ":material/history:", audit.show, "audit.read", OFFICE),
    Screen("copie", N_("Backups"), ":material/save:", backup.show, "backup.make", OFFICE),
    Screen("io", N_("My account"), ":material/account_circle:", mine.show, "casa.read", OFFICE, listed=False),
]


def navigation(here: Here) -> st.Page:
    """Builds the menu for this person and returns the screen that the address asks for.

    A screen one may not open keeps its address, and says so there instead of showing another screen. At `/` stands the
    first screen one is offered. On a shared screen the menu is folded at the side.
    """
    offered = [screen for screen in SCREENS if here.may(screen.verb)]
    first = offered[0]
    begin = partial(first.show, here) if first.path == "oggi" else partial(_home, first.show, here)
    home = st.Page(begin, title=_(offered[0].title), url_path="inizio", default=True, visibility="hidden")
    pages, sections = {}, {"": [home]}
    for screen in SCREENS:
        mine = screen in offered
        page = st.Page(
            partial(screen.show, here) if mine else partial(_refused, screen.verb, here),
            title=_(screen.title), icon=screen.icon, url_path=screen.path,
            visibility="visible" if screen.listed and mine else "hidden",
        )
        pages[screen.path] = page
        sections.setdefault(_(screen.section) if screen.section else "", []).append(page)
    st.session_state["frame.pages"] = pages
    return st.navigation(sections, position="sidebar" if here.me.shared_screen else "top")


def _refused(verb: str, here: Here) -> None:
    ask(here.me, verb)
