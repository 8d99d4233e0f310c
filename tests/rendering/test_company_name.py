"""The name of a company on paper: as it was typed where the typeface can, and never at the cost of the report."""

import re
import subprocess
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from app.rendering.pdf import PdfRenderer
from tests.rendering import samples

LONG = ("Zeerlangebedrijfsnaamzonderspatie" * 3)[:80]
IN_THE_TYPEFACE = [
    "’s Lands \"Beste\" 'Brood' <b>& Zn</b>",
    "Ægir, Ñandú, Łódź & Çelik",
    "Пекарня Ελλάς",
    LONG,
    "W" * 80,
    "A&B " * 20,
]
WITH_SQUARES = [
    ("Bakkerij 🥐👩🏽‍🍳 Vers", "Bakkerij ■■■■ Vers"),
    ("מאפיית B.V.", "■■■■■■ B.V."),
    ("مخبز", "■■■■"),
    ("北京 B.V.", "■■ B.V."),
    ("Z̷a̸l̶g̵", "Zalg"),
    ("\ue000 & \u200bZn", "■ & Zn"),
]


def printed(name: str, renderer: PdfRenderer) -> bytes:
    return renderer.render(samples.document(samples.mixed(), company=name))


def words(pdf: bytes) -> str:
    return "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


@pytest.mark.parametrize("name", IN_THE_TYPEFACE)
def test_a_name_stands_on_the_cover(renderer: PdfRenderer, name: str) -> None:
    pdf = printed(name, renderer)

    assert f"Uwrapportvoor{''.join(name.split())}Deeerste" in words(pdf)


@pytest.mark.parametrize(("name", "drawn"), WITH_SQUARES)
def test_a_sign_that_the_typeface_lacks_is_a_square_and_spoils_nothing(
    renderer: PdfRenderer, name: str, drawn: str
) -> None:
    pdf = printed(name, renderer)

    assert f"Uwrapportvoor{''.join(drawn.split())}Deeerste" in words(pdf)
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)


@pytest.mark.parametrize("name", [*IN_THE_TYPEFACE, *(name for name, _ in WITH_SQUARES)])
def test_the_title_of_the_document_has_the_name_as_it_was_typed(renderer: PdfRenderer, name: str) -> None:
    about = PdfReader(BytesIO(printed(name, renderer))).metadata

    assert about
    assert " ".join((about.title or "").split()) == " ".join(
        f"Uw rapport voor {name} - Arbeidsproductiviteitsscan".split()
    )


@pytest.mark.parametrize("name", ["W" * 80, LONG, "■" * 80])
def test_a_long_name_stays_on_the_sheet(renderer: PdfRenderer, name: str) -> None:
    pdf = printed(name, renderer)

    drawn = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    width = float(re.findall(r'page width="([\d.]+)"', drawn)[0])
    assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', drawn)) < width - 40
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
