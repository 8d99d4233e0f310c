"""What one company contributes: whole scores on the scale, spread over the bins beside them."""

from fractions import Fraction

import pytest

from app.domain.contribution import PARTS, Base, Contribution, centred, contribution, histogram

BASE = Base("GM1", "ict", "1")
EVERY_SCORE = range(101)


def test_the_mean_of_a_histogram_is_the_score() -> None:
    means = [
        Fraction(sum(25 * at * parts for at, parts in enumerate(histogram(score))), PARTS) for score in EVERY_SCORE
    ]

    assert means == list(EVERY_SCORE)


def test_a_histogram_is_one_company() -> None:
    assert {sum(histogram(score)) for score in EVERY_SCORE} == {PARTS}


def test_a_histogram_has_no_less_than_nothing_in_a_bin() -> None:
    assert min(min(histogram(score)) for score in EVERY_SCORE) == 0


@pytest.mark.parametrize(
    ("score", "bins"),
    [
        (0, (25, 0, 0, 0, 0)),
        (1, (24, 1, 0, 0, 0)),
        (60, (0, 0, 15, 10, 0)),
        (75, (0, 0, 0, 25, 0)),
        (99, (0, 0, 0, 1, 24)),
        (100, (0, 0, 0, 0, 25)),
    ],
)
def test_a_company_is_split_over_the_bins_beside_its_score(score: int, bins: tuple[int, ...]) -> None:
    assert histogram(score) == bins


def test_scores_are_in_the_order_of_the_elements() -> None:
    scores = {"technologie": Fraction(10), "co_creatie": Fraction(90)}

    assert contribution(BASE, scores, ["co_creatie", "technologie"]).scores == (90, 10)


@pytest.mark.parametrize(("score", "whole"), [("62.4", 62), ("62.6", 63), ("-3", 0), ("104", 100), ("99.9", 100)])
def test_scores_are_whole_and_on_the_scale(score: str, whole: int) -> None:
    assert contribution(BASE, {"technologie": Fraction(score)}, ["technologie"]).scores == (whole,)


@pytest.mark.parametrize(("scores", "expected"), [((0, 100), True), ((50, 101), False), ((-1, 50), False)])
def test_a_score_may_be_off_the_scale(scores: tuple[int, int], expected: bool) -> None:
    assert Contribution(BASE, scores).is_on_scale is expected


@pytest.mark.parametrize(("score", "expected"), [(0, -50), (50, 0), (100, 50)])
def test_scores_are_added_up_around_the_middle(score: int, expected: int) -> None:
    assert centred(score) == expected
