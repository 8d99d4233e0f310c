"""The hard number as the page and the paper show it."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.figures import LabourUnit
from app.domain.productivity import HardNumber, HardNumberRules, ReferenceFigure
from app.rendering.filters import amount


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A public figure: whose, how much, of when and from where."""

    figure: ReferenceFigure
    euros: str


@dataclass(frozen=True, slots=True)
class HardNumberCard:
    """`euros` is None as long as an amount or the labour is missing; `unit` reads after it.

    `second_euros` is what the other way of computing gives, if the owner told enough for both.
    """

    number: HardNumber
    euros: str | None
    second_euros: str | None
    unit: str | None
    reference: ShownFigure | None
    context: tuple[ShownFigure, ...]

    @property
    def is_by_addition(self) -> bool:
        """Whether value added is the sum of what it went to, since turnover or purchases are not told."""
        return self.number.by_subtraction is None

    @property
    def is_of_another_year(self) -> bool:
        """Whether a figure beside it is of another year, or may be, so that prices differ."""
        own = self.number.figures.year
        return any(shown.figure.year != own for shown in (self.reference, *self.context) if shown)

    @property
    def is_after_reference(self) -> bool:
        """Whether the figure of the sector is older, so that prices have risen since."""
        return (self.number.years_apart or 0) > 0

    @property
    def context_sources(self) -> tuple[ReferenceFigure, ...]:
        """A figure for each source of the context, which may have several figures from one."""
        return tuple({shown.figure.source: shown.figure for shown in self.context}.values())


def hard_number_card(number: HardNumber, rules: HardNumberRules) -> HardNumberCard:
    return HardNumberCard(
        number=number,
        euros=_euros(number.per_unit, number.unit, rules),
        second_euros=_euros(_second_way(number), number.unit, rules),
        unit=rules.units[number.unit].words if number.unit else None,
        reference=_shown(number.reference, rules) if number.reference else None,
        context=tuple(_shown(figure, rules) for figure in number.context),
    )


def _second_way(number: HardNumber) -> Fraction | None:
    if number.by_subtraction is None or number.by_addition is None or number.labour is None:
        return None
    return number.by_addition / number.labour


def _shown(figure: ReferenceFigure, rules: HardNumberRules) -> ShownFigure:
    return ShownFigure(figure, amount(figure.value, rules.units[figure.unit].decimals))


def _euros(value: Fraction | None, unit: LabourUnit | None, rules: HardNumberRules) -> str | None:
    return None if value is None or unit is None else amount(value, rules.units[unit].decimals)
