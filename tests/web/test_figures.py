"""The page on which an owner tells amounts and hours, and what the result page then says."""

import json
from collections.abc import Mapping
from fractions import Fraction

import pytest
from sqlalchemy import text

from app.services.figures import figures_of
from tests.page import Page
from tests.visitor import Visitor
from tests.web.whole_site import scan_of

PAGE, RESULT = "/scan/cijfers", "/scan/resultaat"
TOLD = {"year": "2025", "turnover": "1.250.000", "purchases": "€ 500.000,50", "hours_worked": "18 000"}


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    visitor.finish(sector="maakindustrie")
    return visitor


def save(visitor: Visitor, told: Mapping[str, str] = TOLD, **changes: str) -> Page:
    return visitor.post(PAGE, visitor.get(PAGE).filled_in() | dict(told) | changes)


def kept(visitor: Visitor) -> int:
    with visitor.site.database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM figures")).scalar_one())


def test_the_result_leads_to_it(owner: Visitor) -> None:
    assert owner.get(RESULT).links()["Vul uw cijfers in"] == PAGE


def test_before_there_is_a_result_it_leads_to_the_questions(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get(PAGE).path == "/scan/vraag/planning"


def test_the_result_tells_the_number_and_what_stands_beside_it(owner: Visitor) -> None:
    page = save(owner)

    assert (page.path, page.response.url.fragment) == (RESULT, "cijfer")
    assert "Euro per gewerkt uur U 2025 41,67" in page.text
    assert "Industrie (heel Nederland, groot en klein samen) 2018 66,70" in page.text
    assert "Leg cijfers van verschillende jaren niet zomaar naast elkaar." in page.text
    assert "Industrie: CBS, StatLine 84088NED" in page.text
    assert "Overijssel (alle sectoren samen) 2022 51,76" in page.text


@pytest.mark.parametrize("path", [PAGE, RESULT])
def test_a_sector_without_a_reference_hears_so_before_it_tells_any_figure(visitor: Visitor, path: str) -> None:
    visitor.finish(sector="onderwijs")

    assert "Voor onderwijs geven wij geen cijfer van de sector." in visitor.get(path).text


@pytest.mark.parametrize("path", [PAGE, RESULT])
def test_a_sector_with_a_reference_hears_nothing_of_it(owner: Visitor, path: str) -> None:
    assert "cijfer van de sector" not in owner.get(path).text


def test_figures_of_a_labour_year_stand_beside_those_of_a_labour_year(owner: Visitor) -> None:
    page = save(owner, hours_worked="", labour_years="7,5")

    assert "Euro per arbeidsjaar U 2025 100.000" in page.text
    assert "(heel Nederland, groot en klein samen) 2021 130.900" in page.text


def test_persons_stand_beside_nothing(owner: Visitor) -> None:
    page = save(owner, hours_worked="", persons="10")

    assert "Euro per werkzame persoon U 2025 75.000" in page.text
    assert "Er is geen landelijk cijfer per persoon." in page.text


@pytest.mark.parametrize("sector", ["zorg", "onderwijs"])
def test_care_and_education_stand_beside_nothing(visitor: Visitor, sector: str) -> None:
    visitor.finish(sector=sector)

    page = save(visitor)

    assert "Euro per gewerkt uur U 2025 41,67" in page.text
    assert "geven wij geen cijfer van de sector" in page.text
    assert "sectoren samen" not in page.text


def test_half_of_it_is_kept_without_a_number(owner: Visitor) -> None:
    page = save(owner, {"turnover": "1000"})

    assert "U vulde nog niet genoeg in voor een cijfer." in page.text
    assert kept(owner) == 1


def test_what_was_told_stands_in_the_form_again(owner: Visitor) -> None:
    save(owner)

    form = owner.get(PAGE).filled_in()
    assert {name: form[name] for name in TOLD} == {
        "year": "2025",
        "turnover": "1.250.000",
        "purchases": "500.000,50",
        "hours_worked": "18.000",
    }


def test_it_is_kept_exactly(owner: Visitor) -> None:
    save(owner, result="−5.000", interest="0")

    figures = figures_of(owner.site.database, scan_of(owner)).figures
    assert (figures.purchases, figures.result, figures.interest) == (Fraction("500000.5"), Fraction(-5000), Fraction(0))


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("turnover", "veel", "“veel” is geen getal dat wij kennen."),
        ("turnover", "1.25.0", "is geen getal"),
        ("turnover", "-5", "Vul een bedrag zonder min in"),
        ("turnover", "999999999999999", "Dit bedrag kan hier niet."),
        ("result", "999.999.999.999.999", "Dit bedrag is te groot."),
        ("hours_worked", "0", "Vul een getal boven de 0 in"),
        ("year", "25", "Vul een jaar in"),
        ("year", "2025,5", "Vul een jaar in"),
    ],
)
def test_it_keeps_typed_text_after_an_error(owner: Visitor, name: str, typed: str, expected: str) -> None:
    page = save(owner, TOLD | {name: typed})

    assert page.response.status_code == 422
    assert expected in dict(page.errors)[f"#{name}"]
    assert page.filled_in() | {name: typed} == page.filled_in()
    assert page.filled_in()["purchases"] == "€ 500.000,50"
    assert kept(owner) == 0


