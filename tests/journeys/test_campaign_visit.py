"""An administrator starts a campaign; an owner follows its link, and another types its code; the counts go up."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.account import Kind
from tests.accounts import account, organisation
from tests.journeys.office import Office
from tests.journeys.owner import Owner

NAME = "Parkmanagement Hessenpoort"


@pytest.fixture(params=[True, False], ids=["with_script", "without_script"])
def admin(request: pytest.FixtureRequest, browser: Browser, office: Office) -> Iterator[Page]:
    """The browser of an administrator."""
    admins = organisation(office.database, Kind.ADMIN, name=f"Beheer {request.param}")
    with closing(browser.new_context(java_script_enabled=request.param, locale="nl-NL")) as context:
        office.sign_in(context, account(office.database, admins))
        yield context.new_page()


@pytest.fixture
def phone(browser: Browser, office: Office) -> Iterator[Owner]:
    viewport = {"width": 390, "height": 844}
    with closing(browser.new_context(viewport=viewport, java_script_enabled=False, locale="nl-NL")) as context:  # type: ignore[arg-type]  # a plain dict will do
        yield Owner(context.new_page(), office.site)


def test_scans_count_for_the_campaign_they_came_by(admin: Page, phone: Owner, office: Office) -> None:
    link = when_an_administrator_starts_a_campaign(admin, office)
    then_the_campaign_has(admin, "kwam er nog geen scan via deze campagne", "Er is nog geen scan begonnen")

    when_an_owner_follows_the_link_and_finishes(phone, link)
    when_another_types_the_code(phone, link.rpartition("/")[2].upper())
    then_the_campaign_counts(admin, started=2, finished=1)

    when_the_campaign_ends(admin)
    then_the_link_still_leads_to_the_scan(phone, link)


def when_an_administrator_starts_a_campaign(admin: Page, office: Office) -> str:
    """Return the link of the campaign."""
    admin.goto(f"{office.site}/beheer")
    admin.get_by_role("link", name="Campagnes").click()
    admin.get_by_role("link", name="Nieuwe campagne").click()
    admin.get_by_label("Hoe heet de campagne?").fill(NAME)
    admin.get_by_label("Wie brengt de scan onder de aandacht?").select_option("Parkmanagement")
    admin.get_by_role("button", name="Opslaan").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text(NAME)
    return admin.locator(".secret-link a").get_attribute("href") or ""


def then_the_campaign_has(admin: Page, *one_of: str) -> None:
    said = admin.locator("main").inner_text()
    assert any(text in said for text in one_of)


def when_an_owner_follows_the_link_and_finishes(phone: Owner, link: str) -> None:
    phone.page.goto(link)
    expect(phone.page.locator("main")).to_contain_text(f"U komt via {NAME}.")
    phone.starts_the_scan()
    phone.describes_the_company()
    assert phone.answers_all_questions() > 15
    phone.asks_for_the_result()
    expect(phone.page).to_have_url(f"{phone.site}/scan/resultaat")


def when_another_types_the_code(phone: Owner, code: str) -> None:
    phone.page.context.clear_cookies()
    phone.opens_the_site()
    phone.starts_the_scan()
    phone.page.get_by_text("Naam, KvK-nummer en campagne").click()
    phone.page.get_by_label("Code van een campagne").fill(f" {code} ")
    phone.describes_the_company()
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    assert "/scan/vraag/" in phone.page.url


def then_the_campaign_counts(admin: Page, *, started: int, finished: int) -> None:
    admin.reload()
    cells = admin.get_by_role("row", name="Heel 20").get_by_role("cell")
    assert [int(cells.nth(at).inner_text().split()[-1]) for at in (0, 1)] == [started, finished]


def when_the_campaign_ends(admin: Page) -> None:
    admin.get_by_role("button", name="Beëindig de campagne").click()
    expect(admin.locator("main")).to_contain_text("Deze campagne is beëindigd.")


def then_the_link_still_leads_to_the_scan(phone: Owner, link: str) -> None:
    phone.page.goto(link)
    expect(phone.page).to_have_url(f"{phone.site}/")
    expect(phone.page.locator("main")).not_to_contain_text(NAME)
