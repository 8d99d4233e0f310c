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
from tests.visitor import Visitor


@pytest.fixture
def printing_visitor(make_app: Callable[..., FastAPI]) -> Visitor:
    """A visitor of a site whose process for PDFs is ready."""
    app = make_app()
    app.state.site.renderer.start()
    return Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))


def test_the_printable_report_tells_what_the_result_tells(visitor: Visitor) -> None:
    result = visitor.finish()

    page = visitor.get("/scan/rapport")

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


def test_when_it_cannot_be_made_the_page_explains(make_app: Callable[..., FastAPI]) -> None:
    visitor = Visitor(TestClient(make_app(pdf_seconds="0.01"), base_url="http://127.0.0.1:8000"))
    visitor.finish()

    page = visitor.get("/scan/rapport.pdf")

    assert page.status == 503
    assert page.response.headers["retry-after"] == "30"
    assert "/scan/rapport" in page.links().values()


def test_impatient_clicks_all_get_the_pdf(printing_visitor: Visitor) -> None:
    printing_visitor.finish()

    with ThreadPoolExecutor(max_workers=4) as clicks:
        answers = list(clicks.map(lambda _number: printing_visitor.client.get("/scan/rapport.pdf"), range(4)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
