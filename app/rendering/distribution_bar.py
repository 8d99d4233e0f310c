"""How companies are distributed over five equal steps of the scale: a stack of parts, and the percents in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.outcomes import Outcome, Outcomes, Share
from app.domain.release import CellStatus
from app.rendering.charts import Part, stack
from app.rendering.outcome_charts import LENGTH

_WHOLE = 100
# From light to dark, so that black and white keeps their order.
_SHADES = ("#dbe8eb", "#a9c9d2", "#6a9fae", "#2c6f82", "#08323d")


@dataclass(frozen=True, slots=True)
class StepShare:
    """How many percent of companies are on a step, from 1 to 5. Without `percent` it is below or above a limit."""

    step: int
    colour: str
    percent: Fraction | None
    is_below: bool


@dataclass(frozen=True, slots=True)
class StackPart:
    start: str
    length: str
    colour: str


@dataclass(frozen=True, slots=True)
class DistributionBar:
    """`lowest` and `highest` are the percents below and above which no number is shown."""

    shares: Sequence[StepShare]
    parts: Sequence[StackPart]
    length: int
    lowest: int
    highest: int


def distribution_bar(outcomes: Outcomes, outcome: Outcome, element: str) -> DistributionBar | None:
    """Return how companies are distributed over the steps of an element, unless it is hidden or was not measured."""
    shares = outcome.shares.get(element)
    if not shares:
        return None
    lowest, highest = int(outcomes.display.lowest_share), int(outcomes.display.highest_share)
    return DistributionBar(
        shares=[_step_share(step, share) for step, share in enumerate(shares, start=1)],
        parts=_parts(shares, lowest=lowest, highest=highest),
        length=LENGTH,
        lowest=lowest,
        highest=highest,
    )


def step_colours() -> Sequence[StepShare]:
    """Return the steps with their colours, for a legend."""
    return [StepShare(step, colour, None, is_below=False) for step, colour in enumerate(_SHADES, start=1)]


def _step_share(step: int, share: Share) -> StepShare:
    percent = share.figure.value if share.figure else None
    return StepShare(step, _SHADES[step - 1], percent, is_below=share.status is CellStatus.BELOW)


def _parts(shares: Sequence[Share], *, lowest: int, highest: int) -> Sequence[StackPart]:
    """Lay shares behind one another; one without a figure is drawn as the middle of what it may be."""
    middles = {CellStatus.BELOW: Fraction(lowest, 2), CellStatus.ABOVE: Fraction(highest + _WHOLE, 2)}
    percents = [share.figure.value if share.figure else middles[share.status] for share in shares]
    return [_coloured(part) for part in stack([int(10 * percent) for percent in percents])]


def _coloured(part: Part) -> StackPart:
    return StackPart(part.start, part.length, _SHADES[part.shade - 1])
