"""QR codes that lead from paper to a page."""

import segno
from markupsafe import Markup


def qr_code(text: str) -> Markup:
    """A QR code (ISO/IEC 18004, error correction M) as inline SVG that takes the size of its box."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(scale=1, border=2, omitsize=True, svgclass="gs-qr", lineclass=None))  # noqa: S704 made by segno from modules alone
