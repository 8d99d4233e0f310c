"""Averaging over all tables that say something of a cell takes no more noise away than was reckoned with."""

import random
from collections.abc import Collection
from functools import partial
from itertools import chain, combinations

import numpy as np
import pytest

from app.content import read_release_specification
from app.domain.contribution import Base, Contribution
from app.domain.release_specification import Tier, table_name
from tests.redteam.averaging import BestAverage, errors, nine_in_each, small_province
from tests.redteam.fresh_releases import Releases
from tests.redteam.naive import CellKeyCounts

SPECIFICATION = read_release_specification()
TIERS = pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)
TIMES, DOUBT, ROOM = 100, 1e-9, 0.95


def releases_of(tier: Tier) -> Releases:
    return Releases(SPECIFICATION, tier, small_province(SPECIFICATION), rho=SPECIFICATION.budget.quarter)


@TIERS
def test_no_average_has_less_noise_than_the_figures_say(tier: Tier) -> None:
    releases = releases_of(tier)
    average = BestAverage(releases.cube, releases.asked, elements=5)
    by_name = {table_name(by): by for by in tier.published}

    for estimate in releases.estimates(nine_in_each(releases.cube)):
        said = [number.variance for number in (estimate.companies, *estimate.sums)]
        found = average.variances(average.weights(by_name[estimate.table], estimate.key))
        assert found == pytest.approx(np.array(said), rel=1e-6)


@TIERS
def test_the_best_average_is_as_far_from_the_truth_as_reckoned(tier: Tier) -> None:
    releases = releases_of(tier)

    found = list(errors(releases, nine_in_each(releases.cube), TIMES))

    assert len(found) >= len(tier.published)
    assert min(of_cell.at_most(DOUBT) for of_cell in found) >= ROOM


def is_of(sectors: Collection[str], base: Base) -> bool:
    return base.sector in sectors


@pytest.mark.parametrize("number", range(1, 6))
def test_a_bounded_noise_by_cell_would_be_averaged_away(number: int) -> None:
    sectors = SPECIFICATION.dimensions.sectors
    drawn = random.Random(number)
    everybody = [Contribution(Base("GM0001", drawn.choice(sectors), "1"), (50,) * 5) for _ in range(40 + number)]
    counts = CellKeyCounts(everybody, secret=number.to_bytes(4))
    chosen = chain.from_iterable(combinations(sectors, size) for size in range(1, len(sectors)))

    found = [counts.count(partial(is_of, some)) for some in chosen]

    # Each choice stands beside the choice of all others: together they are everybody.
    assert round(2 * sum(found) / len(found)) == len(everybody)
