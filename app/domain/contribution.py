"""What one company contributes to a release: where it belongs, and a whole score for each element."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

# A histogram has a bin at 0, 25, 50, 75 and 100. A score is split over the two bins beside it, so that the mean of a
# histogram is the mean of the scores; a bin counts in 25ths of a company, so that every number is whole.
BINS = 5
PARTS = 25
CENTRE = 50


class Base(NamedTuple):
    """What every table can be put together from."""

    municipality: str
    sector: str
    size: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """`scores` are from 0 to 100, in the order of the elements of the specification."""

    base: Base
    scores: tuple[int, ...]

    @property
    def is_on_scale(self) -> bool:
        return all(0 <= score <= 100 for score in self.scores)


def contribution(base: Base, scores: Mapping[str, Fraction], elements: Sequence[str]) -> Contribution:
    """Round the scores of a company to whole points and keep them on the scale."""
    return Contribution(base, tuple(min(max(round(scores[element]), 0), 100) for element in elements))


def histogram(score: int) -> tuple[int, ...]:
    """Split a company over the bins beside its score, in 25ths."""
    lower, above = divmod(score, PARTS)
    parts = [0] * (BINS + 1)
    parts[lower], parts[lower + 1] = PARTS - above, above
    return tuple(parts[:BINS])


def centred(score: int) -> int:
    """Return how far a score is from the middle of the scale, so that noise on sums and on counts is unrelated."""
    return score - CENTRE
