"""How a figure of a province goes from one release to the next: never a line over what is not known."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.outcomes import Figure, Outcome, Outcomes
from app.domain.release_period import Period

FigureOf = Callable[[Outcome], Figure | None]
"""What a cell tells of a measure, or None where it is hidden or was not measured."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a period. Without a release `outcomes` is None; `before` is the last earlier point with a figure."""

    period: Period
    outcomes: Outcomes | None
    figure: Figure | None
    before: "Point | None"

    @property
    def is_hidden(self) -> bool:
        """Whether there is a release that shows nothing of the whole province."""
        return self.outcomes is not None and not self.outcomes.total.is_shown

    @property
    def change(self) -> Figure | None:
        """The difference from the point before."""
        if self.figure is None or self.before is None or self.before.figure is None:
            return None
        return self.figure.minus(self.before.figure)

    @property
    def has_other_questions(self) -> bool:
        """Whether the questions of the point before were others."""
        if self.outcomes is None or self.before is None or self.before.outcomes is None:
            return False
        return self.outcomes.release.questionnaire_hash != self.before.outcomes.release.questionnaire_hash

    @property
    def is_right_after(self) -> bool:
        """Whether the point before is of the period before."""
        return self.before is not None and self.before.period.following == self.period


@dataclass(frozen=True, slots=True)
class Trend:
    """What is known of one measure: every period once, from the first with a release to the last."""

    points: Sequence[Point]

    @property
    def figures(self) -> Sequence[Figure]:
        return [point.figure for point in self.points if point.figure is not None]


def trend_of(figure_of: FigureOf, series: Sequence[Outcomes]) -> Trend:
    """Follow a measure through releases of one province and kind, of which there is at least one."""
    return Trend(list(_points(figure_of, {outcomes.period: outcomes for outcomes in series})))


def changed_questions(series: Sequence[Outcomes]) -> Sequence[tuple[Period, Period]]:
    """Return each two releases after one another, by their periods, between which the questions changed."""
    return [
        (before.period, after.period)
        for before, after in pairwise(series)
        if before.release.questionnaire_hash != after.release.questionnaire_hash
    ]


def _points(figure_of: FigureOf, by_period: Mapping[Period, Outcomes]) -> Iterator[Point]:
    before = None
    for period in _periods(by_period):
        outcomes = by_period.get(period)
        figure = figure_of(outcomes.total) if outcomes else None
        point = Point(period, outcomes, figure, before)
        if figure is not None:
            before = point
        yield point


def _periods(found: Iterable[Period]) -> Iterator[Period]:
    """Yield each period from the first to the last, also those in between that have no release."""
    in_order = sorted(found, key=lambda period: period.first_day)
    period = in_order[0]
    while period != in_order[-1]:
        yield period
        period = period.following
    yield period
