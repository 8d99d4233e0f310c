"""What a release promises each company: how often somebody who knows all others would guess right."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import NormalDist

from app.domain.contribution import Contribution
from app.domain.query import Query

_FARTHEST = 10_000.0
_EXACT = 1e-6


def separation(asked: Sequence[Query], one: Contribution, other: Contribution | None) -> float:
    """Return how many standard deviations of the noise lie between two companies in one cell, or one and none.

    It is of all answers together: what somebody sees who knows every other company exactly.
    """
    squares = 0.0
    for query in asked:
        there = query.numbers(other) if other else [0] * query.length
        squares += sum((a - b) ** 2 for a, b in zip(query.numbers(one), there, strict=True)) / query.deviation**2
    return math.sqrt(squares)


def chance_to_guess(separated: float) -> float:
    """Return how often the best guess between two such companies is right, if each is as likely before."""
    return NormalDist().cdf(separated / 2)


def epsilon(rho: float, delta: Fraction) -> float:
    """Return the epsilon that goes with rho and delta (Canonne, Kamath and Steinke 2020, corollary 13)."""

    def bound(alpha: float) -> float:
        log = math.log(1 / (alpha * delta)) + (alpha - 1) * math.log1p(-1 / alpha)
        return rho * alpha + log / (alpha - 1)

    return max(_least(bound, 1 + 1e-6, _FARTHEST), 0.0)


def _least(of: Callable[[float], float], low: float, high: float) -> float:
    """Return the least value of a function that first falls and then rises, by thirds."""
    while high - low > _EXACT:
        third = (high - low) / 3
        if of(low + third) < of(high - third):
            high -= third
        else:
            low += third
    return of((low + high) / 2)
