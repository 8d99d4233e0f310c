"""How often somebody guesses right: as worked out by hand where one kind of table has the whole budget."""

import pytest

from app.domain.guarantee import chance_to_guess
from app.domain.guess_table import guess_table
from tests.releases import document, specification

HISTOGRAMS = {"by": ["size"], "measures": "histograms", "share": 1}
SUMS = {"by": ["sector"], "measures": "sums", "share": 1}


def of(*tables: dict[str, object]) -> dict[str, object]:
    """Return a document with one tier for each of these tables, which takes all of its budget."""
    bounds = [{"below": 300}, {}]
    tiers = [
        {"id": name, "measured": [table], "published": [[]], **bound}
        for name, table, bound in zip("SL", tables, bounds[2 - len(tables) :], strict=False)
    ]
    return {"tiers": tiers}


def test_one_element_and_all_are_guessed_as_far_as_they_lie_apart() -> None:
    table = guess_table(specification(**of(HISTOGRAMS)))

    # With rho 1, one of two histograms that moves is 2 in squares, and both are 4.
    assert table.of_one[0].year == pytest.approx(chance_to_guess(2**0.5), rel=1e-6)
    assert table.of_all[0].year == pytest.approx(chance_to_guess(2), rel=1e-6)


def test_a_quarter_tells_less_than_the_year() -> None:
    table = guess_table(specification(**of(HISTOGRAMS)))

    assert table.weakest.release == pytest.approx(chance_to_guess((0.4 * 4) ** 0.5), rel=1e-6)


def test_it_is_of_the_tier_in_which_most_is_learned() -> None:
    both = guess_table(specification(**of(HISTOGRAMS, SUMS)))
    apart = [guess_table(specification(**of(table))) for table in (HISTOGRAMS, SUMS)]

    assert both.of_one[0].year == max(table.of_one[0].year for table in apart)
    assert both.of_one[2].year == max(table.of_one[2].year for table in apart)
    assert apart[0].of_one[0].year < apart[1].of_one[0].year
    assert apart[0].of_one[2].year > apart[1].of_one[2].year


def test_taking_part_is_guessed_by_being_there() -> None:
    assert guess_table(specification(**of(HISTOGRAMS))).presence.year == pytest.approx(
        chance_to_guess(2**0.5), rel=1e-6
    )


def test_years_add_up() -> None:
    table = guess_table(specification(**of(HISTOGRAMS)))

    assert table.all_over_years == pytest.approx(chance_to_guess((table.years * 4) ** 0.5), rel=1e-6)
    assert table.one_over_years == pytest.approx(chance_to_guess((table.years * 2) ** 0.5), rel=1e-6)


def test_a_larger_budget_gives_more_away() -> None:
    larger = {**document()["budget"], "rho_per_year": 2000}

    assert guess_table(specification(budget=larger)).weakest.year > guess_table(specification()).weakest.year


def test_the_widest_apart_comes_first_and_nothing_is_as_weak_as_all_of_it() -> None:
    table = guess_table(specification())

    assert [guess.scores for guess in table.of_one] == [(0, 100), (25, 75), (50, 75)]
    assert table.weakest.year == max(guess.year for guess in (*table.of_one, *table.of_all, table.presence))
