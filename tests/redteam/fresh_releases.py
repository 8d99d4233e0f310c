"""Releases by the real code without a database: as many as an attacker likes, each with noise of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import opendp.prelude as dp

from app.domain.contribution import Contribution
from app.domain.cube import Cube
from app.domain.display import Combination, combinations, display
from app.domain.estimate import Estimate
from app.domain.query import Query, queries
from app.domain.release import Cell, CellStatus
from app.domain.release_specification import Dimensions, ReleaseSpecification, Tier
from app.measurement.noise import Measured, composed
from tests.releases import fit


@dataclass(frozen=True)
class Releases:
    """Releases of one tier; rho in thousandths."""

    specification: ReleaseSpecification
    tier: Tier
    cube: Cube
    rho: int

    @cached_property
    def asked(self) -> Sequence[Query]:
        return queries(self.specification, self.tier, rho=self.rho)

    @cached_property
    def _mechanism(self) -> dp.Measurement:
        return composed(self.asked, self.cube)

    @cached_property
    def _combined(self) -> Sequence[Combination]:
        elements = self.specification.dimensions.elements
        return combinations(dict.fromkeys(elements, Fraction(1)), balanced=elements[0])

    def measured(self, companies: Sequence[Contribution]) -> Sequence[Measured]:
        answers = zip(self.asked, self._mechanism(list(companies)), strict=True)
        return [Measured(query, self.cube.keys(query.table.by), found) for query, found in answers]

    def estimates(self, companies: Sequence[Contribution]) -> Sequence[Estimate]:
        return self.fitted(self.measured(companies))

    def fitted(self, measured: Sequence[Measured]) -> Sequence[Estimate]:
        return fit(self.cube, measured, self.tier.published)

    def figures(self, estimate: Estimate) -> Sequence[Cell]:
        dimensions = self.specification.dimensions
        return display(self.specification.display, estimate, self._combined, dimensions.elements)

    def figures_about(self, companies: Sequence[Contribution]) -> Iterator[Sequence[Cell]]:
        """Yield the figures of each cell of a fresh release."""
        yield from map(self.figures, self.estimates(companies))


def is_shown(figures: Sequence[Cell]) -> bool:
    return any(cell.status is not CellStatus.TOO_IMPRECISE for cell in figures)


def narrowed(dimensions: Dimensions, *, groups: int, sectors: int, sizes: int) -> Dimensions:
    """Return shorter lists: so many main groups, sectors in each, and sizes."""
    kept = [{**dict(group), "sectors": group.sectors[:sectors]} for group in dimensions.main_groups[:groups]]
    return Dimensions.model_validate(
        {**dimensions.model_dump(), "main_groups": kept, "sizes": dimensions.sizes[:sizes]}
    )
