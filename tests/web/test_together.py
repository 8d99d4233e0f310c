"""Filling in together: the page where an adviser begins, what both see during the visit, and the end of it."""

import json

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.domain.account import Kind
from tests.accounts import account, organisation, signed_in
from tests.page import text_of
from tests.together import adviser, owner_link, owner_with, start_together
from tests.visitor import COMPANY, Visitor
from tests.web.whole_site import beginner, finisher, stranger

QUESTION = "/scan/vraag/planning"
BAR = "U vult samen in met Anna de Boer, Ondernemershuis Salland (adviseur)."


@pytest.fixture
def anna(site: FastAPI) -> Visitor:
    return adviser(site)


def test_it_tells_the_adviser_what_the_owner_should_know(anna: Visitor) -> None:
    page = anna.get("/adviseur/samen")

    assert page.heading == "Samen een scan invullen"
    assert "Vertel dit eerst aan de ondernemer" in page.text
    assert "hoogstens 8 uur" in page.text
    assert "Let op" not in page.text


@pytest.mark.parametrize("kind", [Kind.PROVINCE, Kind.ADMIN])
def test_it_is_for_advisers_alone(site: FastAPI, kind: Kind) -> None:
    database = site.state.site.database
    other = signed_in(site, account(database, organisation(database, kind)))

    assert other.get("/adviseur/samen").status == 403
    assert start_together(other).status == 403
    assert not other.client.cookies.get("scan")


def test_it_keeps_what_was_typed_after_an_error(anna: Visitor) -> None:
    page = start_together(anna, municipality="Devnter")

    assert page.status == 422
    assert page.title.startswith("Fout: Samen een scan invullen")
    assert page.field("municipality").get("value") == "Devnter"
    assert page.chosen("goal") == [COMPANY["goal"]]


def test_the_first_page_gives_the_owner_the_link(anna: Visitor) -> None:
    page = start_together(anna)

    assert page.path == "/scan/bewaren"
    assert "Zet de link naar uw scan nu op uw eigen telefoon" in page.text
    assert "Richt de camera van uw eigen telefoon op deze code." in page.text
    assert page.links()["Verder met de scan"] == "/scan/verder"


def test_the_cookie_is_for_this_browser_session_and_is_not_the_link(anna: Visitor) -> None:
    page = start_together(anna)

    cookie = page.response.history[0].headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "max-age" not in cookie.lower()
    assert "expires" not in cookie.lower()
    assert owner_link(page).rpartition("/")[2] not in str(dict(anna.client.cookies))


def test_every_page_of_the_scan_says_with_whom_one_fills_in(anna: Visitor) -> None:
    start_together(anna)

    for path in ("/scan/bewaren", QUESTION, "/scan/overzicht", "/scan/bedrijf", "/scan/sluiten", "/vraag"):
        page = anna.get(path)
        assert BAR in page.text, path
        assert page.links()["Sluit de scan op dit apparaat"] == "/scan/sluiten"
    assert BAR in anna.post(QUESTION, {}).text


def test_the_owner_sees_no_adviser_on_a_device_of_their_own(site: FastAPI, anna: Visitor) -> None:
    owner = owner_with(site, owner_link(start_together(anna)))

    assert "adviseur)" not in owner.get(QUESTION).text
    assert owner.get("/scan/sluiten").heading == "De scan op dit apparaat sluiten"


def test_no_field_is_filled_in_with_what_the_adviser_typed_elsewhere(anna: Visitor) -> None:
    pages = [anna.get("/adviseur/samen"), start_together(anna), anna.get("/scan/bedrijf")]

    fields = [field for page in pages for field in page.all("input") if field.get("type") == "text"]
    assert len(fields) > 5
    assert {field.get("autocomplete") for field in fields} == {"off"}


def test_closing_asks_whether_the_owner_has_the_link(anna: Visitor) -> None:
    start_together(anna)

    page = anna.get("/scan/sluiten")

    assert page.heading == "Klaar met samen invullen?"
    assert page.links()["Laat de link zien"] == "/scan/bewaren"
    assert "Deel uw scan" not in page.links()
    assert anna.get(QUESTION).status == 200


