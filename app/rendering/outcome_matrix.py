"""A table of two dimensions as a matrix: each cell with its figure, shaded by how high that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from app.domain.outcomes import Figure, Outcome, Outcomes, code_in
from app.domain.release_specification import By, Dimension, table_name
from app.rendering.measure import Measure

_SHADES = 5
_STEPS = (2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Shade:
    """A shade, from 1 to 5, and the values that have it: from `low` to just under `high`."""

    number: int
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell, under the name of its column. A hidden one has neither figure nor shade."""

    column: str
    figure: Figure | None
    shade: Shade | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row with the figure of all its columns together, where the release has that."""

    name: str
    whole: MatrixCell
    cells: Sequence[MatrixCell]

    @property
    def hidden(self) -> Sequence[str]:
        """The names of the columns of which nothing is shown."""
        return [cell.column for cell in self.cells if cell.figure is None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`down` is the dimension of the rows and `across` that of the columns; `whole` is about all rows together."""

    down: Dimension
    across: Dimension
    columns: Sequence[str]
    whole: MatrixRow
    rows: Sequence[MatrixRow]
    shades: Sequence[Shade]

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > _SHADES

    @property
    def hidden_count(self) -> int:
        return sum(len(row.hidden) for row in self.rows)

    @property
    def shown_count(self) -> int:
        return self.count - self.hidden_count

    @property
    def count(self) -> int:
        return len(self.rows) * len(self.columns)


def outcome_matrix(outcomes: Outcomes, by: By, measure: Measure) -> Matrix:
    """Return a table as a matrix, with its longer dimension down."""
    across, down = sorted(by, key=lambda dimension: len(outcomes.names.of_dimension[dimension]))
    cells = {_place(each, down, across): each for each in outcomes.tables[table_name(by)].outcomes}
    shown = [figure for each in cells.values() if (figure := measure.of(each))]
    drawn = _Drawn(measure, shades(shown))
    columns, whole = outcomes.names.of_dimension[across], outcomes.total
    of_rows, of_columns = _by_code(outcomes, down), _by_code(outcomes, across)
    return Matrix(
        down=down,
        across=across,
        columns=list(columns.values()),
        whole=MatrixRow(
            "", drawn.plain("", whole), [drawn.plain(name, of_columns.get(code)) for code, name in columns.items()]
        ),
        rows=[
            MatrixRow(
                name,
                drawn.plain("", of_rows.get(row)),
                [drawn.cell(column, cells[row, code]) for code, column in columns.items()],
            )
            for row, name in outcomes.names.of_dimension[down].items()
        ],
        shades=drawn.shades,
    )


def shades(figures: Sequence[Figure]) -> Sequence[Shade]:
    """Divide a line that holds these figures into five equal parts of a round length."""
    if not figures:
        return []
    least, most = (edge(figure.value for figure in figures) for edge in (min, max))
    step = next(step for power in count() for step in _steps(power) if _first(least, step) + _SHADES * step > most)
    first = _first(least, step)
    return [Shade(at, first + (at - 1) * step, first + at * step) for at in range(1, _SHADES + 1)]


def _steps(power: int) -> Sequence[Fraction]:
    return [Fraction(step * 10**power) for step in _STEPS]


def _first(least: Fraction, step: Fraction) -> Fraction:
    return math.floor(least / step) * step


def _place(outcome: Outcome, down: Dimension, across: Dimension) -> tuple[str, str]:
    return code_in(outcome.key, down), code_in(outcome.key, across)


def _by_code(outcomes: Outcomes, dimension: Dimension) -> Mapping[str, Outcome]:
    """Return the outcomes of the table of one dimension, if that was read."""
    table = outcomes.tables.get(table_name((dimension,)))
    return {code_in(each.key, dimension): each for each in table.outcomes} if table else {}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Makes the cells of one matrix."""

    measure: Measure
    shades: Sequence[Shade]

    def cell(self, column: str, outcome: Outcome) -> MatrixCell:
        figure = self.measure.of(outcome)
        return MatrixCell(column, figure, self._shade(figure) if figure else None)

    def plain(self, column: str, outcome: Outcome | None) -> MatrixCell:
        """Return a cell about more than one of the matrix, which has no shade."""
        return MatrixCell(column, self.measure.of(outcome) if outcome else None, None)

    def _shade(self, figure: Figure) -> Shade:
        return next(shade for shade in reversed(self.shades) if shade.low <= figure.value)
