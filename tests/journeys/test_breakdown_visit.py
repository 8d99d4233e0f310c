"""Somebody of a province goes from sectors to municipalities and on to a region, on a phone and without the script."""

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
    publish_release(office.database, shipped, "Utrecht", "2024", companies=600)
    province = organisation(office.database, Kind.PROVINCE, name="Provincie Utrecht", province="Utrecht")
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    office.sign_in(context, account(office.database, province, name="Uma Visser"))
    yield context.new_page()
    context.close()


def test_a_province_looks_closer_and_wider(phone: Page, office: Office) -> None:
    phone.goto(f"{office.site}/provincie/utrecht-2024/uitgesplitst")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Totaalscore per sector")

    when_the_reader_chooses(phone, "Technologie", "Gemeente")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Technologie per gemeente")

    phone.get_by_role("row", name="Te weinig deelnemers").get_by_role("link").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Technologie per regio")
    expect(phone.locator("tr:target")).to_be_in_viewport()

    when_the_reader_chooses(phone, "Balans", "Regio en sector")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Balans per regio en sector")


def when_the_reader_chooses(phone: Page, what: str, table: str) -> None:
    phone.get_by_label("Wat wilt u zien?").select_option(label=what)
    phone.get_by_label("Uitgesplitst naar").select_option(label=table)
    phone.get_by_role("button", name="Toon").click()
