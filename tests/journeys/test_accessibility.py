"""Every type of page, on a phone and on a desktop: no axe violation, no sideways scroll, usable by keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.owner import Owner

WIDTHS = (320, 390, 1280)
AFTER_THE_VISIT = (
    "/",
    "/start",
    "/scan/bedrijf",
    "/scan/vraag/planning",
    "/scan/vraag/automatisering?controle=1",
    "/scan/controle",
    "/scan/resultaat",
    "/scan/rapport",
    "/scan/bewaren",
    "/scan/verwijderen",
    "/verwijderd",
    "/verder/abc",
    "/bestaat-niet",
)


@pytest.fixture(scope="module", params=WIDTHS)
def visited(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page, at each width, in a browser in which the whole visit has been done."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="nl-NL")
    page = context.new_page()
    Owner(page, site).does_the_whole_visit()
    yield page
    context.close()


@pytest.mark.parametrize("path", AFTER_THE_VISIT)
def test_a_page_has_no_violations_and_fits(visited: Page, site: str, path: str) -> None:
    visited.goto(site + path)

    then_axe_finds_nothing(visited)
    then_nothing_scrolls_sideways(visited)


def test_a_page_with_errors_has_no_violations_and_leads_to_the_summary(visited: Page, site: str) -> None:
    visited.goto(f"{site}/start")
    visited.get_by_role("button", name="Naar de vragen").click()

    then_axe_finds_nothing(visited)
    assert visited.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "error-summary-title"


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_scan_with_gaps_have_no_violations(browser: Browser, site: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    owner = Owner(page, site)
    owner.comes_to_the_first_question()

    page.get_by_role("button", name="Volgende vraag").click()
    then_axe_finds_nothing(page)
    page.goto(f"{site}/scan/controle")
    owner.asks_for_the_result()
    then_axe_finds_nothing(page)
    then_nothing_scrolls_sideways(page)
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_result_without_scores_has_no_violations(browser: Browser, site: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    owner = Owner(page, site)
    owner.comes_to_the_first_question()
    while "/scan/vraag/" in page.url:
        owner.answers("unknown")
    owner.asks_for_the_result()

    then_axe_finds_nothing(page)
    then_nothing_scrolls_sideways(page)
    page.close()


def test_a_page_without_a_scan_has_no_violations(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{site}/scan/resultaat")

    then_axe_finds_nothing(page)
    page.context.close()


def test_a_question_can_be_answered_with_the_keyboard_alone(visited: Page, site: str) -> None:
    visited.goto(f"{site}/scan/vraag/planning")
    visited.locator("input[name=answer]:checked").focus()
    visited.keyboard.press("ArrowDown")
    chosen = visited.locator("input[name=answer]:checked").input_value()

    visited.keyboard.press("Enter")

    visited.wait_for_url("**/scan/vraag/overdracht")
    visited.goto(f"{site}/scan/vraag/planning")
    assert visited.locator("input[name=answer]:checked").input_value() == chosen


def then_axe_finds_nothing(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def then_nothing_scrolls_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
