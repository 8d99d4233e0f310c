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
    """`euros` is None as long as an amount or the labour is missing; `unit` reads after it."""

    number: HardNumber
    euros: str | None
    unit: str | None
    reference: ShownFigure | None
    context: tuple[ShownFigure, ...]

    @property
    def is_of_another_year(self) -> bool:
        """Whether the reference is of another year, or may be, so that prices differ."""
        return self.number.years_apart != 0


def hard_number_card(number: HardNumber, rules: HardNumberRules) -> HardNumberCard:
    return HardNumberCard(
        number=number,
        euros=_euros(number.per_unit, number.unit, rules),
        unit=rules.units[number.unit].words if number.unit else None,
        reference=_shown(number.reference, rules) if number.reference else None,
        context=tuple(_shown(figure, rules) for figure in number.context),
    )


def _shown(figure: ReferenceFigure, rules: HardNumberRules) -> ShownFigure:
    return ShownFigure(figure, amount(figure.value, rules.units[figure.unit].decimals))


def _euros(value: Fraction | None, unit: LabourUnit | None, rules: HardNumberRules) -> str | None:
    return None if value is None or unit is None else amount(value, rules.units[unit].decimals)
