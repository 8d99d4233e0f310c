"""The margin of a mean, had the companies been drawn by lot."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from app.content import read_release_specification
from app.domain.outcomes import Share
from app.domain.release import CellStatus
from app.domain.sampling import sampling_margin
from tests.domain.releases import shares

RULES = read_release_specification().display


def margin(of: Sequence[Share], companies: int = 400) -> float:
    return float(sampling_margin(of, Fraction(companies), RULES))


def test_companies_that_are_all_alike_have_no_margin() -> None:
    assert margin(shares(0, 0, 100, 0, 0)) == 0


def test_two_halves_far_apart_have_the_widest() -> None:
    assert margin(shares(50, 0, 0, 0, 50)) == pytest.approx(1.645 * 50 / 20, abs=0.01)


def test_four_times_the_companies_halve_the_margin() -> None:
    assert margin(shares(10, 20, 40, 20, 10), 1600) == pytest.approx(margin(shares(10, 20, 40, 20, 10)) / 2, abs=0.01)


def test_shares_that_are_not_told_are_what_is_left() -> None:
    assert margin(shares(None, 30, 40, 26, None)) == margin(shares(2, 30, 40, 26, 2))


def test_shares_that_leave_nothing_leave_nothing() -> None:
    assert margin(shares(None, 30, 41, 30, None)) == pytest.approx(margin(shares(0, 30, 41, 30, 0)))


def test_nearly_all_counts_as_no_more_than_is_told() -> None:
    nearly_all = [Share(None, CellStatus.ABOVE), *shares(None, None, None, None)]

    assert margin(nearly_all) == margin(shares(90, 2.5, 2.5, 2.5, 2.5))
