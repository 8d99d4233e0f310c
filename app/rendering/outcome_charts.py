"""The geometry of figures with noise: bars with a margin, hatched where nothing is shown."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.outcomes import Figure
from app.rendering.charts import coordinate

LENGTH = 200
_COLOUR = "#0f4c5c"


@dataclass(frozen=True, slots=True)
class MarginBar:
    """A figure from 0 to 100 on a line, from `low` to `high` with its noise; without a figure it is hatched."""

    figure: Figure | None
    length: int
    filled: str
    low: str
    high: str
    colour: str


def margin_bar(figure: Figure | None, *, colour: str = _COLOUR) -> MarginBar:
    if figure is None:
        return MarginBar(None, LENGTH, "0", "0", "0", colour)
    low, high = figure.value - figure.margin, figure.value + figure.margin
    return MarginBar(figure, LENGTH, _along(figure.value), _along(low), _along(high), colour)


def _along(value: Fraction) -> str:
    return coordinate(LENGTH * min(max(value, Fraction(0)), Fraction(100)) / 100)
