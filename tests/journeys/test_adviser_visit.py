"""An adviser helps an owner, from the list of cases to the follow-up, until the owner stops sharing. All on phones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.account import Account, Organisation
from app.domain.dutch_days import day_of
from app.web.dates import short_date
from tests.accounts import account, organisation
from tests.journeys.adviser import Adviser, at_desk
from tests.journeys.colleague import letter_about, text_of
from tests.journeys.office import Office
from tests.journeys.owner import Owner, finished_scan

ADVISERS, ELSEWHERE, OWNER = "Ondernemershuis Vechtdal", "Kennispoort Noord", "Karin Hoekstra"
OWNER_MAIL = "karin@bedrijf.example"
REASON = "Op de werkvloer hangt het bord al."
RESPONSE = "Dat bord hangt er pas een week."
INTERNAL, SHARED = "Karin twijfelt of het personeel meedoet.", "Bel mij gerust over het planbord."
HEARD = "Het planbord hangt en werkt."


@pytest.fixture(scope="module")
def advisers(office: Office) -> Organisation:
    return organisation(office.database, name=ADVISERS)


@pytest.fixture
def anna(office: Office, advisers: Organisation) -> Account:
    return account(office.database, advisers)


@pytest.fixture
def desk(browser: Browser, office: Office, anna: Account) -> Iterator[Adviser]:
    with at_desk(browser, office, anna, width=390) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_an_adviser_helps_an_owner_until_the_owner_stops_sharing(
    desk: Adviser, anna: Account, phone: Page, office: Office
) -> None:
    owner = Owner(phone, office.site)
    owner.has_open(finished_scan(office.site), "/scan/resultaat")
    owner.shares_with(ADVISERS, name=OWNER, email=OWNER_MAIL, question="Hoe begin ik met een dagstart?")

    case = when_the_adviser_finds_the_case_and_takes_it(desk, anna)
    when_the_adviser_shares_a_view(desk)
    then_the_owner_sees_it_and_responds(owner)
    then_the_adviser_reads_the_response(desk)
    then_the_guide_can_be_downloaded(desk)
    when_the_adviser_agrees_on_an_action(desk)
    when_the_day_to_follow_up_comes(desk, office)
    when_the_adviser_writes_notes(desk)
    then_both_are_told_to_follow_up_and_not_of_whom(office, anna)
    then_the_owner_sees_only_what_is_shared(owner)
    when_the_adviser_records_the_follow_up(desk)

    owner.stops_sharing()
    then_nothing_of_the_case_is_left(desk, case)
    then_the_owner_is_told_that_nothing_is_shared(owner)


def when_the_adviser_finds_the_case_and_takes_it(desk: Adviser, anna: Account) -> str:
    page = desk.page
    desk.opens("/adviseur")
    page.get_by_label("Zoek op bedrijf, naam, e-mail of gemeente").fill("hoekst")
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Sector").select_option("Installatietechniek")
    page.get_by_label("Alleen nieuw of veranderd voor u").check()
    desk.presses("Toon met deze filters")
    expect(page.locator("caption")).to_have_text("1 dossier.")
    page.get_by_role("link", name=OWNER).click()
    case = page.url.removeprefix(desk.site)
    desk.presses("Ik pak dit op")
    expect(page.locator("main")).to_contain_text(f"{anna.name} (uzelf)")
    return case


def when_the_adviser_shares_a_view(desk: Adviser) -> None:
    desk.turns_to("Eigen blik")
    desk.gives_view("planning", answer="d", reason=REASON)
    desk.page.get_by_role("link", name="Deel met de ondernemer").click()
    expect(desk.page.locator("main")).to_contain_text(REASON)
    desk.presses("Deel met de ondernemer")
    expect(desk.page.locator("main")).to_contain_text("Alles is gedeeld met de ondernemer.")


def then_the_owner_sees_it_and_responds(owner: Owner) -> None:
    page = owner.page
    page.goto(f"{owner.site}/scan/resultaat")
    page.get_by_role("link", name="Van uw adviseur (1)").click()
    expect(page.locator("#blik-planning .view")).to_contain_text(REASON)
    page.locator("#blik-planning summary").click()
    page.get_by_label("Wat vindt u hiervan?").fill(RESPONSE)
    page.get_by_role("button", name="Sla uw reactie op").click()
    expect(page.locator("#blik-planning")).to_contain_text("Uw reactie")


def then_the_adviser_reads_the_response(desk: Adviser) -> None:
    desk.turns_to("Eigen blik")
    expect(desk.page.locator("#vraag-planning")).to_contain_text(RESPONSE)


def then_the_guide_can_be_downloaded(desk: Adviser) -> None:
    desk.turns_to("Gespreksgids")
    with desk.page.expect_download(timeout=60_000) as download:
        desk.page.get_by_role("link", name="Download de gids (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def when_the_adviser_writes_notes(desk: Adviser) -> None:
    desk.writes_note(INTERNAL, readers="Alleen voor uw organisatie")
    desk.writes_note(SHARED, readers="Ook voor de ondernemer")


def when_the_adviser_agrees_on_an_action(desk: Adviser) -> None:
    desk.turns_to("Afspraken")
    page = desk.page
    page.get_by_label("Iets anders").check()
    page.get_by_label("Eigen afspraak").fill("Een planbord ophangen")
    page.get_by_label("Wie doet het?").fill("Karin")
    desk.presses("Sla de afspraak op")
    expect(page.locator(".card")).to_contain_text("Een planbord ophangen")


def then_the_owner_sees_only_what_is_shared(owner: Owner) -> None:
    page = owner.page
    page.goto(f"{owner.site}/scan/adviseur")
    expect(page.locator("main")).to_contain_text(SHARED)
    expect(page.locator("main")).to_contain_text("Een planbord ophangen")
    expect(page.locator("main")).not_to_contain_text(INTERNAL)


def when_the_day_to_follow_up_comes(desk: Adviser, office: Office) -> None:
    """The adviser chooses today, and the operator's daily command runs."""
    desk.turns_to("Overzicht")
    desk.page.get_by_role("link", name="Wijzig de behandeling").click()
    desk.changes_handling(status="Plan afgesproken", follow_up_on=short_date(day_of(datetime.now(UTC))))
    expect(desk.page.get_by_role("status")).to_have_text("Opgeslagen.")
    office.runs("retention")


