"""What a page tells of the provinces of one period beside each other, worked out before it prints that."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.other_provinces import ProvinceFigure, side_by_side
from app.domain.outcomes import Figure, Outcomes
from app.domain.release import Release
from app.rendering.measure import Measure, measures
from app.rendering.outcome_charts import MarginBar, Scale, bar_scale, margin_bar
from app.web.breakdown_choices import MeasureOption


@dataclass(frozen=True, slots=True)
class GroupOption:
    """A part of each province to compare: a main group, or without an id all of it."""

    id: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province; the first is what the others are compared with. `is_here` is the one that the page is about."""

    found: ProvinceFigure
    bar: MarginBar
    is_first: bool
    is_here: bool

    @property
    def release(self) -> Release:
        return self.found.outcomes.release


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """Provinces beside each other in one measure, as a whole or in a main group.

    `is_other` when something was asked for that the first of them does not have.
    """

    measure: Measure
    measures: Sequence[MeasureOption]
    group: GroupOption
    groups: Sequence[GroupOption]
    rows: Sequence[ProvinceRow]
    scale: Scale
    is_other: bool

    @property
    def first(self) -> Release:
        return self.rows[0].release

    @property
    def is_compared(self) -> bool:
        """Whether differences are told; in numbers of companies they say nothing."""
        return not self.measure.is_companies

    @property
    def is_alone(self) -> bool:
        return len(self.rows) == 1


def compared_page(provinces: Sequence[Outcomes], release: Release, *, element: str, main_group: str) -> ComparedPage:
    """Show the provinces of a period, the first of which the others are compared with.

    An element or main group that there is not is the index, or the whole province.
    """
    offered, groups = measures(provinces[0].names.elements), _groups(provinces[0], main_group)
    measure = next((each for each in offered if each.id == element), offered[0])
    group = next(each for each in groups if each.is_chosen)
    found = side_by_side(measure.of, provinces, main_group=group.id)
    scale = bar_scale(measure, [each.figure for each in found if each.figure])
    return ComparedPage(
        measure=measure,
        measures=[MeasureOption(each, each is measure) for each in offered],
        group=group,
        groups=groups,
        rows=_rows(found, release, scale, mark=None if measure.is_companies else found[0].figure),
        scale=scale,
        is_other=element not in ("", measure.id) or main_group != group.id,
    )


def _groups(outcomes: Outcomes, chosen: str) -> Sequence[GroupOption]:
    table = outcomes.tables.get("main_group")
    names = outcomes.names.of_dimension["main_group"]
    codes = [outcome.key.sector for outcome in table.outcomes] if table else []
    found = chosen if chosen in codes else ""
    return [GroupOption(code, names.get(code, ""), is_chosen=code == found) for code in ("", *codes)]


def _rows(
    found: Sequence[ProvinceFigure], release: Release, scale: Scale, *, mark: Figure | None
) -> Sequence[ProvinceRow]:
    return [
        ProvinceRow(
            each,
            margin_bar(each.figure, scale=scale, mark=None if each is found[0] else mark),
            is_first=each is found[0],
            is_here=each.outcomes.release.id == release.id,
        )
        for each in found
    ]
