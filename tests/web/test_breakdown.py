"""A province sees one figure of all its parts: sectors, sizes, regions or municipalities."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pytest
from fastapi import FastAPI

from app.db.engine import Database
from app.domain.account import Kind
from app.domain.questionnaire import Questionnaire
from tests.accounts import account, organisation, signed_in
from tests.html import NAMESPACE
from tests.page import Page, text_of
from tests.published import publish_release
from tests.visitor import Visitor

PATH = "/provincie/overijssel-2025/uitgesplitst"
REASON = "Te weinig deelnemers voor een betrouwbaar cijfer."


@pytest.fixture
def petra(site: FastAPI, database: Database) -> Visitor:
    province = organisation(database, Kind.PROVINCE, name="Provincie Overijssel", province="Overijssel")
    return signed_in(site, account(database, province, name="Petra Vos"))


@pytest.fixture
def reader(petra: Visitor, database: Database, shipped: Questionnaire) -> Visitor:
    publish_release(database, shipped)
    return petra


def rows(page: Page, number: int = 0) -> Sequence[Sequence[str]]:
    """Return the words of a table, row by row, with what its columns are called first."""
    table = page.all("table")[number]
    return [[beside_charts(cell) for cell in row] for row in table.iterfind(".//h:tr", NAMESPACE)]


def beside_charts(cell: Element) -> str:
    charts = [text_of(child) for child in cell.iter() if child.tag.endswith("}title")]
    words = text_of(cell)
    for chart in charts:
        words = words.replace(chart, "", 1)
    return words.strip()


def row(page: Page, name: str) -> Sequence[str]:
    return next(found for found in rows(page) if found[0] == name)


def options(page: Page, name: str) -> Sequence[str]:
    return [text_of(option) for option in page.field(name)]


def test_it_begins_with_the_index_by_sector(reader: Visitor) -> None:
    page = reader.get(PATH)

    assert page.heading == "Totaalscore per sector"
    assert "Overijssel, 2025" in page.title


def test_it_offers_only_the_tables_that_the_release_has(
    petra: Visitor, database: Database, shipped: Questionnaire
) -> None:
    publish_release(database, shipped, tier="S", companies=260)

    page = petra.get(PATH)

    assert page.heading == "Totaalscore per hoofdgroep"
    assert options(page, "tabel") == ["Hoofdgroep", "Grootte", "Regio"]


def test_it_offers_all_there_is_to_see(reader: Visitor) -> None:
    page = reader.get(PATH)

    assert options(page, "element")[:2] == ["Totaalscore", "Technologie"]
    assert options(page, "element")[-2:] == ["Balans", "Aantal deelnemers"]
    assert options(page, "tabel")[-1] == "Regio en sector"


def test_the_choice_stays_chosen(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?tabel=sector_size&element=balans")

    assert page.heading == "Balans per sector en grootte"
    assert page.filled_in() | {"element": "balans", "tabel": "sector_size"} == page.filled_in()


def test_a_row_has_its_figure_its_margin_and_how_many_it_is_about(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie")

    assert rows(page)[0][2:] == ["Technologie", "Marge", "Deelnemers", "Vergeleken met Overijssel"]
    assert row(page, "ICT") == ["ICT", "", "67,9", "± 2,2", "155 deelnemers", "▲ hoger"]
    assert row(page, "Zorg en welzijn")[-1] == "▼ lager"
    assert row(page, "Handel")[-1] == "geen duidelijk verschil"


def test_it_says_what_is_higher_and_lower_than_the_province(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie")

    assert "Hoger dan heel Overijssel: ICT, Maakindustrie, Overig." in page.text
    assert "Lager dan heel Overijssel: Zorg en welzijn, Onderwijs." in page.text


def test_a_balance_has_a_sign(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=balans")

    assert row(page, "ICT")[2] == "+8,3"
    assert rows(page)[0][1] == "Balk−40−2002040"


def test_a_balance_is_not_called_higher_or_lower(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=balans")

    assert row(page, "Installatietechniek")[-1] == "▼ meer naar de andere vier"
    assert "Meer naar de andere vier dan heel Overijssel: Installatietechniek." in page.text
    assert "lager" not in page.text


def test_numbers_of_participants_are_not_compared(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=deelnemers&tabel=size")

    assert rows(page)[0][2:] == ["Aantal deelnemers", "Marge"]
    assert row(page, "Heel Overijssel")[2:] == ["1.495", "± 8"]


def test_a_hidden_row_says_why_and_leads_to_what_is_shown(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?tabel=municipality&element=technologie")

    assert row(page, "Zwolle")[2] == f"{REASON} Kijk bij Regio Zwolle."
    assert page.links()["Regio Zwolle"] == f"{PATH}?element=technologie&tabel=region#rij-AM36"


def test_a_hidden_row_leads_to_the_province_when_nothing_else_is_shown(
    petra: Visitor, database: Database, shipped: Questionnaire
) -> None:
    publish_release(database, shipped, companies=300)

    page = petra.get(f"{PATH}?tabel=municipality")

    assert row(page, "Deventer")[2] == f"{REASON} Kijk bij heel Overijssel."
    assert page.links()["heel Overijssel"] == "#heel"


def test_it_says_of_regions_which_part_it_is_about(reader: Visitor) -> None:
    said = "Dit is het deel van de regio dat in Overijssel ligt."

    assert said in reader.get(f"{PATH}?tabel=region").text
    assert said in reader.get(f"{PATH}?tabel=region_sector").text
    assert said not in reader.get(f"{PATH}?tabel=sector").text


def test_it_says_that_the_margin_is_noise_and_who_took_part(reader: Visitor) -> None:
    page = reader.get(PATH)

    assert "met 90% zekerheid. Zij gaat alleen over de ruis." in page.text
    assert "Bedrijven kozen zelf of zij meededen. Deze cijfers gaan over de deelnemers." in page.text


def test_it_says_that_chance_makes_a_difference_among_many(reader: Visitor) -> None:
    assert "Bij veel cijfers is er toch al snel een dat door toeval afwijkt." in reader.get(PATH).text


def test_an_element_within_a_sentence_has_no_capital(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie")

    assert "Gemiddelde score op technologie, van 0 tot 100." in page.text
    assert "laag of hoog scoort op technologie." in page.text


def test_the_distribution_of_an_element_is_in_percents(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie")

    assert rows(page, 1)[0][2:] == ["Heel laag", "Laag", "Midden", "Hoog", "Heel hoog"]
    assert rows(page, 1)[1] == ["Heel Overijssel", "", "< 5%", "16%", "46%", "32%", "< 5%"]


def test_a_distribution_that_is_too_imprecise_says_so(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie")

    assert ["Overig", "Te onnauwkeurig om de verdeling te tonen."] in rows(page, 1)


def test_a_table_without_distributions_says_so(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?element=technologie&tabel=municipality")

    assert "Van deze uitsplitsing is geen verdeling te tonen." in page.text
    assert len(page.all("table")) == 1


def test_the_index_has_no_distribution(reader: Visitor) -> None:
    assert "Hoe deelnemers verdeeld zijn" not in reader.get(PATH).text


def test_two_dimensions_are_a_matrix_with_the_shorter_across(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?tabel=region_sector")

    assert rows(page)[0] == ["Sector", "Alle regio’s", "Regio Zwolle", "Twente", "Veluwe Stedendriehoek"]
    assert rows(page)[1][0] == "Alle sectoren"
    assert "61,7 ± 1,1" in row(page, "ICT")[1]


def test_a_matrix_counts_what_is_hidden_and_leads_to_what_is_shown(reader: Visitor) -> None:
    page = reader.get(f"{PATH}?tabel=sector_size")

    assert "Er is een cijfer voor 15 van de 48 vakken." in page.text
    assert page.links()["per grootte"] == f"{PATH}?element=index&tabel=size"
    assert "te weinig deelnemers" in row(page, "ICT")[2]


def test_a_matrix_without_any_figure_says_so(petra: Visitor, database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, companies=300)

    page = petra.get(f"{PATH}?tabel=region_sector")

    assert "Er is een cijfer voor geen van de 36 vakken. Overal zijn er te weinig deelnemers" in page.text


@pytest.mark.parametrize("query", ["tabel=x", "element=x", "tabel=municipality_sector", "tabel=total", "tabel=%00"])
def test_what_is_not_there_is_told_and_gives_the_default(reader: Visitor, query: str) -> None:
    page = reader.get(f"{PATH}?{query}")

    assert page.status == 200
    assert page.heading == "Totaalscore per sector"
    assert "Wat u zoekt, is er niet in deze uitkomsten." in page.text


def test_what_is_there_is_no_mistake(reader: Visitor) -> None:
    assert "Wat u zoekt, is er niet" not in reader.get(f"{PATH}?tabel=size&element=co_creatie").text


def test_another_province_keeps_its_outcomes(reader: Visitor, database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, "Drenthe", tier="B", companies=500)

    assert reader.get("/provincie/drenthe-2025/uitgesplitst").status == 404


def test_another_province_may_open_its_outcomes(reader: Visitor, database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, "Drenthe", tier="B", companies=500, is_open=True)

    page = reader.get("/provincie/drenthe-2025/uitgesplitst")

    assert page.status == 200
    assert "open uitkomsten van een andere provincie" in page.text
    assert "Heel Drenthe" in page.text
