"""Holds what a release shows against the companies that it was made from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from app.domain.contribution import Base, Contribution
from app.domain.cube import Cube, Key
from app.domain.release import Cell, CellStatus, Statistic
from app.domain.release_specification import By


@dataclass(frozen=True, slots=True)
class ExactCell:
    """How many companies a cell has, and their mean on each element."""

    companies: int
    means: Sequence[float]


_EMPTY = ExactCell(0, ())


class ExactTable:
    def __init__(self, cube: Cube, by: By, companies: Mapping[Base, Sequence[Contribution]]) -> None:
        groups: dict[Key, list[Contribution]] = {}
        for base, found in companies.items():
            groups.setdefault(cube.key(by, base), []).extend(found)
        self._cells = {key: _exact(group) for key, group in groups.items()}

    def cell_of(self, figure: Cell) -> ExactCell:
        return self._cells.get(Key(figure.region, figure.sector, figure.size), _EMPTY)


def _exact(companies: Sequence[Contribution]) -> ExactCell:
    by_element = zip(*(company.scores for company in companies), strict=True)
    return ExactCell(len(companies), [fmean(scores) for scores in by_element])


@dataclass
class Tally:
    """What was found in a table, over all repetitions. Means are of elements, not of the index or the balance."""

    cells: int = 0
    shown: int = 0
    companies: int = 0
    covered: int = 0
    means: int = 0
    within: int = 0
    squares: float = 0
    fewest: float = math.inf

    def add(self, figures: Sequence[Cell], exact: ExactCell) -> None:
        """Add the figures of one cell."""
        self.cells += 1
        self.companies += exact.companies
        if figures[0].status is not CellStatus.SHOWN:
            return
        self.shown += 1
        self.covered += exact.companies
        self.fewest = min(self.fewest, exact.companies)
        for value, margin, mean in zip(*_means(figures), exact.means, strict=False):
            self.means += 1
            self.squares += (value - mean) ** 2
            self.within += abs(value - mean) <= margin

    def told(self) -> Mapping[str, object]:
        return {
            "cells shown %": _percent(self.shown, self.cells),
            "companies covered %": _percent(self.covered, self.companies),
            "error": round(math.sqrt(self.squares / self.means), 2) if self.means else None,
            "margin holds %": _percent(self.within, self.means),
            "fewest companies": self.fewest if self.shown else None,
        }


def _means(figures: Sequence[Cell]) -> tuple[Sequence[float], Sequence[float]]:
    """Return the shown means and their margins, those of the elements first."""
    means = [figure for figure in figures if figure.statistic is Statistic.MEAN]
    return [figure.value or 0 for figure in means], [figure.margin or 0 for figure in means]


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
