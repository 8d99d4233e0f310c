"""A cell in which all companies gave the same answers does not show that they all did."""

import pytest

from app.content import read_release_specification
from app.domain.contribution import Contribution
from app.domain.cube import Cube
from app.domain.guarantee import chance_to_guess
from app.domain.release import SHARES, Cell, CellStatus
from app.domain.release_specification import Tier
from tests.redteam.coalition import EXTREMES, Coalition, promised, whole_profile
from tests.redteam.fresh_releases import Releases, narrowed
from tests.redteam.naive import exact_table

SPECIFICATION = read_release_specification()
CUBE = Cube({"GM0001": "AM01"}, narrowed(SPECIFICATION.dimensions, groups=2, sectors=1, sizes=1))
HALF_A_YEAR = SPECIFICATION.budget.quarter
TIERS = pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)
ALIKE = pytest.mark.parametrize("score", [0, 50, 100])
TIMES, DOUBT, ROOM = 150, 1e-8, 0.005


def all_alike(score: int) -> list[Contribution]:
    return [Contribution(base, whole_profile(score)) for base in [*CUBE.bases()] * 2000]


def shares_about(tier: Tier, companies: list[Contribution]) -> list[Cell]:
    releases = Releases(SPECIFICATION, tier, CUBE, HALF_A_YEAR)
    return [cell for cells in releases.figures_about(companies) for cell in cells if cell.statistic in SHARES]


@ALIKE
@TIERS
def test_no_share_of_nobody_or_everybody_is_shown(tier: Tier, score: int) -> None:
    shares = shares_about(tier, all_alike(score))

    assert {cell.status for cell in shares} == {CellStatus.BELOW, CellStatus.ABOVE}
    assert {cell.value for cell in shares} == {None}


@TIERS
def test_a_level_that_nobody_chose_looks_like_one_that_a_few_chose(tier: Tier) -> None:
    few = [Contribution(base, whole_profile(100)) for base in [*CUBE.bases()] * 20]

    of_nobody, of_few = shares_about(tier, all_alike(0)), shares_about(tier, all_alike(0) + few)

    assert [cell.status for cell in of_nobody] == [cell.status for cell in of_few]


def test_the_last_company_among_equals_is_guessed_as_often_as_promised_and_no_more() -> None:
    tier = SPECIFICATION.tiers[1]
    coalition = Coalition(SPECIFICATION, tier, (HALF_A_YEAR,), others=(whole_profile(0),) * 40)

    found = coalition.guess(EXTREMES, coalition.see(EXTREMES.one, TIMES), coalition.see(EXTREMES.other, TIMES))

    chance = chance_to_guess(promised(SPECIFICATION, tier, HALF_A_YEAR, EXTREMES))
    assert found.at_least(DOUBT) <= chance + ROOM
    assert found.at_most(DOUBT) >= chance - ROOM


@ALIKE
def test_an_exact_distribution_would_show_that_all_chose_the_same(score: int) -> None:
    cells = exact_table(all_alike(score), lambda base: base.sector, k=10)

    shares = {count / cell.n for cell in cells.values() for counts in cell.distribution for count in counts}

    assert shares == {0.0, 1.0}
