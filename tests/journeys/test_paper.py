"""Pages of the site that an owner prints: on few sheets, without what only works on a screen."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Sheet
from pypdf import PdfReader

from tests.journeys.album import Album


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Sheet]:
    context = browser.new_context(locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("name", "most"),
    [("question", 1), ("saved", 1), ("result", 5), ("report", 6), ("breakdown", 2), ("outcomes_paper", 6)],
)
def test_it_takes_few_sheets(album: Album, sheet: Sheet, name: str, most: int) -> None:
    album.show(name, sheet)

    pdf = PdfReader(BytesIO(sheet.pdf(format="A4", prefer_css_page_size=True)))

    assert len(pdf.pages) <= most


@pytest.mark.parametrize("name", ["question", "saved", "result", "report", "outcomes_paper"])
def test_buttons_and_ways_back_stay_on_the_screen(album: Album, sheet: Sheet, name: str) -> None:
    album.show(name, sheet)

    sheet.emulate_media(media="print")

    for part in sheet.locator(".button, .back, .skip, .site-footer a, [role=status]").all():
        assert not part.is_visible()


def test_the_link_and_its_code_are_on_paper(album: Album, sheet: Sheet) -> None:
    album.show("saved", sheet)

    sheet.emulate_media(media="print")

    assert sheet.locator(".secret-link").is_visible()
    assert sheet.locator(".qr-code svg").is_visible()
