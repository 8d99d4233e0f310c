"""Which figures of CBS StatLine make a reference, and how they are worked out and checked before anyone sees them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from app.domain.figures import LabourUnit
from app.domain.parsed import Parsed, Share, Slug, Text, Weight
from app.domain.productivity import ReferenceFigure

Year = Annotated[int, Field(ge=1900, le=2100)]
Codes = tuple[Text, ...]


class Anchor(Parsed):
    """A figure that is known from elsewhere: a column is the right one if it has nearly this."""

    branch: Text
    year: Year
    value: Weight
    within: Share
    source: Text


class Source(Parsed):
    """A measure in a table of StatLine; `name` is its key without the number that changes per table.

    Of the other dimensions than branch and year, only the codes in `keep` count.
    """

    table: Annotated[Text, Field(pattern=r"^[0-9A-Za-z]+$")]
    name: Annotated[Text, Field(pattern=r"^[A-Za-z0-9]+$")]
    keep: dict[str, Text] = {}
    anchor: Anchor


class Branches(Parsed):
    """A sector as branches of StatLine: those of `codes` together, without those of `less`."""

    sector: Slug
    branch: Text
    sbi: Text
    codes: Annotated[Codes, Field(min_length=1)]
    less: Codes = ()

    @property
    def all_codes(self) -> Codes:
        return self.codes + self.less


class Labour(Source):
    """Labour in one unit. A reference outside the limits is not believed; `round_to` is how exact it is kept."""

    lowest: Weight
    highest: Weight
    round_to: Weight


class StatLinePlan(Parsed):
    """All of `reference/productivity_statline.yaml`. `units` are the words of StatLine and what they stand for."""

    branch_dimension: Text
    year_dimension: Text
    units: dict[str, Weight]
    value_added: Source
    labour: Annotated[dict[LabourUnit, Labour], Field(min_length=1)]
    sectors: Annotated[tuple[Branches, ...], Field(min_length=1)]
    sbi_version: Text
    price_basis: Text
    revision: Text
    licence: Text
    source: Text

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.value_added, *self.labour.values())

    @property
    def all_codes(self) -> frozenset[str]:
        needed = {code for branches in self.sectors for code in branches.all_codes}
        return frozenset(needed | {source.anchor.branch for source in self.sources})


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of a table: its values by branch and year, counted in `factor`; None where StatLine has none."""

    factor: Fraction
    values: Mapping[tuple[str, int], Fraction | None]

    def fits(self, anchor: Anchor) -> bool:
        value = self.values.get((anchor.branch, anchor.year))
        return value is not None and abs(value - anchor.value) <= anchor.within * anchor.value

    def years_of(self, codes: Sequence[str]) -> set[int]:
        """Return the years in which all these branches have a value."""
        there = {(code, year) for (code, year), value in self.values.items() if value is not None}
        return {year for _, year in there if all((code, year) in there for code in codes)}

    def total(self, branches: Branches, year: int) -> Fraction:
        """Return the branches together, of a year in which all have a value."""
        more = sum((self.values[code, year] or Fraction(0) for code in branches.codes), Fraction(0))
        less = sum((self.values[code, year] or Fraction(0) for code in branches.less), Fraction(0))
        return (more - less) * self.factor


def derived_figures(
    plan: StatLinePlan,
    value_added: Column,
    labour: Mapping[LabourUnit, Column],
    not_years: Mapping[str, Sequence[int]],
) -> Iterator[ReferenceFigure]:
    """Yield for each sector and unit the figure of the newest year that is complete; where there is none, nothing."""
    for unit in plan.labour:
        for branches in plan.sectors:
            complete = value_added.years_of(branches.all_codes) & labour[unit].years_of(branches.all_codes)
            if years := complete - set(not_years.get(branches.sector, ())):
                over, under = (column.total(branches, max(years)) for column in (value_added, labour[unit]))
                if over > 0 and under > 0:
                    yield _figure(plan, branches, unit, year=max(years), over=over, under=under)


def _figure(
    plan: StatLinePlan, branches: Branches, unit: LabourUnit, *, year: int, over: Fraction, under: Fraction
) -> ReferenceFigure:
    source = plan.labour[unit]
    return ReferenceFigure(
        sector=branches.sector,
        unit=unit,
        year=year,
        value=round(over / under / source.round_to) * source.round_to,
        branch=branches.branch,
        sbi_version=plan.sbi_version,
        sbi=branches.sbi,
        region="Nederland",
        price_basis=plan.price_basis,
        revision=plan.revision,
        kind="derived",
        numerator=f"{_plain(over / 10**6)} mln euro ({plan.value_added.table}, {plan.value_added.name})",
        denominator=f"{_plain(under / 1000)} x1000 ({source.table}, {source.name})",
        source=plan.source,
        licence=plan.licence,
    )


def problems_with_figures(
    plan: StatLinePlan, figures: Sequence[ReferenceFigure], *, shown: Sequence[ReferenceFigure]
) -> Iterator[str]:
    """Yield why these figures cannot take the place of those that are shown now."""
    found = {(figure.sector, figure.unit): figure for figure in figures}
    newest = {(figure.sector, figure.unit): figure.year for figure in sorted(shown, key=lambda each: each.year)}
    for unit, source in plan.labour.items():
        for branches in plan.sectors:
            figure, name = found.get((branches.sector, unit)), f"{branches.sector} per {unit}"
            if figure is None:
                yield f"{name} has no year with all its figures"
            elif not source.lowest <= figure.value <= source.highest:
                yield f"{name} is {_plain(figure.value)}; expected {_plain(source.lowest)} to {_plain(source.highest)}"
            elif figure.year < newest.get((branches.sector, unit), figure.year):
                yield f"{name} is of {figure.year}, before {newest[branches.sector, unit]}, which is shown now"


def _plain(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