def then_both_are_told_to_follow_up_and_not_of_whom(office: Office, anna: Account) -> None:
    """The note that was just shared woke who delivers the mail."""
    mails = {"Tijd om op te volgen": anna.email, "Hoe gaat het met uw plan?": OWNER_MAIL}
    for subject, recipient in mails.items():
        letter = letter_about(office.box, subject)
        body = text_of(letter)
        assert recipient in str(letter["to"])
        assert not any(told in body for told in (OWNER, "planbord", REASON, INTERNAL, SHARED))


def when_the_adviser_records_the_follow_up(desk: Adviser) -> None:
    page = desk.page
    desk.opens("/adviseur/opvolgen")
    page.get_by_role("link", name=f"Leg vast hoe het gaat bij {OWNER}").click()
    page.get_by_label("Klaar").check()
    page.get_by_label("Notitie (hoeft niet)").fill(HEARD)
    page.get_by_label("Nog geen nieuwe dag").check()
    desk.presses("Leg dit vast")
    expect(page.locator("main")).to_contain_text("Dit is vastgelegd.")
    desk.turns_to("Afspraken")
    expect(page.locator(".card .tag")).to_have_text("Klaar")


def then_nothing_of_the_case_is_left(desk: Adviser, case: str) -> None:
    for part in ("", "/blik", "/notities", "/tijdlijn", "/gespreksgids.pdf"):
        assert desk.opens(case + part).status == 404
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Dit dossier is er niet")
    for path in ("/adviseur", "/adviseur/opvolgen", "/adviseur/portefeuille"):
        assert desk.opens(path).status == 200
        expect(desk.page.locator("main")).not_to_contain_text(OWNER)
    expect(desk.page.locator("main")).to_contain_text("Er is nu geen ondernemer die een scan met u deelt.")
    exported = desk.page.request.get(f"{desk.site}/adviseur/dossiers.csv")
    assert "dossiers.csv" in exported.headers["content-disposition"]
    assert OWNER not in exported.text()


def then_the_owner_is_told_that_nothing_is_shared(owner: Owner) -> None:
    owner.page.goto(f"{owner.site}/scan/adviseur")
    expect(owner.page.locator("main")).to_contain_text("U deelt uw scan nu met niemand.")
    expect(owner.page.locator("main")).not_to_contain_text(SHARED)
