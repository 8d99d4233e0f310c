"""The list of cases, for advisers: its filters in the address, its pages, its file."""

import csv
from io import StringIO
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlmodel import col, update

from app.db.sharing_tables import CaseRow
from app.domain.sharing import OwnerDetails
from benchmarks.many_cases import fill
from tests.accounts import account, organisation, signed_in
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.desk import DETAILS, Desk, in_days, make_desk, share, withdraw
from tests.web.whole_site import finisher


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def rows(page: Page) -> list[str]:
    return [text_of(row) for body in page.all("tbody") for row in body]


def listed(visitor: Visitor, **asked: str) -> list[str]:
    return rows(visitor.get(f"/adviseur?{urlencode(asked)}"))


def exported(visitor: Visitor, **asked: str) -> list[list[str]]:
    response = visitor.client.get(f"/adviseur/dossiers.csv?{urlencode(asked)}")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_it_tells_of_whom_a_case_is_and_what_is_asked(desk: Desk) -> None:
    (case,) = listed(desk.adviser)

    for words in ("Jansen & zonen", "Jan de Vries", "Installatietechniek", "Deventer", "Hoe begin ik?", "Van niemand"):
        assert words in case
    assert "En met wie?" not in case


def test_it_leads_to_the_case(desk: Desk) -> None:
    assert desk.path in desk.adviser.get("/adviseur").links().values()


def test_it_shows_a_company_without_a_name_by_its_contact(site: FastAPI) -> None:
    desk = make_desk(site, company_name="")

    assert desk.adviser.get("/adviseur").links()["Jan de Vries"] == desk.path


def test_a_case_is_new_to_each_adviser_until_opened(site: FastAPI, desk: Desk) -> None:
    colleague = signed_in(site, account(desk.database, desk.own, name="Carla Kok"))
    assert "Nieuw" in text_of(desk.adviser.get("/adviseur").all("th")[-1])

    desk.adviser.get(desk.path)

    assert "Nieuw" not in text_of(desk.adviser.get("/adviseur").all("th")[-1])
    assert "Nieuw" in text_of(colleague.get("/adviseur").all("th")[-1])


def test_a_case_is_marked_when_its_owner_changed_something_since(desk: Desk) -> None:
    desk.adviser.get(desk.path)

    desk.owner.post("/scan/vraag/meten", {"answer": "unknown"})

    assert "Veranderd" in listed(desk.adviser)[0]


def test_it_shows_the_own_cases_only(site: FastAPI, desk: Desk) -> None:
    share(finisher(site, company_name="Bakker"), desk.target, details=DETAILS)

    assert ["Jansen & zonen" in case for case in listed(desk.adviser)] == [True]
    assert ["Bakker" in case for case in listed(desk.other)] == [True]


def test_it_is_empty_after_a_withdrawal_and_after_the_last_day(site: FastAPI, desk: Desk) -> None:
    withdraw(desk.owner)
    share(finisher(site), desk.own, ends_on=in_days(-1))

    assert "Er is nog geen ondernemer" in desk.adviser.get("/adviseur").text


def test_empty_it_says_how_owners_find_the_organisation(site: FastAPI) -> None:
    database = site.state.site.database
    own = organisation(database)

    page = signed_in(site, account(database, own)).get("/adviseur")

    assert "Er is nog geen ondernemer die een scan met Ondernemershuis Regio Stedendriehoek deelt." in page.text
    for words in ("Apeldoorn", "Deventer", "balie@ondernemershuis.example"):
        assert words in page.text


def test_it_keeps_the_filters_of_the_address_and_says_them_in_words(desk: Desk) -> None:
    page = desk.adviser.get("/adviseur?text=Jans&status=new&element=technologie&below=sterk&whose=nobody&sort=name")

    assert len(rows(page)) == 1
    assert page.filled_in()["text"] == "Jans"
    assert {name: page.filled_in()[name] for name in ("status", "below", "whose", "sort")} == {
        "status": "new",
        "below": "sterk",
        "whose": "nobody",
        "sort": "name",
    }
    chosen = "Met “Jans” Status: Nieuw Pakt nog niemand op Technologie lager dan “Sterk”"
    assert f"U koos: {chosen} Wis de filters" in page.text
    assert page.links()["Wis de filters"] == "/adviseur"


