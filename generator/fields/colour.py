"""Colours as they are written for the web, and whether they can be told apart (WCAG 2.2, relative luminance and contrast ratio)."""

from typing import Annotated

from pydantic import StringConstraints

Colour = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as ``#`` and six hexadecimal digits: red, green, blue."""

READABLE = 4.5
"""The least contrast between a text and its ground (WCAG 2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another in it."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine * (1 - share) + theirs * share):02x}" for mine, theirs in parts)


def told_apart(colour: str, ground: str, least: float) -> str:
    """The colour, or what is nearest to it on the way to white or black that has the least contrast with a ground."""
    far = "#ffffff" if contrast("#ffffff", ground) > contrast("#000000", ground) else "#000000"
    steps = (mixed(colour, far, step / 20) for step in range(21))
    return next((each for each in steps if contrast(each, ground) >= least), far)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 (black) to 1 (white)."""
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
