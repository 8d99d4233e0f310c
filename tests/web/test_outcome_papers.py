"""The outcomes of a release on paper, for a meeting: the print view and the PDF."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.db.engine import Database
from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from tests import accounts
from tests.html import parse
from tests.published import publish_release
from tests.visitor import Visitor

PRINT, PDF = "/provincie/overijssel-2025/afdrukken", "/provincie/overijssel-2025/uitkomsten.pdf"


def somebody_of(site: FastAPI, province: str) -> Visitor:
    database = site.state.site.database
    organisation = accounts.organisation(database, Kind.PROVINCE, name=f"Provincie {province}", province=province)
    return accounts.signed_in(site, accounts.account(database, organisation))


@pytest.fixture(autouse=True)
def _published(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, period="2024", tier="S", companies=200)
    publish_release(database, shipped, tier="S", companies=260, lift=8)


@pytest.fixture
def visitor(site: FastAPI) -> Visitor:
    return somebody_of(site, "Overijssel")


def test_the_print_view_tells_the_whole(visitor: Visitor) -> None:
    text = " ".join("".join(parse(visitor.client.get(PRINT).text).itertext()).split())

    assert "Uitkomsten van Overijssel, 2025" in text
    assert "Hoe deze cijfers zijn gemaakt" in text


def test_the_print_view_leads_back_to_the_outcomes(visitor: Visitor) -> None:
    assert '<a href="/provincie/overijssel-2025">Terug naar de uitkomsten</a>' in visitor.client.get(PRINT).text


def test_browsers_may_use_the_stylesheet_of_the_print_view(visitor: Visitor) -> None:
    response = visitor.client.get(PRINT)

    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["content-security-policy"]


def test_no_copy_stays_behind_in_between(visitor: Visitor) -> None:
    assert {visitor.client.get(address).headers["cache-control"] for address in (PRINT, PDF)} == {"no-store"}


def test_the_pdf_has_the_name_of_its_release(visitor: Visitor) -> None:
    response = visitor.client.get(PDF)

    assert response.headers["content-disposition"] == 'attachment; filename="uitkomsten-overijssel-2025.pdf"'
    assert response.headers["content-type"] == "application/pdf"


def test_the_pdf_compares_with_the_year_before(visitor: Visitor) -> None:
    cover = PdfReader(BytesIO(visitor.client.get(PDF).content)).pages[0].extract_text()

    assert "Sinds 2024" in cover


def test_the_paper_says_where_the_method_is(visitor: Visitor) -> None:
    assert "http://127.0.0.1:8000/methode/uitkomsten" in visitor.client.get(PRINT).text


def test_another_province_finds_nothing(site: FastAPI) -> None:
    gelderland = somebody_of(site, "Gelderland")

    assert {gelderland.get(PRINT).status, gelderland.get(PDF).status} == {404}


def test_another_province_has_the_paper_of_open_data_without_what_is_not(
    site: FastAPI, database: Database, shipped: Questionnaire
) -> None:
    publish_release(database, shipped, "Drenthe", period="2024", tier="S", companies=200)
    publish_release(database, shipped, "Drenthe", tier="S", companies=260, is_open=True)

    paper = somebody_of(site, "Overijssel").client.get("/provincie/drenthe-2025/afdrukken").text

    assert "CC0 1.0" in paper
    assert "2024" not in paper


def test_a_pdf_that_cannot_be_made_now_is_to_be_printed_from_the_browser(make_app: Callable[..., FastAPI]) -> None:
    visitor = somebody_of(make_app(pdf_seconds="0.01"), "Overijssel")

    page = visitor.get(PDF)

    assert (page.status, page.heading) == (503, "De PDF is nog niet klaar")
    assert page.links()["Bekijk om te printen"] == PRINT


def test_the_outcomes_lead_to_both(visitor: Visitor) -> None:
    links = visitor.get("/provincie/overijssel-2025").links()

    assert (links["Download de PDF"], links["Bekijk om te printen"]) == (PDF, PRINT)
