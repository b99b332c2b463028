"""Who approved, side by side: the organisation's colour, a sign, the person and the day; the button for whose side has not."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from db.plan.signatures import SIDES
from pages.plan import marks
from pages.ui import messages
from pages.ui.here import Here
from pages.ui.texts import _, moment


def show(here: Here, approvals: dict[str, dict], key: str, approve: Callable[[], object] | None) -> None:
    """One line a side. `approve` is offered to whom the missing side is theirs; None: nothing can be approved now."""
    for side in SIDES:
        name, approval = messages.plain(here.casa[side]), approvals.get(side)
        if approval:
            said = messages.plain(_("{who}, {when}", who=approval["who"], when=moment(approval["at"])))
            st.markdown(f":{marks.COLOURS[side]}[{marks.SIGNED} **{name}**] · :gray[{said}]")
        elif approve and here.me.side == side:
            if st.button(_("Approve for {organisation}", organisation=name), icon=":material/draw:", type="primary", key=key):
                approve()
                messages.saved()
                st.rerun()
        else:
            st.markdown(f":{marks.COLOURS[side]}[{marks.MISSING}] {name}: {_('approval missing')}")
