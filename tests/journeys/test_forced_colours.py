"""Windows with high contrast, light on dark: what matters does not lean on colours of our own."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Sheet

from tests.journeys.album import Album

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_BORDER = "element => parseFloat(getComputedStyle(element).borderInlineStartWidth)"


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Sheet]:
    context = browser.new_context(forced_colors="active", color_scheme="dark", viewport={"width": 390, "height": 900})
    yield context.new_page()
    context.close()


def picture(target: Locator) -> Image.Image:
    return Image.open(BytesIO(target.screenshot())).convert("RGB")


def colours(target: Locator) -> set[object]:
    """Return the colours that fill at least a tenth of a part of the page."""
    seen = picture(target)
    counted = seen.getcolors(seen.width * seen.height) or []
    return {colour for count, colour in counted if count > seen.width * seen.height / 10}


@pytest.mark.parametrize("part", ["input[type=radio]", ".choice"])
def test_a_chosen_answer_looks_chosen(album: Album, sheet: Sheet, part: str) -> None:
    album.show("question", sheet)
    chosen = sheet.locator(part).first
    before = picture(chosen)

    sheet.locator("input[type=radio]").nth(1).check()

    assert picture(chosen) != before


@pytest.mark.parametrize("number", [0, 1], ids=["chosen", "other"])
def test_focus_shows_on_an_answer(album: Album, sheet: Sheet, number: int) -> None:
    album.show("question", sheet)
    radio = sheet.locator("input[type=radio]").nth(number)
    card = sheet.locator(".field")
    before = picture(card)

    sheet.keyboard.press("Tab")
    radio.focus()

    assert picture(card) != before


def test_buttons_have_an_edge(album: Album, sheet: Sheet) -> None:
    album.show("question", sheet)

    for button in sheet.locator(".button").all():
        seen = picture(button)
        assert seen.getpixel((seen.width // 2, 1)) != seen.getpixel((seen.width // 2, 6)) == _BLACK


@pytest.mark.parametrize("part", [".error-summary", ".field.has-error"])
def test_errors_have_an_edge(album: Album, sheet: Sheet, part: str) -> None:
    album.show("question_with_an_error", sheet)

    assert sheet.locator(part).evaluate(_BORDER) >= 4


@pytest.mark.parametrize(
    ("name", "part"),
    [("question", ".progress-bar svg"), ("overview_with_a_choice", ".theme-bar"), ("result", ".score-bar")],
)
def test_bars_show_how_far(album: Album, sheet: Sheet, name: str, part: str) -> None:
    album.show(name, sheet)

    assert _WHITE in colours(sheet.locator(part).first)


def test_a_hidden_cell_differs_from_one_with_a_figure(album: Album, sheet: Sheet) -> None:
    sheet.set_viewport_size({"width": 1280, "height": 900})
    album.show("breakdown_in_two_with_many", sheet)

    assert colours(sheet.locator("td.hatched").first) == {_BLACK, _WHITE}
    assert colours(sheet.locator("td:not(.hatched)").first) == {_BLACK}


def test_slices_of_the_wheel_differ_from_what_is_empty(album: Album, sheet: Sheet) -> None:
    album.show("result", sheet)

    assert len(colours(sheet.locator(".scores-wheel svg"))) >= 2


def test_a_code_stays_black_on_white(album: Album, sheet: Sheet) -> None:
    album.show("saved", sheet)

    code = picture(sheet.locator(".qr-code svg"))

    assert colours(sheet.locator(".qr-code svg")) == {_BLACK, _WHITE}
    assert code.getpixel((code.width // 2, 4)) == _WHITE
