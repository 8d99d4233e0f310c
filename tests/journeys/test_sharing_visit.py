"""An owner shares a scan with an invited adviser and stops again, and another fills in together with one."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.colleague import Colleague, letter_to, link_in, text_of
from tests.journeys.office import Office
from tests.journeys.owner import Owner, finished_scan
from tests.waiting import wait_until

ADVISERS, DESK, ANNA = "Ondernemershuis Salland", "balie@loket.example", "anna@loket.example"
JAN = "Jan de Vries"


@pytest.fixture(scope="module")
def anna(browser: Browser, office: Office) -> Iterator[Colleague]:
    """An adviser whom an administrator invited, at her desk."""
    admin = Colleague(desk(browser), office.site)
    admin.begins(first_link(office))
    admin.adds_advisers(ADVISERS, DESK)
    admin.invites("Anna de Boer", ANNA)
    anna = Colleague(desk(browser), office.site)
    anna.begins(link_in(letter_to(office.box, ANNA)))
    yield anna
    admin.page.context.close()
    anna.page.context.close()


def first_link(office: Office) -> str:
    asked = {"email": "bea@provincie.example", "name": "Bea Jansen", "organisation": "Beheer delen", "kind": "admin"}
    made = office.runs("user", "add", *(f"--{name}={value}" for name, value in asked.items()), "--json")
    link: str = json.loads(made)["link"]
    return link.removeprefix(office.site)


def desk(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False, locale="nl-NL")
    return context.new_page()


@pytest.fixture(params=[False, True], ids=["without script", "with script"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param, locale="nl-NL"
    )
    yield context.new_page()
    context.close()


def test_an_owner_shares_a_scan_reads_who_opened_it_and_stops(anna: Colleague, phone: Page, office: Office) -> None:
    owner = Owner(phone, office.site)
    owner.has_open(finished_scan(office.site), "/scan/resultaat")
    told_before = len(told_of_a_share(office))

    owner.shares_with(ADVISERS, name=JAN, email="jan@bedrijf.example", question="Hoe begin ik met een dagstart?")
    then_the_advisers_are_told_and_not_of_whom(office, told_before)
    case = when_the_adviser_opens_the_case(anna)
    when_the_adviser_downloads_the_report(anna)
    then_the_log_of_the_owner_says_so(owner)

    owner.stops_sharing()
    then_the_case_is_gone(anna, case)


def then_the_advisers_are_told_and_not_of_whom(office: Office, told_before: int) -> None:
    wait_until(lambda: len(told_of_a_share(office)) > told_before)

    assert JAN not in told_of_a_share(office)[-1]


def told_of_a_share(office: Office) -> Sequence[str]:
    """Return the letters to the advisers that say so; others may come late, from a visit before."""
    bodies = [" ".join(text_of(letter).split()) for letter in office.box.messages if DESK in str(letter["to"])]
    return [body for body in bodies if "Een ondernemer deelt een arbeidsproductiviteitsscan met uw organisatie" in body]


def when_the_adviser_opens_the_case(anna: Colleague) -> str:
    page = anna.page
    page.goto(f"{anna.site}/adviseur")
    page.get_by_role("link", name=JAN).click()
    expect(page.locator("main")).to_contain_text("Hoe begin ik met een dagstart?")
    expect(page.locator("main")).to_contain_text("jan@bedrijf.example")
    return page.url


def when_the_adviser_downloads_the_report(anna: Colleague) -> None:
    with anna.page.expect_download(timeout=60_000) as download:
        anna.page.get_by_role("link", name="Download het rapport (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def then_the_log_of_the_owner_says_so(owner: Owner) -> None:
    owner.page.get_by_role("link", name="Bekijk wie uw scan opende").click()
    lines = owner.page.locator("main li").all_inner_texts()
    for what in ("bekeek uw scan.", "sloeg uw rapport op."):
        assert any(f"Anna de Boer ({ADVISERS}) {what}" in line for line in lines)


def then_the_case_is_gone(anna: Colleague, case: str) -> None:
    reply = anna.page.goto(case)
    assert reply is not None
    assert reply.status == 404
    anna.page.goto(f"{anna.site}/adviseur")
    expect(anna.page.locator("main")).not_to_contain_text(JAN)


def test_a_scan_that_was_filled_in_together_is_the_owners_alone(anna: Colleague, phone: Page, office: Office) -> None:
    link = when_they_begin_together(anna)
    when_the_owner_opens_the_link(phone, link)
    together = Owner(anna.page, office.site)
    anna.page.get_by_role("link", name="Verder met de scan").click()
    together.answers("b")

    when_the_visit_ends(anna)

    reply = anna.page.goto(f"{office.site}/scan/overzicht")
    assert reply is not None
    assert reply.status == 404
    phone.goto(f"{office.site}/scan/verder")
    assert "/scan/vraag/" in phone.url


def when_they_begin_together(anna: Colleague) -> str:
    page = anna.page
    page.goto(f"{anna.site}/adviseur")
    page.get_by_role("link", name="samen").first.click()
    Owner(page, anna.site).describes_the_company()
    return str(page.locator(".secret-link a").get_attribute("href"))


def when_the_owner_opens_the_link(phone: Page, link: str) -> None:
    phone.goto(link)
    phone.get_by_role("button", name="Open mijn scan").click()
    assert "/scan/vraag/" in phone.url


def when_the_visit_ends(anna: Colleague) -> None:
    page = anna.page
    page.get_by_role("link", name="Sluit de scan op dit apparaat").first.click()
    page.get_by_role("button", name="Sluit de scan op dit apparaat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De scan is hier gesloten")
