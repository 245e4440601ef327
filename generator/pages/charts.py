"""Charts drawn while the site is built: bars as inline SVG, that need no script and say in words what they show.

Positions across are in per cent and heights in pixels, so that a chart is as wide as its place and its letters stay readable.
Colours come from the style sheet, by class.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

Points = Sequence[tuple[str, int]]
"""Label and number of each bar, in order."""

_COLUMNS_HEIGHT, _TOP, _FOOT = 160, 24, 26
_ROW, _BAR = 46, 14
_LONGEST = 18
"""Characters of a label that a phone shows in one line; the table below the chart has the whole."""


def columns(name: str, title: str, points: Points, unit: str) -> Markup:
    """Upright bars, for months: few, with short labels. ``name`` is an id that is used once on the page."""
    most = max((number for _, number in points), default=0)
    share = 100 / max(1, len(points))
    parts = []
    for place, (label, number) in enumerate(points):
        height = _COLUMNS_HEIGHT * number / most if most else 0
        top, middle = _TOP + _COLUMNS_HEIGHT - height, share * (place + 0.5)
        parts.append(
            f'<rect class="gs-bar" x="{share * (place + 0.16):.2f}%" y="{top:.1f}" width="{share * 0.68:.2f}%" height="{height:.1f}"/>'
            f'<text class="gs-bar__value" x="{middle:.2f}%" y="{top - 6:.1f}" text-anchor="middle">{number}</text>'
            f'<text class="gs-bar__label" x="{middle:.2f}%" y="{_TOP + _COLUMNS_HEIGHT + 19}" text-anchor="middle">{escape(label)}</text>'
        )
    base = _TOP + _COLUMNS_HEIGHT
    parts.append(f'<line class="gs-axis" x1="0" y1="{base}" x2="100%" y2="{base}"/>')
    return _svg(name, title, points, unit, base + _FOOT, "".join(parts))


def bars(name: str, title: str, points: Points, unit: str) -> Markup:
    """Lying bars, one below the other, each with its label and number above it. ``name`` is an id that is used once on the page."""
    most = max((number for _, number in points), default=0)
    parts = []
    for place, (label, number) in enumerate(points):
        top = place * _ROW
        parts.append(
            f'<text class="gs-bar__label" x="0" y="{top + 16}">{escape(_short(label))}</text>'
            f'<text class="gs-bar__value" x="100%" y="{top + 16}" text-anchor="end">{number:,}</text>'
            f'<rect class="gs-bar__track" x="0" y="{top + 23}" width="100%" height="{_BAR}"/>'
            f'<rect class="gs-bar" x="0" y="{top + 23}" width="{100 * number / most if most else 0:.2f}%" height="{_BAR}"/>'
        )
    return _svg(name, title, points, unit, max(1, len(points)) * _ROW, "".join(parts))


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _svg(name: str, title: str, points: Points, unit: str, height: int, content: str) -> Markup:
    said = "，".join(f"{label} {number:,} {unit}" for label, number in points) or "没有数据"
    return Markup(  # noqa: S704 labels are escaped above and below
        f'<svg class="gs-plot__svg" role="img" aria-labelledby="{escape(name)}-title {escape(name)}-desc" width="100%" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{escape(name)}-title">{escape(title)}</title>'
        f'<desc id="{escape(name)}-desc">{escape(said)}。</desc>{content}</svg>'
    )
