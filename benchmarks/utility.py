"""What is left to see of a release: cells shown, companies covered, and how far shown means are from the exact ones."""

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.contribution import Base, Contribution
from app.domain.cube import Cube
from app.domain.display import Combination, combinations, display
from app.domain.query import queries
from app.domain.questionnaire import Questionnaire
from app.domain.release import Cell, Kind
from app.domain.release_period import Period
from app.domain.release_plan import ReleasePlan, plan_release
from app.domain.release_specification import ReleaseSpecification, table_name
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured, measure
from app.services.release_plans import cube_of
from benchmarks.counting_companies import PROVINCE, CountingCompany, draw_municipalities
from benchmarks.results import Follow
from benchmarks.tallies import ExactTable, Tally
from tests.db.release_rows import RELEASE

_YEAR, _QUARTER, _QUARTERS = Period(2025), Period(2025, 1), 4
# Scans in a year, and what is released of it.
_VOLUMES = ((200, _YEAR), (2000, _QUARTER), (4000, _QUARTER), (2000, _YEAR), (20_000, _QUARTER), (20_000, _YEAR))
_DESIGNED = Path(__file__).parent / "designed_utility.csv"
_FIGURES = {"shown": "design: shown %", "covered": "design: covered %", "error": "design: error"}

Row = Mapping[str, object]


def utility(
    specification: ReleaseSpecification,
    questionnaire: Questionnaire,
    companies: Sequence[CountingCompany],
    *,
    repetitions: int,
    follow: Follow,
) -> Mapping[str, Sequence[Row]]:
    """Release each volume so many times, of fresh companies, and tell by table what is shown of it."""
    elements, weights = specification.dimensions.elements, {each.id: each.weight for each in questionnaire.elements}
    balanced = questionnaire.balance.element
    combined = combinations({element: weights[element] for element in elements}, balanced=balanced)
    tables: dict[str, list[Row]] = {}
    for in_year, period in _VOLUMES:
        trial = _Trial(specification, combined, _planned(specification, in_year, period))
        for name, tally in trial.run(companies, follow(range(repetitions))).items():
            row = {**trial.told, **tally.told(), **_designed(trial.plan.expected, name)}
            tables.setdefault(f"table {name}", []).append(row)
    return tables


def _planned(specification: ReleaseSpecification, in_year: int, period: Period) -> ReleasePlan:
    """Plan a release where so many scans are expected in a year; that of a year comes after its quarters, if any."""
    has_quarters = period.kind is Kind.YEAR and in_year // _QUARTERS >= specification.quarters_from
    quarter = replace(
        RELEASE, province=PROVINCE, period=str(_QUARTER), kind=Kind.QUARTER, rho=specification.budget.quarter
    )
    return plan_release(
        specification,
        [replace(quarter, specification_hash=specification.hash)] if has_quarters else [],
        province=PROVINCE,
        period=period,
        counted_before=in_year,
        today=date(2026, 1, 15),
    )


def _designed(scans: int, table: str) -> Row:
    """Return the figures of the design for this number of scans; nothing of a table that it does not have."""
    with _DESIGNED.open(encoding="utf-8", newline="") as file:
        rows = {int(row["scans"]): row for row in csv.DictReader(file) if row["table"] == table}
    return {name: float(rows[scans][column]) for column, name in _FIGURES.items()} if rows else {}


@dataclass(frozen=True, slots=True)
class _Trial:
    """Releases by one plan, without a database."""

    specification: ReleaseSpecification
    combined: Sequence[Combination]
    plan: ReleasePlan

    @property
    def told(self) -> Row:
        plan = self.plan
        return {"scans": plan.expected, "period": plan.period.kind, "tier": plan.tier.id, "rho": plan.rho / 1000}

    def run(self, companies: Sequence[CountingCompany], rounds: Iterable[int]) -> Mapping[str, Tally]:
        """Return by table what was found."""
        cube, tier = cube_of(self.specification, PROVINCE), self.plan.tier
        asked = queries(self.specification, tier, rho=self.plan.rho)
        fitting = Fitting(cube, asked, tier.published)
        tallies = {table_name(by): Tally() for by in tier.published}
        for number in rounds:
            drawn = self._draw(cube, companies, random.Random(f"{self.plan} {number}"))
            exact = self._exact(cube, drawn)
            for figures in self._figures(fitting, measure(asked, cube, drawn, rho=self.plan.rho)):
                name = figures[0].table
                tallies[name].add(figures, exact[name].cell_of(figures[0]))
        return tallies

    def _draw(self, cube: Cube, companies: Sequence[CountingCompany], draw: random.Random) -> Sequence[Contribution]:
        count = self.plan.expected
        places = draw_municipalities(cube, count, draw)
        return [
            each.in_municipality(place) for each, place in zip(draw.choices(companies, k=count), places, strict=True)
        ]

    def _exact(self, cube: Cube, drawn: Sequence[Contribution]) -> Mapping[str, ExactTable]:
        of_base: dict[Base, list[Contribution]] = {}
        for company in drawn:
            of_base.setdefault(company.base, []).append(company)
        return {table_name(by): ExactTable(cube, by, of_base) for by in self.plan.tier.published}

    def _figures(self, fitting: Fitting, measured: Sequence[Measured]) -> Iterator[Sequence[Cell]]:
        """Yield the figures of each cell."""
        rules, elements = self.specification.display, self.specification.dimensions.elements
        for estimate in fitting.estimates(measured):
            yield display(rules, estimate, self.combined, elements)
