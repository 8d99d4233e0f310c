"""What is shown of a cell: rules that see noisy numbers only, and show all of it or nothing."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cube import Key
from app.domain.display import combinations, display
from app.domain.estimate import Estimate, Noisy
from app.domain.release import SHARES, Cell, CellStatus, Statistic
from app.domain.release_specification import Display
from tests.releases import DISPLAY

ELEMENTS = ("technologie", "zelforganisatie", "co_creatie")
WEIGHTS = {"technologie": Fraction(2), "zelforganisatie": Fraction(1), "co_creatie": Fraction(1)}
COMBINED = combinations(WEIGHTS, balanced="technologie")
RULES = Display.model_validate(DISPLAY)
EVEN = (20.0, 20.0, 20.0, 20.0, 20.0)
NAMES = (*ELEMENTS, "index", "balans")


def estimate(
    companies: float = 100,
    sums: Sequence[float] = (0, 0, 0),
    bins: Sequence[Sequence[float]] = (),
    *,
    variances: tuple[float, float, float] = (0, 0, 0),
) -> Estimate:
    """Make an estimate; the variances are those of companies, of sums and of bins."""
    of_companies, of_sums, of_bins = variances
    return Estimate(
        "sector",
        Key(sector="ict"),
        Noisy(companies, of_companies),
        [Noisy(each, of_sums) for each in sums],
        [[Noisy(each, of_bins) for each in of_element] for of_element in bins],
    )


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """Draw an estimate with the same shares for each element."""
    bins = draw(st.one_of(st.just([]), st.lists(st.integers(-50, 300), min_size=5, max_size=5)))
    variances = draw(st.tuples(st.integers(0, 400), st.integers(0, 100_000), st.integers(0, 100)))
    sums = draw(st.lists(st.integers(-10_000, 10_000), min_size=3, max_size=3))
    return estimate(draw(st.integers(-50, 500)), sums, [bins] * 3 if bins else [], variances=variances)


def shown(of: Estimate, **changes: Any) -> list[Cell]:
    return display(Display.model_validate({**DISPLAY, **changes}), of, COMBINED, ELEMENTS)


def means(cells: Sequence[Cell]) -> Mapping[str, Cell]:
    return {cell.element: cell for cell in cells if cell.statistic is Statistic.MEAN}


def shares(*bins: float, variance: float = 0, companies: float | None = None) -> list[Cell]:
    """Return the shares of the first element, of companies that are distributed like this."""
    counted = sum(bins) if companies is None else companies
    cells = shown(estimate(counted, bins=[bins, EVEN, EVEN], variances=(0, 0, variance)))
    return [cell for cell in cells if cell.element == "technologie" and cell.statistic in SHARES]


def is_hidden(cells: Sequence[Cell]) -> bool:
    return {cell.status for cell in cells} == {CellStatus.TOO_IMPRECISE}


def test_a_mean_lies_above_the_middle_as_its_sum_says() -> None:
    cells = means(shown(estimate(100, [1234, 0, -2000])))

    assert [cells[element].value for element in ELEMENTS] == [62.3, 50, 30]


def test_the_index_weighs_the_elements() -> None:
    assert means(shown(estimate(100, [1000, 0, -400])))["index"].value == 50 + (2 * 10 - 4) / 4


def test_the_balance_is_one_element_beside_the_others() -> None:
    assert means(shown(estimate(100, [-2000, 1000, 2000])))["balans"].value == -20 - 15


@pytest.mark.parametrize(("total", "value"), [(9000, 100), (-9000, 0)])
def test_a_mean_stays_on_the_scale(total: float, value: float) -> None:
    assert means(shown(estimate(100, [total, 0, 0])))["technologie"].value == value


@pytest.mark.parametrize(("total", "value"), [(20_000, 100), (-20_000, -100)])
def test_the_balance_stays_on_its_own_scale(total: float, value: float) -> None:
    assert means(shown(estimate(100, [total, 0, 0])))["balans"].value == value


def test_no_figure_is_less_than_nothing_by_rounding() -> None:
    balance = means(shown(estimate(100, [-1, 0, 0])))["balans"].value

    assert str(balance) == "0.0"


def test_a_margin_is_that_of_the_noise_rounded_up() -> None:
    cells = means(shown(estimate(100, [2000, 0, 0], variances=(25, 10_000, 0))))

    assert cells["technologie"].margin == math.ceil(10 * 1.644854 * math.sqrt(1 + (20 * 5 / 100) ** 2)) / 10


def test_the_margin_of_the_index_is_of_all_elements_together() -> None:
    cells = means(shown(estimate(100, variances=(0, 10_000, 0))))

    assert cells["index"].margin == math.ceil(10 * 1.644854 * math.sqrt((2**2 + 1 + 1) / 4**2)) / 10


def test_the_number_of_companies_is_rounded() -> None:
    (cell,) = [cell for cell in shown(estimate(102.6)) if cell.statistic is Statistic.COMPANIES]

    assert (cell.value, cell.companies) == (105, 105)


def test_every_figure_says_which_cell_it_is_of() -> None:
    assert {(cell.table, cell.region, cell.sector, cell.size) for cell in shown(estimate())} == {
        ("sector", "", "ict", "")
    }


def test_every_cell_has_the_same_figures() -> None:
    figures = [(cell.element, cell.statistic) for cell in shown(estimate())]

    assert figures == [("", Statistic.COMPANIES), *((name, Statistic.MEAN) for name in NAMES)]


def test_shares_come_where_histograms_tell() -> None:
    figures = [cell.element for cell in shown(estimate(bins=[EVEN] * 3)) if cell.statistic in SHARES]

    assert figures == [element for element in ELEMENTS for _ in range(5)]


@pytest.mark.parametrize(("companies", "hidden"), [(29.99, True), (30, False), (0, True), (-4, True)])
def test_a_cell_is_about_enough_companies(companies: float, hidden: bool) -> None:
    assert is_hidden(shown(estimate(companies))) is hidden


@pytest.mark.parametrize(("deviation", "hidden"), [(7.5 / 1.645 * 100 - 1, False), (7.5 / 1.645 * 100 + 1, True)])
def test_a_cell_is_exact_enough(deviation: float, hidden: bool) -> None:
    assert is_hidden(shown(estimate(100, variances=(0, deviation**2, 0)))) is hidden


def test_one_element_that_is_not_exact_hides_the_cell() -> None:
    found = estimate(100)
    vague = Estimate(found.table, found.key, found.companies, [*found.sums[:2], Noisy(0, 1e8)])

    assert is_hidden(shown(vague))


@given(estimates())
def test_means_and_companies_are_all_shown_or_all_hidden(found: Estimate) -> None:
    statuses = {cell.status for cell in shown(found) if cell.statistic not in SHARES}

    assert statuses in ({CellStatus.SHOWN}, {CellStatus.TOO_IMPRECISE})


@given(estimates())
def test_a_hidden_cell_has_hidden_shares(found: Estimate) -> None:
    cells = shown(found)

    assert cells[0].status is CellStatus.SHOWN or is_hidden(cells)


@given(estimates())
def test_the_shares_of_an_element_are_all_told_or_all_hidden(found: Estimate) -> None:
    hidden = [
        {
            cell.status is CellStatus.TOO_IMPRECISE
            for cell in shown(found)
            if cell.element == element and cell.statistic in SHARES
        }
        for element in ELEMENTS
    ]

    assert all(len(of_element) <= 1 for of_element in hidden)


@given(estimates())
def test_what_is_hidden_has_no_number(found: Estimate) -> None:
    hidden = [cell for cell in shown(found) if cell.status is CellStatus.TOO_IMPRECISE]

    assert not any((cell.value, cell.margin, cell.companies) != (None, None, None) for cell in hidden)


@given(estimates())
def test_no_share_is_nobody_or_everybody(found: Estimate) -> None:
    values = {cell.value for cell in shown(found, widest_share_margin=100) if cell.statistic in SHARES}

    assert not values & {0, 100}


@given(estimates())
def test_margins_are_no_wider_than_the_rules_allow(found: Estimate) -> None:
    margins = [cell.margin for cell in shown(found) if cell.element in ELEMENTS and cell.margin is not None]

    assert max(margins, default=0) <= 10


@given(estimates())
def test_the_same_noisy_numbers_are_always_shown_alike(found: Estimate) -> None:
    again = Estimate(found.table, found.key, found.companies, list(found.sums), [list(each) for each in found.bins])

    assert shown(again) == shown(found)


def test_shares_are_whole_percents() -> None:
    assert [cell.value for cell in shares(10, 30, 40, 50, 70)] == [5, 15, 20, 25, 35]


def test_shares_near_nobody_say_only_that() -> None:
    cells = shares(0, 9.9, 10.1, 80, 100)

    assert [cell.status for cell in cells[:3]] == [CellStatus.BELOW, CellStatus.BELOW, CellStatus.SHOWN]


def test_a_share_near_everybody_says_only_that() -> None:
    assert [cell.status for cell in shares(0, 0, 1, 4, 95)] == [*[CellStatus.BELOW] * 4, CellStatus.ABOVE]


def test_such_a_share_has_no_number() -> None:
    assert {(cell.value, cell.margin) for cell in shares(0, 0, 1, 4, 95)} == {(None, None)}


def test_such_a_share_says_of_how_many_companies_it_is() -> None:
    assert {cell.companies for cell in shares(0, 0, 1, 4, 95)} == {100}


def test_less_than_nobody_counts_as_nobody() -> None:
    assert [cell.value for cell in shares(-20, 25, 25, 25, 25, companies=80)][1:] == [25] * 4


def test_the_margin_of_a_share_is_in_percents() -> None:
    assert {cell.margin for cell in shares(*[40.0] * 5, variance=100)} == {math.ceil(10 * 1.644854 * 5) / 10}


def test_the_margin_of_a_share_counts_what_is_unknown_of_all_companies() -> None:
    cells = shown(estimate(100, bins=[(50, 50, 0, 0, 0), EVEN, EVEN], variances=(100, 0, 0)))

    assert next(cell.margin for cell in cells if cell.statistic is Statistic.SHARE_1) == 8.3


def test_exact_shares_are_hidden_where_means_are_not_exact() -> None:
    assert is_hidden(shown(estimate(100, bins=[(0, 0, 2, 3, 95)] * 3, variances=(0, 1e8, 0))))


def test_vague_shares_are_hidden_where_means_are_shown() -> None:
    cells = shares(*[40.0] * 5, variance=400)

    assert is_hidden(cells)


def test_shares_of_hidden_cells_without_companies_are_hidden_too() -> None:
    assert is_hidden(shares(-1, -2, 0, 0, 0, companies=-3))
