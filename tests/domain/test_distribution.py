"""How companies are distributed over a scale, from the shares that a release tells: an estimate with its doubt."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from app.content import read_release_specification
from app.domain.contribution import PARTS, histogram
from app.domain.distribution import Distribution, Interval, distribution
from app.domain.outcomes import Figure, Share
from app.domain.release import CellStatus


def shown(percent: float, margin: float = 0) -> Share:
    return Share(Figure(Fraction(percent), Fraction(margin)), CellStatus.SHOWN)


LOW, HIGH = Share(None, CellStatus.BELOW), Share(None, CellStatus.ABOVE)


def of(*shares: Share) -> Distribution:
    return distribution(shares, read_release_specification().display)


def below(found: Distribution, score: float) -> tuple[float, float]:
    interval = found.below(Fraction(score))
    return float(interval.low), float(interval.high)


EXACT = of(shown(10), shown(20), shown(40), shown(20), shown(10))


@pytest.mark.parametrize(
    ("score", "percent"),
    [(0, 0), (6.25, 5), (12.5, 10), (25, 20), (37.5, 30), (50, 50), (75, 80), (93.75, 95), (100, 100)],
)
def test_companies_on_a_step_are_distributed_evenly_around_it(score: float, percent: float) -> None:
    assert below(EXACT, score) == (percent, percent)


def test_the_whole_of_a_step_below_counts_with_its_margin() -> None:
    assert below(of(shown(10, 3), shown(20), shown(40), shown(20), shown(10)), 37.5) == (30, 30)
    assert below(of(shown(20, 3), shown(20, 4), shown(20, 9), shown(20, 9), shown(20, 9)), 37.5) == (35, 45)


def test_it_counts_from_the_end_that_is_told_best() -> None:
    assert below(of(shown(20, 9), shown(20, 9), shown(20, 9), shown(20, 3), shown(20, 4)), 62.5) == (55, 65)


def test_part_of_a_step_has_part_of_its_margin() -> None:
    assert below(of(shown(20, 4), shown(20, 4), shown(20, 4), shown(20, 4), shown(20, 4)), 6.25) == (8, 12)


def test_nobody_scores_below_the_lowest_and_all_score_below_more_than_the_highest() -> None:
    uncertain = of(*[shown(20, 9)] * 5)

    assert [below(uncertain, 0), below(uncertain, 100)] == [(0, 0), (100, 100)]


def test_a_share_that_is_only_told_to_be_low_lies_anywhere_below() -> None:
    assert below(of(LOW, shown(47, 0), shown(47, 0), LOW, LOW), 12.5) == (0, 5)


def test_a_share_that_is_only_told_to_be_low_is_as_uncertain_as_the_others() -> None:
    assert below(of(LOW, shown(47, 2), shown(47, 3), LOW, LOW), 12.5) == (-3, 8)


def test_a_share_of_nearly_all_lies_anywhere_above() -> None:
    assert of(LOW, LOW, HIGH, LOW, LOW).steps[2].percent == Interval(Fraction(90), Fraction(100))


def test_without_any_margin_the_widest_that_is_shown_counts() -> None:
    assert below(of(LOW, LOW, HIGH, LOW, LOW), 12.5) == (-10, 15)


@pytest.mark.parametrize(("middle", "deviation"), [(50, 16), (62, 12), (35, 20)])
def test_it_rather_takes_a_score_nearer_to_the_middle_than_it_is(middle: int, deviation: int) -> None:
    draw = random.Random(middle)
    scores = [min(max(round(draw.gauss(middle, deviation)), 0), 100) for _ in range(4000)]
    found = of(*exact_shares(scores))

    for far in (15, 25):
        under, over = (100 * sum(score < middle + way * far for score in scores) / len(scores) for way in (-1, 1))
        assert below(found, middle - far)[0] > under - 1
        assert below(found, middle + far)[1] < over + 1


def exact_shares(scores: Sequence[int]) -> Sequence[Share]:
    bins = list(zip(*map(histogram, scores), strict=True))
    return [shown(100 * sum(of_bin) / PARTS / len(scores)) for of_bin in bins]
