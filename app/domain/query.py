"""What is asked of the companies of a release, and how much noise each answer gets.

A company that is there or not changes a histogram by one company per element, a count by one, and a sum by 50 points
per element; from that distance follows how much noise a share of rho asks for (Canonne, Kamath and Steinke, 2020).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.contribution import BINS, CENTRE, PARTS, Contribution, centred, histogram
from app.domain.cube import Cube
from app.domain.release import Part
from app.domain.release_specification import MeasuredTable, ReleaseSpecification, Tier

# Keeps the sum of what is spent, which is reckoned in binary fractions and rounded up, from ending above the budget.
_ROOM = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Query:
    """One part of a table: in each cell a number by element and by bin, all with the same noise, for its `rho`."""

    table: MeasuredTable
    part: Part
    elements: Sequence[str]
    rho: Fraction

    @property
    def bins(self) -> int:
        return BINS if self.part is Part.HISTOGRAM else 1

    @property
    def length(self) -> int:
        """How many numbers a cell has."""
        return 1 if self.part is Part.COUNT else self.bins * len(self.elements)

    @property
    def distance(self) -> float:
        """How far one company can move the answer: the square root of the sum of squares."""
        of_element = {Part.HISTOGRAM: PARTS, Part.SUM: CENTRE}
        return 1.0 if self.part is Part.COUNT else of_element[self.part] * math.sqrt(len(self.elements))

    @property
    def deviation(self) -> float:
        """The standard deviation of the noise."""
        return self.distance / math.sqrt(2 * self.rho) * _ROOM

    def numbers(self, company: Contribution) -> Sequence[int]:
        """Return what a company adds to its cell."""
        if self.part is Part.COUNT:
            return (1,)
        if self.part is Part.SUM:
            return [centred(score) for score in company.scores]
        return [parts for score in company.scores for parts in histogram(score)]


def queries(specification: ReleaseSpecification, tier: Tier, *, rho: int) -> Sequence[Query]:
    """Return all that is asked, with the part of rho, in thousandths, that each gets."""
    return [query for table in tier.measured for query in _of_table(specification, table, rho=rho)]


def _of_table(specification: ReleaseSpecification, table: MeasuredTable, *, rho: int) -> Iterator[Query]:
    elements, budget = specification.dimensions.elements, Fraction(rho, 1000) * table.share
    if table.measures == "histograms":
        yield Query(table, Part.HISTOGRAM, elements, budget)
        return
    yield Query(table, Part.COUNT, elements, budget * specification.share_for_counts)
    yield Query(table, Part.SUM, elements, budget * (1 - specification.share_for_counts))


def tabulate(query: Query, cube: Cube, companies: Sequence[Contribution]) -> Sequence[int]:
    """Return the true answer, cell after cell. It goes nowhere but to where noise is added."""
    by = query.table.by
    first = {key: at * query.length for at, key in enumerate(cube.keys(by))}
    first_of = {base: first[cube.key(by, base)] for base in cube.bases()}
    totals = [0] * (len(first) * query.length)
    for company in companies:
        start = first_of[company.base]
        for at, number in enumerate(query.numbers(company)):
            totals[start + at] += number
    return totals
