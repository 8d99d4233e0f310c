"""The report: to print from the browser, and as a PDF."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pypdf import PdfReader
from sqlalchemy import text

from app.db.engine import Database
from tests.page import text_of
from tests.test_metrics import figures
from tests.visitor import Visitor

EDITIONS = ("/scan/rapport", "/scan/rapport-kort")


@pytest.fixture
def printing_visitor(make_app: Callable[..., FastAPI]) -> Visitor:
    """A visitor of a site whose process for PDFs is ready."""
    app = make_app()
    app.state.site.renderer.start()
    return Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))


@pytest.mark.parametrize("path", EDITIONS)
def test_the_printable_report_tells_what_the_result_tells(visitor: Visitor, path: str) -> None:
    result = visitor.finish()

    page = visitor.get(path)

    plan = [text_of(heading) for heading in result.all("h3")]
    assert plan
    assert all(title in page.text for title in plan)
    assert page.links()["Terug naar uw resultaat"] == "/scan/resultaat"


def test_the_pdf_is_made_once_for_the_same_answers(printing_visitor: Visitor, database: Database) -> None:
    printing_visitor.finish()

    first, second = (printing_visitor.client.get("/scan/rapport.pdf") for _ in range(2))

    assert first.headers["content-type"] == "application/pdf"
    assert first.content == second.content
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM report")).scalar() == 1


def test_the_pdf_follows_a_changed_answer(printing_visitor: Visitor) -> None:
    printing_visitor.finish(number=0)
    before = printing_visitor.client.get("/scan/rapport.pdf").content

    printing_visitor.post("/scan/vraag/systemen", {"answer": "d"})

    after = printing_visitor.client.get("/scan/rapport.pdf").content
    assert after != before
    assert len(PdfReader(BytesIO(after)).pages) >= 3


@pytest.mark.parametrize("path", EDITIONS)
def test_when_it_cannot_be_made_the_page_explains(make_app: Callable[..., FastAPI], path: str) -> None:
    visitor = Visitor(TestClient(make_app(pdf_seconds="0.01"), base_url="http://127.0.0.1:8000"))
    visitor.finish()

    page = visitor.get(f"{path}.pdf")

    assert page.status == 503
    assert page.response.headers["retry-after"] == "30"
    assert (page.links()["Probeer opnieuw"], page.links()["Bekijk om te printen"]) == (f"{path}.pdf", path)


def test_the_short_version_is_shorter(printing_visitor: Visitor) -> None:
    printing_visitor.finish(number=0)

    pages = [len(PdfReader(BytesIO(printing_visitor.client.get(f"{path}.pdf").content)).pages) for path in EDITIONS]

    assert pages[1] == 2 < pages[0]


def test_each_version_has_a_name_of_its_own(printing_visitor: Visitor) -> None:
    printing_visitor.finish()

    files = [printing_visitor.client.get(f"{path}.pdf").headers["content-disposition"] for path in EDITIONS]

    assert files == [f'attachment; filename="arbeidsproductiviteitsscan{end}.pdf"' for end in ("", "-kort")]


def test_one_version_does_not_take_the_place_of_the_other(printing_visitor: Visitor) -> None:
    printing_visitor.finish()

    for path in (*EDITIONS, *EDITIONS):
        printing_visitor.client.get(f"{path}.pdf")

    assert figures(printing_visitor)["scan_pdf_seconds_count"] == 2


def test_impatient_clicks_all_get_the_pdf(printing_visitor: Visitor) -> None:
    printing_visitor.finish()

    with ThreadPoolExecutor(max_workers=4) as clicks:
        answers = list(clicks.map(lambda _number: printing_visitor.client.get("/scan/rapport.pdf"), range(4)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
