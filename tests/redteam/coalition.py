"""Somebody who knows every company of a cell but one, and every noisy number there is: the strongest attacker.

All numbers of other cells are the same with and without that one company, and their noise is drawn apart. So the
smallest cube, of one cell, holds all that such an attacker can learn from.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.domain.contribution import Base, Contribution
from app.domain.cube import Cube
from app.domain.query import Query, queries, tabulate
from app.domain.release_specification import ReleaseSpecification, Tier
from app.measurement.noise import composed
from tests.redteam.bounds import Guesses
from tests.redteam.fresh_releases import narrowed

Matrix = NDArray[np.float64]

Prior = tuple[float, float, float, float, float]

LEVELS = (0, 25, 50, 75, 100)
# The realistic one is made up: of five levels one is chosen by 45%.
PRIORS: Mapping[str, Prior] = {"uniform": (0.2,) * 5, "realistic": (0.05, 0.15, 0.25, 0.45, 0.1)}


@dataclass(frozen=True, slots=True)
class Question:
    """Two companies that the last one may be, by their scores; None for no company at all."""

    name: str
    one: tuple[int, ...]
    other: tuple[int, ...] | None


def one_answer(score: int) -> tuple[int, ...]:
    return (score, 50, 50, 50, 50)


def whole_profile(score: int) -> tuple[int, ...]:
    return (score,) * 5


EXTREMES = Question("whole profile, 0 or 100", whole_profile(0), whole_profile(100))
MEMBERSHIP = Question("took part or not", whole_profile(0), None)
QUESTIONS = (
    Question("one answer, 0 or 100", one_answer(0), one_answer(100)),
    Question("one answer, 25 or 75", one_answer(25), one_answer(75)),
    Question("one answer, 50 or 75", one_answer(50), one_answer(75)),
    EXTREMES,
    Question("whole profile, 25 or 75", whole_profile(25), whole_profile(75)),
    Question("whole profile, 50 or 75", whole_profile(50), whole_profile(75)),
    MEMBERSHIP,
)


@dataclass(frozen=True)
class Coalition:
    """Looks at releases of one tier, each with its rho in thousandths, in which the company is."""

    specification: ReleaseSpecification
    tier: Tier
    rhos: Sequence[int]
    others: Sequence[tuple[int, ...]] = (whole_profile(0),) * 4 + (whole_profile(75),) * 5

    @property
    def cube(self) -> Cube:
        return Cube({"GM0000": "AM00"}, narrowed(self.specification.dimensions, groups=1, sectors=1, sizes=1))

    def company(self, scores: tuple[int, ...]) -> Contribution:
        return Contribution(Base(*self.cube.bases()[0]), scores)

    def asked(self, rho: int) -> Sequence[Query]:
        return queries(self.specification, self.tier, rho=rho)

    def see(self, scores: tuple[int, ...] | None, times: int) -> Matrix:
        """Make fresh releases with such a company, and leave what the others add out of each noisy number."""
        return np.hstack([self._see(self.asked(rho), scores, times) for rho in self.rhos])

    def _see(self, asked: Sequence[Query], scores: tuple[int, ...] | None, times: int) -> Matrix:
        cube, others = self.cube, [self.company(each) for each in self.others]
        mechanism = composed(asked, cube)
        companies = others if scores is None else [*others, self.company(scores)]
        known = np.array(_in_line(tabulate(query, cube, others) for query in asked), dtype=float)
        seen: Matrix = np.array([_in_line(mechanism(companies)) for _ in range(times)], dtype=float)
        return np.asarray(seen - known)

    def likelihoods(self, seen: Matrix, scores: tuple[int, ...] | None) -> Matrix:
        """Return how well the first releases fit such a company, as a logarithm; later ones are left alone."""
        asked = [query for rho in self.rhos for query in self.asked(rho)]
        expected = np.array(_in_line(self._numbers(query, scores) for query in asked), dtype=float)
        deviations = np.repeat([query.deviation for query in asked], [query.length for query in asked])
        return np.asarray(-(((seen[:, : len(expected)] - expected) / deviations) ** 2).sum(axis=1) / 2)

    def _numbers(self, query: Query, scores: tuple[int, ...] | None) -> Sequence[int]:
        return [0] * query.length if scores is None else query.numbers(self.company(scores))

    def guess(self, question: Question, seen_one: Matrix, seen_other: Matrix) -> Guesses:
        """Guess between two companies; of a tie each gets its half."""
        right = (self._margins(question, seen_one) > 0).sum() + (self._margins(question, seen_other) <= 0).sum()
        return Guesses(int(right), len(seen_one) + len(seen_other))

    def _margins(self, question: Question, seen: Matrix) -> Matrix:
        return np.asarray(self.likelihoods(seen, question.one) - self.likelihoods(seen, question.other))

    def guess_level(self, seen: Mapping[int, Matrix], prior: Prior, times: int) -> Guesses:
        """Guess which of five levels an answer has, of which each came up as often as the prior says."""
        right = of = 0
        for at, level in enumerate(LEVELS):
            rows = seen[level][: round(prior[at] * times)]
            fits = np.array([self.likelihoods(rows, one_answer(each)) for each in LEVELS])
            best = (fits + np.log(prior)[:, None]).argmax(axis=0)
            right, of = right + int((best == at).sum()), of + len(rows)
        return Guesses(right, of)


def _in_line(numbers: Iterable[Sequence[int]]) -> list[int]:
    return list(chain.from_iterable(numbers))


def promised(specification: ReleaseSpecification, tier: Tier, rho: int, question: Question) -> float:
    """Return how many deviations of the noise lie between two companies, from the shares of rho alone.

    It is reckoned apart from the code that adds noise: in a histogram a company is one per element, in sums of
    five elements 50 points each at most; that distance, squared and over twice the variance, is rho.
    """
    squares = 0.0
    for table in tier.measured:
        budget = float(table.share) * rho / 1000
        if table.measures == "histograms":
            squares += 2 * budget * _bins_changed(question) / 5
        else:
            of_count = float(specification.share_for_counts) * (question.other is None)
            of_sums = float(1 - specification.share_for_counts) * _squares_between(question) / (5 * 50**2)
            squares += 2 * budget * (of_count + of_sums)
    return math.sqrt(squares)


def chance_of_level(specification: ReleaseSpecification, tier: Tier, rho: int, prior: Prior) -> float:
    """Return how often the best guess of one answer is right, by half a million draws of continuous noise."""
    apart = [[promised(specification, tier, rho, Question("", *pair)) for pair in _pairs(a)] for a in LEVELS]
    places, drawn = _places(np.array(apart)), np.random.default_rng(1)
    right = 0.0
    for at, chance in enumerate(prior):
        seen = places[at] + drawn.standard_normal((100_000, places.shape[1]))
        fits = seen @ places.T - (places**2).sum(axis=1) / 2 + np.log(prior)
        right += chance * float((fits.argmax(axis=1) == at).mean())
    return right


def _pairs(one: int) -> Sequence[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(one_answer(one), one_answer(other)) for other in LEVELS]


def _places(apart: Matrix) -> Matrix:
    """Return points that lie so far apart."""
    middle = np.eye(len(apart)) - 1 / len(apart)
    lengths, directions = np.linalg.eigh(-middle @ apart**2 @ middle / 2)
    return np.asarray(directions * np.sqrt(np.maximum(lengths, 0)))


def _bins_changed(question: Question) -> int:
    if question.other is None:
        return len(question.one)
    return sum(2 * (a != b) for a, b in zip(question.one, question.other, strict=True))


def _squares_between(question: Question) -> int:
    other = question.other or (50,) * len(question.one)
    return sum((a - b) ** 2 for a, b in zip(question.one, other, strict=True))
