"""The colours of a site from the one that its settings name. Texts keep their contrast in light, in dark and in the mode for the elderly."""

from generator.fields.colour import mixed, told_apart

_PAPER, _NIGHT = "#ffffff", "#14181d"
"""The ground of pages by day and in the dark, as the style sheet has them."""


def palette(accent: str) -> str:
    """The style sheet's variables for an accent colour on which white can be read."""
    night_wash = mixed(_NIGHT, accent, 0.25)
    elder = told_apart(accent, _PAPER, 10)
    return (
        f":root{{--accent:{accent};--accent-wash:{mixed(_PAPER, accent, 0.09)};--link:{told_apart(accent, mixed(_PAPER, accent, 0.09), 5)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent-wash:{night_wash};--link:{told_apart(accent, night_wash, 6)}}}}}\n"
        f":root.gs-elder{{--accent:{elder};--accent-wash:{mixed(_PAPER, elder, 0.09)};--link:{elder}}}\n"
    )