def test_it_tells_all_errors_in_the_order_of_the_page(owner: Visitor) -> None:
    page = save(owner, year="x", turnover="-1", persons="0")

    assert page.response.status_code == 422
    assert [name for name, _ in page.errors] == ["#year", "#turnover", "#persons"]


def test_it_asks_about_what_is_hard_to_believe_and_keeps_nothing_yet(owner: Visitor) -> None:
    page = save(owner, hours_worked="180")

    assert page.response.status_code == 422
    assert "U komt boven de 300 euro per gewerkt uur." in page.text
    assert page.filled_in()["hours_worked"] == "180"
    assert kept(owner) == 0


def test_it_accepts_what_it_asked_about(owner: Visitor) -> None:
    asked = save(owner, hours_worked="180")

    page = owner.post(PAGE, asked.filled_in())

    assert page.path == RESULT
    assert "Euro per gewerkt uur U 2025 4.166,66" in page.text


def test_it_does_not_ask_again_later(owner: Visitor) -> None:
    owner.post(PAGE, save(owner, hours_worked="180").filled_in())

    assert save(owner, hours_worked="190").path == RESULT


def test_it_asks_something_else_later(owner: Visitor) -> None:
    owner.post(PAGE, save(owner, hours_worked="180").filled_in())

    page = save(owner, hours_worked="180000")

    assert "U komt onder de 10 euro per gewerkt uur." in page.text


def test_what_nobody_asked_cannot_be_confirmed(owner: Visitor) -> None:
    page = save(owner, hours_worked="180", asked="x,much_per_labour_year,<b>")

    assert page.response.status_code == 422
    assert page.filled_in()["asked"] == "much_per_labour_year,much_per_hour"


def test_an_empty_form_forgets_it_all(owner: Visitor) -> None:
    save(owner)

    page = save(owner, dict.fromkeys(TOLD, ""))

    assert "Vul uw cijfers in" in page.links()
    assert kept(owner) == 0


def test_they_go_with_the_scan(owner: Visitor) -> None:
    save(owner)

    owner.post("/scan/verwijderen", {})

    assert kept(owner) == 0


def test_the_owner_takes_them_along(owner: Visitor) -> None:
    save(owner)

    told = json.loads(owner.client.get("/scan/scanbestand.json").text)["figures"]["told"]
    assert told == {"year": "2025", "turnover": "1250000", "purchases": "500000.5", "hours_worked": "18000"}


def test_the_paper_tells_the_same(owner: Visitor) -> None:
    save(owner)

    paper = owner.get("/scan/rapport").text
    assert "Euro per gewerkt uur U 2025 41,67" in paper
    assert "Industrie (heel Nederland, groot en klein samen) 2018 66,70" in paper
    assert "1.250.000" not in paper


def test_without_a_number_the_paper_is_silent(owner: Visitor) -> None:
    save(owner, {"turnover": "1000"})

    assert "toegevoegde waarde" not in owner.get("/scan/rapport").text
