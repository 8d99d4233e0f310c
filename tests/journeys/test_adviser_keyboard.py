"""The day of an adviser with a keyboard alone: from the list to the case, an own view and a note."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts import account, organisation
from tests.journeys.adviser import at_desk
from tests.journeys.keyboard import choose, follow, go_to
from tests.journeys.office import Office

OWNER, REASON, NOTE = "Wouter Dijkstra", "Er hangt een planbord.", "Wouter belt in mei terug."


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    """The list of an adviser with one case."""
    advisers = organisation(office.database, name="Ondernemershuis Zuidwest")
    office.is_shared_with(advisers, contact_name=OWNER)
    with at_desk(browser, office, account(office.database, advisers)) as desk:
        desk.opens("/adviseur")
        yield desk.page


def test_a_case_is_found_judged_and_written_about_with_the_keyboard(page: Page) -> None:
    when_the_case_is_found(page)
    when_a_view_is_given(page)
    when_a_note_is_written(page)

    expect(page.locator(".card .typed")).to_have_text(NOTE)


def when_the_case_is_found(page: Page) -> None:
    go_to(page.get_by_label("Zoek op bedrijf, naam, e-mail of gemeente"))
    page.keyboard.type("dijkst")
    go_to(page.get_by_label("Sector"))
    page.keyboard.type("Install")
    follow(page.get_by_role("button", name="Toon met deze filters"))
    expect(page.locator("caption")).to_have_text("1 dossier.")
    follow(page.get_by_role("link", name=OWNER))
    follow(page.get_by_role("button", name="Ik pak dit op"))
    expect(page.get_by_role("status")).to_have_text("Opgeslagen.")


def when_a_view_is_given(page: Page) -> None:
    follow(page.get_by_role("link", name="Eigen blik").first)
    follow(page.get_by_role("link", name="Geef uw blik").first)
    choose(page, "answer", downs=2)
    go_to(page.get_by_label("Waarom ziet u dit?"))
    page.keyboard.type(REASON)
    follow(page.get_by_role("button", name="Sla uw blik op"))
    expect(page.locator(".view")).to_contain_text(REASON)


def when_a_note_is_written(page: Page) -> None:
    follow(page.get_by_role("link", name="Notities"))
    go_to(page.get_by_label("Uw notitie"))
    page.keyboard.type(NOTE)
    choose(page, "readers")
    follow(page.get_by_role("button", name="Sla de notitie op"))
