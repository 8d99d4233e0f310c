"""How releases are made: which tables, how much noise, what is shown. It is read from release.yaml."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from statistics import NormalDist
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from app.domain.parsed import Code, Number, Parsed, Points, Slug, Text, Weight
from app.domain.release import Kind

Dimension = Literal["region", "municipality", "main_group", "sector", "size"]
_ORDER = {"region": 0, "municipality": 0, "main_group": 1, "sector": 1, "size": 2}
_FINEST = 2


def _stay_coarse(by: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    order = [_ORDER[dimension] for dimension in by]
    if len(by) > _FINEST or order != sorted(set(order)):
        raise ValueError("at most two of a place, a kind of business and a size, in this order")
    return by


By = Annotated[tuple[Dimension, ...], AfterValidator(_stay_coarse)]
Rho = Annotated[int, Field(gt=0, le=10_000)]
# Nobody and everybody are never shown, also not by rounding.
WholeShare = Annotated[Number, Field(ge=1, le=99)]


class Budget(Parsed):
    """What a company may spend of privacy in a calendar year, and what a quarter takes of it: rho in thousandths."""

    rho_per_year: Rho
    quarter: Rho
    delta: Annotated[Number, Field(gt=0, lt=Fraction(1, 1000))]
    source: Text

    @model_validator(mode="after")
    def leave_something_for_the_year(self) -> Self:
        if self.quarter >= self.rho_per_year:
            raise ValueError("a quarter that takes less than rho_per_year")
        return self


class MainGroup(Parsed):
    id: Slug
    label: Text
    sectors: Annotated[tuple[Code, ...], Field(min_length=1)]


class Dimensions(Parsed):
    """The public lists that tables are made of, beside the municipalities of `division_year` and their regions."""

    division_year: int
    main_groups: Annotated[tuple[MainGroup, ...], Field(min_length=1)]
    sizes: Annotated[tuple[Code, ...], Field(min_length=1)]
    elements: Annotated[tuple[Code, ...], Field(min_length=1)]
    source: Text

    @model_validator(mode="after")
    def name_everything_once(self) -> Self:
        for names in ([group.id for group in self.main_groups], self.sectors, self.sizes, self.elements):
            if len(set(names)) < len(names):
                raise ValueError("every group, sector, size and element once")
        return self

    @property
    def sectors(self) -> Sequence[str]:
        return [sector for group in self.main_groups for sector in group.sectors]

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """The main group of each sector."""
        return {sector: group.id for group in self.main_groups for sector in group.sectors}


class Expected(Parsed):
    """How many scans a province expects in a year."""

    default: Annotated[int, Field(gt=0)]
    provinces: Mapping[str, Annotated[int, Field(gt=0)]] = {}
    source: Text

    def of(self, province: str) -> int:
        return self.provinces.get(province, self.default)


class MeasuredTable(Parsed):
    """A table that noise is added to, and its share of rho."""

    by: Annotated[By, Field(min_length=1)]
    measures: Literal["histograms", "sums"]
    share: Weight

    @property
    def name(self) -> str:
        return table_name(self.by)


class Tier(Parsed):
    """What is measured and published where fewer than `below` scans are expected, maybe of whole years only."""

    id: Literal["S", "B", "M", "L"]
    below: Annotated[int, Field(gt=0)] | None = None
    quarters: bool = True
    measured: Annotated[tuple[MeasuredTable, ...], Field(min_length=1)]
    published: Annotated[tuple[By, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def share_rho_out(self) -> Self:
        if sum(table.share for table in self.measured) != 1:
            raise ValueError("shares of rho that come to 1")
        return self

    @model_validator(mode="after")
    def name_each_table_once(self) -> Self:
        for tables in ([table.by for table in self.measured], self.published):
            if len(set(tables)) < len(tables):
                raise ValueError("every table once")
        return self


class Display(Parsed):
    """When a figure is shown: margins in points, of shares in percents, with this certainty."""

    least_companies: Annotated[int, Field(ge=10)]
    certainty: Annotated[Number, Field(gt=0, lt=1)]
    widest_margin: Points
    widest_share_margin: Points
    lowest_share: WholeShare
    highest_share: WholeShare
    companies_rounded_to: Annotated[int, Field(gt=0)]
    source: Text

    @cached_property
    def deviations(self) -> float:
        """How many standard deviations a margin is."""
        return NormalDist().inv_cdf(0.5 + float(self.certainty) / 2)

    @model_validator(mode="after")
    def round_no_cell_to_nobody(self) -> Self:
        if self.companies_rounded_to > self.least_companies:
            raise ValueError("companies_rounded_to that is no more than least_companies")
        return self


class ReleaseSpecification(Parsed):
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d+$", max_length=20)]
    budget: Budget
    dimensions: Dimensions
    expected: Expected
    quarters_from: Annotated[int, Field(gt=0)]
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    share_for_counts: Annotated[Number, Field(gt=0, lt=1)]
    tiers_source: Text
    display: Display

    @model_validator(mode="after")
    def have_a_tier_for_any_number(self) -> Self:
        bounds = [tier.below for tier in self.tiers]
        if bounds[-1] is not None or bounds[:-1] != sorted({bound for bound in bounds[:-1] if bound}):
            raise ValueError("tiers from few scans to many, and the last without a bound")
        if not self.tiers[-1].quarters:
            raise ValueError("a last tier that is for quarters too")
        return self

    def tier_for(self, expected: int, kind: Kind) -> Tier:
        """Return the tier of a release about so many scans."""
        fit = [tier for tier in self.tiers if tier.quarters or kind is Kind.YEAR]
        return next(tier for tier in fit if tier.below is None or expected < tier.below)

    @cached_property
    def document(self) -> str:
        """All of it as JSON, which is stored with each release."""
        return self.model_dump_json()

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the document, in hex."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def table_name(by: By) -> str:
    """Return what a table is called in open data."""
    return "_".join(by) or "total"
