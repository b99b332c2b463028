"""A frozen chart: as it was when something was decided, beside the same chart today, and the difference in words."""

from __future__ import annotations

import streamlit as st

from db.plan.table import frozen
from pages.plan.table import frozen_words as words
from pages.ui import charts, figures, messages
from pages.ui.here import Here
from pages.ui.texts import _, language, moment


def show(here: Here, kept: dict) -> None:
    """*Then* and *now* on one scale, the headline first. Whoever may not look at charts sees what was kept and nothing new."""
    question, looks = _(figures.QUESTIONS[kept["chart"]]), {
        "locale": language(), "large": here.me.shared_screen, "dark": st.context.theme.type == "dark"}
    now = frozen.now(here.db, kept, today=here.today, by=here.me)
    then_rows, now_rows = (figures.worded(kept["chart"], rows) for rows in (kept["rows"], now["rows"]))
    drawn = charts.beside(kept["chart"], then_rows, now_rows, **looks)
    with st.container(border=True, key=f"frozen-{kept['id']}"):
        st.header(question, anchor=False)
        if narrowed := words.narrowed(here, kept["view"]):
            st.caption(messages.plain(narrowed))
        st.markdown("\n".join(f"- **{messages.plain(name)}**: {messages.plain(said)}"
                              for name, said in words.differences(kept["figures"], now["figures"])))
        for column, said, view, chart, rows in zip(
                st.columns(2, gap="medium"), (_("Then"), _("Now")), (kept["view"], now["view"]), drawn, (then_rows, now_rows),
                strict=True):
            with column:
                st.markdown(f"**{said}**  \n{messages.plain(words.period(view))}")
                st.altair_chart(chart, width="stretch", key=f"frozen.{kept['id']}.{said}",
                                alt=f"{said}. {figures.alternative(question, rows)}")
        st.caption(_("Frozen on {when} by {who}.", when=moment(kept["frozen_at"]), who=messages.plain(kept["who"] or "—"))
                   + f" {messages.plain(kept['definition'])}")
        if kept["picture"]:
            st.download_button(_("The picture of then"), kept["picture"], mime="image/png", icon=":material/download:",
                               file_name=_("chart-{day}.png", day=kept["frozen_at"][:10]), key=f"frozen.picture-{kept['id']}",
                               on_click="ignore", type="tertiary")
