"""How far a mean may be from that of all companies, had those who took part been drawn by lot."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from app.domain.contribution import BINS, PARTS
from app.domain.outcomes import Share
from app.domain.release import CellStatus
from app.domain.release_specification import Display


def sampling_margin(shares: Sequence[Share], companies: Fraction, rules: Display) -> Fraction:
    """Return the margin in points of the mean of so many companies, with the certainty of all margins.

    Scores are taken to be at the steps themselves, 0, 25, 50, 75 and 100, which are a little further apart than they
    were: a score in between is split over two. Noise in `companies` is left out; it makes little difference.
    """
    weights = _weights(shares, Fraction(rules.highest_share))
    steps = [Fraction(PARTS * at) for at in range(BINS)]
    mean = sum(weight * step for weight, step in zip(weights, steps, strict=True))
    variance = sum(weight * (step - mean) ** 2 for weight, step in zip(weights, steps, strict=True))
    return Fraction(rules.deviations * sqrt(variance / companies)).limit_denominator(1000)


def _weights(shares: Sequence[Share], highest: Fraction) -> Sequence[Fraction]:
    """Return the shares as parts of 1. What is left by those that are told goes to the small ones, to each as much."""
    told = [_told(share, highest) for share in shares]
    known = sum((each for each in told if each is not None), Fraction(0))
    small = max(100 - known, Fraction(0)) / max(told.count(None), 1)
    filled = [small if each is None else each for each in told]
    return [each / sum(filled) for each in filled]


def _told(share: Share, highest: Fraction) -> Fraction | None:
    if share.figure:
        return share.figure.value
    return highest if share.status is CellStatus.ABOVE else None
