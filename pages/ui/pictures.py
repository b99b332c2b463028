"""A chart as a picture for paper: made here, without asking anything of the network."""

from __future__ import annotations

import vl_convert
from altair import LayerChart

from pages.ui import charts, figures, texts
from pages.ui.charts import speaking

WIDTH, HEIGHT, SCALE = 760, 340, 2


def of_rows(chart: str, rows: list[dict]) -> bytes:
    """One of the charts of participation, drawn in Italian from its (already suppressed) rows, as PNG."""
    with texts.speaking("it"):
        return picture(getattr(charts, chart)(figures.worded(chart, rows), locale="it"))


def picture(chart: LayerChart) -> bytes:
    """The chart as PNG, black on white, with Italian numbers and months."""
    height = HEIGHT if isinstance(chart.height, int) else chart.height  # bars that grow line by line keep their step
    whole = chart.properties(width=WIDTH, height=height, background="white").to_dict()
    words = speaking("it").to_dict()
    return vl_convert.vegalite_to_png(whole, scale=SCALE, format_locale=words["number"], time_format_locale=words["time"])
