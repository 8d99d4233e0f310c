"""Every type of page, on phones and on a desktop: what axe finds, what fits, and what a keyboard shows."""

from collections import defaultdict

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Sheet

from tests.journeys.album import PAGES, STATUS, Album
from tests.web.whole_site import ORIGIN

WIDTHS = (320, 390, 1280)
# Axe leaves the smallest size of a target (WCAG 2.5.8) alone unless it is asked.
_OPTIONS = {"reporter": "no-passes", "resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# The script itself is put in each page once.
_AXE = Axe(axe_script="undefined")
# The rules for a width that now apply to something on the page. Where they are the same, axe finds the same.
_RULES_FOR_WIDTH = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches
        && [...rule.cssRules].some(inner => document.querySelector(inner.selectorText ?? "*")))
    .map(rule => rule.cssText)"""
_IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Focuses everything in turn and returns what does not show it, or stands before what came before.
_LOST_STOPS = """() => {
    const lost = [];
    let before = -1;
    const stops = "a[href], button, input:not([type=hidden], [hidden]), select, summary";
    for (const stop of document.querySelectorAll(stops)) {
        if (stop.closest("details:not([open])") && stop.tagName != "SUMMARY") continue;
        stop.focus();
        const frame = stop.closest(".choice") ?? stop;
        const place = frame.getBoundingClientRect(), style = getComputedStyle(frame);
        const isThick = style.outlineStyle == "auto" || parseFloat(style.outlineWidth) >= 2;
        const isShown = style.outlineStyle != "none" && isThick && place.width > 1;
        if (!isShown || place.bottom + scrollY < before) lost.push(stop.outerHTML.slice(0, 120));
        before = place.top + scrollY;
    }
    return lost;
}"""


def test_a_page_asks_nobody_else(album: Album, shown: Sheet) -> None:
    more_style = [one for one in album.asked if one.endswith(".css") and not one.endswith("/site.css")]
    assert len(more_style) <= 2
    assert len(album.asked) <= 3 + len(more_style)
    assert all(address.startswith((ORIGIN, "data:")) for address in album.asked)


def test_focus_is_visible_and_goes_down_the_page(shown: Sheet) -> None:
    shown.set_viewport_size({"width": 390, "height": 900})
    shown.keyboard.press("Tab")

    assert shown.evaluate(_LOST_STOPS) == []


def test_a_page_has_no_violations_and_fits(shown: Sheet) -> None:
    shown.evaluate(AXE_SCRIPT)
    seen: list[str] = []
    looked_at = []

    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        assert not shown.evaluate(_IS_TOO_WIDE), width
        before, seen = seen, shown.evaluate(_RULES_FOR_WIDTH)
        if seen != before:
            # To axe, what a bar in view happens to cover is a target too small; at the end it covers nothing.
            shown.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            found = _AXE.run(shown, options=_OPTIONS)
            assert found.violations_count == 0, found.generate_report()
            looked_at.append(width)

    assert len(looked_at) >= 2


def test_a_phone_tells_what_each_cell_of_the_short_plan_is(album: Album, browser: Browser) -> None:
    sheet = browser.new_page(locale="nl-NL")
    sheet.set_viewport_size({"width": 390, "height": 900})
    album.show("report_in_short", sheet)

    headings = sheet.locator(".plan-in-short thead th").all_text_contents()[1:]
    steps = [step.aria_snapshot() for step in sheet.locator(".plan-in-short tbody tr").all()]

    assert headings
    assert steps
    assert [heading for heading in headings for step in steps if f'cell "{heading} ' not in step] == []
    sheet.close()


@pytest.mark.parametrize(("name", "status"), STATUS.items())
def test_an_error_page_is_the_error(album: Album, name: str, status: int) -> None:
    assert album[name].status == status


def test_pages_with_errors_say_so_in_the_title(album: Album) -> None:
    for name in PAGES:
        says_so = album[name].title.startswith(("Fout: ", "Let op: "))
        assert says_so == (bool(album[name].errors) or name.endswith("_meanwhile")), name


def test_another_type_of_page_has_another_heading(album: Album) -> None:
    types = defaultdict(set)
    for name in PAGES:
        types[album[name].heading].add(name.split("_")[0])

    assert [found for found in types.values() if len(found) > 1] == [
        {"home", "via"},
        {"start", "company", "joinbegin"},
        {"question", "viewform"},
        {"unavailable", "not"},
        {"glance", "province"},
    ]


def test_focus_is_on_what_somebody_else_stored_meanwhile(album: Album, browser: Browser) -> None:
    sheet = browser.new_context(java_script_enabled=False).new_page()
    for name in (name for name in PAGES if name.endswith("_meanwhile")):
        album.show(name, sheet)
        expect(sheet.locator(".notice[autofocus]")).to_be_focused()
    sheet.context.close()


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith(("_errors", "_error", "_second_tab"))])
def test_focus_is_on_the_summary_and_its_links_lead_to_fields(album: Album, browser: Browser, name: str) -> None:
    sheet = browser.new_context(java_script_enabled=False).new_page()
    album.show(name, sheet)
    expect(sheet.locator("[aria-labelledby=error-summary-title]")).to_be_focused()

    for target, _ in album[name].errors:
        sheet.locator(f".error-summary a[href='{target}']").focus()
        sheet.keyboard.press("Enter")
        expect(sheet.locator(target)).to_be_focused()
    sheet.context.close()
