"""An adviser passes a case on with the owner's leave: what the first organisation added stays behind and is gone."""

import pytest
from playwright.sync_api import Browser, expect

from app.domain.account import Organisation
from tests.accounts import account, organisation
from tests.journeys.adviser import Adviser, at_desk
from tests.journeys.office import Office
from tests.journeys.owner import Owner

FIRST, SECOND, OWNER = "Ondernemershuis Twente", "Kennispoort Oost", "Sanne Bakker"
REASON, INTERNAL, SHARED = "Ik zag een vol planbord.", "Sanne belt liever niet.", "Wij spreken elkaar in mei."


@pytest.fixture(scope="module")
def first(office: Office) -> Organisation:
    return organisation(office.database, name=FIRST)


@pytest.fixture(scope="module")
def second(office: Office) -> Organisation:
    return organisation(office.database, name=SECOND)


def test_what_the_first_organisation_added_does_not_go_along(
    browser: Browser, office: Office, first: Organisation, second: Organisation
) -> None:
    secret = office.is_shared_with(first, contact_name=OWNER)
    anna, bert = account(office.database, first), account(office.database, second, name="Bert Bos")
    with at_desk(browser, office, anna) as desk, at_desk(browser, office, bert) as other:
        case = when_the_first_adviser_works_on_the_case(desk)
        when_the_first_adviser_asks_to_pass_it_on(desk, case)
        when_the_owner_says_yes(Owner(desk.page.context.new_page(), office.site), secret)

        assert desk.opens(case).status == 404
        then_the_other_has_a_case_to_which_nothing_was_added(other)


def when_the_first_adviser_works_on_the_case(desk: Adviser) -> str:
    case = desk.opens_case(OWNER)
    desk.turns_to("Eigen blik")
    desk.gives_view("planning", answer="d", reason=REASON)
    desk.writes_note(INTERNAL, readers="Alleen voor uw organisatie")
    desk.writes_note(SHARED, readers="Ook voor de ondernemer")
    return case


def when_the_first_adviser_asks_to_pass_it_on(desk: Adviser, case: str) -> None:
    page = desk.page
    desk.opens(case)
    page.get_by_role("link", name="Geef dit dossier door").click()
    expect(page.locator("main")).to_contain_text("gaat niet mee en wordt gewist")
    page.get_by_label(SECOND).check()
    page.get_by_label("Waarom kan die organisatie beter helpen?").fill("Zij kennen uw vak.")
    desk.presses("Vraag het de ondernemer")


def when_the_owner_says_yes(owner: Owner, secret: str) -> None:
    owner.has_open(secret, "/scan/delen")
    owner.page.get_by_role("button", name="Ja, geef door").click()
    owner.has_open(secret, "/scan/adviseur")
    expect(owner.page.locator("main")).to_contain_text(SECOND)
    expect(owner.page.locator("main")).not_to_contain_text(SHARED)


def then_the_other_has_a_case_to_which_nothing_was_added(other: Adviser) -> None:
    other.opens_case(OWNER)
    seen = ""
    for tab in ("Overzicht", "Eigen blik", "Gespreksgids", "Notities", "Afspraken", "Opvolging", "Tijdlijn"):
        other.turns_to(tab)
        seen += other.page.locator("main").inner_text()
    assert "Er zijn nog geen notities bij dit dossier." in seen
    assert not any(told in seen for told in (REASON, INTERNAL, SHARED, "Anna de Boer"))
