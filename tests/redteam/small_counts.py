"""Cells with very few companies, in releases of a whole province that has no more of them."""

import math
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from app.domain.contribution import Base, Contribution
from app.domain.cube import Cube
from app.domain.estimate import Estimate
from app.domain.release_specification import Dimension, ReleaseSpecification, Tier
from tests.redteam.fresh_releases import Releases, is_shown, narrowed

MOST = 9
_MANY = 1000


def smallest_like(specification: ReleaseSpecification, tier: Tier, cube: Cube) -> Cube:
    """Leave out of a province what no table of the tier tells apart: its figures have the same noise without."""
    told_apart: set[Dimension] = {dimension for by in (*_measured(tier), *tier.published) for dimension in by}
    places, dimensions = cube.region_of, specification.dimensions
    if "municipality" not in told_apart:
        places = {place: region for region, place in {region: place for place, region in places.items()}.items()}
    if "sector" not in told_apart:
        dimensions = narrowed(dimensions, groups=len(dimensions.main_groups), sectors=1, sizes=len(dimensions.sizes))
    return Cube(places, dimensions)


def _measured(tier: Tier) -> Iterator[tuple[Dimension, ...]]:
    return (table.by for table in tier.measured)


def few_companies(cube: Cube, number: int) -> Sequence[Contribution]:
    """Put so many companies together in one of the finest cells, with scores around the middle."""
    base: Base = random.choice(cube.bases())
    return [Contribution(base, tuple(random.randint(40, 60) for _ in range(5))) for _ in range(number)]


def times_shown(releases: Releases, cells: int) -> tuple[int, int]:
    """Look at so many cells with 0 to 9 companies, or some more; return how many were shown, and of how many."""
    shown = seen = 0
    for number in count():
        figures = list(releases.figures_about(few_companies(releases.cube, number % (MOST + 1))))
        shown, seen = shown + sum(map(is_shown, figures)), seen + len(figures)
        if seen >= cells:
            return shown, seen
    raise AssertionError


def deviations_away(releases: Releases) -> float:
    """Return how many deviations of the noise lie between 9 companies and a cell that is shown, where that is least."""
    return min(
        (_least_shown(estimate, releases) - MOST) / math.sqrt(estimate.companies.variance)
        for estimate in _unlike(releases.estimates([]))
    )


def _least_shown(estimate: Estimate, releases: Releases) -> int:
    """Return how many companies a cell has to seem to have, with means in the middle: there margins are least."""
    middle = [number._replace(value=0.0) for number in estimate.sums]

    def is_enough(number: int) -> bool:
        seeming = replace(estimate, companies=estimate.companies._replace(value=float(number)), sums=middle)
        return is_shown(releases.figures(seeming))

    return bisect_left(range(_MANY), True, key=is_enough)


def _unlike(estimates: Iterable[Estimate]) -> Iterable[Estimate]:
    """Leave out cells with the same noise as another."""
    return {
        (each.table, f"{each.companies.variance:.6f} {each.sums[0].variance:.4f}"): each for each in estimates
    }.values()
