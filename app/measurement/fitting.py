"""Makes noisy tables fit one another: one set of numbers for the finest cells, by weighted least squares.

All tables are sums over the same finest cells. Of all numbers for those cells that explain the measurements best, given
how much noise each has, every published figure follows: totals add up and all tables tell the same story. No scan is
looked at again, so it costs no privacy.

A histogram is taken apart in five numbers whose noise is unrelated (how many, the mean, and three for the shape), so
that counts and means from all kinds of tables are fitted together, and the shape where histograms tell of it.
"""

import math
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.contribution import BINS, CENTRE, PARTS
from app.domain.cube import Cube
from app.domain.estimate import Estimate, Noisy
from app.domain.query import Query
from app.domain.release import Part
from app.domain.release_errors import SpecificationError
from app.domain.release_specification import By, table_name
from app.measurement.noise import Measured

Matrix = NDArray[np.floating[Any]]

_FROM_CENTRE = PARTS * np.arange(BINS) - CENTRE
# The orthogonal polynomials on five points: how many, the mean, and three for the shape; each has length 1.
_CONTRASTS: Matrix = np.linalg.qr(np.vander(np.arange(BINS, dtype=float), increasing=True))[0].T
_CONTRASTS *= np.sign(_CONTRASTS[:, -1:])
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Numbers of the cells of a table, by element, and what is left of the noise."""

    values: Matrix
    variances: Matrix


@dataclass(frozen=True, slots=True)
class _Number:
    """A kind of number that is fitted: which answers tell of it, how, and with which deviation of the noise."""

    parts: Container[Part]
    read: Callable[[Measured], Matrix]
    deviation: Callable[[Query], float]

    def values(self, measured: Sequence[Measured]) -> Matrix:
        """Return what the answers say, by cell of one table after the other, and by element."""
        return np.vstack([self.read(each) for each in measured if each.query.part in self.parts])


class _Tables:
    """Of each finest cell, which cell of a table it is part of, by its place."""

    def __init__(self, cube: Cube) -> None:
        self._cube, self._bases = cube, cube.bases()
        self._found: dict[By, NDArray[np.intp]] = {}

    def __getitem__(self, by: By) -> NDArray[np.intp]:
        if by not in self._found:
            keys = [self._cube.key(by, base) for base in self._bases]
            places = {key: at for at, key in enumerate(dict.fromkeys(keys))}
            self._found[by] = np.array([places[key] for key in keys])
        return self._found[by]

    def shared(self, by: By, other: By) -> Matrix:
        """Return how many finest cells each cell of a table shares with each of another."""
        found = np.zeros((self[by].max() + 1, self[other].max() + 1))
        np.add.at(found, (self[by], self[other]), 1)
        return found


@dataclass(frozen=True, slots=True)
class _Solution:
    """How the cells of a table follow from all that is read of a kind of number, and what is left of the noise."""

    by_reading: Matrix
    variances: Matrix

    def fitted(self, values: Matrix) -> _Fitted:
        return _Fitted(self.by_reading @ values, self.variances)


class _LeastSquares:
    """The numbers of the finest cells that fit what is read best, of least size where that leaves a choice."""

    def __init__(self, tables: _Tables, number: _Number, asked: Sequence[Query]) -> None:
        telling = [query for query in asked if query.part in number.parts]
        self._tables, self._telling = tables, [query.table.by for query in telling]
        rows = [self._shared_with(by) for by in self._telling]
        self._deviations: Matrix = np.repeat([number.deviation(query) for query in telling], [len(row) for row in rows])
        # Many readings tell the same, so there is no plain inverse; and there are fewer of them than finest cells.
        weighted = np.vstack(rows) / np.outer(self._deviations, self._deviations)
        self._inverse: Matrix = np.linalg.pinv(weighted, rcond=_NEGLIGIBLE, hermitian=True)

    def solution(self, by: By) -> _Solution | None:
        """Return how the numbers of a table follow; None if what is read does not tell them all."""
        shared = self._shared_with(by) / self._deviations
        by_reading = shared @ self._inverse
        # A cell is a row of ones, one for each of its finest cells. Only if readings tell it all, they keep its length.
        told, whole = (by_reading * shared).sum(axis=1), np.bincount(self._tables[by])
        if np.abs(told / whole - 1).max() > _NEGLIGIBLE:
            return None
        return _Solution(by_reading / self._deviations, (by_reading**2).sum(axis=1))

    def _shared_with(self, by: By) -> Matrix:
        return np.hstack([self._tables.shared(by, other) for other in self._telling])


@dataclass(frozen=True, slots=True)
class _Published:
    """How a published table follows; without histograms for all of it, nothing tells of its shapes."""

    by: By
    counts: _Solution
    sums: _Solution
    shapes: _Solution | None


class Fitting:
    """How the published tables follow from what is asked, worked out once for any answers."""

    def __init__(self, cube: Cube, asked: Sequence[Query], published: Sequence[By]) -> None:
        """Raises SpecificationError if a published table does not follow."""
        self._cube, tables = cube, _Tables(cube)
        counts, sums = _LeastSquares(tables, _COUNTS, asked), _LeastSquares(tables, _SUMS, asked)
        has_shapes = any(query.part in _SHAPES.parts for query in asked)
        shapes = _LeastSquares(tables, _SHAPES, asked) if has_shapes else None
        self._published: list[_Published] = []
        for by in published:
            of_counts, of_sums = counts.solution(by), sums.solution(by)
            if of_counts is None or of_sums is None:
                raise SpecificationError(f"the table {table_name(by)} does not follow from what is measured")
            self._published.append(_Published(by, of_counts, of_sums, shapes.solution(by) if shapes else None))

    def estimates(self, measured: Sequence[Measured]) -> Sequence[Estimate]:
        """Estimate every cell of the published tables from the answers to all that is asked, in the same order."""
        counts, sums = _COUNTS.values(measured), _SUMS.values(measured)
        found: list[Estimate] = []
        for table in self._published:
            shapes = table.shapes.fitted(_SHAPES.values(measured)) if table.shapes else None
            found += _estimates(self._cube, table.by, table.counts.fitted(counts), table.sums.fitted(sums), shapes)
        return found


def _cube_of(measured: Measured) -> Matrix:
    """Return histograms as companies, by cell, element and bin."""
    shape = (len(measured.keys), len(measured.query.elements), BINS)
    return np.array(measured.values, dtype=float).reshape(shape) / PARTS


def _counts(measured: Measured) -> Matrix:
    """Read how many companies each cell has; of histograms the mean of what those of the elements say."""
    if measured.query.part is Part.COUNT:
        return np.array(measured.values, dtype=float)[:, None]
    totals: Matrix = _cube_of(measured).sum(axis=2).mean(axis=1, keepdims=True)
    return totals


def _deviation_of_counts(query: Query) -> float:
    if query.part is Part.COUNT:
        return query.deviation
    return query.deviation / PARTS * math.sqrt(BINS / len(query.elements))


def _sums(measured: Measured) -> Matrix:
    """Read by element the sum of what scores lie above the centre."""
    if measured.query.part is Part.SUM:
        return np.array(measured.values, dtype=float).reshape(len(measured.keys), -1)
    sums: Matrix = _cube_of(measured) @ _FROM_CENTRE
    return sums


def _deviation_of_sums(query: Query) -> float:
    if query.part is Part.SUM:
        return query.deviation
    return query.deviation / PARTS * math.sqrt((_FROM_CENTRE**2).sum())


def _shapes(measured: Measured) -> Matrix:
    """Read the three numbers that tell the shape of each histogram."""
    contrasts: Matrix = _cube_of(measured) @ _CONTRASTS[2:].T
    return contrasts.reshape(len(contrasts), -1)


def _deviation_of_shapes(query: Query) -> float:
    return query.deviation / PARTS


_COUNTS = _Number((Part.COUNT, Part.HISTOGRAM), _counts, _deviation_of_counts)
_SUMS = _Number((Part.SUM, Part.HISTOGRAM), _sums, _deviation_of_sums)
_SHAPES = _Number((Part.HISTOGRAM,), _shapes, _deviation_of_shapes)


def _estimates(cube: Cube, by: By, counts: _Fitted, sums: _Fitted, shapes: _Fitted | None) -> Iterator[Estimate]:
    bins = _bins(counts, sums, shapes) if shapes else None
    for at, key in enumerate(cube.keys(by)):
        yield Estimate(
            table=table_name(by),
            key=key,
            companies=Noisy(float(counts.values[at, 0]), float(counts.variances[at])),
            sums=[Noisy(float(value), float(sums.variances[at])) for value in sums.values[at]],
            bins=_noisy(bins.values[at], bins.variances[at]) if bins else (),
        )


def _bins(counts: _Fitted, sums: _Fitted, shapes: _Fitted) -> _Fitted:
    """Put histograms together again, by cell, element and bin; their variances are by cell and bin."""
    to_mean = 1 / (PARTS * np.linalg.norm(_FROM_CENTRE / PARTS))
    elements = sums.values.shape[1]
    of_shape = shapes.values.reshape(len(shapes.values), elements, -1)
    whole = np.repeat(counts.values, elements, axis=1) / math.sqrt(BINS)
    parts = np.concatenate([whole[..., None], (sums.values * to_mean)[..., None], of_shape], axis=2)
    variances = [counts.variances / BINS, sums.variances * to_mean**2, *[shapes.variances] * of_shape.shape[2]]
    return _Fitted(parts @ _CONTRASTS, np.column_stack(variances) @ _CONTRASTS**2)


def _noisy(values: Matrix, variances: Matrix) -> Sequence[Sequence[Noisy]]:
    return [[Noisy(float(value), float(of)) for value, of in zip(bins, variances, strict=True)] for bins in values]
