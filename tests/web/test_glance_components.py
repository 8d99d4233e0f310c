"""The building blocks of a release at a glance, also where there is nothing to compare with."""

import pytest

from app.domain.outcomes import Figure
from app.domain.release_period import Period
from app.web.releases_page import releases_page
from app.web.templating import page_environment
from tests.domain.releases import figure, release
from tests.web.macros import Macros

YEAR, QUARTER = Period(2024), Period(2025, 3)
UP, DOWN, UNCLEAR = (figure(value) for value in (3.5, -3.5, 0.5))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (UP, "▲ 3,5 hoger dan in 2024"),
        (DOWN, "▼ 3,5 lager dan in 2024"),
        (UNCLEAR, "Geen duidelijk verschil met 2024"),
        (None, "Niet te vergelijken met 2024"),
    ],
)
def test_a_change_says_what_it_is_in_words(macros: Macros, change: Figure | None, words: str) -> None:
    assert macros.text("glance_change", change, YEAR) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (UP, "▲ 3,5 punten meer naar technologie dan in het 3e kwartaal 2025"),
        (DOWN, "▼ 3,5 punten meer naar de andere vier dan in het 3e kwartaal 2025"),
        (UNCLEAR, "Geen duidelijk verschil met het 3e kwartaal 2025"),
        (None, "Niet te vergelijken met het 3e kwartaal 2025"),
    ],
)
def test_a_change_of_the_balance_is_neither_good_nor_bad(macros: Macros, change: Figure | None, words: str) -> None:
    assert macros.text("glance_change", change, QUARTER, is_balance=True) == words


def test_an_arrow_is_for_the_eye_alone(macros: Macros) -> None:
    assert '<span aria-hidden="true">▲</span>' in macros.html("glance_change", UP, YEAR)


def test_releases_are_links_but_for_the_one_of_this_page() -> None:
    environment = page_environment()
    environment.globals["url_for"] = lambda name, release_id: f"/{name}/{release_id}"
    found = releases_page([release("2025"), release("2024")], province="Overijssel", here="overijssel-2025")

    html = Macros(environment).html("release_list", "Van uw eigen provincie", found.own)

    assert "<b>Overijssel, 2025</b> (deze pagina)" in html
    assert '<a href="/show_outcomes/overijssel-2024">Overijssel, 2024</a>' in html
    assert "gepubliceerd op 31 januari 2026" in html
