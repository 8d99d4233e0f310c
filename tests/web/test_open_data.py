"""The page about open data."""

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.open_data import open_dataset
from tests.page import text_of
from tests.published import publish_years
from tests.visitor import Visitor
from tests.web.whole_site import stranger

ADDRESS = "/api/v1/releases/gelderland-2025"


@pytest.fixture
def reader(site: FastAPI) -> Visitor:
    return stranger(site)


@pytest.fixture
def filled(reader: Visitor, database: Database, shipped: Questionnaire) -> Visitor:
    publish_years(database, shipped)
    return reader


def test_it_says_that_nothing_is_open_yet(reader: Visitor) -> None:
    page = reader.get("/open-data")

    assert "Er zijn nog geen open uitkomsten" in page.text
    assert page.all("h3") == []


def test_it_lists_what_is_open_and_nothing_else(filled: Visitor) -> None:
    page = filled.get("/open-data")

    assert [text_of(heading) for heading in page.all("h3")] == ["Gelderland, 2025"]
    assert not [link for link in page.links().values() if "drenthe" in link or "overijssel" in link]


@pytest.mark.parametrize(
    ("label", "rest"), [("CSV", "/cells.csv"), ("JSON", "/cells"), ("Beschrijving (CSVW)", "/cells.csv-metadata.json")]
)
def test_it_links_to_each_file(filled: Visitor, label: str, rest: str) -> None:
    links = filled.get("/open-data").links()

    assert links[f"{label} van Gelderland, 2025"] == ADDRESS + rest
    assert filled.client.get(ADDRESS + rest).status_code == 200


def test_it_shows_a_command_that_works(filled: Visitor) -> None:
    commands = [text_of(element) for element in filled.get("/open-data").all("pre")]
    addresses = [command.rpartition(" ")[2] for command in commands]

    assert len(addresses) == 2
    assert {filled.client.get(address).status_code for address in addresses} == {200}


def test_it_explains_every_column_in_the_words_of_the_description(reader: Visitor) -> None:
    page = reader.get("/open-data")

    for column in open_dataset().columns:
        assert column.description in page.text
        assert all(meaning in page.text for meaning in column.values.values())


def test_it_names_the_licence_and_the_description_of_the_api(reader: Visitor) -> None:
    links = reader.get("/open-data").links()

    assert links["CC0 1.0"] == open_dataset().licence.address
    assert links["beschrijving van de API"] == "/api/v1/openapi.json"


def test_search_engines_may_list_it(reader: Visitor) -> None:
    robots = [meta for meta in reader.get("/open-data").all("meta") if meta.get("name") == "robots"]

    assert robots == []


def test_every_page_leads_to_it(reader: Visitor) -> None:
    assert reader.get("/").links()["Open data"] == "/open-data"
