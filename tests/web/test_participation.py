"""Administrators see exact numbers of scans."""

from fastapi import FastAPI
from sqlmodel import select

from app.db.engine import Database
from app.db.scan_tables import RemovedScansRow, ScanRow
from tests.conftest import NOW
from tests.html import NAMESPACE
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.whole_site import finisher

PATH = "/beheer/deelname"


def table(page: Page, caption: str) -> list[list[str]]:
    """Return the words of a table, row by row."""
    (found,) = [one for one in page.all("table") if text_of(one).startswith(caption)]
    return [[text_of(cell) for cell in row] for row in found.iterfind(".//h:tr", NAMESPACE)][1:]


def test_beheer_leads_to_it(admin: Visitor) -> None:
    assert PATH in admin.get("/beheer").links().values()


def test_it_says_that_there_is_no_scan_yet(admin: Visitor) -> None:
    page = admin.get(PATH)

    assert page.heading == "Deelname"
    assert "Er is nog geen scan begonnen." in page.text


def test_it_says_that_these_numbers_are_for_nobody_else(admin: Visitor) -> None:
    assert "Geef ze niet door en publiceer ze niet." in admin.get(PATH).text


def test_each_province_has_its_row(admin: Visitor, site: FastAPI) -> None:
    finisher(site)

    page = admin.get(PATH)

    assert table(page, "Aantal scans per provincie")[0][:2] == ["Overijssel", "Begonnen 1"]


def test_it_says_why_a_finished_scan_does_not_count(admin: Visitor, site: FastAPI, database: Database) -> None:
    finisher(site)
    with database.write() as session:
        session.exec(select(ScanRow)).one().may_count = False

    assert table(admin.get(PATH), "Afgeronde scans die niet meetellen") == [["De ondernemer zei geen ja", "1"]]


def test_it_says_that_every_scan_counts(admin: Visitor, site: FastAPI, database: Database) -> None:
    finisher(site)
    with database.write() as session:
        row = session.exec(select(ScanRow)).one()
        row.may_count, row.doubt = True, None

    assert "Elke afgeronde scan die er nog is, telt mee." in admin.get(PATH).text


def test_it_says_what_is_not_known_of_removed_scans(admin: Visitor, database: Database) -> None:
    with database.write() as session:
        session.add(RemovedScansRow(month=f"{NOW:%Y-%m}", was_finished=True, count=1234))

    (row,) = table(admin.get(f"{PATH}?jaar={NOW.year}"), "Aantal scans per provincie")

    assert row[:3] == ["Verwijderde scans", "Begonnen 1.234", "Afgerond 1.234"]
    assert row[4:] == ["Mag meetellen onbekend", "Telt mee onbekend"]


def test_the_year_stands_in_the_address(admin: Visitor, database: Database) -> None:
    with database.write() as session:
        session.add(RemovedScansRow(month="2025-02", was_finished=False, count=3))

    page = admin.get(f"{PATH}?jaar=2025")

    assert "2025 in het kort" in page.text
    assert page.links()["2025"] == f"{PATH}?jaar=2025"


def test_a_year_that_is_none_shows_this_year(admin: Visitor, database: Database) -> None:
    with database.write() as session:
        session.add(RemovedScansRow(month="2025-02", was_finished=False, count=3))

    for typed in ("x", "20255", "1999", "²²²²", "-202"):
        assert "is er nog geen scan begonnen" in admin.get(f"{PATH}?jaar={typed}").text
