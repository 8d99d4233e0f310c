"""Somebody who takes the best average of all noisy numbers there are, over every table that says something of a cell.

What is unknown is, in each of the finest cells, how many companies are in each bin of each element. It is solved as one
set of equations, with every bin for itself: apart from the code that makes releases, which takes histograms to pieces.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.domain.contribution import BINS, CENTRE, PARTS, Contribution
from app.domain.cube import Cube, Key
from app.domain.query import Query, tabulate
from app.domain.release import Part
from app.domain.release_specification import By, ReleaseSpecification, table_name
from tests.redteam.bounds import variance_at_most
from tests.redteam.fresh_releases import Releases, narrowed

Matrix = NDArray[np.float64]


def small_province(specification: ReleaseSpecification) -> Cube:
    """Return two of everything and three municipalities, so that every table can be averaged with others."""
    dimensions = narrowed(specification.dimensions, groups=2, sectors=1, sizes=2)
    return Cube({"GM0001": "AM01", "GM0002": "AM01", "GM0003": "AM02"}, dimensions)


def nine_in_each(cube: Cube) -> Sequence[Contribution]:
    drawn = random.Random(9)
    return [Contribution(base, tuple(drawn.randint(0, 100) for _ in range(5))) for base in [*cube.bases()] * 9]


class BestAverage:
    """The linear estimates without bias that have the least variance (Gauss and Markov)."""

    def __init__(self, cube: Cube, asked: Sequence[Query], *, elements: int) -> None:
        self._cube, self._elements, self._bases = cube, elements, cube.bases()
        self._rows = np.vstack([self._row(query, key) for query in asked for key in cube.keys(query.table.by)])
        cells = [len(cube.keys(query.table.by)) * query.length for query in asked]
        self._deviations = np.repeat([query.deviation for query in asked], cells)

    def weights(self, by: By, key: Key) -> Matrix:
        """Return by how much to count each noisy number, for a cell's companies and for its sum of each element."""
        of_cell = self._of_cell(by, key)
        wanted = [self._companies(), *(self._sum(element) for element in range(self._elements))]
        return np.asarray(np.vstack([np.kron(of_cell, each) for each in wanted]) @ self._solved)

    def variances(self, weights: Matrix) -> Matrix:
        return np.asarray(((weights * self._deviations) ** 2).sum(axis=1))

    @cached_property
    def _solved(self) -> Matrix:
        return np.asarray(np.linalg.pinv(self._rows / self._deviations[:, None]) / self._deviations)

    def _row(self, query: Query, key: Key) -> Matrix:
        of_cell = self._of_cell(query.table.by, key)
        return np.vstack([np.kron(of_cell, number) for number in self._numbers(query.part)])

    def _numbers(self, part: Part) -> Sequence[Matrix]:
        elements = range(self._elements)
        if part is Part.COUNT:
            return [self._companies()]
        if part is Part.SUM:
            return [self._sum(element) for element in elements]
        return [PARTS * self._bin(element, at) for element in elements for at in range(BINS)]

    def _of_cell(self, by: By, key: Key) -> Matrix:
        return np.array([float(self._cube.key(by, base) == key) for base in self._bases])

    # The numbers of a finest cell: its companies, and by element how many are in each bin but the first.
    def _companies(self) -> Matrix:
        return np.asarray(np.eye(1 + self._elements * (BINS - 1))[0])

    def _bin(self, element: int, at: int) -> Matrix:
        first = 1 + element * (BINS - 1)
        numbers = np.eye(1 + self._elements * (BINS - 1))
        if at:
            return np.asarray(numbers[first + at - 1])
        return np.asarray(numbers[0] - numbers[first : first + BINS - 1].sum(axis=0))

    def _sum(self, element: int) -> Matrix:
        return np.asarray(sum((PARTS * at - CENTRE) * self._bin(element, at) for at in range(BINS)))


@dataclass(frozen=True, slots=True)
class Errors:
    """How far best averages of one cell are from the truth, squared: in variances that its figures are said to have."""

    companies: Matrix
    sums: Matrix

    @property
    def both(self) -> Sequence[Matrix]:
        return self.companies, self.sums

    def at_most(self, doubt: float) -> float:
        """Return the upper bound of the variance, of companies or of sums."""
        return min(variance_at_most(float(each.sum()), each.size, doubt) for each in self.both)


def errors(releases: Releases, companies: Sequence[Contribution], times: int) -> Iterator[Errors]:
    """Average fresh releases about these companies, and yield for each cell how far off that is."""
    cube, elements = releases.cube, len(releases.specification.dimensions.elements)
    average = BestAverage(cube, releases.asked, elements=elements)
    noise = _noise(releases, companies, times)
    by_name = {table_name(by): by for by in releases.tier.published}
    for estimate in releases.estimates(companies):
        said = np.array([math.sqrt(number.variance) for number in (estimate.companies, *estimate.sums)])
        squares = (noise @ average.weights(by_name[estimate.table], estimate.key).T / said) ** 2
        yield Errors(companies=squares[:, 0], sums=squares[:, 1:])


def _noise(releases: Releases, companies: Sequence[Contribution], times: int) -> Matrix:
    true = list(chain.from_iterable(tabulate(query, releases.cube, companies) for query in releases.asked))
    made = [chain.from_iterable(each.values for each in releases.measured(companies)) for _ in range(times)]
    return np.array([list(numbers) for numbers in made], dtype=float) - true
