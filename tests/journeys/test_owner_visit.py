"""An owner does the scan on a phone, without JavaScript, and goes home with the report."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page as page_validation
import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.owner import Owner


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_an_owner_gets_a_report_on_a_phone_without_javascript(phone: Page, site: str) -> None:
    owner = Owner(phone, site)

    owner.opens_the_site()
    owner.starts_the_scan()
    owner.describes_the_company()
    assert owner.answers_all_questions() == 19
    owner.asks_for_the_result()
    then_the_result_is_there(phone)

    pdf = when_the_report_is_downloaded(phone)
    then_the_report_is_an_accessible_pdf(pdf)
    then_the_report_tells_what_the_page_tells(pdf, phone)


def test_a_wrong_form_says_what_to_do_and_keeps_what_was_typed(phone: Page, site: str) -> None:
    owner = Owner(phone, site)
    owner.opens_the_site()
    owner.starts_the_scan()

    phone.locator("input[name=municipality]").fill("Devnter")
    phone.get_by_role("button", name="Naar de vragen").click()

    assert phone.title().startswith("Fout:")
    assert phone.locator("input[name=municipality]").input_value() == "Devnter"
    phone.get_by_role("link", name="Bedoelt u Deventer?").click()
    assert phone.url.endswith("#municipality")


def test_an_owner_comes_back_with_the_link(phone: Page, browser: Browser, site: str) -> None:
    owner = Owner(phone, site)
    owner.comes_to_the_first_question()
    owner.answers("b")
    phone.get_by_role("button", name="Opslaan en later verder").click()
    link = next(word for word in phone.locator("main").inner_text().split() if "/verder/" in word)

    laptop = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    laptop.goto(link)
    laptop.get_by_role("button", name="Open mijn scan").click()

    assert laptop.url.endswith("/scan/vraag/overdracht")
    laptop.context.close()


def then_the_result_is_there(phone: Page) -> None:
    assert phone.url.endswith("/scan/resultaat")
    assert phone.locator("svg").first.is_visible()


def when_the_report_is_downloaded(phone: Page) -> bytes:
    with phone.expect_download(timeout=60_000) as download:
        phone.get_by_role("link", name="PDF").first.click()
    return Path(download.value.path()).read_bytes()


def then_the_report_is_an_accessible_pdf(pdf: bytes) -> None:
    assert page_validation.is_pdf_compliant_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)


def then_the_report_tells_what_the_page_tells(pdf: bytes, phone: Page) -> None:
    told = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages).split())
    for heading in phone.locator("main h3").all_inner_texts():
        assert " ".join(heading.split()) in told
