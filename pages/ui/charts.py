"""The charts: rows in, `alt.Chart` out. The rows come in words (`figures.py`) and already suppressed; a chart adds none.

Colours are told apart by people with deuteranopia and stand out by 3:1 from the light and the dark page; estimated is paler
with a dashed edge, and what is hidden or was never counted has a mark and a word of its own.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache

import altair as alt
from babel import Locale as Babel

BLUE, AMBER, TEAL, RED, GREY = "#2E7FD9", "#B36B00", "#00967A", "#CC334D", "#6F7D8A"
PALETTE = (BLUE, AMBER, TEAL, RED)
INK = {False: "#3D4955", True: "#D5DDE5"}
CROSS = "M-.7,-.7L.7,.7M.7,-.7L-.7,.7"
DAY = "width < 560 ? slice(datum.label, 0, 3) : datum.label"
MONTH = "[utcFormat(datum.value, '%b'), datum.index === 0 || utcmonth(datum.value) === 0 ? utcFormat(datum.value, '%Y') : '']"


def drawn(chart: str, rows: list[dict], **looks) -> dict:
    """The chart of that name as a Vega-Lite specification, for `st.vega_lite_chart`.

    Building and checking one takes Altair some 50 ms of CPU, four to a page and more than everything else on it: the same
    figures in the same looks are built once. What is kept is already suppressed, and the same for every viewer.
    """
    return json.loads(_built(chart, json.dumps(rows), **looks))


@lru_cache(maxsize=256)
def _built(chart: str, rows: str, **looks) -> str:
    return globals()[chart](json.loads(rows), **looks).to_json(indent=None)


def by_month(rows: list[dict], **looks) -> alt.Chart:
    """Presences month by month, one colour a kind of participant; estimated parts paler, with a dashed edge."""
    bars = alt.Chart(alt.Data(values=told(rows))).mark_bar(strokeWidth=1.5).encode(
        x=_months(),
        y=alt.Y("value:Q", title=None, stack="zero", axis=alt.Axis(format=",d", tickMinStep=1)),
        color=_colours(rows, "what"),
        stroke=_colours(rows, "what", legend=False),
        order=alt.Order("order:Q"),
        fillOpacity=alt.FillOpacity("sure:N", title=None, scale=_scale(rows, "sure", (1, 0.35), "estimated"), legend=None),
        strokeDash=alt.StrokeDash("sure:N", title=None, scale=_scale(rows, "sure", ([1, 0], [4, 3]), "estimated"),
                                  legend=_legend_of_estimates(rows)),
        tooltip="tip:N",
    )
    return _dressed(alt.layer(bars, _silent(rows, _months(), **looks)), **looks)


def unique_and_returning(rows: list[dict], **looks) -> alt.Chart:
    """Different people month by month, those who had come before below those who are new."""
    bars = alt.Chart(alt.Data(values=told(rows))).mark_bar().encode(
        x=_months(),
        y=alt.Y("value:Q", title=None, stack="zero", axis=alt.Axis(format=",d", tickMinStep=1)),
        color=_colours(rows, "what", (BLUE, AMBER, GREY)),
        order=alt.Order("order:Q"),
        tooltip="tip:N",
    )
    return _dressed(alt.layer(bars, _silent(rows, _months(), **looks)), **looks)


def by_activity(rows: list[dict], **looks) -> alt.Chart:
    """One bar an activity and measure, the longest first, each with its number beside it."""
    large, lines = looks.get("large", False), _in_order(rows, "line")
    longest = max([row["value"] for row in told(rows)], default=0) or 1
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("line:N", title=None, sort=lines, scale=alt.Scale(paddingInner=0.25),
                axis=alt.Axis(labelLimit=420 if large else 260, ticks=False, domain=False)),
        yOffset=alt.YOffset("what:N", sort=_in_order(rows, "what")),
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, longest * 1.15])),
        tooltip="tip:N",
    )
    bars = base.transform_filter("isValid(datum.value)").mark_bar().encode(color=_colours(rows, "what", (BLUE, TEAL)))
    numbers = base.transform_calculate(value="isValid(datum.value) ? datum.value : 0").mark_text(
        align="left", dx=6, color=_ink(**looks), fontSize=_size(large)).encode(text="said:N")
    return _dressed(alt.layer(bars, numbers), height=alt.Step(30 if large else 20) if lines else 80, **looks)


def by_weekday(rows: list[dict], **looks) -> alt.Chart:
    """Two bars a day of the week, from Monday."""
    bars = alt.Chart(alt.Data(values=told(rows))).mark_bar().encode(
        x=_days(rows),
        xOffset=alt.XOffset("what:N", sort=_in_order(rows, "what")),
        y=alt.Y("value:Q", title=None, axis=alt.Axis(format=",d", tickMinStep=1)),
        color=_colours(rows, "what", (BLUE, TEAL)),
        tooltip="tip:N",
    )
    return _dressed(alt.layer(bars, _silent(rows, _days(rows), beside=True, **looks)), **looks)


def beside(chart: str, then: list[dict], now: list[dict], **looks) -> list[alt.LayerChart]:
    """The same chart twice, from two sets of rows, on one scale: a bar twice as long is twice as much."""
    draw = {"by_month": by_month, "unique_and_returning": unique_and_returning, "by_activity": by_activity,
            "by_weekday": by_weekday}[chart]
    most, drawn = max(_highest(chart, rows) for rows in (then, now)) or 1, [draw(rows, **looks) for rows in (then, now)]
    for each in drawn:
        if chart == "by_activity":
            for layer in each.layer:
                layer.encoding.x["scale"] = alt.Scale(domain=[0, most * 1.15])
        else:
            each.layer[0].encoding.y["scale"] = alt.Scale(domain=[0, most], nice=True)
    return drawn if chart == "by_activity" else [each.properties(height=540) for each in drawn]  # legends stand in lines there


def _highest(chart: str, rows: list[dict]) -> int:
    heights: dict = {}
    for n, row in enumerate(told(rows)):
        at = row["when"] if chart in ("by_month", "unique_and_returning") else n
        heights[at] = heights.get(at, 0) + row["value"]
    return max(heights.values(), default=0)


def told(rows: list[dict]) -> list[dict]:
    """The rows with a figure."""
    return [row for row in rows if row["value"] is not None]


def _silent(rows: list[dict], x: alt.X, *, large: bool = False, beside: bool = False, **_looks) -> alt.Chart:
    """Under the axis line, a sign for what is not told: a cross for hidden, a dash for no register. Never a bar of nothing."""
    silent = [row for row in rows if row["value"] is None and row["silent"]]
    return alt.Chart(alt.Data(values=silent)).mark_point(
        size=260 if large else 130, strokeWidth=2.5, color=GREY, yOffset=12, opacity=1, aria=bool(silent),
    ).encode(
        x=x,
        **({"xOffset": alt.XOffset("what:N", sort=_in_order(rows, "what"))} if beside else {}),
        y=alt.datum(0),
        shape=alt.Shape("silent:N", title=None, scale=_scale(silent, "silent", ("stroke", CROSS), "hidden"),
                        legend=_legend("bottom", symbolStrokeColor=GREY) if silent else None),
        tooltip="tip:N",
    )


def _months() -> alt.X:
    return alt.X("utcyearmonth(when):O", title=None,
                 axis=alt.Axis(labelExpr=MONTH, labelAngle=0, labelPadding=24, labelOverlap=True, ticks=False))


def _days(rows: list[dict]) -> alt.X:
    return alt.X("line:N", title=None, sort=_in_order(rows, "line"),
                 axis=alt.Axis(labelExpr=DAY, labelAngle=0, labelLimit=300, labelPadding=24, ticks=False))


def _colours(rows: list[dict], field: str, colours: tuple = PALETTE, legend: bool = True):
    channel = alt.Color if legend else alt.Stroke
    return channel(f"{field}:N", title=None, scale=_scale(rows, field, colours), legend=_legend() if legend else None)


def _scale(rows: list[dict], field: str, values: tuple, by: str = "colour") -> alt.Scale:
    """The words of a field, each with the value at its own place (`row[by]`), whichever of them these rows have."""
    words = {row[field]: int(row[by]) for row in sorted(rows, key=lambda row: int(row[by])) if row[field]}
    return alt.Scale(domain=list(words), range=[values[at] for at in words.values()])


def _legend(orient: str = "top", **looks) -> alt.Legend:
    """In a line, or one word under the other on a phone."""
    return alt.Legend(orient=orient, direction="horizontal", columns=alt.ExprRef("width < 560 ? 1 : 6"), **looks)


def _legend_of_estimates(rows: list[dict]) -> alt.Legend | None:
    word = [row["sure"] for row in rows if row["estimated"]][:1]
    looks = {"symbolType": "square", "symbolStrokeColor": GREY, "symbolFillColor": "transparent"}
    return _legend("bottom", values=word, **looks) if word else None


def _in_order(rows: list[dict], field: str) -> list[str]:
    return list(dict.fromkeys(row[field] for row in rows))


def _size(large: bool) -> int:
    return 22 if large else 14


def _ink(dark: bool = False, **_looks) -> str:
    return INK[dark]


def _dressed(chart: alt.LayerChart, *, locale: str, large: bool = False, dark: bool = False, height=None) -> alt.LayerChart:
    """Sizes for a desk or, `large`, for a projector four metres away; words dark on light or light on `dark`; numbers and
    months of the locale."""
    words = {"labelFontSize": _size(large), "labelColor": _ink(dark)}
    return (
        chart.properties(height=height or (560 if large else 400))
        .configure(locale=speaking(locale))
        .configure_axis(**words)
        .configure_legend(**words, symbolSize=260 if large else 140, labelLimit=420, columnPadding=24)
        .configure_view(strokeWidth=0)
    )


@cache
def speaking(locale: str) -> alt.Locale:
    """Vega's numbers and dates as Babel knows them for 'it' or 'en'."""
    known = Babel.parse({"it": "it_IT", "en": "en_GB"}[locale])
    symbols = known.number_symbols["latn"]
    months, days = known.months["stand-alone"], known.days["stand-alone"]
    return alt.Locale(
        number=alt.NumberLocale(decimal=symbols["decimal"], thousands=symbols["group"], grouping=[3], currency=["€\u00a0", ""]),
        time=alt.TimeLocale(
            dateTime="%A %e %B %Y %X", date="%d/%m/%Y", time="%H:%M:%S", periods=["AM", "PM"],
            days=[days["wide"][(n + 6) % 7] for n in range(7)],
            shortDays=[days["abbreviated"][(n + 6) % 7] for n in range(7)],
            months=[months["wide"][n] for n in range(1, 13)],
            shortMonths=[months["abbreviated"][n] for n in range(1, 13)],
        ),
    )
