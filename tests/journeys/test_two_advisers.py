"""Two advisers work on one case at once, each in a browser: the second is told and shown both, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.accounts import account, organisation
from tests.journeys.adviser import Adviser, at_desk
from tests.journeys.office import Office

OWNER = "Loes Visser"
FIRST, LAST = "Ik zag een vol planbord.", "Volgens mij staat dat bord er pas sinds kort."


@pytest.fixture
def both(browser: Browser, office: Office) -> Iterator[tuple[Adviser, Adviser]]:
    advisers = organisation(office.database, name="Ondernemershuis Kop van Overijssel")
    anna, hans = account(office.database, advisers), account(office.database, advisers, name="Hans Smit")
    office.is_shared_with(advisers, contact_name=OWNER)
    with (
        at_desk(browser, office, anna, has_script=True) as first,
        at_desk(browser, office, hans, has_script=True) as second,
    ):
        yield first, second


def test_nothing_is_lost_when_two_advisers_change_the_same(both: tuple[Adviser, Adviser]) -> None:
    anna, hans = both
    case = anna.opens_case(OWNER)

    when_both_open_the_same_question(both, case)
    anna.fills_in_view(answer="d", reason=FIRST)
    hans.fills_in_view(answer="a", reason=LAST)
    then_the_second_is_told_and_shown_both_views(hans)
    hans.presses("Sla uw blik op")
    expect(hans.page.locator("#vraag-planning")).to_contain_text(LAST)

    when_both_open_how_the_case_is_handled(both, case)
    anna.changes_handling(status="Contact gelegd")
    hans.changes_handling(status="Plan afgesproken")
    then_the_second_is_told_and_shown_both_statuses(hans)
    hans.presses("Opslaan")

    then_the_timeline_has_what_both_did(anna)


def when_both_open_the_same_question(both: tuple[Adviser, Adviser], case: str) -> None:
    for adviser in both:
        adviser.opens(f"{case}/blik/planning")


def then_the_second_is_told_and_shown_both_views(hans: Adviser) -> None:
    notice = hans.page.locator(".notice")
    expect(notice).to_contain_text("Wij hebben dit nog niet opgeslagen.")
    expect(notice).to_contain_text("Anna de Boer")
    expect(notice).to_contain_text(FIRST)
    expect(hans.page.locator("input[name=answer][value=a]")).to_be_checked()
    expect(hans.page.get_by_label("Waarom ziet u dit?")).to_have_value(LAST)


def when_both_open_how_the_case_is_handled(both: tuple[Adviser, Adviser], case: str) -> None:
    for adviser in both:
        adviser.opens(f"{case}/behandeling")


def then_the_second_is_told_and_shown_both_statuses(hans: Adviser) -> None:
    notice = hans.page.locator(".notice")
    expect(notice).to_contain_text("Anna de Boer")
    expect(notice).to_contain_text("Status: Contact gelegd")
    expect(hans.page.get_by_label("Hoe ver bent u?").locator("option:checked")).to_have_text("Plan afgesproken")


def then_the_timeline_has_what_both_did(anna: Adviser) -> None:
    """What was replaced stands with who replaced it."""
    anna.turns_to("Tijdlijn")
    lines = [" ".join(line.split()) for line in anna.page.locator(".timeline li").all_inner_texts()]
    for who, what in (
        ("Anna de Boer", "schreef een eigen blik op"),
        ("Hans Smit", f"De reden was {FIRST}"),
        ("Anna de Boer", "zette de status op Contact gelegd (was: Nieuw)"),
        ("Hans Smit", "zette de status op Plan afgesproken (was: Contact gelegd)"),
    ):
        assert any(who in line and what in line for line in lines), what
