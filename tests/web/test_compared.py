"""The page on which a province sees its outcomes beside those of others that made theirs open data."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from tests import accounts
from tests.page import Page, text_of
from tests.published import publish_release
from tests.visitor import Visitor

Publish = Callable[..., Release]
OWN = "/provincie/overijssel-2025/vergelijken"


@pytest.fixture
def petra(site: FastAPI, database: Database) -> Visitor:
    province = accounts.organisation(database, Kind.PROVINCE, province="Overijssel")
    return accounts.signed_in(site, accounts.account(database, province, name="Petra Vos"))


@pytest.fixture
def publish(database: Database, shipped: Questionnaire) -> Publish:
    """Publish small releases of 2025 as open data, unless something else is said."""

    def publish_one(province: str, period: str = "2025", **options: int | bool) -> Release:
        wanted = {"companies": 250, "is_open": True, **options}
        return publish_release(database, shipped, province, period, tier="S", **wanted)  # type: ignore[arg-type]  # by name

    return publish_one


def rows(page: Page) -> dict[str, str]:
    """What the table says of each province beside its bar, in its order."""
    cells = [(text_of(row[0]), " ".join(text_of(cell) for cell in row[2:])) for row in page.all("tr")[1:]]
    return dict(cells)


def test_it_shows_the_own_province_and_what_others_made_open(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", is_open=False)
    publish("Utrecht", lift=15)
    publish("Gelderland", lift=-15)

    found = rows(petra.get(OWN))

    assert list(found) == ["Overijssel", "Gelderland", "Utrecht"]
    assert found["Gelderland"].endswith("lager")
    assert found["Utrecht"].endswith("hoger")
    assert "deelnemers" in found["Overijssel"]


def test_it_never_has_a_byte_of_what_is_not_open(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel")
    publish("Drenthe", is_open=False)

    for query in ("", "?element=deelnemers", "?element=technologie&groep=zorg", "?groep=Drenthe"):
        assert "drenthe" not in petra.get(OWN + query).response.text.replace("groep=Drenthe", "").lower()


def test_other_periods_are_not_beside_it(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel")
    publish("Utrecht", "2024")
    publish("Gelderland", "2025Q1")

    assert list(rows(petra.get(OWN))) == ["Overijssel"]


def test_it_says_that_nobody_else_is_open_and_how_to_be(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", is_open=False)

    page = petra.get(OWN)

    assert "Zodra een andere provincie haar uitkomsten openbaar maakt, ziet u die hier." in page.text
    assert page.links()["Downloaden en delen"] == "/provincie/overijssel-2025/downloads"
    assert "geen ranglijst" not in page.text


def test_it_is_no_ranking(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel")
    publish("Utrecht")

    page = petra.get(OWN)

    assert "Dit is geen ranglijst." in page.text
    assert page.all("ol") == []


def test_it_says_when_a_difference_is_within_the_noise(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", companies=90)
    publish("Utrecht", companies=92)

    assert rows(petra.get(f"{OWN}?element=slimmer_werken"))["Utrecht"].endswith("geen duidelijk verschil")


def test_it_says_what_is_hidden(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel")
    publish("Zeeland", companies=5)

    assert rows(petra.get(OWN))["Zeeland"] == "Te weinig deelnemers voor een betrouwbaar cijfer."


def test_beside_a_hidden_own_province_nothing_is_higher_or_lower(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", companies=5)
    publish("Utrecht", lift=15)

    assert rows(petra.get(OWN))["Utrecht"].endswith("niet te vergelijken")


def test_it_compares_a_main_group_with_the_same_one(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel")
    publish("Utrecht")

    whole, part = petra.get(OWN), petra.get(f"{OWN}?element=technologie&groep=techniek")

    assert "Technologie: Techniek" in [text_of(heading) for heading in part.all("h2")]
    assert rows(part) != rows(whole)


def test_numbers_of_companies_are_not_higher_or_lower(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", companies=100)
    publish("Utrecht", companies=250)

    found = rows(petra.get(f"{OWN}?element=deelnemers"))

    assert found["Utrecht"].startswith("2")
    assert "hoger" not in found["Utrecht"]


@pytest.mark.parametrize("query", ["element=werkgeluk", "groep=metaal", "groep=%00", f"element={'x' * 500}&groep=zorg"])
def test_it_says_that_something_is_not_there(petra: Visitor, publish: Publish, query: str) -> None:
    publish("Overijssel")

    page = petra.get(f"{OWN}?{query}")

    assert page.status == 200
    assert "Wat u zoekt, is er niet in deze uitkomsten." in page.text


def test_an_open_release_of_another_is_compared_with_the_own_province(petra: Visitor, publish: Publish) -> None:
    publish("Overijssel", is_open=False)
    publish("Gelderland", lift=15)

    page = petra.get("/provincie/gelderland-2025/vergelijken")

    assert list(rows(page)) == ["Overijssel", "Gelderland"]
    assert rows(page)["Gelderland"].endswith("hoger")
    assert page.links()["Overijssel"] == "/provincie/overijssel-2025"


def test_what_is_no_open_data_of_another_province_is_not_there(petra: Visitor, publish: Publish) -> None:
    publish("Drenthe", is_open=False)

    assert petra.get("/provincie/drenthe-2025/vergelijken").status == 404
