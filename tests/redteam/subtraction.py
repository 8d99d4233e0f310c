"""Takes what is shown away from what is shown, in every way there is, to find what is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.contribution import Base, Contribution, centred
from app.domain.cube import Cube, Key
from app.domain.release_specification import By

Matrix = NDArray[np.float64]
Row = tuple[By, Key]
_NEGLIGIBLE = 1e-6


@dataclass(frozen=True)
class Subtraction:
    """`shown` are the numbers of the cells that are shown, `hidden` the cells to find."""

    cube: Cube
    shown: Mapping[Row, Sequence[float]]
    hidden: Sequence[Row]

    def recovered(self) -> Mapping[Row, Sequence[float]]:
        """Return the numbers of the hidden cells that follow from those shown, by least squares."""
        known, wanted = self._incidence([*self.shown]), self._incidence(self.hidden)
        weights = np.linalg.lstsq(known.T, wanted.T, rcond=None)[0].T
        follows = np.abs(weights @ known - wanted).max(axis=1) < _NEGLIGIBLE
        numbers = weights @ np.array(list(self.shown.values()), dtype=float)
        return {row: found for row, found, is_known in zip(self.hidden, numbers, follows, strict=True) if is_known}

    def _incidence(self, rows: Sequence[Row]) -> Matrix:
        """Return which finest cells each cell is the sum of."""
        bases = self.cube.bases()
        return np.array([[float(self.cube.key(by, base) == key) for base in bases] for by, key in rows])


def true_numbers(cube: Cube, companies: Sequence[Contribution], tables: Sequence[By]) -> Mapping[Row, Sequence[float]]:
    """Return of every cell how many companies it has, and by element the sum of what their scores lie above 50."""
    elements = len(cube.dimensions.elements)
    found = {(by, key): [0.0] * (1 + elements) for by in tables for key in cube.keys(by)}
    for company in companies:
        numbers = [1, *(centred(score) for score in company.scores)]
        for by in tables:
            row = by, cube.key(by, Base(*company.base))
            found[row] = [sum(pair) for pair in zip(found[row], numbers, strict=True)]
    return found
