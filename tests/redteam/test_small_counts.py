"""No figure is ever shown of fewer than ten companies, though no rule looks at how many there truly are."""

import pytest

from app.content import read_release_specification
from app.domain.contribution import Base, Contribution
from app.domain.release_specification import Tier
from app.services.release_plans import cube_of
from tests.redteam.fresh_releases import Releases
from tests.redteam.naive import exact_table
from tests.redteam.small_counts import MOST, deviations_away, smallest_like, times_shown

SPECIFICATION = read_release_specification()
FLEVOLAND = cube_of(SPECIFICATION, "Flevoland")
RHOS = (SPECIFICATION.budget.quarter, SPECIFICATION.budget.rho_per_year)
TIERS = pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)


def releases_of(tier: Tier, rho: int) -> Releases:
    return Releases(SPECIFICATION, tier, smallest_like(SPECIFICATION, tier, FLEVOLAND), rho)


@TIERS
def test_a_cell_of_nine_or_fewer_is_not_shown(tier: Tier) -> None:
    shown, seen = times_shown(releases_of(tier, RHOS[0]), cells=600)

    assert seen >= 600
    assert shown == 0


@pytest.mark.parametrize("rho", RHOS)
@TIERS
def test_noise_that_makes_nine_look_enough_is_not_to_be_expected(tier: Tier, rho: int) -> None:
    assert deviations_away(releases_of(tier, rho)) > 6


@pytest.mark.parametrize("number", range(5, MOST + 1))
def test_a_threshold_of_five_would_show_them(number: int) -> None:
    companies = [Contribution(Base("GM0034", "zorg", "10-49"), (50,) * 5)] * number

    assert exact_table(companies, lambda base: base.municipality, k=5)["GM0034"].n == number
