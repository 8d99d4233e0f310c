"""What pages and paper tell of how the figures of a province went on, worked out before they print it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.outcomes import Figure, Outcomes
from app.domain.release import Kind, Release
from app.domain.release_period import Period
from app.domain.trend import Point, Trend, changed_questions, trend_of
from app.rendering.measure import Measure, measures
from app.rendering.trend_chart import SMALL, Axis, TrendChart, axis_of, trend_chart


@dataclass(frozen=True, slots=True)
class PointRow:
    """One period of a measure; `change` is from the last earlier figure."""

    point: Point
    is_here: bool

    @property
    def change(self) -> Figure | None:
        return self.point.change

    @property
    def is_first(self) -> bool:
        """Whether there is no earlier figure."""
        return self.point.before is None

    @property
    def skips_periods(self) -> bool:
        """Whether it is not compared with the period right before."""
        return self.point.before is not None and not self.point.is_right_after


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One measure over time: `rows` are the newest first. Where every figure is hidden there is no drawing."""

    measure: Measure
    is_chosen: bool
    chart: TrendChart | None
    small: TrendChart | None
    rows: Sequence[PointRow]

    @property
    def here(self) -> PointRow:
        return next(row for row in self.rows if row.is_here)


@dataclass(frozen=True, slots=True)
class TrendPage:
    """The measures of a province over time; `axis` is that of those from 0 to 100.

    `other_kind` is a release of years beside quarters, or the reverse; `is_other` when something was asked for that
    there is not.
    """

    release: Release
    trends: Sequence[TrendRow]
    changed_questions: Sequence[tuple[Period, Period]]
    is_alone: bool
    axis: Axis | None
    other_kind: Release | None
    is_other: bool

    @property
    def chosen(self) -> TrendRow:
        return next(trend for trend in self.trends if trend.is_chosen)

    @property
    def is_quarterly(self) -> bool:
        return self.release.kind is Kind.QUARTER


def trend_page(
    series: Sequence[Outcomes], release: Release, chosen: str = "", *, other_kind: Release | None = None
) -> TrendPage:
    """Show releases of one province and kind, the earliest first, of which the page is about this one.

    A measure that there is not is the index.
    """
    here = next(outcomes for outcomes in series if outcomes.release.id == release.id)
    trends = {measure: trend_of(measure.of, series) for measure in measures(here.names.elements)}
    ids = [measure.id for measure in trends]
    axis = _points_axis(trend for measure, trend in trends.items() if _is_points(measure))
    rows = _Rows(chosen if chosen in ids else ids[0], axis, here.period)
    return TrendPage(
        release=release,
        trends=[rows.row(measure, trend) for measure, trend in trends.items()],
        changed_questions=changed_questions(series),
        is_alone=len(series) == 1,
        axis=axis,
        other_kind=other_kind,
        is_other=chosen not in ("", *ids),
    )


def _is_points(measure: Measure) -> bool:
    """Tell whether it goes from 0 to 100: all of these have the same axis, so that their lines can be compared."""
    return not (measure.is_balance or measure.is_companies)


def _points_axis(trends: Iterable[Trend]) -> Axis | None:
    figures = [figure for trend in trends for figure in trend.figures]
    return axis_of(figures, least_step=5, low=0, high=100) if figures else None


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of one page."""

    chosen: str
    points: Axis | None
    here: Period

    def row(self, measure: Measure, trend: Trend) -> TrendRow:
        rows = [PointRow(point, is_here=point.period == self.here) for point in reversed(trend.points)]
        is_chosen, axis = measure.id == self.chosen, self._axis(measure, trend)
        if axis is None:
            return TrendRow(measure, is_chosen, None, None, rows)
        chart = trend_chart(trend, axis, here=self.here)
        return TrendRow(measure, is_chosen, chart, trend_chart(trend, axis, here=self.here, frame=SMALL), rows)

    def _axis(self, measure: Measure, trend: Trend) -> Axis | None:
        """Return an axis, which for the balance and for numbers has 0 in it."""
        if not trend.figures:
            return None
        if _is_points(measure):
            return self.points
        figures = [*trend.figures, Figure(Fraction(0), Fraction(0))]
        return axis_of(figures, least_step=5, low=None if measure.is_balance else 0)
