"""Somebody of a province sees the latest outcomes, follows what stands out, and goes back a year, on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from tests.accounts import account, organisation
from tests.journeys.office import Office
from tests.published import publish_release


@pytest.fixture
def phone(browser: Browser, office: Office, shipped: Questionnaire) -> Iterator[Page]:
    publish_release(office.database, shipped, "Groningen", "2024", tier="B", companies=500, lift=-6)
    publish_release(office.database, shipped, "Groningen", "2025")
    province = organisation(office.database, Kind.PROVINCE, name="Provincie Groningen", province="Groningen")
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    office.sign_in(context, account(office.database, province, name="Gea Postma"))
    yield context.new_page()
    context.close()


def test_a_province_looks_at_its_latest_year_and_at_the_one_before(phone: Page, office: Office) -> None:
    phone.goto(f"{office.site}/provincie")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uitkomsten in het kort")
    expect(phone.locator("main")).to_contain_text("Bedrijven kozen zelf of zij meededen")
    expect(phone.get_by_role("row", name="Zelforganisatie").first).to_contain_text("hoger dan in 2024")

    when_the_reader_follows_what_stands_out(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Totaalscore per sector")
    expect(phone.locator("tr:target")).to_be_in_viewport()

    phone.get_by_role("link", name="In het kort").click()
    phone.get_by_role("link", name="Groningen, 2024").click()
    expect(phone.locator("main")).to_contain_text("Er zijn geen eerdere cijfers om mee te vergelijken")


def when_the_reader_follows_what_stands_out(phone: Page) -> None:
    phone.get_by_role("listitem").filter(has_text="Bij “ICT”").get_by_role("link").click()
