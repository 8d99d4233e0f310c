"""A link as a QR code."""

import segno
from markupsafe import Markup

_PIXELS_PER_MODULE = 5


def qr_code(link: str) -> Markup:
    """Draw a link as an SVG: black on white whatever the colours of the page, with the margin that scanners need."""
    code = segno.make_qr(link, error="m")
    drawing = code.svg_inline(
        scale=_PIXELS_PER_MODULE, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return Markup(drawing)
