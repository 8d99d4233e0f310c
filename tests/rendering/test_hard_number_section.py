"""The hard number on the result page and on paper: the same words, like beside like, with year and source."""

from collections.abc import Callable
from typing import Any

import html5lib
import page
import pytest

from app.rendering.hard_number import HardNumberCard
from app.rendering.html import make_environment
from app.rendering.pdf import PdfRenderer
from tests.rendering import samples

OLDER = "Dat cijfer is van een ander jaar."
Place = Callable[[HardNumberCard | None], str]


def on_page(card: HardNumberCard | None) -> str:
    environment = make_environment()
    environment.globals["url_for"] = lambda name: name
    return words(environment.get_template("owner/result/hard_number.html").render(hard_number=card))


def on_paper(card: HardNumberCard | None) -> str:
    return words(samples.document(samples.mixed(), hard_number=card))


def words(html: str) -> str:
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


each_place = pytest.mark.parametrize("place", [on_page, on_paper])


@each_place
def test_it_tells_the_number_and_the_reference_in_one_unit(place: Place) -> None:
    text = place(samples.number_card(hours_worked=18_000))

    assert "U komt op 41,67 euro per gewerkt uur in 2025." in text
    assert "branche “Bouwnijverheid”: 37 euro per gewerkt uur in 2018." in text
    assert "per arbeidsjaar" not in text


@each_place
def test_it_tells_source_prices_and_licence(place: Place) -> None:
    text = place(samples.number_card(hours_worked=18_000))

    assert "Bron: CBS, StatLine 84088NED" in text
    assert "Lopende prijzen. SBI 2008, F. Licentie: CC BY 4.0." in text


@each_place
def test_it_warns_when_the_years_differ_or_may(place: Place) -> None:
    assert OLDER in place(samples.number_card(hours_worked=18_000))
    assert OLDER in place(samples.number_card(hours_worked=18_000, year=None))
    assert OLDER not in place(samples.number_card(hours_worked=18_000, year=2018))


@each_place
def test_it_tells_which_amounts_it_is_made_of(place: Place) -> None:
    parts: dict[str, Any] = {"result": 90, "interest": 10, "staff_costs": 350, "depreciation": 50}

    assert "Dat is uw omzet zonder wat u van anderen kocht" in place(samples.number_card(hours_worked=5, **parts))
    assert "Dat zijn uw winst, rente" in place(samples.number_card(turnover=None, hours_worked=5, **parts))


@each_place
def test_it_is_whole_euros_for_a_labour_year(place: Place) -> None:
    text = place(samples.number_card(labour_years=9))

    assert "U komt op 83.333 euro per arbeidsjaar in 2025." in text
    assert "85.000 euro per arbeidsjaar in 2021" in text


@each_place
@pytest.mark.parametrize("sector", ["zorg", "onderwijs"])
def test_it_says_why_nothing_stands_beside_it(place: Place, sector: str) -> None:
    text = place(samples.number_card(sector, hours_worked=18_000))

    assert "geven wij geen cijfer om naast te leggen." in text
    assert "Alle sectoren samen" not in text
    assert "Alle bedrijven in Nederland samen" not in text


@each_place
def test_the_whole_economy_is_named_as_information(place: Place) -> None:
    text = place(samples.number_card("overig", hours_worked=18_000))

    assert "Alle sectoren samen in Overijssel: 51,76 euro per gewerkt uur." in text
    assert "SER Overijssel, naar CBS; per gewerkt uur, 2022, eigen herleiding." in text


@pytest.mark.parametrize("card", [None, samples.number_card()])
def test_paper_is_silent_without_a_number(card: HardNumberCard | None) -> None:
    assert "toegevoegde waarde" not in on_paper(card)


def test_the_page_invites_and_forces_nobody() -> None:
    assert "Het hoeft niet." in on_page(None)
    assert "U vulde nog niet genoeg in" in on_page(samples.number_card())


@pytest.mark.parametrize("sector", ["bouw_infra", "zorg"])
def test_the_paper_with_it_is_accessible(renderer: PdfRenderer, sector: str) -> None:
    card = samples.number_card(sector, hours_worked=18_000)

    pdf = renderer.render(samples.document(samples.mixed(), hard_number=card))

    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
