"""What a visitor chooses to see of a release: one of its tables, and a figure of each part."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.outcomes import Outcomes
from app.domain.release_specification import By, table_name
from app.rendering.measure import Measure, measures

_FIRST = ("sector", "main_group")


@dataclass(frozen=True, slots=True)
class TableOption:
    by: By
    is_chosen: bool

    @property
    def name(self) -> str:
        return table_name(self.by)


@dataclass(frozen=True, slots=True)
class MeasureOption:
    measure: Measure
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BreakdownChoices:
    """What there is to choose, and what was: `table` and `element` are as they stand in the address."""

    outcomes: Outcomes
    by: By
    table: str
    element: str

    @property
    def tables(self) -> Sequence[TableOption]:
        return [TableOption(by, by == self.by) for by in self.outcomes.published if by]

    @property
    def measures(self) -> Sequence[MeasureOption]:
        return [MeasureOption(each, each == self.measure) for each in self._measures]

    @property
    def measure(self) -> Measure:
        """What was asked for, or the index."""
        return next((each for each in self._measures if each.id == self.element), self._measures[0])

    @property
    def is_other(self) -> bool:
        """Tell whether something was asked for that this release does not have."""
        return self.table not in ("", table_name(self.by)) or self.element not in ("", self.measure.id)

    @property
    def _measures(self) -> Sequence[Measure]:
        return measures(self.outcomes.names.elements)


def chosen_table(published: Sequence[By], table: str) -> By:
    """Return the table of this name, or the first that a release surely has: its sectors or main groups."""
    tables = {table_name(by): by for by in published if by}
    return next(tables[name] for name in (table, *_FIRST, *tables) if name in tables)
