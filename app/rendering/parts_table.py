"""All parts of a province of one kind, such as its sectors, each with its index and all elements: a table for paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.display import INDEX
from app.domain.outcomes import Outcomes
from app.domain.release_specification import Dimension, MainGroup
from app.rendering.breakdown_page import BreakdownPage, BreakdownRow, breakdown_page
from app.rendering.measure import Measure

_FEWEST_FOLDED = 2


@dataclass(frozen=True, slots=True)
class PartCell:
    """A part of the province on one element."""

    measure: Measure
    row: BreakdownRow


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the province, or the whole of it. `is_inner` says that it belongs to a row above it."""

    index: PartCell
    cells: Sequence[PartCell]
    is_inner: bool = False
    is_whole: bool = False

    @property
    def name(self) -> str:
        return self.index.row.name

    @property
    def is_shown(self) -> bool:
        return self.index.row.outcome.is_shown


@dataclass(frozen=True, slots=True)
class PartsTable:
    """The parts, with `whole` above them: the province itself. Of those `left_out` nothing is shown."""

    elements: Sequence[Measure]
    whole: PartRow
    rows: Sequence[PartRow]
    left_out: Sequence[str] = ()

    @property
    def all_rows(self) -> Sequence[PartRow]:
        return [self.whole, *self.rows]

    @property
    def columns(self) -> int:
        """How many columns have figures: the companies, the index and the elements."""
        return 2 + len(self.elements)

    @property
    def count_left_out(self) -> int:
        return len(self.left_out)

    @property
    def has_inner(self) -> bool:
        return any(row.is_inner for row in self.rows)

    @property
    def is_shown(self) -> bool:
        """Whether it has any figure."""
        return any(row.is_shown for row in self.rows)

    @property
    def folded(self) -> "PartsTable":
        """The same table with the names of hidden parts together, where they would be many rows without a figure."""
        hidden = [row.name for row in self.rows if not row.is_shown]
        if len(hidden) < _FEWEST_FOLDED:
            return self
        return replace(self, rows=[row for row in self.rows if row.is_shown], left_out=hidden)


def parts_table(outcomes: Outcomes, dimension: Dimension) -> PartsTable | None:
    """Return the parts of the province by one dimension, or None where a release does not have them."""
    if dimension not in outcomes.tables:
        return None
    measured = (INDEX, *outcomes.names.elements)
    columns = [_column(breakdown_page(outcomes, (dimension,), measure)) for measure in measured]
    whole, *rows = (PartRow(index, elements) for index, *elements in zip(*columns, strict=True))
    return PartsTable([cell.measure for cell in whole.cells], replace(whole, is_whole=True), rows)


def _column(page: BreakdownPage) -> Sequence[PartCell]:
    return [PartCell(page.measure, row) for row in (page.whole, *page.rows)]


def sectors_table(outcomes: Outcomes, groups: Sequence[MainGroup]) -> PartsTable | None:
    """Return the main groups with their sectors below them, or only those of the two that a release has."""
    coarse, fine = parts_table(outcomes, "main_group"), parts_table(outcomes, "sector")
    if coarse is None or fine is None:
        return fine or coarse
    whole, inner = _by_code(coarse), _by_code(fine)
    return replace(fine, rows=[row for group in groups for row in _of_group(group, whole, inner)])


def _by_code(table: PartsTable) -> Mapping[str, PartRow]:
    return {row.index.row.code: row for row in table.rows}


def _of_group(group: MainGroup, whole: Mapping[str, PartRow], inner: Mapping[str, PartRow]) -> Iterator[PartRow]:
    """Yield the row of a main group and those of its sectors, of which a single one is the whole group."""
    if len(group.sectors) == 1:
        yield inner[group.sectors[0]]
        return
    yield whole[group.id]
    yield from (replace(inner[sector], is_inner=True) for sector in group.sectors)
