"""One figure of a release by sector, size, region or municipality, worked out before a page or paper prints it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.outcomes import Figure, Outcome, Outcomes, code_in
from app.domain.release_specification import By, Dimension, table_name
from app.rendering.distribution_bar import DistributionBar, StepShare, distribution_bar, step_colours
from app.rendering.measure import Measure, measures
from app.rendering.outcome_charts import MarginBar, Scale, bar_scale, margin_bar
from app.rendering.outcome_matrix import Matrix, outcome_matrix

_WIDER: dict[Dimension, Dimension] = {"municipality": "region", "sector": "main_group"}


@dataclass(frozen=True, slots=True)
class WiderRow:
    """Where something is shown that a hidden row is a part of."""

    dimension: Dimension
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One part of the province. Hidden, it has no figure, and `wider` if what it belongs to is shown.

    `difference` is from the whole province, where both are shown and can be compared.
    """

    code: str
    name: str
    outcome: Outcome
    figure: Figure | None
    bar: MarginBar
    difference: Figure | None
    wider: WiderRow | None
    distribution: DistributionBar | None


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """A table of a release about one measure: rows with bars when it has one dimension, else a matrix."""

    outcomes: Outcomes
    by: By
    measure: Measure
    scale: Scale
    whole: BreakdownRow
    rows: Sequence[BreakdownRow]
    matrix: Matrix | None

    @property
    def table(self) -> str:
        return table_name(self.by)

    @property
    def of_regions(self) -> bool:
        return "region" in self.by

    @property
    def is_compared(self) -> bool:
        """Tell whether parts are higher or lower than the province; of numbers of companies that says nothing."""
        return not self.measure.is_companies

    @property
    def higher(self) -> Sequence[str]:
        return [row.name for row in self.rows if row.difference and row.difference.is_clearly_more]

    @property
    def lower(self) -> Sequence[str]:
        return [row.name for row in self.rows if row.difference and row.difference.is_clearly_less]

    @property
    def is_any_shown(self) -> bool:
        return any(row.figure for row in self.rows)

    @property
    def hidden_count(self) -> int:
        return sum(row.figure is None for row in self.rows)

    @property
    def is_of_element(self) -> bool:
        return bool(self.measure.name)

    @property
    def has_distributions(self) -> bool:
        return any(row.distribution for row in self.rows)

    @property
    def steps(self) -> Sequence[StepShare]:
        """The steps of the scale, for a legend."""
        return step_colours()


def tables_for(by: By) -> Collection[str]:
    """Return the names of the tables that a breakdown needs: its own, and those that are wider."""
    wider = [(_WIDER[dimension],) for dimension in by if dimension in _WIDER] if len(by) == 1 else []
    return {table_name(each) for each in [(), by, *wider, *((dimension,) for dimension in by)]}


def breakdown_page(outcomes: Outcomes, by: By, element: str) -> BreakdownPage:
    """Show a table of a release: an element, `index`, `balans` or `deelnemers`. The tables needed must be there."""
    measure = next(each for each in measures(outcomes.names.elements) if each.id == element)
    table = outcomes.tables[table_name(by)].outcomes if len(by) == 1 else []
    scale = _scale(measure, [outcomes.total, *table])
    rows = _Rows(outcomes, measure, scale)
    return BreakdownPage(
        outcomes=outcomes,
        by=by,
        measure=measure,
        scale=scale,
        whole=rows.whole,
        rows=[rows.row(by[0], each) for each in table],
        matrix=outcome_matrix(outcomes, by, measure) if len(by) > 1 else None,
    )


def _scale(measure: Measure, outcomes: Sequence[Outcome]) -> Scale:
    """Return a line on which all figures fit; numbers of companies are those of the parts, not of the whole."""
    drawn = outcomes[1:] if measure.is_companies else outcomes
    return bar_scale(measure, [figure for each in drawn if (figure := measure.of(each))])


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of one breakdown."""

    outcomes: Outcomes
    measure: Measure
    scale: Scale

    @property
    def whole(self) -> BreakdownRow:
        return self._make(self.outcomes.total, code="", name=self.outcomes.release.province)

    def row(self, dimension: Dimension, outcome: Outcome) -> BreakdownRow:
        code = code_in(outcome.key, dimension)
        name = self.outcomes.names.of_dimension[dimension][code]
        wider = None if outcome.is_shown else self._wider(dimension, code)
        return self._make(outcome, code=code, name=name, mark=self._mark, wider=wider)

    @property
    def _mark(self) -> Figure | None:
        return None if self.measure.is_companies else self.measure.of(self.outcomes.total)

    def _make(
        self, outcome: Outcome, *, code: str, name: str, mark: Figure | None = None, wider: WiderRow | None = None
    ) -> BreakdownRow:
        figure = self.measure.of(outcome)
        return BreakdownRow(
            code=code,
            name=name,
            outcome=outcome,
            figure=figure,
            bar=margin_bar(figure, scale=self.scale, mark=mark),
            difference=figure.minus(mark) if figure and mark else None,
            wider=wider,
            distribution=distribution_bar(self.outcomes, outcome, self.measure.id),
        )

    def _wider(self, dimension: Dimension, code: str) -> WiderRow | None:
        """Return what a hidden part belongs to, if that is shown."""
        if dimension not in _WIDER or (table := self.outcomes.tables.get(_WIDER[dimension])) is None:
            return None
        wider, around = _WIDER[dimension], self.outcomes.names.wider[dimension].get(code)
        found = next((each for each in table.outcomes if code_in(each.key, wider) == around), None)
        if around is None or found is None or not found.is_shown:
            return None
        return WiderRow(wider, around, self.outcomes.names.of_dimension[wider][around])
