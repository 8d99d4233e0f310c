"""The list of cases to follow up, for advisers."""

from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from sqlmodel import col, update

from app.db.account_tables import AccountRow
from app.db.cases import CasesOf
from app.db.follow_ups import find_due
from app.domain.dutch_days import day_of
from app.domain.follow_up import Days, DueCases, DueGroup
from app.rendering.filters import long_date
from app.web.due_page import DuePage
from tests.accounts import account, signed_in
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.desk import Desk, in_days, make_desk, share
from tests.web.following_up import adviser_of, agree, set_up
from tests.web.whole_site import finisher


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def due(visitor: Visitor, query: str = "") -> Page:
    return visitor.get(f"/adviseur/opvolgen{query}")


def headings(page: Page) -> list[str]:
    return [text_of(heading) for heading in page.all("h2")]


def rows(page: Page) -> list[str]:
    return [text_of(item) for item in page.all("li") if item.get("class") == "card"]


@pytest.mark.parametrize(
    ("ahead", "heading", "words"),
    [
        (-2, "Te laat (1)", "2 dagen te laat"),
        (0, "Vandaag (1)", "vandaag"),
        (1, "De komende 7 dagen (1)", "morgen"),
        (7, "De komende 7 dagen (1)", "over 7 dagen"),
        (8, "Later (1)", ""),
    ],
)
def test_a_case_stands_under_its_day(desk: Desk, ahead: int, heading: str, words: str) -> None:
    set_up(desk, follow_up_on=in_days(ahead))

    page = due(desk.adviser)

    (row,) = rows(page)
    assert heading in headings(page)
    assert f"{long_date(in_days(ahead))}{', ' if words else ''}{words} · Nog van niemand" in row


@pytest.mark.parametrize(("status", "listed"), [("contacted", True), ("following_up", True), ("new", False)])
def test_a_case_without_a_day_is_there_once_somebody_spoke_to_the_owner(desk: Desk, status: str, listed: bool) -> None:
    set_up(desk, status=status)

    assert ("Nog geen dag (1)" in headings(due(desk.adviser))) == listed


def test_a_closed_case_is_not_there(desk: Desk) -> None:
    set_up(desk, status="closed", follow_up_on=in_days(0))

    assert "Er staat nog niets om op te volgen." in due(desk.adviser).text


def test_a_case_of_others_or_that_is_over_is_not_there(site: FastAPI, desk: Desk) -> None:
    foreign, over = share(finisher(site), desk.target), share(finisher(site), desk.own, ends_on=in_days(-1))
    for path in (foreign, over):
        set_up(desk, path, follow_up_on=in_days(0))

    assert rows(due(desk.adviser)) == []


def test_it_leads_to_the_case_and_to_where_one_records(desk: Desk) -> None:
    set_up(desk, follow_up_on=in_days(0))

    links = due(desk.adviser).links()

    assert links["Jansen & zonen"] == desk.path
    assert links["Leg vast hoe het gaat bij Jansen & zonen"] == f"{desk.path}/opvolging"


def test_it_counts_what_was_agreed_and_is_open_or_late(desk: Desk) -> None:
    set_up(desk, follow_up_on=in_days(0))
    for title, due_in in (("Dagstart", -1), ("Planbord", 5)):
        agree(desk, title, due_in=due_in)

    assert "2 afspraken staan nog open, waarvan 1 te laat" in rows(due(desk.adviser))[0]


def test_one_can_ask_for_the_own_cases(site: FastAPI, desk: Desk) -> None:
    others = share(finisher(site, company_name="Bakker"), desk.own)
    for path, assignee in ((desk.path, adviser_of(desk).id), (others, None)):
        set_up(desk, path, follow_up_on=in_days(0), assignee_id=assignee)

    assert len(rows(due(desk.adviser))) == 2
    (row,) = rows(due(desk.adviser, "?whose=mine"))
    assert "Jansen & zonen" in row
    assert "Anna de Boer" in row


def test_without_own_cases_it_leads_to_those_of_colleagues(desk: Desk) -> None:
    assert due(desk.adviser, "?whose=mine").links()["wat er bij uw collega’s staat"] == "/adviseur/opvolgen"


def test_who_can_no_longer_sign_in_is_told(site: FastAPI, desk: Desk) -> None:
    set_up(desk, follow_up_on=in_days(0), assignee_id=adviser_of(desk).id)
    colleague = signed_in(site, account(desk.database, desk.own, name="Kees Bos"))
    with desk.database.write() as session:
        anna = update(AccountRow).where(col(AccountRow.name) == "Anna de Boer")
        session.exec(anna.values(blocked_at=datetime.now(UTC)))

    assert "Anna de Boer (kan niet meer inloggen)" in rows(due(colleague))[0]


def test_today_is_there_without_cases_if_there_are_others(desk: Desk) -> None:
    set_up(desk, follow_up_on=in_days(3))

    assert "Voor vandaag staat er niets." in due(desk.adviser).text


def test_a_group_shows_its_first_cases_and_counts_all(site: FastAPI, desk: Desk) -> None:
    last = share(finisher(site), desk.own)
    for path, ahead in ((desk.path, 2), (last, 3)):
        set_up(desk, path, follow_up_on=in_days(ahead))

    with desk.database.read() as session:
        found, count = find_due(session, CasesOf(desk.own.id, None, in_days(0)), Days(in_days(0), None), most=1)

    assert ([case.key for case, *_ in found], count) == ([desk.path.rpartition("/")[2]], 2)


def test_the_rest_of_a_group_is_in_the_list_of_cases_by_day() -> None:
    found = dict.fromkeys(DueGroup, DueCases([], 12))
    today = day_of(datetime.now(UTC))

    rest = [DuePage(found, "/adviseur/opvolgen", "/adviseur", only_own, today).rest for only_own in (False, True)]

    assert rest == ["/adviseur?sort=follow_up", "/adviseur?whose=mine&sort=follow_up"]
