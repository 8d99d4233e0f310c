"""The files of a release, and the form by which a province makes it open data or ends that."""

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from app.services.opening_releases import openings_of
from app.services.published_releases import list_open
from tests import accounts
from tests.page import Page, text_of
from tests.published import publish_release
from tests.visitor import Visitor
from tests.web.whole_site import stranger

OWN, OTHER = "/provincie/overijssel-2025", "/provincie/gelderland-2025"
SURE = {"sure": "1"}


@pytest.fixture
def petra(site: FastAPI, database: Database, shipped: Questionnaire) -> Visitor:
    publish_release(database, shipped, tier="S")
    publish_release(database, shipped, "Gelderland", tier="S")
    return official(site, "Overijssel", "Petra Vos")


def official(site: FastAPI, province: str, name: str) -> Visitor:
    database = site.state.site.database
    of = accounts.organisation(database, Kind.PROVINCE, name=f"Provincie {province}", province=province)
    return accounts.signed_in(site, accounts.account(database, of, name=name))


def is_open(petra: Visitor) -> bool:
    return [release.id for release in list_open(petra.site.database)] == ["overijssel-2025"]


def opened(petra: Visitor) -> Page:
    return petra.post(f"{OWN}/openbaar", SURE)


def test_it_links_to_the_figures(petra: Visitor) -> None:
    links = petra.get(f"{OWN}/downloads").links()

    assert links["Cijfers als CSV"] == f"{OWN}/cijfers.csv"
    assert links["Cijfers als JSON"] == f"{OWN}/cijfers.json"


def test_it_says_that_they_are_not_open_and_what_opening_means(petra: Visitor) -> None:
    page = petra.get(f"{OWN}/downloads")

    assert "Deze uitkomsten zijn geen open data." in page.text
    assert "wat anderen hebben gedownload, houden zij" in page.text
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in page.links().values()


def test_it_does_not_open_without_the_box_ticked(petra: Visitor) -> None:
    page = petra.post(f"{OWN}/openbaar", {})

    assert page.status == 422
    assert page.title.startswith("Fout: ")
    assert page.errors == [("#sure", "Zet een vinkje als u weet dat anderen de cijfers mogen houden.")]
    assert not is_open(petra)


def test_after_a_mistake_it_still_says_where_one_is(petra: Visitor) -> None:
    page = petra.post(f"{OWN}/openbaar", {})

    assert [text_of(link) for link in page.all("a") if link.get("aria-current") == "page"] == ["Downloaden en delen"]


def test_it_opens_and_says_so(petra: Visitor) -> None:
    page = opened(petra)

    assert is_open(petra)
    assert page.path == f"{OWN}/downloads"
    assert "Deze uitkomsten zijn nu open data." in page.text
    assert "Petra Vos heeft dat gedaan" in page.text


def test_it_ends_and_says_so(petra: Visitor) -> None:
    opened(petra)

    page = petra.post(f"{OWN}/niet-openbaar", SURE)

    assert not is_open(petra)
    assert "Deze uitkomsten zijn geen open data meer." in page.text
    assert "open data beëindigd door Petra Vos" in page.text
    assert "open data gemaakt door Petra Vos" in page.text


def test_it_does_not_end_without_the_box_ticked(petra: Visitor) -> None:
    opened(petra)

    assert petra.post(f"{OWN}/niet-openbaar", {}).status == 422
    assert is_open(petra)


def test_opening_it_twice_is_opening_it_once(petra: Visitor) -> None:
    opened(petra)

    assert opened(petra).status == 200
    assert len(openings_of(petra.site.database, "overijssel-2025")) == 1


def test_an_old_note_does_not_say_what_is_no_longer_so(petra: Visitor) -> None:
    assert "zijn nu open data" not in petra.get(f"{OWN}/downloads?geopend=1").text

    opened(petra)

    assert "geen open data meer" not in petra.get(f"{OWN}/downloads?beeindigd=1").text


@pytest.mark.parametrize(
    ("name", "kind"), [("cijfers.csv", "text/csv; charset=utf-8"), ("cijfers.json", "application/json")]
)
def test_a_file_is_what_everybody_gets_once_it_is_open(site: FastAPI, petra: Visitor, name: str, kind: str) -> None:
    before = petra.get(f"{OWN}/{name}").response
    opened(petra)
    public = "cells.csv" if name.endswith("csv") else "cells"
    everybody = stranger(site).client.get(f"/api/v1/releases/overijssel-2025/{public}")

    assert before.content == everybody.content
    assert before.headers["content-type"] == kind
    assert before.headers["content-disposition"] == f'attachment; filename="overijssel-2025.{name.partition(".")[2]}"'


@pytest.mark.parametrize("page", ["downloads", "cijfers.csv", "cijfers.json"])
def test_what_another_province_keeps_to_itself_is_not_there(petra: Visitor, page: str) -> None:
    assert petra.get(f"{OTHER}/{page}").status == 404


@pytest.fixture
def other(petra: Visitor, site: FastAPI) -> Visitor:
    """Petra, where somebody of Gelderland opened its outcomes."""
    assert official(site, "Gelderland", "Gerda Wit").post(f"{OTHER}/openbaar", SURE).status == 200
    return petra


def test_of_another_province_there_are_the_files_alone(other: Visitor) -> None:
    page = other.get(f"{OTHER}/downloads")

    assert "Cijfers als CSV" in page.links()
    assert "Gerda Wit" not in page.text
    assert not [form for form in page.all("form") if "openbaar" in form.get("action", "")]


@pytest.mark.parametrize("change", ["openbaar", "niet-openbaar"])
def test_nobody_opens_or_ends_that_of_another_province(other: Visitor, change: str) -> None:
    assert other.post(f"{OTHER}/{change}", SURE).status == 404
    assert [release.id for release in list_open(other.site.database)] == ["gelderland-2025"]
