"""The amounts and hours that an owner may tell, and what they come to."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.domain.parsed import Parsed

_MOST = 10**12


class LabourUnit(StrEnum):
    """What labour is counted in, the best first."""

    HOUR_WORKED = "hour_worked"
    LABOUR_YEAR = "labour_year"
    PERSON_EMPLOYED = "person_employed"


def _plain(value: object) -> object:
    """Take a number as it is written, never words or a binary neighbour. Raises ValueError."""
    if isinstance(value, str | bool):
        raise ValueError("a number such as 125000 or 12.5")
    return str(value) if isinstance(value, float) else value


Balance = Annotated[Fraction, BeforeValidator(_plain), Field(ge=-_MOST, le=_MOST)]
Amount = Annotated[Fraction, BeforeValidator(_plain), Field(ge=0, le=_MOST)]
Quantity = Annotated[Fraction, BeforeValidator(_plain), Field(gt=0, le=_MOST)]


class Figures(Parsed):
    """What an owner tells of one year, in euros; all of it may be left out. Hours include those of the owner."""

    year: Annotated[int, Field(ge=2000, le=2100)] | None = None
    turnover: Amount | None = None
    purchases: Amount | None = None
    result: Balance | None = None
    interest: Amount | None = None
    staff_costs: Amount | None = None
    depreciation: Amount | None = None
    hours_worked: Quantity | None = None
    labour_years: Quantity | None = None
    persons: Quantity | None = None

    @property
    def is_empty(self) -> bool:
        return self == Figures()

    @property
    def as_text(self) -> dict[str, str]:
        """What was told, by field, in exact decimals."""
        return {name: _decimal(Fraction(value)) for name, value in self if value is not None}


def _decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def by_subtraction(figures: Figures) -> Fraction | None:
    """Return net turnover minus what was bought from others."""
    if figures.turnover is None or figures.purchases is None:
        return None
    return figures.turnover - figures.purchases


def by_addition(figures: Figures) -> Fraction | None:
    """Return what the value added went to: result, interest, staff and depreciation."""
    parts = (figures.result, figures.interest, figures.staff_costs, figures.depreciation)
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None


def labour_of(figures: Figures) -> tuple[LabourUnit, Fraction] | tuple[None, None]:
    """Return the best unit of labour that is told, with how much of it."""
    amounts = (figures.hours_worked, figures.labour_years, figures.persons)
    for unit, amount in zip(LabourUnit, amounts, strict=True):
        if amount is not None:
            return unit, amount
    return None, None
