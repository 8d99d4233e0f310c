"""The hard number on the result page and on paper: the same words, like beside like, with year and source."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import page
import pytest

from app.rendering.hard_number import HardNumberCard
from app.rendering.html import Edition
from app.rendering.pdf import PdfRenderer
from app.web.templating import page_environment
from tests.html import NAMESPACE, parse, parse_part
from tests.rendering import samples

OLDER = "Leg cijfers van verschillende jaren niet zomaar naast elkaar."
PARTS: dict[str, Any] = {"result": 90, "interest": 10, "staff_costs": 350, "depreciation": 50}
Place = Callable[[HardNumberCard | None], str]


def on_page(card: HardNumberCard | None, no_reference: str | None = None) -> str:
    environment = page_environment()
    environment.globals["url_for"] = lambda name: name
    page = {"hard_number": card, "no_reference": no_reference}
    return words(parse_part(environment.get_template("owner/result/hard_number.html").render(page=page)))


def on_paper(card: HardNumberCard | None) -> str:
    return words(parse(samples.document(samples.mixed(), hard_number=card)))


def on_short_paper(card: HardNumberCard) -> str:
    return words(parse(samples.document(samples.mixed(), hard_number=card, edition=Edition.SHORT)))


def words(part: Element) -> str:
    body = part.find("h:body", NAMESPACE)
    return " ".join(" ".join((part if body is None else body).itertext()).split())


each_place = pytest.mark.parametrize("place", [on_page, on_paper])


@each_place
def test_it_tells_the_number_and_the_reference_in_one_unit(place: Place) -> None:
    text = place(samples.number_card(hours_worked=18_000))

    assert "Wie Jaar Euro per gewerkt uur U 2025 41,67" in text
    assert "Bouwnijverheid (heel Nederland, groot en klein samen) 2018 37" in text
    assert "Euro per arbeidsjaar" not in text


@pytest.mark.parametrize("place", [on_page, on_paper, on_short_paper])
def test_it_says_what_an_older_reference_means(place: Place) -> None:
    risen = "De prijzen zijn sinds 2018 gestegen. Een cijfer van 2025 is daardoor hoger"

    assert f"{risen}, ook als er niet beter is gewerkt. {OLDER}" in place(samples.number_card(hours_worked=18_000))
    assert "gestegen" not in place(samples.number_card(hours_worked=18_000, year=2018))
    assert "gestegen" not in place(samples.number_card(hours_worked=18_000, year=None))


@each_place
def test_without_a_year_it_says_so(place: Place) -> None:
    assert "U onbekend 41,67" in place(samples.number_card(hours_worked=18_000, year=None))


@each_place
def test_it_tells_source_prices_and_licence(place: Place) -> None:
    text = place(samples.number_card(hours_worked=18_000))

    assert "Bouwnijverheid: CBS, StatLine 84088NED" in text
    assert "Prijzen van dat jaar. Indeling van bedrijven: SBI 2008, F. Licentie: CC BY 4.0." in text


@each_place
def test_a_source_of_several_figures_is_named_once(place: Place) -> None:
    assert place(samples.number_card(hours_worked=18_000)).count("SER Overijssel, naar CBS; per gewerkt uur") == 1


@each_place
def test_it_warns_when_the_years_differ_or_may(place: Place) -> None:
    assert OLDER in place(samples.number_card(hours_worked=18_000))
    assert OLDER in place(samples.number_card(hours_worked=18_000, year=None))
    assert OLDER in place(samples.number_card("overig", hours_worked=18_000))
    assert OLDER not in place(samples.number_card("overig", hours_worked=18_000, year=2022))
    assert OLDER not in place(samples.number_card("zorg", hours_worked=18_000))


@pytest.mark.parametrize("labour", ["uren", "arbeidsjaren", "mensen"])
def test_without_enough_it_names_every_way_to_tell_the_labour(labour: str) -> None:
    assert f"in {labour}" in on_page(samples.number_card())


def test_without_enough_it_names_both_ways_to_tell_the_amounts() -> None:
    text = on_page(samples.number_card())

    assert "uw omzet en uw inkopen" in text
    assert "uw winst of verlies, rente, kosten van personeel en afschrijvingen samen" in text


@each_place
def test_it_tells_which_amounts_it_is_made_of(place: Place) -> None:
    assert "uw omzet zonder wat u van anderen kocht" in place(samples.number_card(hours_worked=5, **PARTS))
    assert "Wij nemen uw winst, rente" in place(samples.number_card(turnover=None, hours_worked=5, **PARTS))


@each_place
def test_it_tells_what_the_second_way_gives(place: Place) -> None:
    text = place(samples.number_card(hours_worked=5, **PARTS))

    assert "Op die tweede manier komt u op 100,00 euro per gewerkt uur." in text


@each_place
@pytest.mark.parametrize("told", [{}, {"turnover": None} | PARTS], ids=["by subtraction", "by addition"])
def test_one_way_has_no_second(place: Place, told: dict[str, Any]) -> None:
    assert "tweede manier" not in place(samples.number_card(hours_worked=5, **told))


@each_place
def test_it_is_whole_euros_for_a_labour_year(place: Place) -> None:
    text = place(samples.number_card(labour_years=9))

    assert "Wie Jaar Euro per arbeidsjaar U 2025 83.333" in text
    assert "(heel Nederland, groot en klein samen) 2021 85.000" in text


@each_place
@pytest.mark.parametrize("sector", ["zorg", "onderwijs"])
def test_it_says_why_nothing_stands_beside_it(place: Place, sector: str) -> None:
    text = place(samples.number_card(sector, hours_worked=18_000))

    assert "geven wij geen cijfer van de sector." in text
    assert "groot en klein samen" not in text
    assert "sectoren samen" not in text


@each_place
def test_the_whole_economy_is_named_as_information(place: Place) -> None:
    text = place(samples.number_card("overig", hours_worked=18_000))

    assert "Overijssel (alle sectoren samen) 2022 51,76 Nederland (alle sectoren samen) 2022 60,16" in text
    assert "staan erbij ter informatie, niet als maat." in text
    assert "SER Overijssel, naar CBS; per gewerkt uur, 2022, door ons omgerekend." in text


def test_the_short_paper_tells_the_number_and_its_reference() -> None:
    text = on_short_paper(samples.number_card(hours_worked=18_000))

    assert "U komt op 41,67 euro per gewerkt uur in 2025." in text
    assert "De branche “Bouwnijverheid” (heel Nederland, groot en klein samen) kwam in 2018 op 37,00 euro" in text
    assert OLDER in text


@pytest.mark.parametrize("sector", ["zorg", "overig"])
def test_the_short_paper_promises_nothing_to_compare_with_where_there_is_nothing(sector: str) -> None:
    text = on_short_paper(samples.number_card(sector, hours_worked=18_000))

    assert "In het hele rapport leest u hoe dat is berekend." in text
    assert "De branche" not in text
    assert "vergelijken" not in text


@pytest.mark.parametrize("sector", ["zorg", "onderwijs"])
def test_the_short_paper_says_why_nothing_stands_beside_it(sector: str) -> None:
    text = on_short_paper(samples.number_card(sector, hours_worked=18_000))

    assert "geven wij geen cijfer van de sector." in text


@pytest.mark.parametrize("card", [None, samples.number_card()])
def test_paper_is_silent_without_a_number(card: HardNumberCard | None) -> None:
    assert "toegevoegde waarde" not in on_paper(card)


def test_the_page_says_that_nothing_will_stand_beside_it_before_it_invites() -> None:
    text = on_page(None, "Daar is geen cijfer voor.")

    assert "Daar is geen cijfer voor. U ziet wel uw eigen cijfer. Wilt u weten" in text


def test_the_page_invites_and_forces_nobody() -> None:
    assert "Het hoeft niet." in on_page(None)
    assert "U vulde nog niet genoeg in" in on_page(samples.number_card())


@pytest.mark.parametrize("sector", ["bouw_infra", "zorg"])
def test_the_paper_with_it_is_accessible(renderer: PdfRenderer, sector: str) -> None:
    card = samples.number_card(sector, hours_worked=18_000)

    pdf = renderer.render(samples.document(samples.mixed(), hard_number=card))

    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
