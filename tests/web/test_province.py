"""What people of a province see first: their latest outcomes at a glance, or that there are none yet."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from tests import accounts
from tests.page import Page, text_of
from tests.published import publish_release, publish_years
from tests.visitor import Visitor

PROVINCE = "Overijssel"


@pytest.fixture
def petra(site: FastAPI, database: Database) -> Visitor:
    """Somebody of a province."""
    province = accounts.organisation(database, Kind.PROVINCE, name=f"Provincie <{PROVINCE}>", province=PROVINCE)
    return accounts.signed_in(site, accounts.account(database, province))


@pytest.fixture
def publish(database: Database, shipped: Questionnaire) -> Callable[..., object]:
    return lambda *args, **kwargs: publish_release(database, shipped, *args, **kwargs)


@pytest.fixture
def published(petra: Visitor, database: Database, shipped: Questionnaire) -> Visitor:
    """The same, where there are outcomes of years and quarters, and of other provinces."""
    publish_years(database, shipped)
    return petra


def row(page: Page, name: str) -> str:
    """Return what the table says of an element."""
    return next(text_of(row) for row in page.all("tr") if text_of(row).startswith(name))


def test_it_says_whose_outcomes_will_stand_here(petra: Visitor) -> None:
    page = petra.get("/provincie")

    assert f"namens Provincie <{PROVINCE}>" in page.text
    assert f"bedrijven in {PROVINCE}" in page.text


def test_it_says_that_there_is_nothing_yet_and_whom_to_ask(petra: Visitor) -> None:
    page = petra.get("/provincie")

    assert "Er staan nog geen uitkomsten" in page.text
    assert any(target.startswith("mailto:") for target in page.links().values())


def test_it_has_no_figure_as_long_as_there_is_nothing(petra: Visitor) -> None:
    assert not re.search(r"\d", petra.get("/provincie").text.partition("Heeft u een vraag?")[0])


def test_it_points_to_open_outcomes_of_others_as_long_as_there_is_nothing(
    petra: Visitor, publish: Callable[..., object]
) -> None:
    publish("Gelderland", is_open=True)
    publish("Drenthe")

    links = petra.get("/provincie").links()

    assert links["Gelderland, 2025"] == "/provincie/gelderland-2025"
    assert not any("Drenthe" in text for text in links)


def test_it_begins_with_the_latest_year_of_its_own(published: Visitor) -> None:
    page = published.get("/provincie")

    assert page.status == 200
    assert "Overijssel, 2025 Uitkomsten in het kort" in page.text
    assert [text_of(link) for link in page.all("a") if link.get("aria-current") == "page"] == ["In het kort"]


def test_it_is_the_same_page_by_its_own_address(published: Visitor) -> None:
    assert published.get("/provincie/overijssel-2025").text == published.get("/provincie").text


def test_a_later_quarter_comes_before_an_earlier_year(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(period="2025")
    publish(period="2026Q1", tier="B", companies=400)

    assert "Overijssel, 1e kwartaal 2026" in petra.get("/provincie").text


def test_it_says_that_companies_chose_to_take_part(published: Visitor) -> None:
    text = published.get("/provincie").text

    assert "Bedrijven kozen zelf of zij meededen" in text
    assert "niet over alle bedrijven in Overijssel" in text


def test_it_says_about_how_many_companies_it_is(published: Visitor) -> None:
    text = published.get("/provincie").text

    assert re.search(r"ongeveer 1\.(4[89]|50|51)[05] ± 8", text)
    assert "Ook bij dit aantal is ruis opgeteld, en het is afgerond op vijf" in text


def test_each_element_has_its_mean_with_a_margin(published: Visitor) -> None:
    page = published.get("/provincie")

    for name in ("Technologie", "Zelforganisatie", "Dienend leiderschap", "Slimmer werken", "Co-creatie"):
        assert re.search(r" \d\d,\d ± \d,\d ", row(page, name))


def test_an_arrow_says_what_went_up_and_since_when(published: Visitor) -> None:
    assert re.search(r"▲ \d,\d hoger dan in 2024$", row(published.get("/provincie"), "Zelforganisatie"))


def test_an_arrow_says_what_went_down(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(period="2024", lift=5)
    publish(period="2025")

    assert re.search(r"▼ [\d,]+ lager dan in 2024$", row(petra.get("/provincie"), "Co-creatie"))


def test_there_is_no_arrow_within_the_noise(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(period="2024", tier="S", companies=90)
    publish(period="2025", tier="S", companies=90)

    page = petra.get("/provincie")

    unclear = [element for element in page.all("tr") if "Geen duidelijk verschil met 2024" in text_of(element)]
    assert unclear
    assert not any(re.search("[▲▼]", text_of(element)) for element in unclear)


def test_it_says_that_other_companies_may_make_a_difference(published: Visitor) -> None:
    words = "Het zijn niet elke keer dezelfde bedrijven."

    assert words in published.get("/provincie/overijssel-2025").text
    assert words not in published.get("/provincie/overijssel-2023").text


def test_there_is_no_arrow_without_outcomes_before(published: Visitor) -> None:
    page = published.get("/provincie/overijssel-2023")

    assert not re.search("[▲▼]", page.text)
    assert "Er zijn geen eerdere cijfers om mee te vergelijken" in page.text


def test_it_says_when_it_skips_a_period_to_compare_with(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(period="2025Q1", tier="B", companies=400)
    publish(period="2025Q4", tier="B", companies=400)

    text = petra.get("/provincie").text

    assert "Pijlen vergelijken met het 1e kwartaal 2025. Van de periode vlak ervoor zijn er geen cijfers." in text


@pytest.mark.parametrize(
    ("lift", "words"),
    [(9, "Technologie loopt voor"), (0, "lopen ongeveer gelijk op"), (-9, "Technologie loopt achter")],
)
def test_it_explains_the_balance(petra: Visitor, publish: Callable[..., object], lift: int, words: str) -> None:
    publish(lifts={"technologie": lift})

    assert words in petra.get("/provincie").text


@pytest.mark.parametrize("page", ["", "/uitgesplitst", "/verloop", "/vergelijken"])
def test_every_page_with_figures_leads_to_how_they_are_made(published: Visitor, page: str) -> None:
    found = published.get(f"/provincie/overijssel-2025{page}")

    assert found.links()["Hoe de cijfers gemaakt zijn"].endswith("/methode/uitkomsten")


def test_what_stands_out_leads_to_more_of_it(published: Visitor) -> None:
    page = published.get("/provincie")
    (findings,) = (found for found in page.all("ol") if found.get("class") == "standing-out")
    ways = [link.get("href", "") for link in findings.iter() if link.get("href")]

    assert "Bij “ICT” is de totaalscore hoger dan in de hele provincie" in text_of(findings)
    assert "/provincie/overijssel-2025/uitgesplitst?element=index&tabel=sector#rij-ict" in ways
    assert "/provincie/overijssel-2025/verloop?element=technologie#gekozen" in ways
    assert {published.get(way.partition("#")[0]).status for way in ways} == {200}


def test_it_says_so_when_nothing_stands_out(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(lifts={})

    assert "Er springt niets uit." in petra.get("/provincie").text


def test_the_margin_of_a_draw_stands_apart_and_does_not_count(published: Visitor) -> None:
    page = published.get("/provincie")
    (draw,) = page.all("details")

    assert re.search(r"Zelforganisatie: \d\d,\d ± 0,\d", text_of(draw))
    assert "Maar er is niet geloot: bedrijven kozen zelf." in text_of(draw)


def test_it_shows_no_distribution_that_was_not_measured(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(tier="S", companies=60)

    assert "Hoe deelnemers verdeeld zijn" not in petra.get("/provincie").text


def test_outcomes_of_too_few_companies_have_no_figure(petra: Visitor, publish: Callable[..., object]) -> None:
    publish(tier="S", companies=12)

    page = petra.get("/provincie")

    assert "Te weinig deelnemers voor een betrouwbaar cijfer" in page.text
    assert not page.all("table")
    assert "±" not in page.text


def test_one_can_choose_another_period_or_province(published: Visitor) -> None:
    links = published.get("/provincie").links()

    assert links["Overijssel, 2024"] == "/provincie/overijssel-2024"
    assert links["Overijssel, 4e kwartaal 2025"] == "/provincie/overijssel-2025q4"
    assert links["Gelderland, 2025"] == "/provincie/gelderland-2025"
    assert "Overijssel, 2025" not in links


def test_the_only_outcomes_offer_no_choice(petra: Visitor, publish: Callable[..., object]) -> None:
    publish()

    assert "Andere uitkomsten" not in petra.get("/provincie").text


def test_open_outcomes_of_another_province_say_that_they_are_of_another(published: Visitor) -> None:
    page = published.get("/provincie/gelderland-2025")

    assert page.status == 200
    assert "Dit zijn open uitkomsten van een andere provincie" in page.text


@pytest.mark.parametrize("release_id", ["drenthe-2025", "overijssel-2022"])
def test_closed_outcomes_of_another_province_are_not_there(published: Visitor, release_id: str) -> None:
    page = published.get(f"/provincie/{release_id}")

    assert page.status == 404
    assert "Drenthe" not in page.text


@pytest.mark.parametrize("path", ["/provincie", "/provincie/overijssel-2024"])
def test_it_answers_who_asks_for_its_head(published: Visitor, path: str) -> None:
    reply = published.client.head(path)

    assert reply.status_code == 200
    assert reply.content == b""
