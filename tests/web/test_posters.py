"""Posters, flyers and cards of a campaign, for administrators to print."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.domain.account import Account
from app.services import campaigns
from tests.visitor import Visitor
from tests.web.campaigning import CODE, PARK, end_campaign, start_campaign

ONE = f"/beheer/campagnes/{CODE}"


@pytest.fixture(autouse=True)
def _campaign(site: FastAPI, bea: Account) -> None:
    start_campaign(site, bea)


@pytest.mark.parametrize("sheet", ["a4", "a5", "kaart", "kaartjes"])
def test_the_page_of_a_campaign_leads_to_each_sheet(admin: Visitor, sheet: str) -> None:
    assert f"{ONE}/{sheet}.pdf" in admin.get(ONE).links().values()


def test_a_poster_is_a_pdf_with_the_link_of_the_campaign(admin: Visitor) -> None:
    answer = admin.client.get(f"{ONE}/a4.pdf")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert f'filename="a4-{CODE}.pdf"' in answer.headers["content-disposition"]
    said = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert f"127.0.0.1:8000/via/{CODE}" in said
    assert PARK in said


def test_a_campaign_that_ended_has_no_links_to_posters(admin: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)

    assert not any(link.endswith(".pdf") for link in admin.get(ONE).links().values())


def test_a_campaign_that_ended_has_no_posters(admin: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)

    assert admin.get(f"{ONE}/a4.pdf").status == 404


def test_a_campaign_that_was_taken_up_again_has_posters(admin: Visitor, site: FastAPI, bea: Account) -> None:
    end_campaign(site, bea)
    campaigns.reopen(site.state.site.database, CODE, by=bea, now=datetime.now(UTC))

    assert admin.client.get(f"{ONE}/a4.pdf").status_code == 200


@pytest.mark.parametrize("path", [f"{ONE}/a3.pdf", f"{ONE}/A4.pdf", "/beheer/campagnes/nergens/a4.pdf"])
def test_what_is_not_there_is_not_found(admin: Visitor, path: str) -> None:
    assert admin.get(path).status == 404


def test_where_there_are_too_many_at_once_it_asks_to_wait(admin: Visitor) -> None:
    admin.site.renderer.stop()

    page = admin.get(f"{ONE}/a4.pdf")

    assert (page.status, page.heading) == (503, "De PDF is nog niet klaar")
