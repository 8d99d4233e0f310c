"""The list of cases, for advisers."""

import pytest
from fastapi import FastAPI

from app.domain.sharing import OwnerDetails
from tests.accounts import account, organisation, signed_in
from tests.page import text_of
from tests.visitor import Visitor
from tests.web.desk import DETAILS, Desk, in_days, make_desk, share, withdraw
from tests.web.whole_site import finisher


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def listed(visitor: Visitor) -> list[str]:
    return [text_of(item) for item in visitor.get("/adviseur").all("li") if item.get("class") == "card"]


def test_it_tells_of_whom_a_case_is_and_what_is_asked(desk: Desk) -> None:
    (case,) = listed(desk.adviser)

    for words in ("Jansen & zonen", "Jan de Vries", "Installatietechniek", "Deventer", "Hoe begin ik?", "Nieuw"):
        assert words in case
    assert "En met wie?" not in case


def test_it_leads_to_the_case(desk: Desk) -> None:
    assert desk.path in desk.adviser.get("/adviseur").links().values()


def test_it_shows_a_company_without_a_name_by_its_contact(site: FastAPI) -> None:
    desk = make_desk(site, company_name="")

    assert desk.adviser.get("/adviseur").links()["Jan de Vries"] == desk.path


def test_a_case_is_not_new_once_somebody_opened_it(desk: Desk) -> None:
    desk.adviser.get(desk.path)

    (case,) = listed(desk.adviser)

    assert "Nieuw" not in case


def test_it_shows_the_own_cases_only(site: FastAPI, desk: Desk) -> None:
    share(finisher(site, company_name="Bakker"), desk.target, details=DETAILS)

    assert ["Jansen & zonen" in case for case in listed(desk.adviser)] == [True]
    assert ["Bakker" in case for case in listed(desk.other)] == [True]


def test_it_is_empty_after_a_withdrawal_and_after_the_last_day(site: FastAPI, desk: Desk) -> None:
    withdraw(desk.owner)
    share(finisher(site), desk.own, ends_on=in_days(-1))

    assert listed(desk.adviser) == []


def test_empty_it_says_how_owners_find_the_organisation(site: FastAPI) -> None:
    database = site.state.site.database
    own = organisation(database)

    page = signed_in(site, account(database, own)).get("/adviseur")

    assert "Er is nog geen ondernemer die een scan met Ondernemershuis Regio Stedendriehoek deelt." in page.text
    for words in ("Apeldoorn", "Deventer", "balie@ondernemershuis.example"):
        assert words in page.text


def test_what_owners_typed_is_text(site: FastAPI) -> None:
    script = "<script>alert(1)</script>"
    desk = make_desk(site, details=OwnerDetails(script, question=script), company_name=script)

    page = desk.adviser.get("/adviseur")

    assert page.response.text.count("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>") == 3
    assert "<script>alert" not in page.response.text
