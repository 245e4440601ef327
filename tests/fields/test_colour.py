"""Colours: the contrast of WCAG, and a palette that keeps it whatever accent is chosen."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.fields.colour import READABLE, contrast, mixed, told_apart
from generator.host.palette import palette

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_known_contrasts() -> None:
    """Values of WCAG's own examples."""
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#ffffff", "#ffffff") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@given(COLOURS, COLOURS, st.floats(1, 4.5))
def test_what_is_told_apart_has_its_contrast(colour: str, ground: str, least: float) -> None:
    assert contrast(told_apart(colour, ground, least), ground) >= least


@given(COLOURS.filter(lambda colour: contrast(colour, "#ffffff") >= READABLE))
def test_texts_stay_readable_whatever_the_accent(accent: str) -> None:
    day, night, elder = palette(accent).splitlines()
    colours = [dict(re.findall(r"--([a-z-]+):(#[0-9a-fA-F]{6})", line)) for line in (day, night, elder)]
    assert contrast(colours[0]["link"], "#ffffff") >= READABLE
    assert contrast(colours[0]["link"], colours[0]["accent-wash"]) >= READABLE
    assert contrast("#e4e8ed", colours[1]["accent-wash"]) >= READABLE
    assert contrast(colours[1]["link"], colours[1]["accent-wash"]) >= READABLE
    assert contrast(colours[1]["link"], "#14181d") >= READABLE
    assert contrast(colours[2]["link"], colours[2]["accent-wash"]) >= 7
    assert contrast(colours[2]["accent"], "#ffffff") >= 7
