"""The geometry of figures with noise: bars with a margin, hatched where nothing is shown."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from app.domain.outcomes import Figure
from app.rendering.charts import coordinate
from app.rendering.measure import Measure

LENGTH = 200
_COLOUR = "#3f7d8c"
_WHOLE = 100
_SIGNED_STEP = 20
_QUARTERS = 4
_ROUND_STEPS = (5, 10, 15, 20, 25, 30, 40)
# Slanting lines over a bar, from its bottom at 14.5 to its top at 1.5.
_HATCH = "".join(f"M{start} 14.5L{start + 13} 1.5" for start in range(0, LENGTH - 12, 8))


@dataclass(frozen=True, slots=True)
class Scale:
    """The line that bars lie on, from `low` to `high`; a bar begins at 0."""

    low: Fraction
    high: Fraction

    def along(self, value: Fraction) -> str:
        inside = min(max(value, self.low), self.high)
        return coordinate(LENGTH * (inside - self.low) / (self.high - self.low))

    @property
    def labels(self) -> Sequence[Fraction]:
        """What is printed along the line, at equal distances: its ends, and what lies between."""
        return [self.low + (self.high - self.low) * Fraction(at, _QUARTERS) for at in range(_QUARTERS + 1)]


POINTS = Scale(Fraction(0), Fraction(_WHOLE))


def bar_scale(measure: Measure, figures: Iterable[Figure]) -> Scale:
    """Return a line that holds these figures with their margins."""
    if measure.is_companies:
        return count_scale(figures)
    return signed_scale(figures) if measure.is_balance else POINTS


def signed_scale(figures: Iterable[Figure]) -> Scale:
    """Return a scale with 0 in the middle, of a round length that holds these figures with their margins."""
    farthest = max((abs(figure.value) + figure.margin for figure in figures), default=Fraction(0))
    end = min(Fraction(max(math.ceil(farthest / _SIGNED_STEP), 1) * _SIGNED_STEP), Fraction(_WHOLE))
    return Scale(-end, end)


def count_scale(figures: Iterable[Figure]) -> Scale:
    """Return a scale from 0 to a round number that holds these numbers of companies with their margins."""
    most = max((figure.value + figure.margin for figure in figures), default=Fraction(0))
    return Scale(Fraction(0), round_step(most / _QUARTERS) * _QUARTERS)


def round_step(least: Fraction) -> Fraction:
    """Return the smallest of 5, 10, 15, 20, 25, 30, 40, 50, 100, 150 and so on that is no less."""
    return next(
        Fraction(first * 10**power) for power in count() for first in _ROUND_STEPS if first * 10**power >= least
    )


@dataclass(frozen=True, slots=True)
class MarginBar:
    """A figure on a line, from `low` to `high` with its noise; without a figure it is hatched.

    `filled` is how long the bar is that begins at `start`; `mark` is where something to compare it with lies.
    """

    figure: Figure | None
    length: int
    filled: str
    low: str
    high: str
    colour: str
    start: str = "0"
    ticks: Sequence[str] = ()
    mark: str | None = None
    hatch: str = _HATCH


def margin_bar(
    figure: Figure | None, *, scale: Scale = POINTS, mark: Figure | None = None, colour: str = _COLOUR
) -> MarginBar:
    if figure is None:
        return MarginBar(None, LENGTH, "0", "0", "0", colour)
    first, last = sorted((Fraction(0), figure.value))
    start, end = (float(scale.along(value)) for value in (first, last))
    return MarginBar(
        figure,
        LENGTH,
        coordinate(end - start),
        scale.along(figure.value - figure.margin),
        scale.along(figure.value + figure.margin),
        colour,
        start=coordinate(start),
        ticks=[scale.along(label) for label in scale.labels[1:-1]],
        mark=None if mark is None else scale.along(mark.value),
    )
