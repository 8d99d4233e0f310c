"""A link as a QR code."""

import segno
from markupsafe import Markup

_PIXELS_PER_MODULE = 5


def qr_code(link: str) -> Markup:
    """Draw a link as an SVG: black on white whatever the colours of the page, with the margin that scanners need."""
    return _drawn(link, scale=_PIXELS_PER_MODULE)


def large_qr_code(link: str) -> Markup:
    """Draw a link as an SVG that is as large as the page makes it, to be scanned from across a room."""
    return _drawn(link, omitsize=True)


def titled_qr_code(link: str, title: str) -> Markup:
    """Draw a link as an SVG for paper, as large as its place, with words for who does not see it."""
    return _drawn(link, omitsize=True, title=title)


def _drawn(link: str, **how: int | str) -> Markup:
    code = segno.make_qr(link, error="m")
    return Markup(code.svg_inline(border=4, dark="#000", light="#fff", svgclass=None, lineclass=None, **how))
