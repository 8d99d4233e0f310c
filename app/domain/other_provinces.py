"""The figures of provinces in one period, beside each other: never ranked, as each has companies of its own kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.cube import Key
from app.domain.outcomes import Figure, Outcome, Outcomes, OutcomeTable
from app.domain.release import Release
from app.domain.trend import FigureOf


@dataclass(frozen=True, slots=True)
class ProvinceFigure:
    """What a release tells of a measure; `outcome` is None where it does not have the cell.

    `difference` is from the first province, which itself has none.
    """

    outcomes: Outcomes
    outcome: Outcome | None
    figure: Figure | None
    difference: Figure | None
    has_other_questions: bool

    @property
    def is_hidden(self) -> bool:
        return self.outcome is not None and not self.outcome.is_shown


def of_same_period(release: Release, releases: Iterable[Release], *, own: str | None) -> Sequence[Release]:
    """Return this release and the others of its period, by name, after that of the own province or else this one."""
    alike = {each.id: each for each in [*releases, release] if each.period == release.period}
    first = next((each for each in alike.values() if each.province == own), release)
    return sorted(alike.values(), key=lambda each: (each != first, each.province))


def side_by_side(
    figure_of: FigureOf, provinces: Sequence[Outcomes], *, main_group: str = ""
) -> Sequence[ProvinceFigure]:
    """Compare provinces with the first one, as a whole or in a main group, in the order in which they come."""
    first = provinces[0]
    start = _figure(figure_of, first, main_group)
    return [
        ProvinceFigure(
            outcomes=outcomes,
            outcome=_cell(outcomes, main_group),
            figure=(figure := _figure(figure_of, outcomes, main_group)),
            difference=figure.minus(start) if figure and start and outcomes is not first else None,
            has_other_questions=outcomes.release.questionnaire_hash != first.release.questionnaire_hash,
        )
        for outcomes in provinces
    ]


def _figure(figure_of: FigureOf, outcomes: Outcomes, main_group: str) -> Figure | None:
    cell = _cell(outcomes, main_group)
    return figure_of(cell) if cell else None


def _cell(outcomes: Outcomes, main_group: str) -> Outcome | None:
    if not main_group:
        return outcomes.total
    table: OutcomeTable | None = outcomes.tables.get("main_group")
    return table.find(Key(sector=main_group)) if table else None
