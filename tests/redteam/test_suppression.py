"""Which cells are hidden tells no more than the noisy numbers do."""

import ast
import inspect
from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType
from typing import get_type_hints

import pytest

from app.content import read_release_specification
from app.domain import display as display_module
from app.domain import estimate as estimate_module
from app.domain.contribution import Contribution
from app.domain.cube import Cube, Key
from app.domain.display import Combination, display
from app.domain.estimate import Estimate, Noisy
from app.domain.guarantee import chance_to_guess
from app.domain.query import Query, tabulate
from app.domain.release import Cell
from app.domain.release_specification import Display, Tier
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured
from tests.redteam.bounds import Guesses
from tests.redteam.coalition import MEMBERSHIP, promised, whole_profile
from tests.redteam.fresh_releases import Releases, is_shown, narrowed
from tests.redteam.naive import exact_table

SPECIFICATION = read_release_specification()
RULES, BUDGET = SPECIFICATION.display, SPECIFICATION.budget
CUBE = Cube({"GM0001": "AM01", "GM0002": "AM01"}, narrowed(SPECIFICATION.dimensions, groups=2, sectors=1, sizes=2))
ONE_CELL = Cube({"GM0001": "AM01"}, narrowed(SPECIFICATION.dimensions, groups=1, sectors=1, sizes=1))
TIERS = pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)
TIMES, DOUBT, ROOM = 150, 1e-8, 0.005
WITHOUT_COMPANIES = {
    "CENTRE",
    "Cell",
    "CellStatus",
    "Display",
    "Estimate",
    "Key",
    "Noisy",
    "SHARES",
    "Statistic",
}


def test_the_rules_get_noisy_numbers_and_nothing_else() -> None:
    assert get_type_hints(display) == {
        "rules": Display,
        "estimate": Estimate,
        "combined": Sequence[Combination],
        "elements": Sequence[str],
        "return": list[Cell],
    }
    assert get_type_hints(Estimate) == {
        "table": str,
        "key": Key,
        "companies": Noisy,
        "sums": Sequence[Noisy],
        "bins": Sequence[Sequence[Noisy]],
    }


def test_what_makes_them_fit_gets_noisy_numbers_and_nothing_else() -> None:
    asked = get_type_hints(Fitting.estimates)

    assert set(asked) == {"measured", "return"}
    assert asked["measured"] == Sequence[Measured]
    assert get_type_hints(Measured) == {"query": Query, "keys": Sequence[Key], "values": Sequence[int]}


@pytest.mark.parametrize("module", [display_module, estimate_module])
def test_the_rules_know_nothing_by_which_to_look_at_a_company(module: ModuleType) -> None:
    imports = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.ImportFrom)]

    own = {name.name for node in imports if str(node.module).startswith("app") for name in node.names}

    assert own <= WITHOUT_COMPANIES


def with_one_more(measured: Sequence[Measured], company: Contribution) -> Sequence[Measured]:
    """Return the same draws of noise on one company more."""
    return [
        replace(each, values=[a + b for a, b in zip(each.values, tabulate(each.query, CUBE, [company]), strict=True)])
        for each in measured
    ]


@TIERS
def test_a_company_more_decides_nothing_about_cells_that_it_is_not_in(tier: Tier) -> None:
    releases = Releases(SPECIFICATION, tier, CUBE, BUDGET.quarter)
    last = Contribution(CUBE.bases()[0], whole_profile(100))
    measured = releases.measured([Contribution(base, whole_profile(25)) for base in [*CUBE.bases()] * 12])
    its_own = {CUBE.key(by, last.base) for by in tier.published}

    pairs = list(zip(releases.fitted(measured), releases.fitted(with_one_more(measured, last)), strict=True))

    others = [pair for pair in pairs if pair[0].key not in its_own]
    assert 0 < len(others) < len(pairs)
    for without, with_it in others:
        assert releases.figures(without) == releases.figures(with_it)


@TIERS
def test_a_company_more_moves_the_noisy_number_of_its_own_cells_by_one(tier: Tier) -> None:
    releases = Releases(SPECIFICATION, tier, CUBE, BUDGET.quarter)
    last = Contribution(CUBE.bases()[0], whole_profile(100))
    measured = releases.measured([])
    its_own = {CUBE.key(by, last.base) for by in tier.published}

    pairs = zip(releases.fitted(measured), releases.fitted(with_one_more(measured, last)), strict=True)

    for without, with_it in pairs:
        moved = with_it.companies.value - without.companies.value
        assert moved == pytest.approx(float(without.key in its_own), abs=1e-6)


def company(number: int) -> list[Contribution]:
    return [Contribution(ONE_CELL.bases()[0], whole_profile(50))] * number


def test_whether_a_cell_is_shown_tells_less_of_the_last_company_than_is_promised() -> None:
    tier, rho = SPECIFICATION.tiers[0], BUDGET.rho_per_year
    releases = Releases(SPECIFICATION, tier, ONE_CELL, rho)

    shown = {number: _times_shown(releases, number) for number in (RULES.least_companies, RULES.least_companies - 1)}

    with_it, without = shown.values()
    assert without > 0
    assert with_it < TIMES
    guesses = Guesses(with_it + TIMES - without, 2 * TIMES)
    assert guesses.at_least(DOUBT) <= chance_to_guess(promised(SPECIFICATION, tier, rho, MEMBERSHIP)) + ROOM


def _times_shown(releases: Releases, number: int) -> int:
    return sum(is_shown(next(releases.figures_about(company(number)))) for _ in range(TIMES))


@pytest.mark.parametrize("k", [5, 10, 30])
def test_a_threshold_on_the_true_number_would_tell_whether_the_last_company_took_part(k: int) -> None:
    assert exact_table(company(k), lambda _: "all", k=k)
    assert not exact_table(company(k - 1), lambda _: "all", k=k)
