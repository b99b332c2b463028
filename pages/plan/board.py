"""The board: what is proposed, discussed, shared and running, each with its two signatures."""

from __future__ import annotations

import streamlit as st

from db import calendar
from db.plan import activities, programme
from pages.plan import cards, proposal
from pages.ui import labels, messages
from pages.ui.here import Here, asked
from pages.ui.texts import _, ngettext

TABLE, OVER = ("proposed", "under_discussion", "shared", "running"), ("closed", "dropped")


def show(here: Here) -> None:
    years = programme.years(here.db, by=here.me)
    this_year = calendar.school_year_of(here.today)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Board"), width="stretch")
        year, filters = _filters(here, years, this_year)
        may_propose = bool(years) and here.may("activities.propose")
        proposing = may_propose and asked("proponi") is not None
        if may_propose and not proposing and st.button(_("Propose"), icon=":material/add:", type="primary", key="board.propose"):
            st.query_params["proponi"] = "1"
            st.rerun()
    if not years:
        _open_the_year(here, this_year)
        return
    if proposing:
        proposal.form(here, year or years[0])
    found = activities.board(here.db, by=here.me, school_year=year, **filters)
    cards.look()
    if any(found[state] for state in TABLE):
        _columns(here, found, TABLE)
    else:
        _nothing(here, any(filters.values()))
    _over(here, found)


def _over(here: Here, found: dict[str, list[dict]]) -> None:
    over = sum(len(found[state]) for state in OVER)
    if not over:
        return
    shown = st.toggle(ngettext("Show {n} that is over", "Show {n} that are over", over), value=asked("finite") == "1",
                      key="board.over")
    if shown:
        st.query_params["finite"] = "1"
        _columns(here, found, OVER)
    else:
        st.query_params.pop("finite", None)


def _filters(here: Here, years: list[str], this_year: str) -> tuple[str | None, dict]:
    """The filters, kept in the address: a link opens the same board."""
    everything = [each for found in activities.board(here.db, by=here.me).values() for each in found]
    organisations = {str(id): name for card in everything for id, name in
                     zip(card["leads"] + card["involved"], card["lead_names"] + card["involved_names"], strict=True)}
    chosen = sum(asked(name) is not None for name in ("anno", "stagione", "tipo", "principio", "ente"))
    with st.popover(ngettext("{n} filter", "{n} filters", chosen) if chosen else _("Filter"), icon=":material/filter_list:",
                    key="board.filter"):
        year = _choice("anno", _("School year"), {each: each for each in years}, this_year if this_year in years else None)
        season = _choice("stagione", _("Season"), {key: _(label) for key, label in labels.SEASONS.items()})
        kind = _choice("tipo", _("Kind"), {key: _(label) for key, label in labels.ACTIVITY_KINDS.items()})
        principle = _choice("principio", _("Principle"), {key: _(label) for key, label in labels.PRINCIPLES.items()})
        organisation = _choice("ente", _("Organisation"), dict(sorted(organisations.items(), key=lambda each: each[1])))
    return year, {"season": season, "kind": kind, "principle": principle,
                  "organisation": int(organisation) if organisation else None}


def _choice(name: str, label: str, options: dict[str, str], default: str | None = None) -> str | None:
    keys = list(options)
    now = asked(name) if asked(name) in options else default
    chosen = st.selectbox(label, keys, index=keys.index(now) if now else None, format_func=options.get, placeholder=_("all"),
                          key=f"board.{name}")
    if chosen and chosen != default:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return chosen


def _columns(here: Here, found: dict[str, list[dict]], states: tuple) -> None:
    for column, state in zip(st.columns(len(states), gap="medium"), states, strict=True):
        with column:
            cards.heading(state, len(found[state]))
            for activity in found[state]:
                cards.card(here, activity)


def _open_the_year(here: Here, school_year: str) -> None:
    st.info(_("The school year {school_year} is not open yet: its holidays and closures come first, then the proposals.",
              school_year=school_year), icon=":material/event_available:")
    if here.may("calendar.change"):
        if st.button(_("Open the school year {school_year}", school_year=school_year), type="primary", key="board.open_year"):
            calendar.open_year(here.db, school_year, by=here.me)
            messages.saved()
            st.rerun()
    else:
        st.caption(_("A coordinator opens it."))


def _nothing(here: Here, filtered: bool) -> None:
    if filtered:
        st.info(_("Nothing fits these filters. Take one away."), icon=":material/filter_list_off:")
    elif here.may("activities.propose"):
        st.info(_("Nothing here yet. What do families need? Propose the first activity."), icon=":material/lightbulb:")
    else:
        st.info(_("Nothing has been proposed yet for this school year."), icon=":material/lightbulb:")
