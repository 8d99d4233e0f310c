"""What is known of a cell after noise was added: all that the rules about showing it get to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.cube import Key


class Noisy(NamedTuple):
    """A number with noise, and the variance of that noise."""

    value: float
    variance: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many companies a cell has, and by element the sum of what their scores lie above 50.

    `bins` is by element how many companies are in each step of the scale; empty where histograms do not reach.
    """

    table: str
    key: Key
    companies: Noisy
    sums: Sequence[Noisy]
    bins: Sequence[Sequence[Noisy]] = ()
