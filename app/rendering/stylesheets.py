"""The stylesheets of documents that stand alone, and how a Content-Security-Policy allows them."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from app.rendering.templates import REPORT_TEMPLATES


@cache
def stylesheet(*names: str) -> Markup:
    """Return these files, one after the other, as they stand in a style element."""
    return Markup("".join((REPORT_TEMPLATES / name).read_text(encoding="utf-8") for name in names))


@cache
def style_source(*names: str) -> str:
    """Return the source expression that allows the style element with these files."""
    digest = sha256(stylesheet(*names).encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
