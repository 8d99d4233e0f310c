"""What a release promises: as worked out by hand where one kind of table has the whole budget."""

import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contribution import Contribution
from app.domain.guarantee import chance_to_guess, epsilon, separation
from app.domain.query import Query
from tests.releases import asked, company

DELTA = Fraction(1, 1_000_000)
HISTOGRAMS = asked({"by": ["size"], "measures": "histograms", "share": 1})
SUMS = asked({"by": ["sector"], "measures": "sums", "share": 1})
LOW, HIGH = company(0, 0), company(100, 100)


@pytest.mark.parametrize(("rho", "expected"), [(0.5, 5.2), (1.0, 7.8), (1.5, 9.9)])
def test_epsilon_is_that_of_the_design(rho: float, expected: float) -> None:
    assert epsilon(rho, DELTA) == pytest.approx(expected, abs=0.06)


@given(st.floats(0.001, 10))
def test_epsilon_is_better_than_the_simple_bound(rho: float) -> None:
    assert epsilon(rho, DELTA) < rho + 2 * math.sqrt(rho * math.log(1 / DELTA))


@given(st.floats(0.001, 10))
def test_epsilon_is_the_least_over_all_orders(rho: float) -> None:
    def bound(alpha: float) -> float:
        return rho * alpha + (math.log(1 / (alpha * DELTA)) + (alpha - 1) * math.log1p(-1 / alpha)) / (alpha - 1)

    assert epsilon(rho, DELTA) <= min(bound(1 + 1.1**power) for power in range(-60, 90)) + 1e-9


@given(st.floats(0.001, 10))
def test_more_rho_is_more_epsilon(rho: float) -> None:
    assert epsilon(rho, DELTA) < epsilon(rho * 1.01, DELTA)


def test_epsilon_is_never_less_than_nothing() -> None:
    assert epsilon(1e-9, Fraction(999, 1000)) == 0


@pytest.mark.parametrize(
    ("queries", "one", "other", "squared"),
    [
        (HISTOGRAMS, LOW, HIGH, 4),
        (HISTOGRAMS, company(0, 50), company(100, 50), 2),
        (HISTOGRAMS, LOW, None, 2),
        (SUMS, LOW, HIGH, 7.2),
        (SUMS, company(0, 50), company(100, 50), 3.6),
        (SUMS, company(50, 50), company(75, 75), 0.45),
        (SUMS, LOW, None, 2),
        (SUMS, company(50, 50), None, 0.2),
    ],
)
def test_companies_lie_so_far_apart(
    queries: Sequence[Query], one: Contribution, other: Contribution | None, squared: float
) -> None:
    assert separation(queries, one, other) == pytest.approx(math.sqrt(squared), rel=1e-6)


def test_all_answers_together_tell_more() -> None:
    half = [
        *asked(
            {"by": ["size"], "measures": "histograms", "share": 0.5},
            {"by": ["region"], "measures": "sums", "share": 0.5},
        )
    ]

    assert separation(half, LOW, HIGH) == pytest.approx(math.sqrt(2 + 3.6), rel=1e-6)


def test_the_same_company_is_no_distance_away() -> None:
    assert separation(SUMS, LOW, LOW) == 0


@given(st.lists(st.integers(0, 100), min_size=2, max_size=2))
def test_taking_part_tells_no_more_than_rho(scores: list[int]) -> None:
    assert separation([*HISTOGRAMS, *SUMS], company(*scores), None) ** 2 <= 2 * 2 * 1.0


@pytest.mark.parametrize(("separated", "expected"), [(0, 0.5), (1, 0.6915), (2, 0.8413), (math.sqrt(2), 0.7602)])
def test_a_guess_is_right_so_often(separated: float, expected: float) -> None:
    assert chance_to_guess(separated) == pytest.approx(expected, abs=5e-5)
