"""One part of the minutes on the screen: its words, what writes it by hand, and the comments that hang on it."""

from __future__ import annotations

import streamlit as st

from db.plan.table import comments, minutes, minutes_writing
from db.rules import RuleBroken
from pages.plan.table import frozen_words
from pages.plan.table.minutes_words import Part
from pages.ui import editing, figures, labels, messages
from pages.ui.here import Here
from pages.ui.texts import _, moment


def show(here: Here, kept: dict, part: Part, said: list[dict], writes: bool) -> None:
    """The part; `said` are its comments."""
    with st.container(key=f"part-{part.key.replace(':', '-')}", gap="xsmall"):
        (st.header if part.level == 1 else st.subheader)(messages.plain(part.heading), anchor=False)
        for block in part.blocks:
            SHOWN[block[0]](here, *block[1:])
        with st.container(horizontal=True):
            if part.by_hand and writes:
                _write(here, kept, part)
            if kept["state"] != "approved" and here.may("minutes.comment"):
                _comment(here, kept, part, len(said))
        for each in said:
            _said(here, kept, each)


def _write(here: Here, kept: dict, part: Part) -> None:
    form = f"part.{part.key}"
    begun = editing.begun(form, {"id": kept["id"], "version": kept["revision"]})
    with st.popover(_("Write"), icon=":material/edit:", type="tertiary", key=f"{form}.box", width="content"), \
            st.form(f"{form}.form", border=False):
        text = st.text_area(messages.plain(part.heading), minutes.shown(kept, part.key), height=260, key=f"{form}.text-{begun}",
                            label_visibility="collapsed", placeholder=_("What was said"), width=520)
        if st.form_submit_button(_("Save"), type="primary", key=f"{form}.save"):
            try:
                minutes_writing.write(here.db, kept["id"], part.key, text, revision=begun, by=here.me)
            except RuleBroken as refusal:
                editing.refuse(form, refusal, {"id": kept["id"], "version": kept["revision"]})
            else:
                editing.done(form)
                messages.saved()
                st.rerun()


def _comment(here: Here, kept: dict, part: Part, made: int) -> None:
    key = f"part.{part.key}.comment"
    with st.popover(_("Comment"), icon=":material/comment:", type="tertiary", key=f"{key}.box", width="content"), \
            st.form(f"{key}.form", border=False):
        text = st.text_area(labels.field("comment"), key=f"{key}-{made}", height=100, width=420,
                            placeholder=_("What should be said differently"))
        if st.form_submit_button(_("Say it"), type="primary", key=f"{key}.send"):
            try:
                comments.comment(here.db, kept["id"], part.key, text, by=here.me)
            except RuleBroken as refusal:
                messages.refuse(refusal)
            else:
                messages.saved()
                st.rerun()


def _said(here: Here, kept: dict, each: dict) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"comment-{each['id']}"):
        sign = ":green[:material/check:]" if each["settled_at"] else ":orange[:material/comment:]"
        settled = _("settled by {who}", who=each["settler"]) if each["settled_at"] else ""
        about = " · ".join(word for word in (each["who"], moment(each["at"]), settled) if word)
        text = messages.plain(each["text"]).replace("\n", "  \n")
        st.markdown(f"{sign} {text}  \n:gray[{messages.plain(about)}]", width="stretch")
        if not each["settled_at"] and kept["state"] != "approved" and st.button(
                _("Settled"), icon=":material/check:", key=f"comment.settle-{each['id']}"):
            comments.settle(here.db, each["id"], by=here.me)
            messages.saved()
            st.rerun()


def _text(_here: Here, said: str) -> None:
    st.markdown(messages.plain(said))


def _list(_here: Here, lines: list[str]) -> None:
    st.markdown("\n".join(f"{n}. {messages.plain(line)}" for n, line in enumerate(lines, start=1)))


def _table(_here: Here, heads: tuple, rows: list[tuple]) -> None:
    st.table([{messages.plain(head): messages.plain(cell) for head, cell in zip(heads, row, strict=True)} for row in rows])


def _decision(_here: Here, number: int, said: str, lines: list[str]) -> None:
    text = messages.plain(said).replace("\n", "  \n")
    st.markdown(f"**{messages.plain(_('Decision no. {number}.', number=number))}** {text}\n"
                + "\n".join(f"- {messages.plain(line)}" for line in lines))


def _chart(here: Here, number: int, chart: dict) -> None:
    question = _("Decision no. {number}: {question}", number=number, question=_(figures.QUESTIONS[chart["chart"]]))
    st.markdown(f"**{messages.plain(question)}**")
    about = " · ".join(each for each in (frozen_words.period(chart["view"]), frozen_words.narrowed(here, chart["view"])) if each)
    st.caption(messages.plain(about))
    if chart["picture"]:
        st.image(chart["picture"], caption=messages.plain(chart["definition"]), width=560)
    else:
        st.caption(messages.plain(chart["definition"]))


SHOWN = {"text": _text, "list": _list, "table": _table, "decision": _decision, "chart": _chart}
