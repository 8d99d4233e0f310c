"""Deleting a scan."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.db.engine import Database
from tests.visitor import Visitor


def test_looking_at_it_deletes_nothing(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/verwijderen").status == 200

    assert visitor.get("/scan/verder").path == "/scan/vraag/planning"


@pytest.mark.parametrize("path", ["/scan/verwijderen", "/verwijderd"])
def test_it_says_what_remains_and_how_long(in_use: Visitor, path: str) -> None:
    in_use.start()

    text = in_use.get(path).text

    assert "Reservekopieën, hoogstens 8 dagen." in text
    assert "Even lang: een code van uw link." in text
    assert "Cijfers over veel bedrijven samen die al openbaar zijn" in text
    assert text.find("Reservekopieën") < (text.find("Verwijder mijn scan") % len(text))


def test_it_removes_all_that_belongs_to_the_scan(visitor: Visitor, database: Database) -> None:
    visitor.finish()
    visitor.site.renderer.start()
    for path in ("/scan/rapport.pdf", "/scan/rapport-kort.pdf"):
        assert visitor.client.get(path).status_code == 200

    page = visitor.post("/scan/verwijderen", {})

    assert page.path == "/verwijderd"
    assert "scan" not in visitor.client.cookies
    with database.read() as session:
        for table in ("scan", "answer", "report"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_the_link_opens_nothing_afterwards(visitor: Visitor) -> None:
    visitor.start()
    link = next(word for word in visitor.get("/scan/bewaren").text.split() if "/verder/" in word)

    visitor.post("/scan/verwijderen", {})

    assert visitor.post(link.removeprefix("http://127.0.0.1:8000"), {}).status == 404


def test_it_leaves_the_scans_of_others(visit: Callable[[], Visitor]) -> None:
    one, other = visit(), visit()
    one.start()
    other.start()

    one.post("/scan/verwijderen", {})

    assert other.get("/scan/verder").path == "/scan/vraag/planning"