def test_closing_a_scan_with_a_result_leads_to_sharing_it(anna: Visitor) -> None:
    start_together(anna)
    anna.answer_all()
    anna.post("/scan/controle", {})

    assert anna.get("/scan/sluiten").links()["Deel uw scan"] == "/scan/delen"


def test_the_cases_lead_to_it(anna: Visitor) -> None:
    assert anna.get("/adviseur").links()["Samen invullen"] == "/adviseur/samen"


def test_after_closing_the_adviser_reads_how_the_owner_may_share(anna: Visitor) -> None:
    start_together(anna)

    page = anna.post("/scan/sluiten", {})

    assert (page.path, page.heading) == ("/adviseur/samen/klaar", "De scan is hier gesloten")
    assert "Wil de ondernemer de scan met u delen?" in page.text
    assert page.links()["Naar uw dossiers"] == "/adviseur"
    assert page.response.history[0].headers["clear-site-data"] == '"cache", "storage"'
    assert not anna.client.cookies.get("scan")


def test_a_scan_that_an_owner_has_open_here_is_told_to_close(site: FastAPI, anna: Visitor) -> None:
    anna.client.cookies.set("scan", beginner(site).client.cookies["scan"])

    assert "In deze browser staat al een scan open." in anna.get("/adviseur/samen").text
    assert "U vult al een scan samen in." not in anna.get("/adviseur/samen").text


def test_a_visit_that_goes_on_is_told_to_end(anna: Visitor) -> None:
    start_together(anna)

    page = anna.get("/adviseur/samen")

    assert "U vult al een scan samen in." in page.text
    assert page.links()["Verder met de andere scan"] == "/scan/verder"
    assert "In deze browser staat al een scan open." not in page.text


def test_a_visit_that_is_over_is_not_told_of(site: FastAPI, anna: Visitor) -> None:
    start_together(anna)
    other = adviser(site, name="Bas Visser", organisation_name="KVK")
    other.client.cookies.set("scan", anna.client.cookies["scan"])

    assert [text_of(bold) for bold in other.get("/adviseur/samen").all("b")] == []


def test_a_visit_that_is_over_says_so(anna: Visitor) -> None:
    start_together(anna)
    anna.client.cookies.delete("account")

    page = anna.get(QUESTION)

    assert (page.status, page.heading) == (404, "Het samen invullen is afgelopen")
    assert not anna.client.cookies.get("scan")


def test_the_desk_can_do_without_a_visit_that_is_over(anna: Visitor) -> None:
    start_together(anna)
    anna.client.cookies.delete("account")

    assert anna.get("/vraag").status == 200
    assert not anna.client.cookies.get("scan")


def test_the_scan_file_says_how_it_was_filled_in(site: FastAPI, anna: Visitor) -> None:
    start_together(anna)

    kept = [json.loads(who.client.get("/scan/scanbestand.json").content)["mode"] for who in (anna, finisher(site))]

    assert kept == ["with_adviser", "alone"]


def queries(visitor: Visitor, path: str) -> int:
    """Count the queries that a page takes."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(visitor.site.database.engine, "before_cursor_execute", note)
    assert visitor.get(path).status == 200
    event.remove(visitor.site.database.engine, "before_cursor_execute", note)
    return len(asked)


def test_an_owner_pays_nothing_for_it(site: FastAPI) -> None:
    owner = beginner(site)
    owner.get(QUESTION)

    assert queries(owner, QUESTION) == 2


def test_a_page_of_a_visit_takes_two_queries_more(anna: Visitor) -> None:
    start_together(anna)

    assert [queries(anna, path) for path in (QUESTION, "/scan/bewaren", "/scan/sluiten")] == [4, 4, 4]


def test_who_is_not_signed_in_is_asked_to(site: FastAPI) -> None:
    assert stranger(site).get("/adviseur/samen").path == "/inloggen"
    assert start_together(stranger(site)).heading == "U bent niet meer ingelogd"


def test_the_report_says_how_it_was_filled_in(site: FastAPI, anna: Visitor) -> None:
    start_together(anna)
    anna.answer_all()
    anna.post("/scan/controle", {})

    together, alone = (who.client.get("/scan/rapport").text for who in (anna, finisher(site)))

    assert "U vulde de vragen in samen met een adviseur." in together
    assert "samen met een adviseur" not in alone
