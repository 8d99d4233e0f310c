"""The lines of a plan and of its steps: from months to shapes that a template prints as SVG, and to words beside them.

Lengths are in the units of the drawing. The height has no unit: it is an estimate, and each drawing fills its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from app.domain.action import MONTHS
from app.domain.j_curve import PlanCurve, StepCurve
from app.rendering.charts import Frame, coordinate

Result = Literal["less", "same", "more"]
Trend = Literal["falls", "stays", "rises"]

_QUARTER = 3
_HALF_YEAR = 6
# The least part of the height for what lies above, and for what lies below, how it is now.
_LEAST_SHARE = Fraction(1, 4)
_SPARK_SHARE = Fraction(1, 10)
# The part of the height that stays free above a line, so that its end does not look like the edge of the drawing.
_HEADROOM = Fraction(1, 12)


_CHART = Frame(width=340, height=186, left=64, right=316, top=12, bottom=154)
_SPARK = Frame(width=96, height=30, left=2, right=94, top=3, bottom=27)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through the middle of each month, and the height that stands for how it is now.

    `below` is what lies under that height, or None where the line never goes there.
    """

    frame: Frame
    now: str
    path: str
    below: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """Quarters, from 1, that go the same way: the results and the trends that come after each other."""

    first: int
    last: int
    results: tuple[Result, ...]
    trends: tuple[Trend, ...]

    @property
    def is_one(self) -> bool:
        return self.last == self.first

    @property
    def is_pair(self) -> bool:
        return self.last == self.first + 1


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the plan; `start` is in months from now, `results` come after each other from there."""

    number: int
    curve: StepCurve
    line: Line
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Where half a year begins or ends, and how many years that is from now, which at the start is nothing."""

    place: str
    years: str


@dataclass(frozen=True, slots=True)
class JCurveChart:
    """The estimate for a plan; `half_years` go from left to right."""

    curve: PlanCurve
    line: Line
    half_years: tuple[HalfYear, ...]
    periods: tuple[Period, ...]
    steps: tuple[StepLine, ...]

    @property
    def has_dip(self) -> bool:
        return any(step.line.below for step in self.steps)


def j_curve_chart(curve: PlanCurve | None) -> JCurveChart | None:
    """Draw the line of a plan, or nothing if there is none or nothing happens in it."""
    if curve is None or curve.is_flat:
        return None
    ends = [result for step in curve.steps for result in step.months]
    return JCurveChart(
        curve=curve,
        line=_line(curve.months, _CHART, ends=curve.months, least=_LEAST_SHARE),
        half_years=tuple(_half_years()),
        periods=tuple(_periods(curve.months)),
        steps=tuple(
            StepLine(
                number=number,
                curve=step,
                line=_line(step.months, _SPARK, ends=ends, least=_SPARK_SHARE),
                results=_results(step.months[step.start :]),
            )
            for number, step in enumerate(curve.steps, start=1)
        ),
    )


def _half_years() -> Iterator[HalfYear]:
    for number in range(MONTHS // _HALF_YEAR + 1):
        years, halves = divmod(number, 2)
        place = coordinate(_across(_CHART, Fraction(number * _HALF_YEAR)))
        yield HalfYear(place, f"{years or ''}{'½' * halves}")


def _line(months: Sequence[Fraction], frame: Frame, *, ends: Sequence[Fraction], least: Fraction) -> Line:
    """Draw the months; lines with the same ends have the same scale."""
    high, low = max(*ends, Fraction(0)), min(*ends, Fraction(0))
    above, under = max(high, -low * least / (1 - least)), max(-low, high * least / (1 - least))
    top = frame.top + (frame.bottom - frame.top) * _HEADROOM
    unit = (frame.bottom - top) / (above + under)
    now = top + above * unit
    middles = [(_across(frame, month + Fraction(1, 2)), now - result * unit) for month, result in enumerate(months)]
    points = [(Fraction(frame.left), now), *middles, (Fraction(frame.right), middles[-1][1])]
    return Line(
        frame=frame,
        now=coordinate(now),
        path=f"M{_points(points)}",
        below=_below(points, now) if min(months) < 0 else None,
    )


def _across(frame: Frame, months: Fraction) -> Fraction:
    return frame.left + (frame.right - frame.left) * months / MONTHS


def _points(points: Sequence[tuple[Fraction, Fraction]]) -> str:
    return "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)


def _below(points: Sequence[tuple[Fraction, Fraction]], now: Fraction) -> str:
    """Return the area between the line and the height of now, where the line is lower; down is a larger number."""
    edge = [points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        if (y - now) * (next_y - now) < 0:
            edge.append((x + (next_x - x) * (now - y) / (next_y - y), now))
        edge.append((next_x, max(next_y, now)))
    return f"M{_points([*edge, (points[-1][0], now)])}Z"


def _periods(months: Sequence[Fraction]) -> Iterator[Period]:
    """Yield the quarters, those that go the same way together."""
    line = [Fraction(0), *months]
    quarters = [line[start : start + _QUARTER + 1] for start in range(0, MONTHS, _QUARTER)]
    first = 1
    for (results, trends), same in groupby((_results(quarter[1:]), _trends(quarter)) for quarter in quarters):
        last = first + len(list(same)) - 1
        yield Period(first, last, results, trends)
        first = last + 1


def _results(months: Sequence[Fraction]) -> tuple[Result, ...]:
    """Return what the months give in words, each only where it changes."""
    found: list[Result] = ["less" if month < 0 else "more" if month else "same" for month in months]
    return tuple(result for result, _ in groupby(found))


def _trends(months: Sequence[Fraction]) -> tuple[Trend, ...]:
    """Return where the months are heading, each only where it changes; the first month is where they come from."""
    moves: list[Trend] = [
        "rises" if after > before else "falls" for before, after in pairwise(months) if after != before
    ]
    return tuple(trend for trend, _ in groupby(moves)) or ("stays",)
