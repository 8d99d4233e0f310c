"""What a province sees of a release at a glance, worked out before a page or paper prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Template

from app.domain.changes import change_of
from app.domain.display import BALANCE, INDEX
from app.domain.glance import Glance
from app.domain.outcomes import Figure, Outcome, Outcomes
from app.domain.release_period import Period
from app.domain.standing_out import Finding, Leaning, StandingOut
from app.rendering.distribution_bar import DistributionBar, StepShare, distribution_bar, step_colours
from app.rendering.filters import points, sentence, within_sentence
from app.rendering.outcome_charts import POINTS, MarginBar, Scale, margin_bar, signed_scale


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """An element, the index or the balance, of which the last two have no name; `figure` is None where it is hidden.

    `change` is how much it differs from the figure before it, None where there is none.
    """

    id: str
    name: str
    figure: Figure | None
    bar: MarginBar
    change: Figure | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A sentence about what stands out. A group is told of in `table`, a change over time elsewhere."""

    text: str
    element: str
    table: str
    group: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class GlancePage:
    """A release at a glance, beside the one before it. That need not be right before it."""

    outcomes: Outcomes
    earlier: Outcomes | None
    elements: Sequence[GlanceRow]
    index: GlanceRow
    balance: GlanceRow
    leaning: Leaning | None
    findings: Sequence[FindingRow]

    @property
    def companies(self) -> Figure | None:
        return self.outcomes.total.companies

    @property
    def is_shown(self) -> bool:
        return self.outcomes.total.is_shown

    @property
    def before(self) -> Period | None:
        """The period that changes are about."""
        return self.earlier.period if self.earlier else None

    @property
    def is_right_before(self) -> bool:
        return self.before is not None and self.before.following == self.outcomes.period

    @property
    def has_other_questions(self) -> bool:
        """Tell whether the questions or their weights changed since the release before."""
        then = self.earlier.release.questionnaire_hash if self.earlier else None
        return then is not None and then != self.outcomes.release.questionnaire_hash

    @property
    def is_ahead(self) -> bool:
        return self.leaning is Leaning.AHEAD

    @property
    def is_behind(self) -> bool:
        return self.leaning is Leaning.BEHIND


def glance_page(outcomes: Outcomes, before: Outcomes | None, standing_out: StandingOut) -> GlancePage:
    """Show a release beside the one before it, of the same province and kind, if there is one."""
    now, then = outcomes.total, before.total if before else None
    figure = now.means.get(BALANCE)
    return GlancePage(
        outcomes=outcomes,
        earlier=before,
        elements=[_row(element, name, now, then) for element, name in outcomes.names.elements.items()],
        index=_row(INDEX, "", now, then),
        balance=_row(BALANCE, "", now, then, scale=signed_scale([figure] if figure else [])),
        leaning=standing_out.leaning,
        findings=[_finding_row(finding) for finding in standing_out.findings],
    )


def _row(element: str, name: str, now: Outcome, before: Outcome | None, *, scale: Scale = POINTS) -> GlanceRow:
    figure = now.means.get(element)
    change = change_of(element, now, before) if before else None
    return GlanceRow(element, name, figure, margin_bar(figure, scale=scale), change)


def _finding_row(finding: Finding) -> FindingRow:
    numbers = {name: points(number) for name, number in finding.numbers.items()}
    names = {place: within_sentence(name) if place == "element" else name for place, name in finding.names.items()}
    text = sentence(Template(finding.sentence).substitute(names, **numbers))
    return FindingRow(text, finding.element, finding.table, finding.group, finding.is_change)


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """How companies are distributed on an element, and the margin of its mean, had they been drawn by lot."""

    name: str
    mean: Figure
    distribution: DistributionBar
    margin: Fraction


@dataclass(frozen=True, slots=True)
class DistributionPage:
    """How companies are distributed on the elements of which that is told."""

    rows: Sequence[DistributionRow]

    @property
    def steps(self) -> Sequence[StepShare]:
        """The steps of the scale, for a legend."""
        return step_colours()


def distribution_page(glance: Glance) -> DistributionPage:
    """Show how the companies of a whole province are distributed on each element."""
    outcomes, margins = glance.outcomes, glance.sampling_margins
    total = outcomes.total
    return DistributionPage(
        [
            DistributionRow(name, total.means[element], shown, margins[element])
            for element, name in outcomes.names.elements.items()
            if (shown := distribution_bar(outcomes, total, element))
        ]
    )
