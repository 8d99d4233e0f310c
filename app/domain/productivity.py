"""The hard number: value added for each hour worked, or else for each labour year or person, beside a public figure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from app.domain.figures import Figures, LabourUnit, by_addition, by_subtraction, labour_of
from app.domain.parsed import Number, Parsed, Slug, Text, Weight


class Measure(StrEnum):
    """What a check looks at: euros for each unit of labour, ratios, and what differs."""

    PER_HOUR_WORKED = "value_added_per_hour_worked"
    PER_LABOUR_YEAR = "value_added_per_labour_year"
    PER_PERSON_EMPLOYED = "value_added_per_person_employed"
    HOURS_PER_PERSON = "hours_per_person"
    HOURS_PER_LABOUR_YEAR = "hours_per_labour_year"
    PURCHASES_BEYOND_TURNOVER = "purchases_beyond_turnover"
    DIFFERENCE_BETWEEN_WAYS = "difference_between_ways"


class ReferenceFigure(Parsed):
    """Public value added for one unit of labour, with all that says what it may be compared with."""

    sector: Slug
    unit: LabourUnit
    year: int
    value: Weight
    branch: Text
    sbi_version: Text
    sbi: Text
    region: Text
    price_basis: Text
    revision: Text
    kind: Text
    numerator: Text
    denominator: Text
    source: Text
    licence: Text


class Check(Parsed):
    """A question that is asked when a measure lies outside its limits. `fields` are the figures it is about."""

    id: Slug
    measure: Measure
    below: Number | None = None
    above: Number | None = None
    question: Text
    fields: Annotated[tuple[str, ...], Field(min_length=1)]
    source: Text

    def asks(self, value: Fraction) -> bool:
        too_low = self.below is not None and value < self.below
        return too_low or (self.above is not None and value > self.above)


class SectorWithoutReference(Parsed):
    """Why companies of a sector see no figure of their sector, and whether they see that of the whole economy."""

    sector: Slug
    reason: Text
    has_context: bool
    source: Text


class UnitWords(Parsed):
    """How a unit reads after an amount, and with how many decimals that amount is shown."""

    words: Text
    decimals: Annotated[int, Field(ge=0, le=2)]


class HardNumberRules(Parsed):
    """All of `reference/productivity.yaml`. In `not_years` are the years that say nothing about a sector."""

    units: dict[LabourUnit, UnitWords]
    checks: tuple[Check, ...]
    without_reference: tuple[SectorWithoutReference, ...]
    no_unit: dict[LabourUnit, Text]
    no_figure: Text
    not_years: dict[Slug, tuple[int, ...]]
    context: Slug
    source: Text

    def reason_without_reference(self, sector: str) -> str | None:
        """Return why companies of a sector never see a figure of it, or None where there may be one."""
        return next((without.reason for without in self.without_reference if without.sector == sector), None)


@dataclass(frozen=True, slots=True)
class HardNumber:
    """What the figures come to. `per_unit` is None as long as an amount or the labour is missing.

    Without a `reference`, `no_reference` says why; `context` never stands for a reference.
    """

    figures: Figures
    by_subtraction: Fraction | None
    by_addition: Fraction | None
    unit: LabourUnit | None
    labour: Fraction | None
    checks: tuple[Check, ...]
    reference: ReferenceFigure | None
    no_reference: str | None
    context: tuple[ReferenceFigure, ...]

    @property
    def value_added(self) -> Fraction | None:
        return self.by_addition if self.by_subtraction is None else self.by_subtraction

    @property
    def per_unit(self) -> Fraction | None:
        return _ratio(self.value_added, self.labour)

    @property
    def years_apart(self) -> int | None:
        """How many years the reference is older than the figures, since prices rise."""
        if self.reference is None or self.figures.year is None:
            return None
        return self.figures.year - self.reference.year


def hard_number(
    figures: Figures, sector: str, *, references: Sequence[ReferenceFigure], rules: HardNumberRules
) -> HardNumber:
    """Work out value added for each unit of labour, what to ask about it, and what it may stand beside."""
    subtracted, added = by_subtraction(figures), by_addition(figures)
    unit, labour = labour_of(figures)
    measures = _measures(figures, subtracted, added)
    reference = reference_for(sector, unit, references=references, rules=rules)
    return HardNumber(
        figures=figures,
        by_subtraction=subtracted,
        by_addition=added,
        unit=unit,
        labour=labour,
        checks=tuple(check for check in rules.checks if _is_asked(check, measures)),
        reference=reference,
        no_reference=_reason(sector, unit, rules) if reference is None else None,
        context=tuple(_context(sector, unit, references, rules)),
    )


def reference_for(
    sector: str, unit: LabourUnit | None, *, references: Iterable[ReferenceFigure], rules: HardNumberRules
) -> ReferenceFigure | None:
    """Return the newest figure of the sector in the same unit, of a year that says something about it."""
    if any(without.sector == sector for without in rules.without_reference):
        return None
    not_years = rules.not_years.get(sector, ())
    fitting = [each for each in references if (each.sector, each.unit) == (sector, unit) and each.year not in not_years]
    return max(fitting, key=lambda each: each.year, default=None)


def _reason(sector: str, unit: LabourUnit | None, rules: HardNumberRules) -> str | None:
    lacking = None if unit is None else rules.no_unit.get(unit, rules.no_figure)
    return rules.reason_without_reference(sector) or lacking


def _context(
    sector: str, unit: LabourUnit | None, references: Iterable[ReferenceFigure], rules: HardNumberRules
) -> Iterator[ReferenceFigure]:
    if all(without.has_context for without in rules.without_reference if without.sector == sector):
        yield from (each for each in references if (each.sector, each.unit) == (rules.context, unit))


def _measures(figures: Figures, subtracted: Fraction | None, added: Fraction | None) -> Mapping[Measure, Fraction]:
    value_added = added if subtracted is None else subtracted
    hours, years, persons = figures.hours_worked, figures.labour_years, figures.persons
    found = {
        Measure.PER_HOUR_WORKED: _ratio(value_added, hours),
        Measure.PER_LABOUR_YEAR: _ratio(value_added, years),
        Measure.PER_PERSON_EMPLOYED: _ratio(value_added, persons),
        Measure.HOURS_PER_PERSON: _ratio(hours, persons),
        Measure.HOURS_PER_LABOUR_YEAR: _ratio(hours, years),
        Measure.PURCHASES_BEYOND_TURNOVER: None if subtracted is None else -subtracted,
        Measure.DIFFERENCE_BETWEEN_WAYS: _difference(subtracted, added),
    }
    return {measure: value for measure, value in found.items() if value is not None}


def _ratio(value: Fraction | None, amount: Fraction | None) -> Fraction | None:
    return None if value is None or amount is None else value / amount


def _difference(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Return how far two amounts lie apart, as a share of the larger."""
    if one is None or other is None:
        return None
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Fraction(0)


def _is_asked(check: Check, measures: Mapping[Measure, Fraction]) -> bool:
    return check.measure in measures and check.asks(measures[check.measure])
