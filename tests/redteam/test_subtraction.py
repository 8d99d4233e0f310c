"""A total minus the cells that are shown gives a hidden cell away, where figures are exact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.content import read_release_specification
from app.domain.contribution import Contribution
from app.domain.release import Cell, Statistic
from app.domain.release_specification import By, table_name
from app.services.release_plans import cube_of
from tests.redteam.fresh_releases import Releases, is_shown
from tests.redteam.naive_site import invented
from tests.redteam.subtraction import Matrix, Row, Subtraction, true_numbers

PLACES = ("GM0034", "GM0995", "GM0303", "GM0171", "GM0050", "GM0184")


def inside(company: Contribution) -> Contribution:
    """Let a company be of a small province, of which many releases are made in no time."""
    number = int(company.base.municipality.removeprefix("GM"))
    return replace(company, base=company.base._replace(municipality=PLACES[number % len(PLACES)]))


SPECIFICATION = read_release_specification()
CUBE = cube_of(SPECIFICATION, "Flevoland")
COMPANIES, K, RELEASES = [inside(company) for company in invented(600)], 5, 20
TIER = SPECIFICATION.tiers[-1]
TRUE = true_numbers(CUBE, COMPANIES, TIER.published)


def test_exact_figures_give_hidden_cells_away() -> None:
    shown = {row: numbers for row, numbers in TRUE.items() if numbers[0] >= K}
    hidden = [row for row, numbers in TRUE.items() if 0 < numbers[0] < K]

    recovered = Subtraction(CUBE, shown, hidden).recovered()

    assert len(recovered) >= len(hidden) / 10
    assert all(np.allclose(numbers, TRUE[row], atol=1e-6) for row, numbers in recovered.items())


def test_what_is_found_of_hidden_cells_has_all_noise_that_was_reckoned_with() -> None:
    releases = Releases(SPECIFICATION, TIER, CUBE, rho=SPECIFICATION.budget.quarter)

    errors = np.vstack([errors_of(releases) for _ in range(RELEASES)])

    assert len(errors) >= 5 * RELEASES
    assert np.sqrt((errors**2).mean()) >= 0.9


def errors_of(releases: Releases) -> Matrix:
    """Return by hidden cell and by number how far an attacker is off, in deviations of the noise."""
    by_name: Mapping[str, By] = {table_name(by): by for by in TIER.published}
    shown: dict[Row, Sequence[float]] = {}
    hidden: dict[Row, Sequence[float]] = {}
    for estimate in releases.estimates(COMPANIES):
        row, figures = (by_name[estimate.table], estimate.key), releases.figures(estimate)
        if is_shown(figures):
            shown[row] = as_numbers(figures)
        else:
            hidden[row] = [float(np.sqrt(each.variance)) for each in (estimate.companies, *estimate.sums)]
    recovered = Subtraction(CUBE, shown, [*hidden]).recovered()
    return np.array([(np.array(found) - TRUE[row]) / hidden[row] for row, found in recovered.items()])


def as_numbers(figures: Sequence[Cell]) -> Sequence[float]:
    """Return the number of companies that is published, and the sums that follow from it and the means."""
    means = [cell for cell in figures if cell.statistic is Statistic.MEAN][: len(SPECIFICATION.dimensions.elements)]
    companies = next(cell.value for cell in figures if cell.statistic is Statistic.COMPANIES)
    return [companies or 0, *((companies or 0) * ((mean.value or 0) - 50) for mean in means)]
