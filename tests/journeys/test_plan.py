"""An owner changes the plan on a phone, without JavaScript: what happened is told where the keyboard is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.owner import Owner, finished_scan


@pytest.fixture
def result(browser: Browser, site: str) -> Iterator[Page]:
    """The result of an owner on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    phone = context.new_page()
    Owner(phone, site).has_open(finished_scan(site), "/scan/resultaat")
    yield phone
    context.close()


def test_a_step_that_is_left_out_is_told_in_view_with_the_focus_on_it(result: Page) -> None:
    title = result.locator("#stap-2 h3").inner_text()

    result.locator("#stap-2").get_by_role("button", name="Laat deze stap weg").click()

    expect(result.locator("#bericht")).to_be_focused()
    expect(result.locator("#bericht")).to_be_in_viewport()
    expect(result.locator("#bericht")).to_contain_text(title)
    expect(result.locator("#plan")).to_be_in_viewport()


def test_the_next_tab_after_leaving_out_is_to_undo_it(result: Page) -> None:
    before = result.locator(".plan h3").all_inner_texts()
    result.locator("#stap-2").get_by_role("button", name="Laat deze stap weg").click()
    expect(result.locator("#bericht")).to_be_focused()

    result.keyboard.press("Tab")
    result.keyboard.press("Enter")

    expect(result.locator("#bericht")).to_contain_text("Deze stap doet weer mee")
    assert result.locator(".plan h3").all_inner_texts() == before


def test_a_goal_that_is_changed_leads_back_to_the_plan(result: Page) -> None:
    result.get_by_role("link", name="Pas uw plan aan").click()
    result.locator("input[name=goal][value=kosten]").check()
    result.get_by_label("Technologie").select_option("onderweg")
    result.get_by_role("button", name="Opslaan").click()

    expect(result.locator("#bericht")).to_contain_text("Uw plan is aangepast")
    result.get_by_role("link", name="Pas uw plan aan").click()
    expect(result.locator("input[name=goal][value=kosten]")).to_be_checked()
    expect(result.get_by_label("Technologie")).to_have_value("onderweg")
