"""Somebody of a province signs in, takes the figures along and opens them; a program gets the same, until that ends."""

import csv
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.account import Account, Kind
from app.domain.questionnaire import Questionnaire
from tests.accounts import account, organisation
from tests.journeys.office import Office
from tests.published import publish_release
from tests.signing_in import PASSWORD, app_code, finish

EMAIL, ID = "wim@provincie.example", "drenthe-2025"


@pytest.fixture
def wim(office: Office, shipped: Questionnaire) -> Account:
    publish_release(office.database, shipped, "Drenthe")
    province = organisation(office.database, Kind.PROVINCE, name="Provincie Drenthe", province="Drenthe")
    return account(office.database, province, name="Wim Kuipers", email=EMAIL)


@pytest.fixture
def browser_of_wim(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_a_province_takes_its_figures_along_and_opens_them(browser_of_wim: Page, wim: Account, office: Office) -> None:
    page = browser_of_wim
    when_somebody_signs_in(page, wim, office)
    page.get_by_role("link", name="Downloaden en delen").click()
    own = downloaded(page, "Cijfers als CSV")
    assert len(list(csv.DictReader(own.decode().splitlines()))) > 1000
    assert downloaded(page, "Download de PDF").startswith(b"%PDF-")
    assert asked(office).status_code == 404

    when_it_is_opened(page)
    assert asked(office).content == own
    then_everybody_finds_it(page, office)

    when_that_is_ended(page, office)
    assert asked(office).status_code == 404


def when_somebody_signs_in(page: Page, who: Account, office: Office) -> None:
    key = (Path(office.settings["SCAN_DATA_DIR"]) / "secret_key").read_bytes()
    secret = finish(office.database, key, who)
    page.goto(f"{office.site}/inloggen")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Code van zes cijfers").fill(app_code(secret))
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("main")).to_contain_text("Drenthe, 2025")


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download(timeout=60_000) as file:
        page.get_by_role("link", name=link).click()
    return Path(file.value.path()).read_bytes()


def asked(office: Office) -> httpx.Response:
    """Ask for the figures as a program does."""
    return httpx.get(f"{office.site}/api/v1/releases/{ID}/cells", headers={"accept": "text/csv"})


def when_it_is_opened(page: Page) -> None:
    page.get_by_role("button", name="Maak er open data van").click()
    expect(page.get_by_role("heading", name="Er is iets niet goed ingevuld")).to_be_visible()
    page.get_by_label("Ik weet dat anderen de cijfers mogen downloaden en houden").check()
    page.get_by_role("button", name="Maak er open data van").click()
    expect(page.locator("main")).to_contain_text("Deze uitkomsten zijn nu open data.")


def then_everybody_finds_it(page: Page, office: Office) -> None:
    page.get_by_role("contentinfo").get_by_role("link", name="Open data").click()
    expect(page.get_by_role("heading", name="Drenthe, 2025")).to_be_visible()
    assert downloaded(page, "CSV van Drenthe, 2025") == asked(office).content


def when_that_is_ended(page: Page, office: Office) -> None:
    page.goto(f"{office.site}/provincie/{ID}/downloads")
    page.get_by_label("Ik weet dat anderen houden wat zij al hebben").check()
    page.get_by_role("button", name="Beëindig open data").click()
    expect(page.locator("main")).to_contain_text("Deze uitkomsten zijn geen open data meer.")
