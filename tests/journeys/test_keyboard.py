"""The whole visit with a keyboard alone: Tab, arrows, Space and Enter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.keyboard import choose, follow, go_to, is_focused, press


@pytest.fixture(params=[True, False], ids=["with_script", "without_script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=request.param, locale="nl-NL"
    )
    yield context.new_page()
    context.close()


def test_the_visit_can_be_done_from_home_page_to_result(page: Page, site: str) -> None:
    page.goto(site)
    press(page.get_by_role("link", name="Start de scan"))
    page.wait_for_url("**/start")
    when_the_company_is_described(page)

    page.wait_for_url("**/scan/vraag/**")
    assert when_every_question_is_answered(page) == 19

    press(page.get_by_role("link", name="Controleer uw antwoorden"))
    page.wait_for_url("**/scan/controle")
    press(page.get_by_role("button", name="Bekijk uw resultaat"))
    page.wait_for_url("**/scan/resultaat")
    reason = page.locator("summary", has_text="Waarom dit advies?").first
    press(reason)
    assert reason.locator("..").get_attribute("open") == ""


def test_one_can_skip_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/start")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert is_focused(page.get_by_role("link", name="Naar het begin"))


def test_an_error_leads_to_its_field(page: Page, site: str) -> None:
    page.goto(f"{site}/start")
    press(page.get_by_role("button", name="Naar de vragen"))
    page.wait_for_selector(".error-summary")

    press(page.get_by_role("link", name="Kies of uw bedrijf een familiebedrijf is."))
    page.keyboard.press("Space")

    assert page.locator("input[name=family_business]:checked").input_value() == "yes"


def when_the_company_is_described(page: Page) -> None:
    go_to(page.get_by_label("In welke sector"))
    page.keyboard.type("Install")
    choose(page, "size", downs=1)
    go_to(page.get_by_label("In welke gemeente"))
    page.keyboard.type("7411")
    for name in ("family_business", "goal", "may_count"):
        choose(page, name)
    press(page.get_by_role("button", name="Naar de vragen"))


def when_every_question_is_answered(page: Page) -> int:
    count = 0
    while "/scan/vraag/" in page.url:
        choose(page, "answer", downs=count % 4)
        follow(page.get_by_role("button", name="Volgende vraag"))
        count += 1
    return count
