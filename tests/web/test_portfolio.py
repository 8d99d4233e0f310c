"""Advisers see all their cases together."""

import pytest
from fastapi import FastAPI
from sqlmodel import select, update

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow, CaseScoreRow
from app.db.sharing_tables import CaseRow
from app.services.portfolio import portfolio_rules
from tests.conftest import NOW
from tests.html import NAMESPACE
from tests.page import Page, text_of
from tests.web.desk import Desk, make_desk, share, withdraw
from tests.web.whole_site import finisher

PATH = "/adviseur/portefeuille"


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def table(page: Page, caption: str) -> list[list[str]]:
    """Return the words of a table, row by row."""
    (found,) = [one for one in page.all("table") if text_of(one).startswith(caption)]
    return [[text_of(cell) for cell in row] for row in found.iterfind(".//h:tr", NAMESPACE)][1:]


def test_each_count_has_its_row_and_leads_to_those_cases(desk: Desk) -> None:
    page = desk.adviser.get(PATH)

    assert table(page, "Hoe ver u bent")[0] == ["Nieuw", "1"]
    assert page.links()["Nieuw"] == "/adviseur?status=new"


def test_it_tells_that_a_mean_of_few_cases_says_little(desk: Desk) -> None:
    with desk.database.write() as session:
        session.exec(update(CaseScoreRow).values(score=66.66))

    page = desk.adviser.get(PATH)

    (technology, *_) = table(page, "Gemiddelde score")
    assert technology == ["Technologie", "66,7", "1"]
    assert f"Bij minder dan {portfolio_rules().few} dossiers zegt een gemiddelde weinig." in page.text


def test_it_does_not_tell_that_from_enough_cases_on(desk: Desk, site: FastAPI) -> None:
    for _ in range(portfolio_rules().few - 1):
        share(finisher(site), desk.own)

    assert "zegt een gemiddelde weinig" not in desk.adviser.get(PATH).text


def test_agreed_actions_are_counted_by_how_they_go(desk: Desk) -> None:
    with desk.database.write() as session:
        case_id, account_id = session.exec(select(CaseRow.id)).first(), session.exec(select(AccountRow.id)).first()
        asked = {"case_id": case_id, "account_id": account_id, "title": "Dagstart", "who": "Jan", "status": "stopped"}
        session.add(AgreedActionRow.model_validate(asked | {"added_at": NOW, "changed_at": NOW}))

    page = desk.adviser.get(PATH)

    assert ["Gestopt", "1"] in table(page, "Afspraken met ondernemers")


def test_the_cases_of_an_adviser_are_apart(desk: Desk) -> None:
    page = desk.adviser.get(f"{PATH}?whose=mine")

    assert "U heeft nu geen dossier dat u zelf oppakt." in page.text


def test_without_cases_it_says_so(desk: Desk) -> None:
    withdraw(desk.owner)

    assert "Er is nu geen ondernemer die een scan met u deelt." in desk.adviser.get(PATH).text
