"""The geometry of the charts: from results to shapes that a template prints as SVG.

Lengths are in the units of the drawing; angles are in degrees, clockwise from twelve o'clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import asin, cos, degrees, radians, sin

from app.domain.questionnaire import Level
from app.domain.report import ElementResult
from app.domain.scoring import Score

_CENTRE = 120
_HOLE = 18
_RIM = 98
_GAP = 3
_NUMBERS_AT = 109
_RINGS = (20, 40, 60, 80)
_BAR = 200
# Darker and lighter in turn, so that neighbours differ on a black-and-white printer; all take white figures.
_COLOURS = ("#0f4c5c", "#a35200", "#34570d", "#7d4fb3", "#8c1c3a")


@dataclass(frozen=True, slots=True)
class Slice:
    """One element. `fill` and `band` are paths, or None where there is nothing to draw."""

    number: int
    result: ElementResult
    colour: str
    outline: str
    fill: str | None
    band: str | None
    number_x: str
    number_y: str

    def bar(self, levels: Sequence[Level]) -> "Bar":
        """Return the same score as a bar, in the same colour."""
        return bar(self.result.score, levels=levels, colour=self.colour)


@dataclass(frozen=True, slots=True)
class Wheel:
    """The schijf van vijf."""

    size: int
    centre: int
    rings: tuple[str, ...]
    slices: tuple[Slice, ...]

    @property
    def has_every_score(self) -> bool:
        return all(one.result.score.is_shown for one in self.slices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A value on a line."""

    colour: str
    length: int
    filled: str
    ticks: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Line):
    """A score on a line; `ticks` are where levels begin, `low` and `high` are None where it has no range."""

    score: Score


def wheel(elements: Sequence[ElementResult]) -> Wheel:
    """Draw the elements as equal slices, each filled from the middle by its score."""
    width = 360 / len(elements)
    return Wheel(
        size=2 * _CENTRE,
        centre=_CENTRE,
        rings=tuple(coordinate(_radius(ring)) for ring in _RINGS),
        slices=tuple(
            _slice(number, result, start=(number - 1) * width, end=number * width)
            for number, result in enumerate(elements, start=1)
        ),
    )


def bar(score: Score, *, levels: Sequence[Level], colour: str = _COLOURS[0]) -> Bar:
    """Draw one score as a bar; without a score it is empty."""
    return Bar(
        score=score,
        colour=colour,
        length=_BAR,
        filled=_along(score.value) if score.is_shown else "0",
        ticks=tuple(_along(level.lower_bound) for level in levels if level.lower_bound),
        low=_along(score.low) if score.has_range else None,
        high=_along(score.high) if score.has_range else None,
    )


def line(value: Fraction, *, levels: Sequence[Level] = (), colour: str = _COLOURS[0]) -> Line:
    """Draw a value from 0 to 100 that has no range, such as a mean or a share."""
    ticks = tuple(_along(level.lower_bound) for level in levels if level.lower_bound)
    return Line(colour=colour, length=_BAR, filled=_along(value), ticks=ticks)


def _along(value: Fraction) -> str:
    return coordinate(_BAR * value / 100)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stack of parts, that begins at `start`."""

    start: str
    length: str
    shade: int


def stack(counts: Sequence[int]) -> Sequence[Part]:
    """Lay counts behind one another on a line, each as long as its share; `shade` is the place of the count."""
    whole, parts, before = sum(counts), [], 0
    for shade, count in enumerate(counts, start=1):
        if count:
            start, length = (coordinate(_BAR * Fraction(part, whole)) for part in (before, count))
            parts.append(Part(start, length, shade))
        before += count
    return parts


def _slice(number: int, result: ElementResult, *, start: float, end: float) -> Slice:
    score, middle = result.score, (start + end) / 2
    x, y = _at(_NUMBERS_AT, middle)
    return Slice(
        number=number,
        result=result,
        colour=_COLOURS[(number - 1) % len(_COLOURS)],
        outline=_sector(start, end, _RIM),
        fill=_sector(start, end, _radius(score.value)) if score.is_shown and score.value else None,
        band=_whisker(middle, score) if score.has_range else None,
        number_x=coordinate(x),
        number_y=coordinate(y),
    )


def _sector(start: float, end: float, outer: float) -> str:
    """Return the part of a slice between the hole and a radius, with straight gaps to its neighbours."""
    inner_gap, outer_gap = (degrees(asin(_GAP / 2 / radius)) for radius in (_HOLE, outer))
    return (
        f"M{_point(_HOLE, start + inner_gap)}L{_point(outer, start + outer_gap)}"
        f"A{coordinate(outer)} {coordinate(outer)} 0 0 1 {_point(outer, end - outer_gap)}"
        f"L{_point(_HOLE, end - inner_gap)}A{_HOLE} {_HOLE} 0 0 0 {_point(_HOLE, start + inner_gap)}Z"
    )


def _whisker(angle: float, score: Score) -> str:
    """Return a line over the middle of a slice from low to high, with a dash across each end."""
    low, high = _radius(score.low), _radius(score.high)
    ends = "".join(f"M{_point(radius, angle, -3)}L{_point(radius, angle, 3)}" for radius in (low, high))
    return f"M{_point(low, angle)}L{_point(high, angle)}{ends}"


def _radius(value: Fraction | int) -> float:
    return _HOLE + (_RIM - _HOLE) * float(value) / 100


def _at(radius: float, angle: float, aside: float = 0) -> tuple[float, float]:
    turn = radians(angle)
    return (
        _CENTRE + radius * sin(turn) + aside * cos(turn),
        _CENTRE - radius * cos(turn) + aside * sin(turn),
    )


def _point(radius: float, angle: float, aside: float = 0) -> str:
    return " ".join(coordinate(part) for part in _at(radius, angle, aside))


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of the lines in a drawing; the whole drawing is `width` by `height`."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


def coordinate(value: Fraction | float) -> str:
    """Return a coordinate with one decimal at most, the same on every machine."""
    return f"{float(value) + 0.0:.1f}".removesuffix(".0")
