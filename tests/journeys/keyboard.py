"""Somebody who uses a page with the keyboard alone, and looks at every stop whether it shows."""

from playwright.sync_api import Locator, Page

_MOST_STOPS = 60
# After the last stop of a page come the bars of the browser itself.
_SHOWS_FOCUS = """() => {
    const stop = document.activeElement, style = getComputedStyle(stop.closest(".choice") ?? stop);
    return stop == document.body || style.outlineStyle != "none";
}"""


def choose(page: Page, name: str, downs: int = 0) -> None:
    """Choose a radio: Space takes the first, each arrow the next."""
    go_to(page.locator(f"input[name={name}]").first)
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def press(target: Locator) -> None:
    go_to(target)
    target.page.keyboard.press("Enter")


def follow(target: Locator) -> None:
    """Press a link or a button, and wait for the page that comes of it."""
    with target.page.expect_navigation():
        press(target)


def go_to(target: Locator) -> None:
    """Press Tab until this has focus, which shows at every stop."""
    page = target.page
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(_SHOWS_FOCUS)
        if is_focused(target):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def is_focused(target: Locator) -> bool:
    focused: bool = target.evaluate("element => element == document.activeElement")
    return focused
