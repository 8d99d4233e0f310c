"""How companies are distributed over a scale, estimated from the five shares that a release tells of it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.outcomes import Share
from app.domain.release import CellStatus
from app.domain.release_specification import Display

_ALL = Fraction(100)
# The steps are at 0, 25, 50, 75 and 100: halfway between two begins the neighbourhood of the next.
_EDGES = tuple(map(Fraction, ("0", "12.5", "37.5", "62.5", "87.5", "100")))


@dataclass(frozen=True, slots=True)
class Interval:
    """What lies somewhere from `low` to `high`."""

    low: Fraction
    high: Fraction

    @property
    def width(self) -> Fraction:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Step:
    """How many percent of companies are on a step of the scale; `noise` is the margin at both ends."""

    percent: Interval
    noise: Fraction


@dataclass(frozen=True, slots=True)
class Distribution:
    """How companies are distributed over the five steps of the scale."""

    steps: Sequence[Step]

    def below(self, score: Fraction) -> Interval:
        """Return how many percent of companies score lower, with the noise of the shares, from the end told best.

        Companies on a step count as distributed evenly around it. A release puts a company on the two steps beside its
        score, so that both draw companies apart: a score rather seems nearer to the middle than farther from it.
        """
        parts = [_part_below(score, *edges) for edges in itertools.pairwise(_EDGES)]
        lower, higher = self._sum(parts), self._sum([1 - part for part in parts])
        return min(lower, Interval(_ALL - higher.high, _ALL - higher.low), key=lambda found: found.width)

    def _sum(self, parts: Sequence[Fraction]) -> Interval:
        """Add parts of steps. Noise of one does not depend on that of another: margins add up squared."""
        counted = list(zip(parts, self.steps, strict=True))
        squared = sum((part * step.noise) ** 2 for part, step in counted)
        noise = Fraction(float(squared) ** 0.5).limit_denominator(1000)
        low = sum((part * step.percent.low for part, step in counted), -noise)
        return Interval(low, sum((part * step.percent.high for part, step in counted), noise))


def _part_below(score: Fraction, begin: Fraction, end: Fraction) -> Fraction:
    return min(max((score - begin) / (end - begin), Fraction(0)), Fraction(1))


def distribution(shares: Sequence[Share], rules: Display) -> Distribution:
    """Return how companies are distributed; of a share that is not shown as a number no more is known.

    The margin of such a share is that of the others, or where there is none, the widest that is ever shown.
    """
    noise = max((share.figure.margin for share in shares if share.figure), default=Fraction(rules.widest_share_margin))
    between = {
        CellStatus.BELOW: Interval(Fraction(0), Fraction(rules.lowest_share)),
        CellStatus.ABOVE: Interval(Fraction(rules.highest_share), _ALL),
    }
    return Distribution([_step(share) or Step(between[share.status], noise) for share in shares])


def _step(share: Share) -> Step | None:
    figure = share.figure
    return Step(Interval(figure.value, figure.value), figure.margin) if figure else None
