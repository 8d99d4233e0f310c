"""What is shown of an estimate. The rules see numbers with noise alone, so that what is hidden tells nothing more."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.domain.contribution import CENTRE
from app.domain.estimate import Estimate, Noisy
from app.domain.release import SHARES, Cell, CellStatus, Statistic
from app.domain.release_specification import Display

INDEX, BALANCE = "index", "balans"


@dataclass(frozen=True, slots=True)
class Combination:
    """A figure made of the means of elements: `weights` in their order, around `centre`."""

    name: str
    weights: Sequence[float]
    centre: float

    def of(self, sums: Sequence[Noisy]) -> Noisy:
        return Noisy(
            sum(weight * each.value for weight, each in zip(self.weights, sums, strict=True)),
            sum(weight**2 * each.variance for weight, each in zip(self.weights, sums, strict=True)),
        )


def combinations(weights: Mapping[str, Fraction], *, balanced: str) -> Sequence[Combination]:
    """Return what is shown of an element each and of all together: the index and the balance.

    `weights` are those of the elements in the index; the balance is one element minus the mean of the others.
    """
    names, total = list(weights), float(sum(weights.values()))
    single = [Combination(name, [float(name == other) for other in names], CENTRE) for name in names]
    others = -1 / (len(names) - 1)
    return [
        *single,
        Combination(INDEX, [float(weight) / total for weight in weights.values()], CENTRE),
        Combination(BALANCE, [1.0 if name == balanced else others for name in names], 0),
    ]


def display(rules: Display, estimate: Estimate, combined: Sequence[Combination], elements: Sequence[str]) -> list[Cell]:
    """Return the figures of a cell: all hidden, or all means shown, and of the shares those that are exact enough."""
    means = [_Mean.of(rules, estimate.companies, each.of(estimate.sums), each.centre) for each in combined]
    is_shown = estimate.companies.value >= rules.least_companies and all(
        mean.margin <= rules.widest_margin for mean in means[: len(elements)]
    )
    shown = _Shown(rules, estimate, is_shown)
    cells = [shown.cell("", Statistic.COMPANIES, shown.companies, _margin(rules, estimate.companies))]
    for each, mean in zip(combined, means, strict=True):
        low = 0 if each.centre else -100
        cells.append(shown.cell(each.name, Statistic.MEAN, min(max(mean.value, low), 100), mean.margin))
    for element, bins in zip(elements, estimate.bins, strict=False):
        cells += shown.shares(element, bins)
    return cells


@dataclass(frozen=True, slots=True)
class _Mean:
    value: float
    margin: float

    @classmethod
    def of(cls, rules: Display, companies: Noisy, total: Noisy, centre: float) -> "_Mean":
        if companies.value < rules.least_companies:
            return cls(centre, math.inf)
        mean = total.value / companies.value
        return cls(centre + mean, _margin_of_part(rules, total, mean, companies))


def _margin(rules: Display, number: Noisy) -> float:
    return rules.deviations * math.sqrt(number.variance)


def _margin_of_part(rules: Display, number: Noisy, part: float, companies: Noisy) -> float:
    """Return the margin of a number by company, of which `part` is told."""
    variance = (number.variance + part**2 * companies.variance) / companies.value**2
    return rules.deviations * math.sqrt(variance)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Makes the figures of one cell, which is shown or not."""

    rules: Display
    estimate: Estimate
    is_shown: bool

    @property
    def companies(self) -> int:
        step = self.rules.companies_rounded_to
        return step * round(self.estimate.companies.value / step)

    def cell(self, element: str, statistic: Statistic, value: float, margin: float) -> Cell:
        """Make a figure in tenths, with a margin that is rounded up."""
        if not self.is_shown:
            return self._without_value(element, statistic, CellStatus.TOO_IMPRECISE)
        without = self._without_value(element, statistic, CellStatus.SHOWN)
        return replace(without, value=round(value, 1) + 0.0, margin=math.ceil(margin * 10) / 10)  # never -0.0

    def _without_value(self, element: str, statistic: Statistic, status: CellStatus) -> Cell:
        counted = None if status is CellStatus.TOO_IMPRECISE else self.companies
        about = (self.estimate.table, *self.estimate.key, element, statistic)
        return Cell(*about, value=None, margin=None, companies=counted, status=status)

    def shares(self, element: str, bins: Sequence[Noisy]) -> Iterator[Cell]:
        """Yield how companies are distributed over the steps of the scale, in percents."""
        positive = [max(each.value, 0.0) for each in bins]
        total = sum(positive)
        percents = [100 * value / total for value in positive] if total else [0.0 for _ in bins]
        margins = [self._share_margin(*each) for each in zip(bins, percents, strict=True)]
        is_exact = self.is_shown and max(margins) <= self.rules.widest_share_margin
        for statistic, percent, margin in zip(SHARES, percents, margins, strict=True):
            status = self._status(percent) if is_exact else CellStatus.TOO_IMPRECISE
            if status is CellStatus.SHOWN:
                yield self.cell(element, statistic, round(percent), margin)
            else:
                yield self._without_value(element, statistic, status)

    def _share_margin(self, number: Noisy, percent: float) -> float:
        companies = self.estimate.companies
        if companies.value < self.rules.least_companies:
            return math.inf
        return 100 * _margin_of_part(self.rules, number, percent / 100, companies)

    def _status(self, percent: float) -> CellStatus:
        if percent < self.rules.lowest_share:
            return CellStatus.BELOW
        return CellStatus.ABOVE if percent > self.rules.highest_share else CellStatus.SHOWN
