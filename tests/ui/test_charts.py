"""The colours of the charts can be told from the page and from each other, by eyes with deuteranopia too."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from pages.ui import charts

LIGHT, DARK = "#FFFFFF", "#11181F"
# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
DEUTERANOPIA = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]])
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio."""
    darker, lighter = sorted(float(linear(each) @ XYZ[1]) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str) -> np.ndarray:
    """CIELAB of a colour as an eye with deuteranopia sees it."""
    scaled = XYZ @ np.clip(DEUTERANOPIA @ linear(colour), 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("colour", [*charts.PALETTE, charts.GREY])
@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_a_mark_stands_out_from_the_page(colour, page):
    assert contrast(colour, page) >= 3


@pytest.mark.parametrize(("dark", "page"), [(False, LIGHT), (True, DARK)])
def test_words_in_a_chart_can_be_read(dark, page):
    assert contrast(charts.INK[dark], page) >= 4.5


@pytest.mark.parametrize("used", [charts.PALETTE, (charts.BLUE, charts.TEAL), (charts.BLUE, charts.AMBER, charts.GREY)])
def test_neighbours_differ_for_eyes_with_deuteranopia(used):
    for one, other in combinations(used, 2):
        assert np.linalg.norm(seen(one) - seen(other)) > 20, (one, other)


def test_numbers_and_months_in_a_chart_speak_the_language():
    italian, english = (charts.speaking(each).to_dict() for each in ("it", "en"))
    assert (italian["number"]["thousands"], italian["number"]["decimal"]) == (".", ",")
    assert (english["number"]["thousands"], english["number"]["decimal"]) == (",", ".")
    assert italian["time"]["months"][8] == "settembre" and italian["time"]["days"][0] == "domenica"
    assert english["time"]["shortMonths"][0] == "Jan" and english["time"]["days"][1] == "Monday"
