"""Posters, flyers and cards of a campaign on paper: one sheet each, that a phone can scan and a printer can print."""

import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from app.content import read_operator
from app.domain.campaign import LONGEST_NAME, Campaign, CampaignKind
from app.domain.operator import Contact
from app.rendering.pdf import PdfRenderer
from app.rendering.posters import PosterPage, Sheet, poster_html
from tests.rendering import documents
from tests.rendering.laid_out import Area, Paper, paper_of

SHORT = "https://scan.overijssel.example/via/hk7p2"
LONG = "https://arbeidsproductiviteitsscan.provincie-overijssel.example/via/ondernemend-twente-2"
MILLIMETRES = {Sheet.A4: (210, 297), Sheet.A5: (148, 210), Sheet.CARD: (85, 55), Sheet.CARDS: (210, 297)}
WIDE = "Ondernemersvereniging Bedrijventerreinen Enschede-West, Boekelo en Usselo e.o."


def poster(
    sheet: Sheet,
    link: str = SHORT,
    name: str = "Parkmanagement Hessenpoort",
    kind: CampaignKind = CampaignKind.PARK_MANAGER,
    **operator: Contact,
) -> str:
    campaign = Campaign(link.rpartition("/")[2], kind, name, datetime(2026, 11, 1, tzinfo=UTC), closed_at=None)
    return poster_html(PosterPage(sheet, campaign, read_operator().model_copy(update=operator), link))


def scanned(pdf: bytes, folder: Path, *, grey: bool = False) -> list[str]:
    """Return what a phone reads from the first page, printed roughly."""
    (folder / "poster.pdf").write_bytes(pdf)
    colours = ["-gray"] if grey else ["-png"]
    subprocess.run(["pdftoppm", "-r", "110", *colours, "poster.pdf", "poster"], cwd=folder, check=True)
    (picture,) = folder.glob("poster-*")
    with Image.open(picture) as image:
        return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("sheet", Sheet)
def test_it_is_accessible(sheet: Sheet, renderer: PdfRenderer) -> None:
    pdf = renderer.render(poster(sheet))

    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)


@pytest.mark.parametrize("link", [SHORT, LONG])
@pytest.mark.parametrize("sheet", Sheet)
def test_it_is_one_page_of_the_right_size(sheet: Sheet, link: str, renderer: PdfRenderer) -> None:
    (only,) = PdfReader(BytesIO(renderer.render(poster(sheet, link, WIDE)))).pages

    size = [round(float(side) / 72 * 25.4) for side in (only.mediabox.width, only.mediabox.height)]

    assert tuple(size) == MILLIMETRES[sheet]


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize(("sheet", "count"), [(Sheet.A4, 1), (Sheet.A5, 1), (Sheet.CARD, 1), (Sheet.CARDS, 10)])
def test_a_phone_reads_the_link_also_without_colour(
    sheet: Sheet, count: int, grey: bool, renderer: PdfRenderer, tmp_path: Path
) -> None:
    assert scanned(renderer.render(poster(sheet, LONG)), tmp_path, grey=grey) == [LONG] * count


@pytest.mark.parametrize("sheet", Sheet)
def test_fonts_come_along(sheet: Sheet, renderer: PdfRenderer) -> None:
    (only,) = PdfReader(BytesIO(renderer.render(poster(sheet)))).pages
    resources: Any = only["/Resources"]

    fonts = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in resources["/Font"].values()]

    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("sheet", Sheet)
def test_it_says_the_link_and_the_code_to_type(sheet: Sheet) -> None:
    said = documents.words(poster(sheet))

    assert "scan.overijssel.example/via/hk7p2" in said
    assert "https://" not in said
    assert "Code: hk7p2" in said


@pytest.mark.parametrize("sheet", Sheet)
def test_it_says_what_it_takes_and_who_offers_it(sheet: Sheet) -> None:
    said = documents.words(poster(sheet, controller=Contact(name="Provincie Overijssel")))

    assert "Ongeveer 10 minuten" in said
    assert " account" in said
    assert "Uw naam is niet nodig" in said
    assert "anoniem" not in said.lower()
    assert "Provincie Overijssel" in said


def test_without_a_controller_the_desk_offers_it() -> None:
    assert "is van Ondernemershuis" in documents.words(poster(Sheet.A4))


def test_it_names_who_brings_it_but_no_newsletter() -> None:
    assert "Samen met Parkmanagement Hessenpoort" in documents.words(poster(Sheet.A4))
    assert "Nieuwsbrief" not in documents.words(poster(Sheet.A4, name="Nieuwsbrief maart", kind=CampaignKind.OTHER))


def test_the_code_has_words_for_who_does_not_see_it() -> None:
    html = documents.parsed(poster(Sheet.A4))

    assert [title.text for title in html.iterfind(".//svg/title")] == ["QR-code van scan.overijssel.example/via/hk7p2"]


def area_of(paper: Paper, wanted: str) -> Area:
    return next(part.area for part in paper.sheets[0].parts if wanted in (part.tag, *part.classes))


@pytest.mark.parametrize("name", [WIDE, "W" * LONGEST_NAME, "Salland"])
@pytest.mark.parametrize("link", [SHORT, LONG])
@pytest.mark.parametrize("sheet", [Sheet.A4, Sheet.A5])
def test_the_foot_leaves_the_code_free(sheet: Sheet, link: str, name: str) -> None:
    paper = paper_of(poster(sheet, link, name))

    assert area_of(paper, "typed").bottom <= area_of(paper, "footer").top
    assert area_of(paper, "footer").bottom <= paper.sheets[0].paper.bottom


@pytest.mark.parametrize("sheet", [Sheet.CARD, Sheet.CARDS])
def test_a_long_link_on_a_card_leaves_the_name_free(sheet: Sheet) -> None:
    paper = paper_of(poster(sheet, LONG))

    assert area_of(paper, "card-link").bottom <= area_of(paper, "card-from").top