def test_filters_are_folded_away_until_one_is_in_use(desk: Desk) -> None:
    (closed,) = desk.adviser.get("/adviseur?text=jan").all("details")
    (opened,) = desk.adviser.get("/adviseur?sector=zorg").all("details")

    assert (closed.get("open"), opened.get("open")) == (None, "")


def test_it_offers_only_municipalities_that_occur_and_the_one_that_was_chosen(desk: Desk) -> None:
    options = [text_of(option) for option in desk.adviser.get("/adviseur?municipality=GM0193").field("municipality")]

    assert options == ["Alle", "Deventer", "Zwolle"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("status=klaar&utm_source=x", "status, een deel dat wij niet kennen"),
        ("element=technologie", "een element (kies er ook een niveau bij)"),
        ("page=x&sort='--&page[]=1", "bladzijde, sorteer op, een deel dat wij niet kennen"),
        (f"text={'a' * 5000}", "het einde van uw zoekwoorden"),
        ("new=%00&size=%ff%fe", "mensen"),
    ],
)
def test_it_says_what_it_did_not_understand(desk: Desk, asked: str, told: str) -> None:
    page = desk.adviser.get(f"/adviseur?{asked}")

    assert page.status == 200
    assert f"Dit konden wij niet gebruiken: {told}" in page.text


def test_without_a_result_it_says_why(desk: Desk) -> None:
    desk.adviser.get(desk.path)

    assert "Geen dossier past bij wat u koos." in desk.adviser.get("/adviseur?text=niemand").text
    assert "Er is niets nieuws." in desk.adviser.get("/adviseur?new=1").text


def test_pages_have_links_that_keep_the_filters(site: FastAPI) -> None:
    reader = fill(site.state.site.database, site.state.site.questionnaire, 60)
    adviser = signed_in(site, reader)

    page = adviser.get("/adviseur?sort=name&page=2")

    assert "60 dossiers, 26 tot en met 50. Ze staan op naam." in page.text
    assert page.links()["Vorige bladzijde"] == "?sort=name"
    assert page.links()["Volgende bladzijde"] == "?sort=name&page=3"
    assert "Bladzijde 3 van 3" in adviser.get("/adviseur?page=99999999999999999999").text
    assert len(exported(adviser, page="2")) == 61


def test_the_file_has_the_cases_of_the_list_and_the_owner_reads_of_it(desk: Desk) -> None:
    link = next(href for text, href in desk.adviser.get("/adviseur?status=new").links().items() if "CSV" in text)

    head, case = exported(desk.adviser, status="new")

    assert link == "/adviseur/dossiers.csv?status=new"
    assert dict(zip(head, case, strict=True)) == {
        "Dossier": "Jansen & zonen",
        "Contactpersoon": "Jan de Vries",
        "Sector": "Installatietechniek",
        "Mensen": "2 tot en met 9 mensen",
        "Gemeente": "Deventer",
        "Status": "Nieuw",
        "Wie pakt het op": "",
        "Opvolgen op": "",
        "Gedeeld sinds": in_days(0).isoformat(),
        "Te zien tot en met": in_days(100).isoformat(),
        "Vraag": "Hoe begin ik? En met wie?",
    }
    assert "sloeg een lijst op waarin uw bedrijf staat" in desk.owner.get("/scan/logboek").text


def test_a_file_that_was_asked_for_wrongly_is_not_made_and_the_list_says_why(desk: Desk) -> None:
    page = desk.adviser.get("/adviseur/dossiers.csv?status=klaar")

    assert page.path == "/adviseur"
    assert "konden wij niet gebruiken: status" in page.text


def test_what_owners_and_colleagues_typed_is_text_in_the_list_and_in_the_file(site: FastAPI) -> None:
    formula = '=HYPERLINK("http://evil.example";"Klik")<script>alert(1)</script>'
    desk = make_desk(site, details=OwnerDetails(formula[:80], question=f"\t{formula}"), company_name=formula[:80])
    with desk.database.write() as session:
        session.exec(update(CaseRow).values(question=f"\n{formula}").where(col(CaseRow.id) > 0))

    page, (_, case) = desk.adviser.get(f"/adviseur?{urlencode({'text': '<script>'})}"), exported(desk.adviser)

    assert "<script>alert" not in page.response.text
    assert "Met “<script>”" in page.text
    assert [cell[:2] for cell in case if "HYPERLINK" in cell] == ["'="] * 3
