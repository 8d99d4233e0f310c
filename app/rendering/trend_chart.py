"""The geometry of a figure over time: a line from point to point with the noise of each, broken where one is missing.

Lengths are in the units of the drawing.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from app.domain.outcomes import Figure
from app.domain.release_period import Period
from app.domain.trend import Point, Trend
from app.rendering.charts import Frame, coordinate

_MOST_STEPS = 4
_MOST_LABELS = 6
_HATCH_EVERY = 7
_WIDEST_HATCH = 22
_NICE = (Fraction(1), Fraction(2), Fraction(5))


CHART = Frame(width=360, height=200, left=36, right=344, top=12, bottom=158)
SMALL = Frame(width=160, height=56, left=4, right=156, top=6, bottom=50)


@dataclass(frozen=True, slots=True)
class Axis:
    """What the height stands for: from `low` to `high` in equal steps."""

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def values(self) -> Sequence[Fraction]:
        return [self.low + self.step * number for number in range(int((self.high - self.low) / self.step) + 1)]


@dataclass(frozen=True, slots=True)
class Tick:
    value: Fraction
    place: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A period in the drawing. Without a figure `y`, `low` and `high` are None and `hatch` fills its place."""

    point: Point
    x: str
    y: str | None
    low: str | None
    high: str | None
    hatch: str | None
    is_here: bool
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class TrendChart:
    """`line` goes through points next to one another; `dashed` does where the questions changed in between."""

    frame: Frame
    ticks: Sequence[Tick]
    marks: Sequence[Mark]
    line: str
    dashed: str

    @property
    def has_gap(self) -> bool:
        return any(mark.hatch for mark in self.marks)


def axis_of(figures: Iterable[Figure], *, least_step: int, low: int | None = None, high: int | None = None) -> Axis:
    """Return an axis of round steps that holds these figures with their margins, of which there is at least one.

    It goes no lower than `low` and no higher than `high`, and does not begin at 0 by itself.
    """
    found = list(figures)
    lowest = min(figure.value - figure.margin for figure in found)
    highest = max(figure.value + figure.margin for figure in found)
    lowest = lowest if low is None else max(lowest, Fraction(low))
    highest = highest if high is None else min(highest, Fraction(high))
    step = next(step for step in _steps(least_step) if _count(lowest, highest, step) <= _MOST_STEPS)
    start = step * math.floor(lowest / step)
    return Axis(start, start + step * max(_count(lowest, highest, step), 1), step)


def _steps(least: int) -> Iterator[Fraction]:
    """Yield 1, 2, 5, 10, 20 and so on, from the least."""
    power = 0
    while True:
        yield from (nice * 10**power for nice in _NICE if nice * 10**power >= least)
        power += 1


def _count(low: Fraction, high: Fraction, step: Fraction) -> int:
    return math.ceil(high / step) - math.floor(low / step)


def trend_chart(trend: Trend, axis: Axis, *, here: Period, frame: Frame = CHART) -> TrendChart:
    """Draw a trend; `here` is the period that the page is about."""
    drawing = _Drawing(frame, axis, len(trend.points), [point.period for point in trend.points].index(here))
    marks = [drawing.mark(at, point) for at, point in enumerate(trend.points)]
    return TrendChart(
        frame=frame,
        ticks=[Tick(value, coordinate(drawing.height(value))) for value in axis.values],
        marks=marks,
        line=_line(marks, is_dashed=False),
        dashed=_line(marks, is_dashed=True),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    frame: Frame
    axis: Axis
    count: int
    here: int

    def mark(self, at: int, point: Point) -> Mark:
        figure, x = point.figure, self.across(at)
        return Mark(
            point=point,
            x=coordinate(x),
            y=coordinate(self.height(figure.value)) if figure else None,
            low=coordinate(self.height(figure.value - figure.margin)) if figure else None,
            high=coordinate(self.height(figure.value + figure.margin)) if figure else None,
            hatch=None if figure else self.hatch(x),
            is_here=at == self.here,
            is_labelled=(self.here - at) % math.ceil(self.count / _MOST_LABELS) == 0,
        )

    def across(self, at: int) -> Fraction:
        return self.frame.left + self.column * (at + Fraction(1, 2))

    @property
    def column(self) -> Fraction:
        return Fraction(self.frame.right - self.frame.left, self.count)

    def height(self, value: Fraction) -> Fraction:
        inside = min(max(value, self.axis.low), self.axis.high)
        part = (inside - self.axis.low) / (self.axis.high - self.axis.low)
        return self.frame.bottom - (self.frame.bottom - self.frame.top) * part

    def hatch(self, middle: Fraction) -> str:
        """Return lines at an angle that fill the place of a period."""
        half = min(self.column, Fraction(_WIDEST_HATCH)) / 2
        left, right, top, bottom = middle - half, middle + half, self.frame.top, self.frame.bottom
        sums = range(math.ceil(left) + top, math.floor(right) + bottom, _HATCH_EVERY)
        ends = ((max(left, Fraction(each - bottom)), min(right, Fraction(each - top)), each) for each in sums)
        return "".join(
            f"M{coordinate(first)} {coordinate(each - first)}L{coordinate(last)} {coordinate(each - last)}"
            for first, last, each in ends
        )


def _line(marks: Sequence[Mark], *, is_dashed: bool) -> str:
    return "".join(
        f"M{before.x} {before.y}L{mark.x} {mark.y}"
        for before, mark in pairwise(marks)
        if before.y and mark.y and mark.point.has_other_questions == is_dashed
    )
