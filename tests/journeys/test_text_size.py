"""Every type of page in a browser that is set to letters of twice the size: all text can be read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page as Sheet

# Lines of text that lie over another line, stick out of the window, or are cut off by what they are in.
_UNREADABLE = """() => {
    const isHidden = element => element.closest(".skip, title, option") || getComputedStyle(element).clipPath != "none"
        || (element.parentElement && isHidden(element.parentElement));
    for (const details of document.querySelectorAll("details")) details.open = true;
    const lines = [], wrong = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, range = document.createRange();
        if (!node.data.trim() || isHidden(node.parentElement)) continue;
        range.selectNodeContents(node);
        for (const { left, right, top, bottom } of range.getClientRects()) {
            const slack = (bottom - top) / 5, text = node.data.trim().slice(0, 60);
            const line = { left: left + 1, right: right - 1, top: top + slack, bottom: bottom - slack, text };
            if (line.right <= line.left) continue;
            if (left < -1 || right > document.documentElement.clientWidth + 1) wrong.push("sticks out: " + text);
            for (let box = node.parentElement; box; box = box.parentElement) {
                const edge = box.getBoundingClientRect();
                const isCut = line.right > edge.right + 1 || line.bottom > edge.bottom + 1;
                if (getComputedStyle(box).overflow != "visible" && isCut) wrong.push("cut off: " + text);
            }
            for (const other of lines) {
                const isApart = line.left >= other.right || other.left >= line.right
                    || line.top >= other.bottom || other.top >= line.bottom;
                if (!isApart) wrong.push("over each other: " + text + " / " + other.text);
            }
            lines.push(line);
        }
    }
    return wrong;
}"""


@pytest.fixture
def enlarged(shown: Sheet) -> Iterator[Sheet]:
    """The page as this browser shows it with that setting; tests of the page as it was come before."""
    settings = shown.context.new_cdp_session(shown)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield shown
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    settings.detach()


def test_all_text_can_be_read_at_twice_the_size(enlarged: Sheet) -> None:
    assert enlarged.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32

    for width in (320, 1280):
        enlarged.set_viewport_size({"width": width, "height": 900})
        assert enlarged.evaluate(_UNREADABLE) == []
        assert enlarged.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
