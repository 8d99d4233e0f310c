"""Owners fill in their own scan at a workshop, each on a phone; the adviser sees counts, and afterwards nothing."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing

import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from app.db.workshop_tables import WorkshopScanRow
from tests.accounts import account, organisation
from tests.journeys.adviser import Adviser, at_desk
from tests.journeys.office import Office
from tests.journeys.owner import Owner

TITLE = "Tijd winnen in de techniek"


@pytest.fixture
def desk(browser: Browser, office: Office) -> Iterator[Adviser]:
    advisers = organisation(office.database, name="Ondernemershuis Reggestreek")
    with at_desk(browser, office, account(office.database, advisers), has_script=True) as opened:
        yield opened


@pytest.fixture
def phones(browser: Browser, office: Office) -> Iterator[Sequence[Owner]]:
    """Seven, the first of them without JavaScript."""
    with ExitStack() as opened:
        contexts = [
            browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=number > 0, locale="nl-NL")
            for number in range(7)
        ]
        yield [Owner(opened.enter_context(closing(context)).new_page(), office.site) for context in contexts]


def test_six_phones_take_part_and_each_keeps_its_own_scan(
    desk: Adviser, phones: Sequence[Owner], office: Office
) -> None:
    *six, seventh = phones
    address, code = when_the_adviser_opens_a_workshop(desk)

    when_somebody_types_the_code(six[0], f"{code[:3]} {code[3:]}".lower())
    when_the_company_is_described(six[0], "Bedrijf 0")
    for number, owner in enumerate(six[1:4], start=1):
        when_somebody_follows_the_address(owner, address, f"Bedrijf {number}")
    then_the_adviser_sees(desk, "Minder dan 5 deelnemers")
    for number, owner in enumerate(six[4:], start=4):
        when_somebody_follows_the_address(owner, address, f"Bedrijf {number}")
    then_the_adviser_sees(desk, "Doen mee 6")
    then_each_phone_has_its_own_scan(six)

    when_the_adviser_closes_the_workshop(desk)
    then_who_comes_late_reads_what_to_do(seventh, address)
    then_nothing_links_the_scans_and_they_go_on(six, office)


def when_the_adviser_opens_a_workshop(desk: Adviser) -> tuple[str, str]:
    """Return the address that the telephones read from the screen, and the code."""
    desk.opens("/adviseur/workshops")
    desk.page.get_by_label("Naam van de workshop").fill(TITLE)
    desk.presses("Open de workshop")
    address = desk.page.locator(".large-code").get_attribute("aria-label")
    assert address is not None
    return address.rpartition(" ")[2], "".join(desk.page.locator(".join-code").inner_text().split())


def when_somebody_types_the_code(owner: Owner, typed: str) -> None:
    owner.page.goto(f"{owner.site}/workshop")
    owner.page.get_by_label("Code van de workshop").fill(typed)
    owner.page.get_by_role("button", name="Doe mee").click()


def when_somebody_follows_the_address(owner: Owner, address: str, company: str) -> None:
    owner.page.goto(address)
    when_the_company_is_described(owner, company)


def when_the_company_is_described(owner: Owner, company: str) -> None:
    expect(owner.page.locator("main")).to_contain_text(TITLE)
    owner.page.get_by_role("link", name="Begin met de scan").click()
    name = owner.page.locator("input[name=company_name]")
    owner.page.locator("details", has=name).locator("summary").click()
    name.fill(company)
    owner.describes_the_company()
    expect(owner.page.get_by_role("button", name="Volgende vraag")).to_be_visible()


def then_the_adviser_sees(desk: Adviser, counts: str) -> None:
    desk.page.get_by_role("link", name="Ververs de stand").click()
    main = desk.page.locator("main")
    expect(main).to_contain_text(counts, use_inner_text=True, ignore_case=True)
    expect(main).not_to_contain_text("Bedrijf ")


def then_each_phone_has_its_own_scan(six: Sequence[Owner]) -> None:
    for number, owner in enumerate(six):
        owner.page.goto(f"{owner.site}/scan/bedrijf")
        expect(owner.page.locator("input[name=company_name]")).to_have_value(f"Bedrijf {number}")
    secrets = {cookie["value"] for owner in six for cookie in owner.page.context.cookies() if cookie["name"] == "scan"}
    assert len(secrets) == len(six)


def when_the_adviser_closes_the_workshop(desk: Adviser) -> None:
    desk.page.locator("summary", has_text="Sluit de workshop").click()
    desk.presses("Sluit de workshop nu")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("De workshop is voorbij")
    expect(desk.page.locator("main")).not_to_contain_text("Bedrijf ")


def then_who_comes_late_reads_what_to_do(late: Owner, address: str) -> None:
    reply = late.page.goto(address)
    assert reply is not None
    assert reply.status == 404
    expect(late.page.locator("main")).to_contain_text("Deze code werkt niet, of de workshop is voorbij.")
    expect(late.page.get_by_role("link", name="Doe de scan zonder workshop")).to_be_visible()


def then_nothing_links_the_scans_and_they_go_on(six: Sequence[Owner], office: Office) -> None:
    with office.database.read() as session:
        assert session.exec(select(WorkshopScanRow)).all() == []
    for owner in six:
        owner.page.goto(f"{owner.site}/scan/verder")
        expect(owner.page.get_by_role("button", name="Volgende vraag")).to_be_visible()
