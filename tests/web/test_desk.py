"""The page to ask a question on: who to ask, and that they do not see the scan."""

import pytest
from sqlmodel import select

from app.db.attempt_tables import FailedAttemptsRow
from app.db.engine import Database
from app.services.opening import MOST_FAILURES
from tests.visitor import Visitor


def test_it_says_that_nobody_can_see_the_scan(visitor: Visitor) -> None:
    assert "Wie u belt of mailt, kan uw scan niet zien." in visitor.get("/vraag").text


def test_it_gives_the_ways_to_reach_the_desk(in_use: Visitor) -> None:
    links = in_use.get("/vraag").links()

    assert links["0570 12 34 56"] == "tel:0570123456"
    assert links["https://huis.example"] == "https://huis.example"


def test_a_mail_says_what_it_is_about_and_nothing_of_the_scan(in_use: Visitor) -> None:
    in_use.finish()

    address = in_use.get("/vraag").links()["vraag@huis.example"]

    assert address == "mailto:vraag@huis.example?subject=Vraag%20over%20de%20arbeidsproductiviteitsscan"


def test_a_desk_that_cannot_be_reached_is_named(visitor: Visitor) -> None:
    assert "U kunt terecht bij: Ondernemershuis. Telefoon en e-mail zijn hier nog niet ingevuld." in (
        visitor.get("/vraag").text
    )


@pytest.mark.parametrize(
    ("municipality", "door", "other"),
    [
        ("Deventer", "Ondernemershuis Regio Stedendriehoek", "Novel-T"),
        ("Enschede", "Novel-T", "Kennispoort Regio Zwolle"),
        ("Amsterdam", "KVK, voor het hele land", "Novel-T"),
    ],
)
def test_it_names_the_door_of_the_municipality(visitor: Visitor, municipality: str, door: str, other: str) -> None:
    visitor.start(municipality=municipality)

    page = visitor.get("/vraag")

    assert f"die u in uw scan heeft ingevuld. {door} Staat er geen telefoonnummer" in page.text
    assert other not in page.text


def test_without_a_scan_it_names_every_first_door(visitor: Visitor) -> None:
    page = visitor.get("/vraag")

    assert "Novel-T" in page.text
    assert "KVK" in page.text
    assert "/scan/verder" not in page.links().values()


def test_it_gives_the_ways_to_reach_a_door_that_are_known(in_use: Visitor) -> None:
    in_use.start(municipality="Enschede")

    assert "info@novel.example" in in_use.get("/vraag").links()


def test_a_cookie_of_a_scan_that_is_gone_does_no_harm_however_often(visitor: Visitor, database: Database) -> None:
    visitor.client.cookies.set("scan", "weg", domain="127.0.0.1")

    assert {visitor.get("/vraag").status for _ in range(MOST_FAILURES + 1)} == {200}

    assert not visitor.client.cookies
    with database.read() as session:
        assert session.exec(select(FailedAttemptsRow.count)).all() == [1]


def test_the_cookie_of_a_scan_that_is_there_stays(visitor: Visitor) -> None:
    visitor.start()

    visitor.get("/vraag")

    assert visitor.get("/scan/vraag/planning").status == 200


def test_the_result_leads_to_it(visitor: Visitor) -> None:
    assert visitor.finish().links()["Stel een vraag aan iemand bij u in de buurt"] == "/vraag"
