"""Writes a PDF with WeasyPrint. Imported in a rendering process only: without Pango this import fails."""

import gc
import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it comes without types
from pydyf import PDF, Dictionary  # type: ignore[import-untyped]  # it comes without types
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

_FONTS = Path(font_source_sans_pro.font_directory)
_SQUARE = "■"
_VARIANT = "pdf/ua-1"
_FONT_FACES = Path(__file__).parents[2] / "report_templates" / "fonts.css"


def write_pdf(html: str) -> bytes:
    """Return the document as PDF/UA-1; the same document gives the same bytes on every machine."""
    written: bytes = lay_out(html).write_pdf(pdf_variant=_VARIANT, finisher=_scope_headers)
    return written


def lay_out(html: str) -> Document:
    """Return the document as pages with everything on them in its place."""
    fonts, font_faces = _fonts()
    source = HTML(string=_in_own_letters(html), url_fetcher=FontFetcher())
    return source.render(stylesheets=[font_faces], font_config=fonts, pdf_variant=_VARIANT)


def _in_own_letters(html: str) -> str:
    """Put a square in the body for each sign that the fonts lack, as a single one spoils the text for programs.

    The title of the document is not drawn and keeps them.
    """
    head, tag, body = html.partition("<body")
    lacking = {ord(sign): _stand_in(sign) for sign in set(body) - _letters()}
    return head + tag + body.translate(lacking)


def _stand_in(sign: str) -> str:
    has_no_width = unicodedata.category(sign) in ("Mn", "Me", "Cf")
    return "" if has_no_width else _SQUARE


@cache
def _letters() -> frozenset[str]:
    faces = _FONT_FACES.read_text(encoding="utf-8")
    fonts = [TTFont(path) for path in _FONTS.glob("*.ttf") if path.name in faces]
    return frozenset.intersection(*(frozenset(map(chr, font.getBestCmap())) for font in fonts)) | {"\n"}


class FontFetcher(URLFetcher):  # type: ignore[misc]  # it comes without types
    """Opens the project's fonts. Every other address is refused: the network, files and `data:` alike."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        for path in _FONTS.glob("*.ttf"):
            if url == path.as_uri():
                return URLFetcherResponse(url, path.read_bytes())
        raise ValueError(f"A report may not fetch {url}")


@cache
def _fonts() -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    faces = _FONT_FACES.read_text(encoding="utf-8")
    css = CSS(string=faces, base_url=f"{_FONTS.as_uri()}/", font_config=fonts, url_fetcher=FontFetcher())
    # What is loaded by now is there to stay: looking for garbage in it again and again takes 6% of the time of a PDF.
    gc.collect()
    gc.freeze()
    return fonts, css


def _scope_headers(_document: Document, pdf: PDF) -> None:
    """Say of each table header whether it heads a column or a row: WeasyPrint leaves that out."""
    elements = {entry.reference: entry for entry in pdf.objects if isinstance(entry, Dictionary) and "S" in entry}
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if _is_in_head(element, elements) else "/Row"


def _is_in_head(element: Dictionary, elements: dict[bytes, Dictionary]) -> bool:
    while (element := elements[element["P"]])["S"] != "/Table":
        if element["S"] == "/THead":
            return True
    return False
