"""The page on which a province sees how its outcomes went on from release to release."""

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


@pytest.fixture
def petra(site: FastAPI, database: Database) -> Visitor:
    province = accounts.organisation(database, Kind.PROVINCE, province="Overijssel")
    return accounts.signed_in(site, accounts.account(database, province, name="Petra Vos"))


@pytest.fixture
def publish(database: Database, shipped: Questionnaire) -> Publish:
    """Publish small releases of Overijssel, unless something else is said."""

    def publish_one(period: str = "2025", province: str = "Overijssel", **options: int | bool) -> Release:
        return publish_release(database, shipped, province, period, tier="S", **{"companies": 250, **options})  # type: ignore[arg-type]  # by name

    return publish_one


def rows(page: Page) -> list[str]:
    """The rows of the table of the chosen measure, the newest first."""
    return [text_of(row) for row in page.all("tr")[1:]]


def test_it_shows_every_year_of_the_province(petra: Visitor, publish: Publish) -> None:
    publish("2023", lift=-20)
    publish("2024")
    publish("2025", lift=20)

    page = petra.get("/provincie/overijssel-2025/verloop")

    assert page.heading == "Verloop per jaar"
    assert [row.split()[0] for row in rows(page)] == ["2025", "2024", "2023"]
    assert "▲" in rows(page)[0]
    assert rows(page)[2].endswith("Eerste cijfer")


def test_it_shows_later_years_too_and_marks_its_own(petra: Visitor, publish: Publish) -> None:
    publish("2024")
    publish("2025")

    later, own = rows(petra.get("/provincie/overijssel-2024/verloop"))

    assert own.startswith("2024 deze uitkomsten")
    assert "deze uitkomsten" not in later


def test_it_says_when_there_is_no_clear_difference(petra: Visitor, publish: Publish) -> None:
    publish("2024", companies=100)
    publish("2025", companies=101)

    page = petra.get("/provincie/overijssel-2025/verloop?element=zelforganisatie")

    assert "Geen duidelijk verschil" in rows(page)[0]


def test_it_shows_quarters_apart_and_links_to_the_years(petra: Visitor, publish: Publish) -> None:
    publish("2025")
    publish("2025Q2")
    publish("2025Q3")

    page = petra.get("/provincie/overijssel-2025q3/verloop")

    assert page.heading == "Verloop per kwartaal"
    assert [row.split("kwartaal")[0] for row in rows(page)] == ["3e ", "2e "]
    assert page.links()["Bekijk het verloop per jaar"] == "/provincie/overijssel-2025/verloop"


def test_it_says_why_a_period_has_no_figure(petra: Visitor, publish: Publish) -> None:
    publish("2022")
    publish("2023", companies=5)
    publish("2025")

    found = rows(petra.get("/provincie/overijssel-2025/verloop"))

    assert found[1] == "2024 Geen uitkomsten van deze periode"
    assert found[2] == "2023 Te weinig deelnemers voor een betrouwbaar cijfer"


def test_it_stands_when_its_own_figures_are_hidden(petra: Visitor, publish: Publish) -> None:
    publish("2025", companies=5)

    page = petra.get("/provincie/overijssel-2025/verloop")

    assert page.status == 200
    assert page.text.count("Geen cijfer") == 8
    assert "±" not in page.text


def test_it_says_what_comes_when_there_is_one_release(petra: Visitor, publish: Publish) -> None:
    publish("2025")

    page = petra.get("/provincie/overijssel-2025/verloop")

    assert "Er is nog maar één jaar met uitkomsten." in page.text
    assert "Een pijl staat er alleen" not in page.text


def test_it_shows_the_measure_that_was_chosen(petra: Visitor, publish: Publish) -> None:
    publish("2025")
    page = petra.get("/provincie/overijssel-2025/verloop")

    chosen = petra.get(f"{page.path}{page.links()['Co-creatie']}")

    assert "Co-creatie per periode" in chosen.text
    current = [text_of(link) for link in chosen.all("a") if link.get("aria-current") == "true"]
    assert current == ["Co-creatie"]


@pytest.mark.parametrize("element", ["werkgeluk", "index%00", "%3Cscript%3E", "x" * 500])
def test_it_says_that_a_measure_is_not_there(petra: Visitor, publish: Publish, element: str) -> None:
    publish("2025")

    page = petra.get(f"/provincie/overijssel-2025/verloop?element={element}")

    assert page.status == 200
    assert "Wat u zoekt, is er niet in deze uitkomsten." in page.text
    assert "Totaalscore per periode" in page.text


def test_it_has_the_table_of_each_drawing_in_words(petra: Visitor, publish: Publish) -> None:
    publish("2024")
    publish("2025")

    page = petra.get("/provincie/overijssel-2025/verloop")

    (title,) = [found for found in page.root.iter() if found.tag.endswith("}title") and "Verloop:" in text_of(found)]
    for row in rows(page):
        assert row.split(" ±")[0].split()[-1] in text_of(title)


def test_it_warns_that_companies_choose_themselves(petra: Visitor, publish: Publish) -> None:
    publish("2025")

    assert "Bedrijven kiezen zelf of zij meedoen." in petra.get("/provincie/overijssel-2025/verloop").text


def test_of_another_province_it_has_open_releases_alone(petra: Visitor, publish: Publish) -> None:
    publish("2023", "Drenthe", is_open=True)
    publish("2024", "Drenthe", companies=290, lift=9)
    publish("2025", "Drenthe", is_open=True)
    publish("2025Q1", "Drenthe")

    page = petra.get("/provincie/drenthe-2025/verloop")

    assert rows(page)[1] == "2024 Geen uitkomsten van deze periode"
    assert "drenthe-2024" not in page.response.text
    assert "kwartaal" not in page.response.text


def test_what_is_no_open_data_of_another_province_is_not_there(petra: Visitor, publish: Publish) -> None:
    publish("2025", "Drenthe")

    assert petra.get("/provincie/drenthe-2025/verloop").status == 404
